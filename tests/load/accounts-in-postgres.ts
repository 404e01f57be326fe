import { randomBytes } from 'node:crypto';
import { type Account, accounts } from '../../server/identity/accounts/account.ts';
import { withSearchKeys } from '../../server/identity/accounts/search-keys.ts';
import { searchAccounts } from '../../server/identity/support/search-accounts.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { addValues } from '../../server/store/postgres/index-values.ts';
import { putRows } from '../../server/store/postgres/rows.ts';
import { PostgresServer, silent } from '../support/postgres.ts';

const atATime = 500;
const looks = 300;

interface Costs {
  readonly changing: number[];
  readonly searching: number[];
}

const firstNames = 'Maria Jose Juan Ana Luis Carmen Robert Linda James Mary John Patricia Michael Jennifer David'.split(
  ' ',
);
const lastNames = 'Garcia Martinez Lopez Hernandez Gonzalez Smith Johnson Williams Brown Jones Nguyen Patel'.split(' ');

/** Of 180 names, so that each is hundreds of people's in a hundred thousand; ten work at a site. */
function account(n: number): Account {
  const id = `account-${n}`;
  const [first, last] = [firstNames[n % firstNames.length]!, lastNames[Math.floor(n / 15) % lastNames.length]!];
  const site = Math.floor(n / 10);
  return withSearchKeys({
    id,
    username: id,
    usernameKey: id,
    name: `${first} ${last}`,
    email: `${first}.${last}.${n}@clinic.example`,
    status: 'active',
    roles: ['clinic-staff'],
    sites: [{ id: String(site).padStart(6, '0'), name: `Clinic ${site} of ${last} County` }],
    password: { hash: 'x'.repeat(97), changedAt: 0 },
    formerPasswords: [],
    securityQuestions: [],
  });
}

/** What support types: a common name, a part of one, a whole address, a username, a site. */
function typed(n: number): string {
  const { name, email, username, sites } = account(n);
  return [name, name.slice(0, 3), email, username, sites[0]!.id, `${name.split(' ')[1]!} ${n}`][n % 6]!;
}

/**
 * What finding an account by its name and changing it costs, with each of so many accounts in a database of its own.
 * @returns milliseconds, one sample for each round, by number of accounts: of that, and of searches for accounts the 95th of 100
 */
export async function costsByAccounts(counts: readonly number[], rounds: number): Promise<Map<number, Costs>> {
  const server = await PostgresServer.start();
  const databases: PostgresDatabase[] = [];
  try {
    const places: { count: number; once: () => Promise<number>; search: () => Promise<number>; costs: Costs }[] = [];
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
        await addValues(
          db,
          accounts.name,
          batch.map((each) => ({ key: cipher.keyOf(accounts.name, each.id), values: cipher.valuesOf(accounts, each) })),
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
      const search = async () => {
        const took: number[] = [];
        for (let n = 0; n < looks; n++) {
          const begin = performance.now();
          await searchAccounts(typed((n * 7919) % count), undefined, 'everybody', { accounts: records });
          took.push(performance.now() - begin);
        }
        return took.toSorted((a, b) => a - b)[Math.floor(looks * 0.95)]!;
      };
      await once();
      await search();
      places.push({ count, once, search, costs: { changing: [], searching: [] } });
    }
    // In turn, so that whatever else the machine does falls on all.
    for (let round = 0; round < rounds; round++) {
      for (const { once, search, costs } of places) {
        costs.changing.push(await once());
        costs.searching.push(await search());
      }
    }
    return new Map(places.map(({ count, costs }) => [count, costs]));
  } finally {
    for (const database of databases) await database.close();
    server.remove();
  }
}
