import { Link } from 'wouter';
import { Notice } from '../../../platform/design/components.tsx';
import { useCurrentSite } from './current-site.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Said before somebody has typed what the registry will not take. */
export function StandingNotice() {
  const texts = useImmTrac2Texts().siteAgreement;
  const { site, standing } = useCurrentSite();
  if (site === null || (standing !== 'overdue' && standing !== 'lapsed')) return null;
  return (
    <Notice kind="warning" title={texts.standing[standing]}>
      <p>{standing === 'lapsed' ? texts.lapsed(site.name) : texts.overdueShort(site.name)}</p>
      <Link href="/site-agreement">{texts.toRenewal}</Link>
    </Notice>
  );
}
