import type { Session } from '../../../shared/identity/api/identity.ts';
import { learningApi } from '../../../shared/identity/api/learning.ts';
import { dateInWords } from '../../../shared/contract/time.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { useRead } from '../../platform/api/queries.ts';
import { Button, Notice, Panel } from '../../platform/design/components.tsx';
import { Printer } from '../../platform/design/icons.ts';
import { useLanguage } from '../../platform/texts/wording.tsx';
import { PortalFrame } from '../portal-frame.tsx';
import { useLearningTexts } from './learning-texts.ts';

/** What somebody prints who has passed the knowledge check [H3]. */
export function CertificatePage({ session, training }: { session: Session; training: boolean }) {
  const { title, certificate: texts } = useLearningTexts();
  const language = useLanguage();
  const result = useRead(learningApi.result);
  return (
    <PortalFrame
      session={session}
      training={training}
      steps={[{ name: title, address: '/learning' }, texts.title]}
      width="narrow"
    >
      <h1>{texts.title}</h1>
      <ResourceView of={result}>
        {(value) =>
          value?.passedOn === undefined ? (
            <Notice title={texts.missing} />
          ) : (
            <Panel>
              <p className="certificate">{texts.text(session.account.name, dateInWords(value.passedOn, language))}</p>
              {training && <p className="soft">{texts.training}</p>}
              <div className="row">
                <Button kind="primary" onClick={() => window.print()}>
                  <Printer className="icon" aria-hidden />
                  {texts.print}
                </Button>
              </div>
            </Panel>
          )
        }
      </ResourceView>
    </PortalFrame>
  );
}
