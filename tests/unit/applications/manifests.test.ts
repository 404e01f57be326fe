import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { applicationIdPattern, manifests } from '../../../shared/applications/applications.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const root = join(import.meta.dirname, '../../..');

describe('what there is to know of an application', () => {
  test('[O1] is in its manifest: no other source file names one by its id', async () => {
    const ofOneApplication = /(^|\/)applications\/([a-z0-9-]+)\//;
    const lists = ['server/applications/bundled.ts', 'shared/applications/applications.ts'];
    const named = new RegExp(`['"\`](${manifests.map(({ id }) => id).join('|')})['"\`]`);
    const naming: string[] = [];
    for (const folder of ['shared', 'server', 'main', 'renderer', 'scripts']) {
      for (const file of await readdir(join(root, folder), { recursive: true })) {
        const name = join(folder, file);
        if (!/\.(ts|tsx|mjs|css)$/.test(name) || lists.includes(name)) continue;
        const folderOf = ofOneApplication.exec(name)?.[2];
        if (manifests.some(({ id }) => id === folderOf)) continue;
        if (named.test(await readFile(join(root, name), 'utf8'))) naming.push(name);
      }
    }
    expect(naming).toEqual([]);
  });

  test('[O1] is told apart from the others', () => {
    for (const field of ['id', 'name', 'policyName', 'accent', 'icon'] as const)
      expect(new Set(manifests.map((manifest) => manifest[field])).size, field).toBe(manifests.length);
    for (const { id } of manifests) expect(id).toMatch(new RegExp(applicationIdPattern));
  });

  test.each(manifests.map(({ id, accent }) => [id, accent]))(
    '[O1] white is readable on the color of %s',
    (_, accent) => {
      const [red, green, blue] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; // WCAG 2.2, relative luminance
      });
      expect(1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

const manifest = `import { askPointOfContact, type Manifest } from '../manifest.ts';
export const recalls = {
  id: 'recalls', name: 'Recalls', fullName: 'Recall of Lots', 
  description: { en: 'Find and return doses of a lot', es: 'Busque y devuelva dosis de un lote' },
  openTo: 'everyone', access: askPointOfContact, policyName: 'Recalls',
  pages: ['/', '/lots/:lot'], draftForms: [], accent: '#5b4a9e', icon: 'M12 12h24v24H12z',
} as const satisfies Manifest;
`;
const server = `import { createApplicationServer, type ApplicationOptions } from '../platform/application-server.ts';
export const createRecalls = (options: ApplicationOptions) => createApplicationServer('recalls', options);
`;
const page = '<!doctype html><title>Recalls</title>';

/** Run in the copy, as a process of its own. */
const start = `
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { startDeployment } from './server/deployment.ts';
import { Settings } from './shared/kiosk/settings.ts';
import { policySettings } from './shared/kiosk/policy.ts';
import { policyTexts } from './shared/kiosk/texts/policy.ts';
import { embeddedSettings } from './main/policy/embedded-settings.ts';
import { safeDefaults } from './shared/kiosk/policy.ts';
import { desktopActions } from './scripts/policy-templates/desktop-actions.ts';
import { definitions } from './scripts/policy-templates/group-policy.ts';
import vite from './renderer/vite.config.ts';

const address = 'https://recalls.example/';
const deployment = await startDeployment({
  data: process.argv[2], port: 0, demo: true, settings: {}, masterKey: randomBytes(32),
  pages: process.argv[3], clock: { now: () => Date.now() }, log: pino({ level: 'silent' }),
});
const first = await fetch(deployment.applications.recalls + 'lots/7', { redirect: 'manual' });
const signIn = await fetch(new URL(first.headers.get('location'), deployment.applications.recalls), { redirect: 'manual' });
await deployment.close();
console.log(JSON.stringify({
  status: first.status,
  asksAt: new URL(signIn.headers.get('location')).origin + '/' === deployment.portal,
  as: new URL(signIn.headers.get('location')).searchParams.get('client_id'),
  setting: Object.keys(Settings.properties.applications.properties),
  policy: [policySettings.RecallsAddress !== undefined, policyTexts.settings.RecallsAddress.title],
  admx: definitions().includes('RecallsAddress'),
  embedded: embeddedSettings(
    { policy: { ...safeDefaults, RecallsAddress: address }, origin: { ...safeDefaults } }, {},
  ).applications.recalls,
  action: JSON.parse(desktopActions()).desktopActions.recalls,
  built: vite.build.rolldownOptions.input.some((file) => file.endsWith('applications/recalls/index.html')),
}));
`;

test('[O1] a fourth application is a manifest, two folders and a line in each of the two lists', async () => {
  const copy = await temporaryFolder();
  for (const part of ['shared', 'server', 'main', 'renderer', 'scripts', 'package.json'])
    await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const write = async (name: string, content: string) => {
    await mkdir(join(copy, name, '..'), { recursive: true });
    await writeFile(join(copy, name), content);
  };
  const add = async (name: string, line: string, where: string, entry: string) => {
    const text = await readFile(join(copy, name), 'utf8');
    expect(text).toContain(where);
    await writeFile(join(copy, name), `${line}\n${text.replace(where, `${entry}${where}`)}`);
  };
  await write('shared/applications/recalls/manifest.ts', manifest);
  await write('server/applications/recalls/server.ts', server);
  await write('renderer/applications/recalls/main.tsx', '');
  await add(
    'shared/applications/applications.ts',
    "import { recalls } from './recalls/manifest.ts';",
    '] as const;',
    ', recalls',
  );
  await add(
    'server/applications/bundled.ts',
    "import { createRecalls } from './recalls/server.ts';",
    '\n};',
    '\n  recalls: { create: createRecalls, seed: async () => {} },',
  );
  const pages = join(copy, 'pages');
  for (const folder of [
    'portal',
    'administration',
    ...['immtrac2', 'vaos', 'syntropi', 'recalls'].map((id) => `applications/${id}`),
  ])
    await write(`pages/${folder}/index.html`, page);
  await mkdir(join(pages, 'assets'));
  await write('start.mts', start);

  const { stdout } = await promisify(execFile)(process.execPath, ['start.mts', join(copy, 'data'), pages], {
    cwd: copy,
  });
  expect(JSON.parse(stdout)).toEqual({
    status: 303,
    asksAt: true,
    as: 'recalls',
    setting: ['immtrac2', 'vaos', 'syntropi', 'recalls'],
    policy: [true, 'Address of a real Recalls'],
    admx: true,
    embedded: { address: 'https://recalls.example/', origins: [] },
    action: { Name: 'Recalls', Exec: 'enterprise-portal-kiosk --open=recalls' },
    built: true,
  });
});
