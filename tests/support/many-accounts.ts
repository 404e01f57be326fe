import { join } from 'node:path';
import { accounts as definition } from '../../server/identity/accounts/account.ts';
import { Keys } from '../../server/keys/keys.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';

/** Further ones, like one that is there, while no server runs. */
export async function fillWithAccounts(data: string, masterKey: Buffer, count: number): Promise<void> {
  const store = await openLowdbStore({
    directory: join(data, 'identity'),
    key: new Keys(masterKey).derive('store/identity'),
  });
  const [model] = await store.collection(definition).list();
  await store.transaction(async (collections) => {
    const accounts = collections.collection(definition);
    for (let n = 0; n < count; n++) {
      await accounts.put({ ...model!, id: `more-${n}`, username: `more.${n}`, usernameKey: `more.${n}` });
    }
  });
  await store.close();
}
