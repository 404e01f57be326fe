// Plain doubles of what belongs to the operating system. Specs replace or fire them with `app.evaluate`, as on Electron.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { EmulatedObject, emulated } from './emulated.ts';

class PowerMonitor
  extends EmulatedObject
  implements Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState'>
{
  static override readonly events: readonly string[] = [
    'lock-screen',
    'on-ac',
    'on-battery',
    'resume',
    'shutdown',
    'suspend',
    'unlock-screen',
    'user-did-become-active',
    'user-did-resign-active',
  ];

  getSystemIdleTime(): number {
    return 0;
  }

  getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' {
    if (!(idleThreshold > 0)) throw new TypeError('Invalid idle threshold, must be greater than 0');
    return this.getSystemIdleTime() >= idleThreshold ? 'idle' : 'active';
  }
}
export const powerMonitor = new PowerMonitor();

const area = { x: 0, y: 0, width: 1280, height: 800 };
export const display = {
  id: 1,
  bounds: area,
  workArea: area,
  size: area,
  workAreaSize: area,
  scaleFactor: 1,
  rotation: 0,
};

export class Screen extends EmulatedObject {
  static override readonly events: readonly string[] = ['display-added', 'display-metrics-changed', 'display-removed'];

  getPrimaryDisplay(): typeof display {
    return display;
  }

  getAllDisplays(): (typeof display)[] {
    return [display];
  }
}
export const screen = new Screen();

export const shell = emulated('shell', { openExternal: async (_url: string) => {} }) satisfies Pick<
  Electron.Shell,
  'openExternal'
>;

export const dialog = emulated('dialog', {
  /** Answers with the default button. */
  showMessageBox: async (...given: [unknown, Electron.MessageBoxOptions] | [Electron.MessageBoxOptions]) => {
    const options = given.at(-1) as Electron.MessageBoxOptions;
    return { response: options.defaultId ?? 0, checkboxChecked: options.checkboxChecked ?? false };
  },
  showErrorBox: (title: string, content: string): void => console.error(`[error box] ${title}: ${content}`),
});

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly enabled: boolean;
  readonly submenu: Menu | undefined;
  readonly click: NonNullable<Electron.MenuItemConstructorOptions['click']> | (() => void);

  constructor({
    id = '',
    label = '',
    role,
    enabled = true,
    submenu,
    click = () => {},
  }: Electron.MenuItemConstructorOptions) {
    this.id = id;
    this.label = label;
    this.role = role;
    this.enabled = enabled;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.click = click;
  }
}

export class Menu extends EmulatedObject {
  static override readonly events: readonly string[] = [];
  static applicationMenu: Menu | null = null;
  items: MenuItem[] = [];

  static setApplicationMenu(menu: Menu | null): void {
    Menu.applicationMenu = menu;
  }

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    const menu = new Menu();
    menu.items = template.map((options) => new MenuItem(options));
    return menu;
  }

  popup(): void {}
}

function createClipboard() {
  let text = '';
  return {
    clear: (): void => void (text = ''),
    has: async (mimetype: string): Promise<boolean> => mimetype === 'text/plain' && text !== '',
    /** Knows text and nothing else. */
    read: async () => (text === '' ? [] : [{ types: ['text/plain'], getType: async () => new Blob([text]) }]),
    readText: async (): Promise<string> => text,
    writeText: async (written: string): Promise<void> => void (text = written),
  };
}
type EmulatedClipboard = Pick<Electron.Clipboard, 'clear' | 'has' | 'readText' | 'writeText'>;
export const clipboard = emulated('clipboard', {
  ...createClipboard(),
  selection: emulated('clipboard.selection', createClipboard()),
}) satisfies EmulatedClipboard & { selection: EmulatedClipboard };

export const net = emulated('net', {
  /** Node's fetch, without the session's cookies. File addresses, which a protocol handler reads its pages from, work too. */
  fetch: async (input: string | Request, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : input.url;
    return url.startsWith('file:') ? new Response(readFileSync(fileURLToPath(url))) : fetch(input, init);
  },
  isOnline: (): boolean => true,
});

export class NativeTheme
  extends EmulatedObject
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>
{
  static override readonly events: readonly string[] = ['updated'];
  themeSource: 'system' | 'light' | 'dark' = 'system';

  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark';
  }
}
export const nativeTheme = new NativeTheme();
