import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { linkScheme } from '../../../main/starting/asked-application.ts';
import { applicationIds, applications } from '../../../shared/applications/applications.ts';
import { overrides } from '../../../scripts/release/overrides.ts';

const root = join(import.meta.dirname, '../../..');

interface Scheme {
  definitions: Record<string, { properties: Record<string, unknown> }>;
}
const require = createRequire(import.meta.url);
const scheme = require('app-builder-lib/scheme.json') as Scheme;

type Configuration = Awaited<ReturnType<typeof getConfig>>;
let configuration: Configuration;

beforeAll(async () => {
  configuration = await getConfig(root, 'electron-builder.yml', {});
});

/** As scripts/package.ts hands it to electron-builder. */
async function withOverrides(added: object): Promise<Configuration> {
  const folder = await temporaryFolder();
  const file = join(folder, 'electron-builder.json');
  await writeFile(file, JSON.stringify({ extends: join(root, 'electron-builder.yml'), ...added }));
  return getConfig(root, file, {});
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-packaging-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('electron-builder.yml', () => {
  test('[K9] this version of electron-builder accepts every option', async () => {
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined();
  });

  test('[K9] every fuse that electron-builder knows is named and set', () => {
    const known = Object.keys(scheme.definitions['FuseOptionsV1']!.properties);
    expect(Object.keys(configuration.electronFuses!).toSorted()).toEqual(known.toSorted());
    for (const value of Object.values(configuration.electronFuses!)) expect(value).toBeTypeOf('boolean');
  });

  test('[K9] no fuse lets anything but the checked archive run, or anyone look inside', () => {
    expect(configuration.electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(configuration.asar).toBe(true);
    expect(configuration.disableAsarIntegrity).toBeUndefined();
  });

  test('[K9] the MSI is for the machine, replaces the version before it, and starts nothing', () => {
    // Another code would leave two kiosks on every workstation.
    const upgradeCode = '674B0476-AB33-4724-B338-576B6DCAB550';
    expect(configuration.msi).toMatchObject({ perMachine: true, upgradeCode, runAfterFinish: false });
  });

  test('[K9] the setup program is for the machine, too, and asks', () => {
    expect(configuration.nsis).toMatchObject({ perMachine: true, oneClick: false, runAfterFinish: false });
  });

  test('[K1] both installers for Windows leave an icon on the desktop', () => {
    expect(configuration.nsis?.createDesktopShortcut).toBe('always');
    expect(configuration.msi?.createDesktopShortcut).toBe(true);
  });

  test('[K1] on Linux each application is an action of the desktop icon', async () => {
    const { entry, desktopActions } = (await withOverrides(overrides({}))).linux!.desktop!;
    expect(entry).toEqual({ Actions: applicationIds.map((id) => `${id};`).join('') });
    expect(desktopActions).toEqual(
      Object.fromEntries(
        applicationIds.map((id) => [
          id,
          { Name: applications[id].name, Exec: `${configuration.linux!.executableName} --open=${id}` },
        ]),
      ),
    );
  });

  test('[K1] links of the scheme that the kiosk understands lead to it', () => {
    expect(configuration.protocols).toEqual([{ name: 'Enterprise Portal', schemes: [linkScheme] }]);
  });

  test('[K4] the desktop entry of an AppImage does not turn the sandbox off', async () => {
    const { default: AppImageTarget } = require('app-builder-lib/out/targets/appimage/AppImageTarget.js') as {
      default: new (...given: unknown[]) => { desktopEntry: { value: Promise<string> } };
    };
    const packager = { platformSpecificBuildOptions: configuration.linux, config: configuration, appInfo: {} };
    const helper = { computeDesktopEntry: async (_options: unknown, exec: string) => exec };
    expect(await new AppImageTarget('AppImage', packager, helper, '').desktopEntry.value).toBe('AppRun %U');
  });

  test('[K9] each system has its installers', () => {
    const { win, linux, mac } = configuration;
    expect([win, linux, mac].map((system) => system?.target)).toEqual([
      ['nsis', 'msi'],
      ['deb', 'rpm', 'AppImage'],
      ['pkg', 'dmg', 'zip'],
    ]);
  });

  test('[K9] only what is built goes into the archive, without source maps', () => {
    const [{ filter }] = configuration.files as unknown as [{ filter: string[] }];
    const included = filter.filter((pattern) => !pattern.startsWith('!'));
    expect(included).toEqual(['package.json', 'dist/main/**', 'dist/server/**', 'dist/renderer/**']);
    expect(filter).toEqual(expect.arrayContaining(['!**/*.map', '!**/*.{ts,mts,cts}']));
  });
});

describe('what the environment adds', () => {
  test('[K9] nothing where nothing is set, so that a build without certificates works', () => {
    expect(Object.keys(overrides({}))).toEqual(['linux']);
    expect(overrides({ AZURE_TENANT_ID: '', AZURE_SIGNING_ENDPOINT: '', ELECTRON_DIST: '' })).toEqual(overrides({}));
  });

  test('[K9] Windows is signed where all of Azure’s variables are there, and then must be', async () => {
    const signed = await withOverrides(overrides(azure));
    expect(signed.win?.azureSignOptions).toEqual({
      publisherName: 'Example Clinic',
      endpoint: 'https://eus.codesigning.azure.net/',
      codeSigningAccountName: 'clinic',
      certificateProfileName: 'kiosk',
    });
    expect(signed.forceCodeSigning).toBe(true);
    expect(signed.win?.target).toEqual(['nsis', 'msi']);
    await expect(validateConfiguration(signed, new DebugLogger(false))).resolves.toBeUndefined();
  });

  test('[K9] half of them is a mistake that is named', () => {
    expect(() => overrides({ ...azure, AZURE_SIGNING_PROFILE: '' })).toThrow(/missing: AZURE_SIGNING_PROFILE$/);
  });

  test('[K9] a build for tests differs in one fuse', async () => {
    const inspectable = await withOverrides(overrides({}, { inspectable: true }));
    expect(inspectable.electronFuses).toEqual({ ...configuration.electronFuses, enableNodeCliInspectArguments: true });
  });

  test('[K9] fuses are left out for a script in place of Electron, and for nothing else', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'electron'), '\u007fELF');
    expect((await withOverrides(overrides({ ELECTRON_DIST: folder }))).electronFuses).toEqual(
      configuration.electronFuses,
    );
    await writeFile(join(folder, 'electron'), '#!/bin/sh');
    expect((await withOverrides(overrides({ ELECTRON_DIST: folder }))).electronFuses).toBeNull();
  });
});

const azure = {
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_SIGNING_PUBLISHER: 'Example Clinic',
  AZURE_SIGNING_ENDPOINT: 'https://eus.codesigning.azure.net/',
  AZURE_SIGNING_ACCOUNT: 'clinic',
  AZURE_SIGNING_PROFILE: 'kiosk',
};
