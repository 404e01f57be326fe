import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { openKeys } from '../../server/keys/key-ring.ts';
import { rotateMaster } from '../../server/keys/rotate-master.ts';
import { defineCollection } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

const rotator = fileURLToPath(new URL('key-rotator.ts', import.meta.url));
const definitions = (['lasting', 'session'] as const).map((lifetime) =>
  defineCollection<{ id: string }>()({ name: `of ${lifetime}`, lifetime, indexes: [] }),
);
const stores = ['identity', 'immtrac2', 'vaos'];

async function openStore(data: string, name: string) {
  const keys = await openKeys(data, await masterKeyFromFile(data));
  return openLowdbStore({ directory: join(data, name), ...keys.ofStore(name) });
}

test('[K8] a rotation of the master key that is killed anywhere loses nothing, and can be done again', async () => {
  const data = await temporaryFolder();
  for (const name of stores) {
    const store = await openStore(data, name);
    for (const definition of definitions) await store.collection(definition).insert({ id: name });
    await store.close();
  }
  let unfinished = 0;
  for (let round = 0; round < 12; round++) {
    const child = fork(rotator, [data]);
    await once(child, 'message');
    const begin = performance.now();
    await once(child, 'message');
    // Anywhere in the next one, which takes about as long: no condition to wait for.
    await setTimeout(((performance.now() - begin) * round) / 12);
    child.kill('SIGKILL');
    await once(child, 'exit');
    if ((await keysOf(data)) > 1) unfinished += 1;
    for (const name of stores) {
      const store = await openStore(data, name);
      for (const definition of definitions) expect(await store.collection(definition).get(name)).toEqual({ id: name });
      await store.close();
    }
  }
  // Otherwise nothing was killed in the middle.
  expect(unfinished).toBeGreaterThan(0);
  await rotateMaster(data);
  expect(await keysOf(data)).toBe(1);
  expect((await readdir(data)).toSorted()).toEqual(['identity', 'immtrac2', 'keys.db', 'master.key', 'vaos']);
  expect(JSON.parse(await readFile(join(data, 'keys.db'), 'utf8'))).toMatchObject({ wrapped: [expect.any(String)] });
});

/** How many keys files may be under. */
async function keysOf(data: string): Promise<number> {
  const { previousKeys } = (await openKeys(data, await masterKeyFromFile(data))).ofStore('identity');
  return 1 + previousKeys.length;
}
