import { app, Menu } from 'electron';
import type { PortalApplication } from '../../shared/identity/api/identity.ts';
import { userTasks } from './user-tasks.ts';

/** Linux has these as actions of its desktop entry (electron-builder.yml). */
export function offerShortcuts(applications: readonly PortalApplication[], open: (id: string) => void): void {
  // Unpackaged, the program is Electron, and the tasks would start that.
  if (process.platform === 'win32' && app.isPackaged) app.setUserTasks(userTasks(applications, process.execPath));
  app.dock?.setMenu(
    Menu.buildFromTemplate(applications.map(({ id, name }) => ({ label: name, click: () => open(id) }))),
  );
}
