import { Menu, type WebContents } from 'electron';
import { contextMenuRoles } from './context-menu-roles.ts';

/** Without it a page would have no menu at all, and people could not paste with the mouse. */
export function offerContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, asked) => {
    const roles = contextMenuRoles(asked);
    if (roles.length > 0) Menu.buildFromTemplate(roles.map((role) => ({ role }))).popup();
  });
}
