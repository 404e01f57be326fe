import { useId } from 'react';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { useCurrentSite } from './current-site.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** In the top bar: the site that is worked for, and with several, the way to another [O10]. */
export function SiteSwitch() {
  const catalogue = useImmTrac2Texts();
  const id = useId();
  const { sites } = useApplication().context.caller;
  const { site, switchTo } = useCurrentSite();
  if (site === null) return null;
  if (sites.length < 2) return <span className="site-switch">{site.name}</span>;
  return (
    <span className="site-switch">
      <label htmlFor={id}>{catalogue.landing.site}</label>
      <select id={id} value={site.id} onChange={(event) => switchTo(event.target.value)}>
        {sites.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </span>
  );
}
