import type { MouseEvent } from 'react';
import type { LauncherStyle, PortalApplication } from '../../shared/identity/api/identity.ts';
import { applications as manifests, isApplicationId } from '../../shared/applications/applications.ts';
import type { Manifest } from '../../shared/applications/manifest.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { kiosk } from './kiosk.ts';

/** The applications as icons or as horizontal links; both are links and do the same [O3]. */
export function Launcher({
  applications,
  style,
}: {
  applications: readonly PortalApplication[];
  style: LauncherStyle;
}) {
  const language = useLanguage();
  return (
    <ul className="launcher" data-style={style}>
      {applications.map(({ id, name, fullName, description, address, bundled }) => (
        <li
          className="launch"
          key={id}
          data-accent={bundled}
          style={bundled ? { '--given-accent': manifestOf(id)?.accent } : undefined}
        >
          {style === 'icons' && <ApplicationIcon drawing={(bundled && manifestOf(id)?.icon) || elsewhere} />}
          <a
            href={address}
            className="launch-name"
            aria-describedby={`launch-${id}-what`}
            onClick={(event) => openInKiosk(event, id)}
          >
            {name}
          </a>
          <span className="launch-what" id={`launch-${id}-what`}>
            {style === 'icons'
              ? sentences(fullName === name ? '' : fullName, manifestOf(id)?.description[language] ?? description)
              : fullName}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The shell opens a managed window of its own; in a browser the link is just a link. */
function openInKiosk(event: MouseEvent, id: string): void {
  if (!kiosk) return;
  event.preventDefault();
  void kiosk.openApplication(id);
}

function manifestOf(id: string): Manifest | undefined {
  return isApplicationId(id) ? manifests[id] : undefined;
}

/** An application that is no part of this product: a window with the way out to it. */
const elsewhere = 'M26 14H12v22h24V24M30 12h8v8M38 12L24 26';

function sentences(...parts: string[]): string {
  return parts.flatMap((part) => (part === '' ? [] : `${part.replace(/\.$/, '')}.`)).join(' ');
}

function ApplicationIcon({ drawing }: { drawing: string }) {
  return (
    <svg className="launch-icon" viewBox="0 0 48 48" aria-hidden="true">
      <path d={drawing} />
    </svg>
  );
}
