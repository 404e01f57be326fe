// Each application as an action of the desktop icon on Linux, for scripts/release/overrides.ts [K1].
import { manifests } from '../../shared/applications/applications.ts';

/** The packages put the executable's name on the path. */
export function desktopActions(): string {
  const actions = manifests.map(({ id, name }) => [id, { Name: name, Exec: `enterprise-portal-kiosk --open=${id}` }]);
  const desktop = {
    entry: { Actions: manifests.map(({ id }) => `${id};`).join('') },
    desktopActions: Object.fromEntries(actions),
  };
  return `${JSON.stringify(desktop, null, 2)}\n`;
}
