import { useSearch as useQuery, Link } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { AgreementStanding, SiteAgreement } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { dateInWords, shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

const badges: Record<AgreementStanding, BadgeKind> = {
  unsigned: 'warning',
  'in-force': 'positive',
  'renew-soon': 'warning',
  overdue: 'danger',
  lapsed: 'danger',
};

/** What the Authorized Signer agreed to for each of the caller's sites [A4], and the way to renew it [O10]. */
export function SiteAgreementPage() {
  const texts = useImmTrac2Texts().siteAgreement;
  const loaded = useRead(immtrac2Api.siteAgreements);
  const renewed = new URLSearchParams(useQuery()).get('renewed');
  return (
    <ImmTrac2Frame step={texts.title} width="narrow">
      <h1>{texts.title}</h1>
      {texts.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <ApplicationResource of={loaded}>
        {({ agreements }) => (
          <>
            <div className="announcement" role="status">
              <Renewed agreement={agreements.find(({ site }) => site.id === renewed)} />
            </div>
            {agreements.length === 0 && <p className="soft">{texts.noSites}</p>}
            {agreements.map((agreement) => (
              <Agreement key={agreement.site.id} agreement={agreement} />
            ))}
          </>
        )}
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}

function Renewed({ agreement }: { agreement: SiteAgreement | undefined }) {
  const language = useLanguage();
  const texts = useImmTrac2Texts().siteAgreement;
  if (!agreement?.signed) return null;
  return (
    <Notice kind="positive">
      {texts.renewal.renewed(agreement.site.name, dateInWords(agreement.signed.renewBy, language))}
    </Notice>
  );
}

function Agreement({ agreement: { site, signed, standing, mayRenew } }: { agreement: SiteAgreement }) {
  const language = useLanguage();
  const texts = useImmTrac2Texts().siteAgreement;
  return (
    <Panel title={site.name}>
      <p>
        <Badge kind={badges[standing]}>{texts.standing[standing]}</Badge>
      </p>
      {signed ? (
        <Details
          items={[
            [texts.signedBy, [signed.signer, signed.title].filter(Boolean).join(', ')],
            [texts.signedOn, shownDate(signed.on)],
            [texts.renewBy, shownDate(signed.renewBy)],
          ]}
        />
      ) : (
        <Notice kind="warning">{texts.notSigned}</Notice>
      )}
      {signed && standing === 'overdue' && (
        <Notice kind="warning">{texts.overdue(site.name, dateInWords(signed.graceUntil, language))}</Notice>
      )}
      {standing === 'lapsed' && <Notice kind="danger">{texts.lapsed(site.name)}</Notice>}
      {mayRenew ? (
        <div className="row">
          <Link
            href={`/site-agreement/${site.id}/renewal`}
            className="button"
            data-kind={standing === 'in-force' ? 'plain' : 'primary'}
            aria-label={texts.renewName(site.name)}
          >
            {texts.renew}
          </Link>
        </div>
      ) : (
        <p className="soft">{texts.askToRenew}</p>
      )}
    </Panel>
  );
}
