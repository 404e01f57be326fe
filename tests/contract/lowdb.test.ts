import { randomBytes } from 'node:crypto';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { storeContract } from './store.ts';

storeContract('lowdb', async () => {
  const directory = await temporaryFolder();
  const key = randomBytes(32);
  return { open: () => openLowdbStore({ directory, key }) };
});
