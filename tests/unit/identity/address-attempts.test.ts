import { randomBytes } from 'node:crypto';
import { expect, describe, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../server/http/server.ts';
import { AddressAttempts } from '../../../server/identity/sign-in/address-attempts.ts';
import { perAddress } from '../../../server/identity/sign-in/routes.ts';
import type { Store } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { needsPostgres, silent, storePlace, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const origin = 'http://portal.clinic.example';

/** A server that lets each address try three times a minute, at either of two things. */
async function serverOn(store: Store, clock: TestClock) {
  const attempts = await AddressAttempts.of(store, clock);
  const app = await createHttpServer({
    origin,
    deploymentId: '00000000',
    log: silent,
    access: { anyone: () => {} },
    eventLoop: { overloaded: () => false },
    attempts: attempts.counter,
  });
  onTestFinished(async () => {
    attempts.close();
    await app.close();
  });
  const rateLimit = perAddress({ settings: { signIn: { attemptsPerAddressPerMinute: 3 } } });
  for (const path of ['/one', '/other'])
    app.post(path, { config: { access: 'anyone', rateLimit } }, async () => 'tried');
  return async (path: string, remoteAddress = '10.0.0.1') => {
    const headers = { host: 'portal.clinic.example', origin };
    return (await app.inject({ method: 'POST', url: path, remoteAddress, headers })).statusCode;
  };
}

const postgres = usePostgres();
const opening = {
  'one store': async (): Promise<[Store, Store]> => {
    const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
    onTestFinished(() => store.close());
    return [store, store];
  },
  [`one database${needsPostgres}`]: async (): Promise<[Store, Store]> => {
    const place = storePlace(postgres.server.settings);
    const stores: [Store, Store] = [await place.open(), await place.open()];
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return stores;
  },
};

describe.each(Object.entries(opening))('two servers on %s', (on, open) => {
  test.skipIf(on !== 'one store' && withoutPostgres)(
    '[R2][S8] what an address tries at one counts at the other, for each thing by itself, until its minute is over',
    async () => {
      const clock = new TestClock();
      const [here, there] = await open();
      const [one, other] = [await serverOn(here, clock), await serverOn(there, clock)];
      let heard = 0;
      await there.listen({ heard: () => void heard++, missed: () => {} });
      expect([await one('/one'), await one('/one'), await one('/one')]).toEqual([200, 200, 200]);
      await eventually(() => expect(heard).toBe(3));
      expect(await other('/one')).toBe(429);
      expect([await other('/other'), await other('/one', '10.0.0.2')]).toEqual([200, 200]);
      clock.advance(limits.signIn.perAddress.window - 1);
      expect(await other('/one')).toBe(429);
      clock.advance(1);
      expect([await one('/one'), await other('/one')]).toEqual([200, 200]);
    },
  );

  test.skipIf(on !== 'one store' && withoutPostgres)(
    '[S8] each server counts its own before it looks, and tells of no more than it lets in',
    async () => {
      const [store] = await open();
      let heard = 0;
      await store.listen({ heard: () => void heard++, missed: () => {} });
      const ask = await serverOn(store, new TestClock());
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask('/one')));
      expect(answers.filter((status) => status === 200)).toHaveLength(3);
      // Told last.
      await store.announce('{}');
      await eventually(() => expect(heard).toBe(4));
    },
  );
});
