import { app, Menu, type Task } from 'electron';
import type { PortalApplication } from '../../shared/api/identity.ts';
import { policyPlaces } from '../../shared/policy.ts';

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

/** Linux has these as actions of its desktop entry (electron-builder.yml). */
export function offerShortcuts(applications: readonly PortalApplication[], open: (id: string) => void): void {
  if (process.platform === 'win32') {
    // By this Windows knows that tasks, windows and the installed icon belong together; it is the package's appId.
    app.setAppUserModelId(policyPlaces.macBundle);
    // Unpackaged, the program is Electron, and the tasks would start that.
    if (app.isPackaged) app.setUserTasks(userTasks(applications, process.execPath));
  }
  app.dock?.setMenu(
    Menu.buildFromTemplate(applications.map(({ id, name }) => ({ label: name, click: () => open(id) }))),
  );
}
