import type { MouseEvent } from 'react';
import type { LauncherStyle, PortalApplication } from '../../shared/identity/api/identity.ts';
import type { ApplicationId } from '../../shared/applications/applications.ts';
import { kiosk } from './kiosk.ts';

/** The applications as icons or as horizontal links; both are links and do the same [O3]. */
export function Launcher({
  applications,
  style,
}: {
  applications: readonly PortalApplication[];
  style: LauncherStyle;
}) {
  return (
    <ul className="launcher" data-style={style}>
      {applications.map(({ id, name, fullName, description, address, bundled }) => (
        <li className="launch" key={id} data-application={bundled ? id : undefined}>
          {style === 'icons' && <ApplicationIcon drawing={bundled ? drawings[id as ApplicationId] : elsewhere} />}
          <a
            href={address}
            className="launch-name"
            aria-describedby={`launch-${id}-what`}
            onClick={(event) => openInKiosk(event, id)}
          >
            {name}
          </a>
          <span className="launch-what" id={`launch-${id}-what`}>
            {style === 'icons' ? sentences(fullName === name ? '' : fullName, description) : fullName}
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

const drawings: Record<ApplicationId, string> = {
  immtrac2: 'M14 38V12h14l6 6v20H14zm14-26v6h6M19 26h10M19 31h10',
  vaos: 'M12 18l12-6 12 6v14l-12 6-12-6V18zm0 0l12 6 12-6M24 24v14',
  syntropi: 'M12 38V16l12-6 12 6v22M20 38v-8h8v8M19 21h3m4 0h3',
};

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
