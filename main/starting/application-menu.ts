import type { MenuItemConstructorOptions } from 'electron';

/**
 * Of roles only: other items' shortcuts would reload pages and open developer tools. macOS has its editing shortcuts from
 * a menu and from nowhere else; its first menu is always the application's, which stays empty.
 * @returns undefined where there is to be no menu
 */
export function applicationMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | undefined {
  if (platform !== 'darwin') return undefined;
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;
  return [
    { label: 'Enterprise Portal Kiosk', submenu: [] },
    { label: 'Edit', submenu: roles.map((role) => ({ role })) },
  ];
}
