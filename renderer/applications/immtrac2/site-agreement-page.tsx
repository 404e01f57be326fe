import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../platform/design/components.tsx';
import { ImmTrac2Frame } from './frame.tsx';

const texts = immtrac2Texts.siteAgreement;

/** What the Authorized Signer agreed to for each of the caller's sites [A4]. */
export function SiteAgreementPage() {
  const loaded = useResource(immtrac2Api.siteAgreements);
  return (
    <ImmTrac2Frame step={texts.title} width="narrow">
      <h1>{texts.title}</h1>
      {texts.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <ApplicationResource of={loaded}>
        {({ agreements }) =>
          agreements.length === 0 ? (
            <p className="soft">{texts.noSites}</p>
          ) : (
            agreements.map(({ site, signed }) => (
              <Panel key={site.id} title={site.name}>
                {signed ? (
                  <Details
                    items={[
                      [texts.signedBy, signed.signer],
                      [texts.signedOn, shownDate(signed.on)],
                    ]}
                  />
                ) : (
                  <Notice kind="warning">{texts.notSigned}</Notice>
                )}
              </Panel>
            ))
          )
        }
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}
