import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capabilities } from '../../../server/identity/capabilities.ts';

const identity = join(import.meta.dirname, '../../../server/identity');

test('[R1] every capability that has routes is in the list of which the server is made', async () => {
  const listed = new Set<unknown>(capabilities);
  const folders = (await readdir(identity)).filter((folder) => existsSync(join(identity, folder, 'routes.ts')));
  expect(folders).toContain('sign-in');
  const missing: string[] = [];
  for (const folder of folders) {
    const exported: object = await import(join(identity, folder, 'routes.ts'));
    if (!Object.values(exported).some((value) => listed.has(value))) missing.push(folder);
  }
  expect(missing).toEqual([]);
});
