import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { notices } from '../../../scripts/release/notices.ts';

const repository = new URL('../../../', import.meta.url);
const read = (file: string) => readFile(new URL(file, repository), 'utf8');

test('[K9] a release carries the licence of everything that is bundled in the server, the shell and the pages', async () => {
  const text = await read('dist/THIRD-PARTY-NOTICES.txt');
  for (const name of ['fastify', 'oidc-provider', 'lowdb', 'react', 'zustand', 'electron-updater']) {
    const { version, license } = JSON.parse(await read(`node_modules/${name}/package.json`)) as Record<string, string>;
    const licence = (await read(`node_modules/${name}/${name === 'oidc-provider' ? 'LICENSE.md' : 'LICENSE'}`)).trim();
    expect(text).toContain(`\n${name} ${version} (${license})\n`);
    expect(text).toContain(licence);
  }
  // Made on a machine, and says nothing of it.
  expect(text).not.toContain(fileURLToPath(repository));
  expect(await read('electron-builder.yml')).toMatch(/extraFiles:\n  - from: dist\/THIRD-PARTY-NOTICES.txt\n/);
});

test('[K9] a package is named once however many of its files are bundled, and what is our own not at all', () => {
  const file = (path: string) => fileURLToPath(new URL(path, repository));
  const modules = [
    'node_modules/react/index.js',
    'node_modules/react/cjs/react.production.js?commonjs',
    'server/start.ts',
  ];
  const text = notices([...modules.map(file), '\0rolldown/runtime.js']);
  expect(text.match(/^react [\d.]+ \(MIT\)$/gm)).toHaveLength(1);
  expect(text.match(/^=+$/gm)).toHaveLength(1);
});
