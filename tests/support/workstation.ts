import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  _electron,
  test as base,
  type Browser,
  chromium,
  type ElectronApplication,
  expect,
  type Page,
} from '@playwright/test';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { chromiumProgram } from '../../scripts/chromium.ts';
import { alone } from './fixture.ts';
import { isAtWork, usualPerson } from './people.ts';
import { beginTraining, MovedClock, type ServerHere, startServerHere } from './server-here.ts';

/** A workstation with the product on it, in words of the people who use it. The same journeys run on both hosts. */
export interface Workstation {
  readonly host: 'browser' | 'shell';
  /** Where its server keeps its data. */
  readonly data: string;
  /** The portal's page. */
  portal(): Promise<Page>;
  /** Chooses an application in the portal. @returns its page */
  open(application: ApplicationName): Promise<Page>;
  /** Uses the Enterprise Portal button. @returns the portal's page, which then is in front */
  backToPortal(from: Page): Promise<Page>;
  /** Signs out where an application is open: at the bar in the shell, at the application's own button in a browser. */
  signOutFrom(page: Page): Promise<void>;
  /**
   * Moves the clock of the server and of the shell; pages hear of it with the server's next word. In the shell only where
   * `movesClock` is set.
   */
  passTime(milliseconds: number): Promise<void>;
  /** Only in a browser, where people can type addresses. */
  readonly server: ServerHere | undefined;
  /** Only in the shell. */
  readonly electron: ElectronApplication | undefined;
}

export type ApplicationName = 'ImmTrac2' | 'VAOS' | 'Syntropi';

export interface HostOption {
  host: 'browser' | 'shell' | undefined;
  /** The deployment's settings, beside what is built in. */
  settings: Settings;
  /** What IT decides, for the shell. */
  policy: Partial<Policy>;
  /** Whether the shell runs by a clock that the test moves; a browser's server always does. */
  movesClock: boolean;
  /**
   * Whether the test comes to a kiosk that others used before it, at which `usualPerson` may be at work. Not for tests about
   * what is there at the beginning, or that leave behind what signing out and closing windows does not mend: windows of
   * another size, a changed main process.
   */
  sharesKiosk: boolean;
  /**
   * Whether the stand-in for Electron gives each site a process of its own, as Electron always does: where pages crash, and
   * where frames of other sites matter. It is a quarter of what a journey costs.
   */
  isolatesSites: boolean;
}

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const asRoot = process.getuid?.() === 0;

interface WorkerFixtures {
  /** One for all tests of a worker, started with the first that needs it; each has a context of its own. */
  chromiumOfWorker: () => Promise<Browser>;
  kioskOfWorker: KioskOfWorker;
}

export const test = base.extend<{ workstation: Workstation } & HostOption, WorkerFixtures>({
  host: [undefined, { option: true }],
  settings: [{}, { option: true }],
  policy: [{}, { option: true }],
  movesClock: [false, { option: true }],
  sharesKiosk: [false, { option: true }],
  isolatesSites: [false, { option: true }],
  chromiumOfWorker: [
    alone(async (use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= launchChromium()));
      await (await browser)?.close();
    }),
    { scope: 'worker' },
  ],
  kioskOfWorker: [
    alone(async (use) => {
      const kiosk = new KioskOfWorker();
      await use(kiosk);
      await kiosk.close();
    }),
    { scope: 'worker' },
  ],
  workstation: async (
    { host, settings: asked, policy, movesClock, sharesKiosk, isolatesSites, chromiumOfWorker, kioskOfWorker },
    use,
    testInfo,
  ) => {
    // A clinic's midnight that passes in between is another matter: the next day begins anew.
    const settings = movesClock ? { timeZone: whereDayIsYoung(), ...asked } : asked;
    testInfo.annotations.push({ type: 'host', description: host ?? 'browser' });
    if (host === 'shell' && sharesKiosk) {
      const workstation = await kioskOfWorker.take({ settings, policy, isolatesSites });
      await use(workstation);
      if (testInfo.status === testInfo.expectedStatus) await leaveToTheNext(workstation);
      else await kioskOfWorker.close();
      return;
    }
    const { workstation, close } =
      host === 'shell'
        ? await openShell({ settings, policy, isolatesSites, movesClock })
        : await browserWorkstation(settings, await chromiumOfWorker());
    await use(workstation);
    await close();
  },
});

export { expect };

/** A zone in which it is between six and seven in the morning. */
function whereDayIsYoung(): string {
  const ahead = new Date().getUTCHours() - 6;
  // Such names count hours to the west of Greenwich, up to twelve, and to the east as negative ones, up to fourteen.
  return `Etc/GMT${ahead > 12 ? ahead - 24 : ahead < 0 ? ahead : `+${ahead}`}`;
}

interface Opened {
  workstation: Workstation;
  readonly close: () => Promise<void>;
}

function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumProgram(),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      ...['--disable-background-networking', '--disable-component-update'],
      // A quarter of what a journey costs is processes for sites, which none of the browser's is about.
      ...['--disable-site-isolation-trials', '--renderer-process-limit=1'],
      // A twelfth is a process that draws.
      '--in-process-gpu',
    ],
  });
}

async function browserWorkstation(settings: Settings, browser: Browser): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-'));
  const data = join(folder, 'kiosk');
  const clock = new MovedClock();
  await beginTraining(data, data, settings);
  const server = await startServerHere(data, settings, { clock });
  // Nothing is tried of how things move, and drawing that is a seventh of what a journey costs.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(server.portal);
  const workstation: Workstation = {
    host: 'browser',
    data,
    server,
    electron: undefined,
    passTime: async (milliseconds) => clock.pass(milliseconds),
    portal: async () => page,
    open: async (application) => {
      await page.getByRole('link', { name: application, exact: true }).click();
      return page;
    },
    backToPortal: async (from) => {
      await from
        .getByRole('button', { name: 'Enterprise Portal' })
        .or(from.getByRole('link', { name: 'Enterprise Portal' }))
        .click();
      return from;
    },
    signOutFrom: async (from) => {
      await from.getByRole('button', { name: 'Sign Out' }).click();
    },
  };
  return {
    workstation,
    close: async () => {
      // Also those that the test has opened.
      for (const each of browser.contexts()) await each.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How the kiosk is started here; Chromium refuses to run as root with its sandbox. */
export function launchArguments(data: string, settingsFile?: string, policy: Partial<Policy> = {}): { args: string[] } {
  const settings = settingsFile === undefined ? [] : [`--settings=${settingsFile}`];
  const decided = Object.entries(policy).map(([name, value]) => `--policy-${name}=${String(value)}`);
  const root = asRoot ? ['--no-sandbox'] : [];
  return { args: [repository, `--user-data-dir=${data}`, ...settings, ...decided, ...root] };
}

interface Shell extends Pick<HostOption, 'settings' | 'policy' | 'isolatesSites'> {
  readonly movesClock?: boolean;
}

async function openShell({ settings, policy, isolatesSites, movesClock }: Shell): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-'));
  const [data, settingsFile] = [join(folder, 'kiosk'), join(folder, 'settings.json')];
  await writeFile(settingsFile, JSON.stringify(settings));
  if (policy.LocalDeployment === undefined) await beginTraining(join(data, 'data'), data, settings);
  const { args } = launchArguments(data, settingsFile, policy);
  const launch = movesClock ? await byMovedClock(args, join(folder, 'clock')) : { args, env: {} };
  const isolation = isolatesSites ? {} : { EHOST_SITE_ISOLATION: 'off' };
  const env = { ...(process.env as Record<string, string>), ...launch.env, ...isolation };
  const electron = await _electron.launch({ args: launch.args, env });
  const portal = new URL((await pageAt(electron, ({ protocol }) => protocol.startsWith('http'))).url()).origin;
  return {
    workstation: shellOf(electron, portal, join(data, 'data')),
    close: async () => {
      await electron.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One kiosk that the tests of a worker come to one after another, for as long as they want the same one. */
class KioskOfWorker {
  #kept: (Opened & { readonly as: string }) | undefined;

  async take(shell: Shell): Promise<Workstation> {
    const as = JSON.stringify(shell);
    if (this.#kept?.as !== as) {
      await this.close();
      this.#kept = { as, ...(await openShell(shell)) };
    }
    return this.#kept.workstation;
  }

  async close(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.close();
  }
}

/** Closes what is open. The usual person stays at work, and anybody else is signed out. */
async function leaveToTheNext(workstation: Workstation): Promise<void> {
  const page = await workstation.portal();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(button('Sign In').or(button('Sign Out'))).toBeVisible();
  if (!(await isAtWork(page, usualPerson))) {
    if (await button('Sign Out').isVisible()) await button('Sign Out').click();
    await expect(button('Sign In')).toBeVisible();
  }
  const { origin } = new URL(page.url());
  const closeOthers = () =>
    workstation.electron!.evaluate(({ BaseWindow }, address) => {
      const addressOf = (view: unknown) => (view as Electron.WebContentsView).webContents?.getURL() ?? '';
      const shows = (window: Electron.BaseWindow) =>
        window.contentView.children.some((view) => addressOf(view).startsWith(address));
      const others = BaseWindow.getAllWindows().filter((window) => !shows(window));
      // One that a page opened goes with that page's.
      for (const window of others) if (!window.isDestroyed()) window.close();
      return others.length;
    }, origin);
  await expect.poll(closeOthers, 'windows beside the portal’s').toBe(0);
  // Playwright hears of their end later, and the next test must not be given a page that is going.
  const ofOthers = () =>
    workstation
      .electron!.windows()
      .filter((each) => /^https?:/.test(each.url()) && new URL(each.url()).origin !== origin);
  await expect.poll(() => ofOthers().length, 'pages beside the portal’s').toBe(0);
}

/**
 * How the kiosk is started by a clock that the test moves.
 * @param file says how far it is ahead; a kiosk that is started again with the same one goes on from there
 */
export async function byMovedClock(args: string[], file: string) {
  if (!existsSync(file)) await writeFile(file, '0');
  const preload = join(import.meta.dirname, 'moved-clock.cjs');
  return {
    args: ['-r', preload, ...args],
    env: { ...(process.env as Record<string, string>), KIOSK_TEST_CLOCK: file },
  };
}

export function passTime(electron: ElectronApplication, milliseconds: number): Promise<void> {
  return electron.evaluate((_, passed) => {
    (globalThis as unknown as { passTime: (passed: number) => void }).passTime(passed);
  }, milliseconds);
}

/** The kiosk that is running, whose portal is there. */
export function shellOf(electron: ElectronApplication, portal: string, data: string): Workstation {
  const workstation: Workstation = {
    host: 'shell',
    data,
    server: undefined,
    electron,
    passTime: (milliseconds) => passTime(electron, milliseconds),
    portal: () => pageAt(electron, (url) => url.origin === portal),
    open: async (application) => {
      const page = await workstation.portal();
      const link = page.getByRole('link', { name: application, exact: true });
      const { origin } = new URL((await link.getAttribute('href')) ?? '');
      await link.click();
      return pageAt(electron, (url) => url.origin === origin);
    },
    backToPortal: async (from) => {
      const bar = await barOf(electron, from);
      await bar.getByRole('button', { name: 'Enterprise Portal' }).click();
      return workstation.portal();
    },
    signOutFrom: async (from) => {
      const bar = await barOf(electron, from);
      await bar.getByRole('button', { name: 'Sign Out' }).click();
    },
  };
  return workstation;
}

/** The window whose page stands at such an address. */
export async function pageAt(electron: ElectronApplication, matches: (url: URL) => boolean): Promise<Page> {
  const find = () => electron.windows().find((page) => URL.canParse(page.url()) && matches(new URL(page.url())));
  // More often than Playwright's own second: most journeys wait here several times.
  const often = { intervals: [50], message: 'a window with that address' };
  await expect.poll(() => find() !== undefined, often).toBe(true);
  return find()!;
}

/** The kiosk's bar above a page: the one that shows the page's origin. */
export async function barOf(electron: ElectronApplication, page: Page): Promise<Page> {
  const { origin } = new URL(page.url());
  let found: Page | undefined;
  await expect(async () => {
    for (const candidate of electron.windows()) {
      if (await candidate.locator('.bar-origin', { hasText: origin }).isVisible()) found = candidate;
    }
    expect(found, `a bar that shows ${origin}`).toBeDefined();
  }).toPass();
  return found!;
}
