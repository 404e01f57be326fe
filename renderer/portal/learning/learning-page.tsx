import { useLocation } from 'wouter';
import type { Session } from '../../../shared/identity/api/identity.ts';
import { type CheckResult, type Learned, learningApi } from '../../../shared/identity/api/learning.ts';
import { tourPages, tourSteps } from '../../../shared/identity/learning.ts';
import { dateInWords } from '../../../shared/contract/time.ts';
import { useChange, useRead } from '../../platform/api/queries.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { Button, Panel } from '../../platform/design/components.tsx';
import { DataTable } from '../../platform/design/data-table.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { useLanguage } from '../../platform/texts/wording.tsx';
import { PortalFrame } from '../portal-frame.tsx';
import { useSession } from '../session.ts';
import { CheckForm } from './check-form.tsx';
import { useLearningTexts } from './learning-texts.ts';

/** The tour, the knowledge check, and who of one's sites has passed it [H3]. */
export function LearningPage({ session, training }: { session: Session; training: boolean }) {
  const texts = useLearningTexts();
  const result = useRead(learningApi.result);
  return (
    <PortalFrame session={session} training={training} steps={[texts.title]}>
      <h1>{texts.title}</h1>
      <Tour session={session} />
      <ResourceView of={result}>{(value) => <CheckForm result={value ?? undefined} />}</ResourceView>
      {session.account.roles.includes('point-of-contact') && <People />}
    </PortalFrame>
  );
}

function Tour({ session }: { session: Session }) {
  const { tour: texts } = useLearningTexts();
  const go = useSession((state) => state.goTo);
  const [, navigate] = useLocation();
  const { tour } = session.account;
  const begin = useChange(async () => {
    await go(tourSteps[0]);
    navigate(tourPages[tourSteps[0]]);
  });
  return (
    <Panel title={texts.title}>
      <Refusal of={begin.error} />
      <p>{tour === 'done' ? texts.done : texts.text}</p>
      <div className="row">
        <Button kind={tour === 'done' ? 'plain' : 'primary'} onClick={() => begin.mutate()}>
          {tour === 'done' || tour === 'left' ? texts.again : texts.begin}
        </Button>
      </div>
    </Panel>
  );
}

function People() {
  const { people: texts, check } = useLearningTexts();
  const language = useLanguage();
  const people = useRead(learningApi.people);
  const passed = ({ passedOn }: CheckResult) =>
    passedOn === undefined ? check.notPassed : check.passedOn(dateInWords(passedOn, language));
  return (
    <ResourceView of={people}>
      {(value) => (
        <DataTable<Learned>
          caption={texts.title}
          rows={value.people}
          rowKey={({ name }) => name}
          empty={texts.none}
          file="knowledge-check"
          columns={[
            { id: 'name', label: texts.name, names: true, value: ({ name }) => name },
            { id: 'result', label: texts.result, value: ({ result }) => passed(result) },
            { id: 'tries', label: texts.tries, numeric: true, value: ({ result }) => result.tries },
            { id: 'last', label: texts.last, value: ({ result }) => dateInWords(result.lastOn, language) },
          ]}
        />
      )}
    </ResourceView>
  );
}
