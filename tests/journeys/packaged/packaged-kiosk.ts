import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test as base } from '@playwright/test';
import { writeDistribution } from '../../electron-host/distribution.ts';
import { hasElectronBinary } from '../../support/electron-binary.ts';
import { alone } from '../../support/fixture.ts';
import { barOf, pageAt, repository } from '../../support/workstation.ts';

/** The application as electron-builder packages it, started as people start it: by its own executable. */
export interface PackagedKiosk {
  readonly electron: ElectronApplication;
  /** Its own folder. */
  readonly data: string;
  portal(): Promise<Page>;
  open(application: string): Promise<Page>;
  backToPortal(from: Page): Promise<void>;
}

export const test = base.extend<
  { kiosk: PackagedKiosk; environment: Readonly<Record<string, string>> },
  { executable: string }
>({
  /** What the kiosk finds in its environment, beside what is there. */
  environment: [{}, { option: true }],
  executable: [
    alone(async (use) => {
      const folder = await mkdtemp(join(tmpdir(), 'kiosk-packaged-'));
      await use(await packageKiosk(folder));
      await rm(folder, { recursive: true, force: true });
    }),
    { scope: 'worker', timeout: 900_000 },
  ],
  kiosk: async ({ executable, environment }, use) => {
    const data = await mkdtemp(join(tmpdir(), 'kiosk-'));
    const env = { ...(process.env as Record<string, string>), ...environment };
    const electron = await _electron.launch({ executablePath: executable, args: [`--user-data-dir=${data}`], env });
    const { origin } = new URL((await pageAt(electron, ({ protocol }) => protocol.startsWith('http'))).url());
    const portal = () => pageAt(electron, (url) => url.origin === origin);
    await use({
      electron,
      data,
      portal,
      open: async (application) => {
        const link = (await portal()).getByRole('link', { name: application, exact: true });
        const address = new URL((await link.getAttribute('href')) ?? '');
        await link.click();
        return pageAt(electron, (url) => url.origin === address.origin);
      },
      backToPortal: async (from) => {
        await (await barOf(electron, from)).getByRole('button', { name: 'Enterprise Portal' }).click();
      },
    });
    await electron.close();
    await rm(data, { recursive: true, force: true });
  },
});

export { expect };

/** @returns the executable: of a real Electron, with the one fuse that Playwright needs, or of the stand-in */
async function packageKiosk(folder: string): Promise<string> {
  const output = join(folder, 'release');
  const environment = { ...process.env };
  if (!hasElectronBinary()) {
    environment['ELECTRON_DIST'] = join(folder, 'electron');
    await writeDistribution(environment['ELECTRON_DIST']);
  }
  // What the other journeys ran on is what is packaged.
  const options = ['--prepared', '--inspectable', '--output', output];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts', ...options], {
    cwd: repository,
    env: environment,
    encoding: 'utf8',
    timeout: 880_000,
  });
  expect(status, `npm run package: ${stdout}${stderr}`).toBe(0);
  return findExecutable(output);
}

async function findExecutable(output: string): Promise<string> {
  const product = 'Enterprise Portal Kiosk';
  const names = await readdir(output);
  const candidates = names.flatMap((name) => [
    join(output, name, 'enterprise-portal-kiosk'),
    join(output, name, `${product}.exe`),
    join(output, name, `${product}.app`, 'Contents', 'MacOS', product),
  ]);
  const found = candidates.find((file) => existsSync(file));
  expect(found, `an executable in one of ${names.join(', ')}`).toBeDefined();
  return found!;
}
