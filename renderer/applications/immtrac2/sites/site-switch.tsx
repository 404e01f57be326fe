import { useId } from 'react';
import { immtrac2Texts } from '../../../../shared/applications/immtrac2/texts.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { useCurrentSite } from './current-site.ts';

/** In the top bar: the site that is worked for, and with several, the way to another [O10]. */
export function SiteSwitch() {
  const id = useId();
  const { sites } = useApplication().context.caller;
  const { site, switchTo } = useCurrentSite();
  if (site === null) return null;
  if (sites.length < 2) return <span className="site-switch">{site.name}</span>;
  return (
    <span className="site-switch">
      <label htmlFor={id}>{immtrac2Texts.landing.site}</label>
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
