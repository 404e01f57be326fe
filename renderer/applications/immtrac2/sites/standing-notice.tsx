import { Link } from 'wouter';
import { immtrac2Texts } from '../../../../shared/applications/immtrac2/texts.ts';
import { Notice } from '../../../platform/design/components.tsx';
import { useCurrentSite } from './current-site.ts';

const texts = immtrac2Texts.siteAgreement;

/** Said before somebody has typed what the registry will not take. */
export function StandingNotice() {
  const { site, standing } = useCurrentSite();
  if (site === null || (standing !== 'overdue' && standing !== 'lapsed')) return null;
  return (
    <Notice kind="warning" title={texts.standing[standing]}>
      <p>{standing === 'lapsed' ? texts.lapsed(site.name) : texts.overdueShort(site.name)}</p>
      <Link href="/site-agreement">{texts.toRenewal}</Link>
    </Notice>
  );
}
