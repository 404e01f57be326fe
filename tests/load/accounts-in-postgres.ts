import { randomBytes } from 'node:crypto';
import { type Account, accounts } from '../../server/identity/accounts/account.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { putRows } from '../../server/store/postgres/rows.ts';
import { PostgresServer, silent } from '../support/postgres.ts';

const atATime = 500;
const looks = 300;

function account(n: number): Account {
  const id = `account-${n}`;
  return {
    id,
    username: id,
    usernameKey: id,
    name: `Person ${n}`,
    email: `${id}@clinic.example`,
    status: 'active',
    roles: ['clinic-staff'],
    sites: [],
    password: { hash: 'x'.repeat(97), changedAt: 0 },
    formerPasswords: [],
    securityQuestions: [],
  };
}

/**
 * What finding an account by its name and changing it costs, with each of so many accounts in a database of its own.
 * @returns milliseconds, one sample for each round, by number of accounts
 */
export async function costsByAccounts(counts: readonly number[], rounds: number): Promise<Map<number, number[]>> {
  const server = await PostgresServer.start();
  const databases: PostgresDatabase[] = [];
  try {
    const places: { count: number; once: () => Promise<number>; samples: number[] }[] = [];
    for (const count of counts) {
      const name = `accounts_${count}`;
      await server.ask(`create database ${name}`);
      const database = await PostgresDatabase.connect({ ...server.settings, database: name }, silent);
      databases.push(database);
      const key = randomBytes(32);
      const records = (await database.openStore('identity', key)).collection(accounts);
      // Its first use prepares the collection, so that the rows have their indexes from the beginning.
      await records.count();
      const { db, cipher } = await database.openSchema('identity', key);
      for (let from = 0; from < count; from += atATime) {
        const batch = Array.from({ length: Math.min(atATime, count - from) }, (_, n) => account(from + n));
        await putRows(
          db,
          batch.map((each) => cipher.row(accounts, each)),
        );
      }
      await server.ask('vacuum analyze', name);
      const once = async () => {
        const begin = performance.now();
        for (let n = 0; n < looks; n++) {
          const [found] = await records.find('usernameKey', `account-${(n * 7919) % count}`);
          await records.update(found!.id, (before) => ({ ...before, launcher: 'icons' }));
        }
        return (performance.now() - begin) / looks;
      };
      await once();
      places.push({ count, once, samples: [] });
    }
    // In turn, so that whatever else the machine does falls on all.
    for (let round = 0; round < rounds; round++) for (const { once, samples } of places) samples.push(await once());
    return new Map(places.map(({ count, samples }) => [count, samples]));
  } finally {
    for (const database of databases) await database.close();
    server.remove();
  }
}
