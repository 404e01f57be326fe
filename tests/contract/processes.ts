import { expect, onTestFinished, test } from 'vitest';
import { alone } from '../../server/store/alone.ts';
import { defineCollection } from '../../server/store/contract.ts';
import { eventually } from '../support/eventually.ts';
import type { StorePlace } from './store-place.ts';

interface Person {
  readonly id: string;
  readonly team: string;
}

const people = defineCollection<Person>()({ name: 'people', lifetime: 'lasting', indexes: ['team'] });
const ada: Person = { id: 'ada', team: 'red' };

/** What processes on one store have of each other: jobs that one at a time does, and announcements. */
export function processesContract(newPlace: () => Promise<StorePlace>): void {
  const openWith = async () => {
    const store = await (await newPlace()).open();
    onTestFinished(() => store.close());
    return { store, records: store.collection(people) };
  };

  test('[R2] a job is claimed by one at a time, and free again when that one is done', async () => {
    const { store } = await openWith();
    const claims = await Promise.all(Array.from({ length: 16 }, () => store.claim('a job')));
    const [claim, ...others] = claims.filter((each) => each !== undefined);
    expect(others).toEqual([]);
    expect(claim!.held).toBe(true);
    expect((await store.claim('another job'))?.held).toBe(true);
    await claim!.release();
    expect(claim!.held).toBe(false);
    const next = await store.claim('a job');
    // Whoever is done already takes nothing from the next.
    await claim!.release();
    expect(next?.held).toBe(true);
    expect(await store.claim('a job')).toBeUndefined();
  });

  test('[R2] what is done alone is waited for by whoever does the same, also where it fails', async () => {
    const { store } = await openWith();
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done: string[] = [];
    const failing = alone(store, 'a job', async () => {
      begun.resolve();
      await end.promise;
      done.push('first');
      throw new Error('changed its mind');
    });
    await begun.promise;
    const waiting = alone(store, 'a job', async () => done.push('second'));
    expect(await alone(store, 'another job', async () => done.push('beside'))).toBe(1);
    end.resolve();
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await waiting).toBe(3);
    expect(done).toEqual(['beside', 'first', 'second']);
    expect((await store.claim('a job'))?.held).toBe(true);
  });

  test('[R2] what is announced in a transaction is heard when its writes are there, and else never', async () => {
    const { store, records } = await openWith();
    const heard: { message: string; found: Promise<Person | undefined> }[] = [];
    await store.listen({
      heard: (message) => void heard.push({ message, found: records.get('ada') }),
      missed: () => {},
    });
    const failing = store.transaction(async (collections) => {
      await collections.announce('never');
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await store.transaction(async (collections) => {
      await collections.announce('Ada is here 🩺');
      await collections.collection(people).insert(ada);
    });
    await store.announce('last');
    await eventually(() => expect(heard.map(({ message }) => message)).toEqual(['Ada is here 🩺', 'last']));
    expect(await heard[0]!.found).toEqual(ada);
  });

  test('[R2] whoever has stopped listening hears nothing more', async () => {
    const { store } = await openWith();
    const [stopped, listening]: string[][] = [[], []];
    const into = (list: string[]) => ({ heard: (message: string) => void list.push(message), missed: () => {} });
    const stop = await store.listen(into(stopped!));
    await store.listen(into(listening!));
    stop();
    await store.announce('anybody?');
    await eventually(() => expect(listening).toEqual(['anybody?']));
    expect(stopped).toEqual([]);
  });
}
