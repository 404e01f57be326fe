import { join } from 'node:path';
import { accounts as accountsDefinition } from '../../server/identity/accounts/account.ts';
import { Keys } from '../../server/keys/keys.ts';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { portalSessions } from '../../server/identity/sessions/portal-sessions.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import type { Store } from '../../server/store/contract.ts';
import { digestOf } from '../../server/keys/tokens.ts';
import { acceptances } from '../../server/identity/agreements/acceptable-use.ts';

export const benchName = (n: number) => `bench.${n}`;
const hours = 3_600_000;

async function withStore(data: string, work: (store: Store) => Promise<void>): Promise<void> {
  const keys = new Keys(await masterKeyFromFile(data));
  const store = await openLowdbStore({ directory: join(data, 'identity'), key: keys.derive('store/identity') });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** So many people like the one of that name, who has agreed already: same roles, same password, names of their own. */
export function addPeople(data: string, like: string, count: number): Promise<void> {
  return withStore(data, (store) =>
    store.transaction(async (collections) => {
      const accounts = collections.collection(accountsDefinition);
      const agreed = collections.collection(acceptances);
      const [model] = await accounts.find('usernameKey', like);
      const acceptance = (await agreed.list()).find(({ accountId }) => accountId === model!.id)!;
      for (let n = 0; n < count; n++) {
        const id = benchName(n);
        await accounts.put({ ...model!, id, username: id, usernameKey: id });
        await agreed.put({ ...acceptance, id: acceptance.id.replace(model!.id, id), accountId: id });
      }
    }),
  );
}

/** @returns the cookie's value of the first of so many people who are signed in */
export async function addSessions(data: string, count: number): Promise<string> {
  const now = Date.now();
  await withStore(data, (store) =>
    store.transaction(async (collections) => {
      const sessions = collections.collection(portalSessions);
      for (let n = 0; n < count; n++) {
        await sessions.put({
          id: digestOf(`token-${n}`),
          accountId: benchName(n % 200),
          workstation: `workstation-${n}`,
          createdAt: now,
          lastHumanAt: now,
          absoluteEnd: now + 12 * hours,
        });
      }
    }),
  );
  return 'token-0';
}
