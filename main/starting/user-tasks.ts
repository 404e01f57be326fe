import type { Task } from 'electron';
import type { PortalApplication } from '../../shared/identity/api/identity.ts';

/** One entry for each application in the jump list of Windows [K1]; each starts the kiosk again, which asks this one. */
export function userTasks(applications: readonly PortalApplication[], program: string): Task[] {
  return applications.map(({ id, name, fullName }) => ({
    program,
    arguments: `--open=${id}`,
    title: name,
    description: fullName,
    iconPath: program,
    iconIndex: 0,
  }));
}
