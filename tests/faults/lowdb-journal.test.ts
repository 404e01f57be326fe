import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { UnreadableError } from '../../server/store/sealed.ts';
import { crashed, foldersOf, framesOf, headerBytes, key, lifetimes, lines, open } from '../support/lowdb-folders.ts';
import { temporaryFolder } from '../support/temporary.ts';

const cannotMount = process.getuid?.() !== 0 || process.platform !== 'linux';

describe.each(lifetimes)('the journal of %s records', (lifetime) => {
  const { definition, filesIn, journalOf, diedAfter, idsIn } = foldersOf(lifetime);

  test('[R1] a change costs as much as itself, however much is kept', async () => {
    const directory = await temporaryFolder();
    const store = await open(directory);
    await store.transaction(async (collections) => {
      for (let n = 0; n < 5000; n++)
        await collections.collection(definition).put({ id: `${n}`, text: 'x'.repeat(100) });
    });
    const before = await stat(journalOf(directory));
    await store.collection(definition).put({ id: '7', text: 'changed' });
    expect((await stat(journalOf(directory))).size - before.size).toBeLessThan(200);
  });

  test('[R1] what was changed and deleted before a crash is so after it', async () => {
    const directory = await diedAfter(3);
    const store = await open(directory);
    await store.collection(definition).delete('1');
    await store.collection(definition).put({ id: '2', text: 'changed' });
    const again = await open(await crashed(store, directory));
    expect(await again.collection(definition).list()).toEqual([
      { id: '0', text: 'text 0' },
      { id: '2', text: 'changed' },
    ]);
  });

  test('[R1] whatever an unfinished last write left behind is cut off with a word in the log, and nothing else', async () => {
    const whole = await diedAfter(4);
    const journal = await readFile(journalOf(whole));
    const last = framesOf(journal).at(-1)!.length;
    const torn: Buffer[] = [1, 5, headerBytes, headerBytes + 3, last - 1].map((bytes) =>
      journal.subarray(0, journal.length - last + bytes),
    );
    // Its place was taken, and its content never came.
    torn.push(Buffer.concat([journal.subarray(0, -last), Buffer.alloc(last)]));
    torn.push(Buffer.concat([journal.subarray(0, -last + headerBytes), Buffer.alloc(last - headerBytes)]));
    for (const content of torn) {
      const directory = join(await temporaryFolder(), 'store');
      await cp(whole, directory, { recursive: true });
      await writeFile(journalOf(directory), content);
      const { log, written } = lines();
      const store = await open(directory, { log });
      expect(written.join()).toMatch(/the last write was not finished/);
      expect((await store.collection(definition).list()).map(({ id }) => id)).toEqual(['0', '1', '2']);
      await store.collection(definition).insert({ id: 'next', text: '' });
      expect(await idsIn(await crashed(store, directory))).toEqual(['0', '1', '2', 'next']);
    }
  });

  test('[R1] damage before the end of the journal is refused with what to do, and is never taken for a torn end', async () => {
    const whole = await diedAfter(5);
    const journal = await readFile(journalOf(whole));
    const frames = framesOf(journal);
    const [a, b, c, d, e] = frames as [Buffer, Buffer, Buffer, Buffer, Buffer];
    const second = a.length;
    const changed = (at: number, bits = 1) => {
      const copy = Buffer.from(journal);
      copy[at]! ^= bits;
      return copy;
    };
    const damages: Record<string, Buffer> = {
      'a longer length': changed(second + 2, 0x40),
      'a length beyond the file': changed(second, 0x40),
      'a shorter length': changed(second + 3, b[3]! & -b[3]!),
      'another number': changed(second + 9),
      'no magic': changed(second + headerBytes),
      'another content': changed(second + headerBytes + 20),
      'another tag': changed(second + b.length - 1),
      'the length of the last': changed(journal.length - e.length + 3),
      'a hole': Buffer.concat([journal.subarray(0, second), Buffer.alloc(b.length + c.length), d, e]),
      'one missing': Buffer.concat([a, c, d, e]),
      'the first missing': Buffer.concat([b, c, d, e]),
      'two that changed places': Buffer.concat([a, c, b, d, e]),
      'one twice': Buffer.concat([a, b, b, c, d, e]),
      'an old one at the end': Buffer.concat([a, b, c, d, e, b]),
    };
    const whatToDo =
      lifetime === 'session'
        ? /sessions\.journal.* move both elsewhere\. Everybody signs in again/
        : /records\.journal.*Nothing was changed\. .*restore your newest backup/;
    for (const [what, content] of Object.entries(damages)) {
      await writeFile(journalOf(whole), content);
      const opened = idsIn(whole);
      await expect(opened, what).rejects.toThrow(UnreadableError);
      await expect(opened, what).rejects.toThrow(whatToDo);
      expect(await readFile(journalOf(whole)), what).toEqual(content);
    }
    await writeFile(journalOf(whole), journal);
    expect(await idsIn(whole)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('[R1] a snapshot and a journal that do not belong together are refused, and without both the server starts', async () => {
    const [directory, aside] = [await temporaryFolder(), await temporaryFolder()];
    const { snapshot, journal } = filesIn(directory);
    const life = async (id: string) => {
      const store = await open(directory);
      await store.collection(definition).insert({ id, text: '' });
      await copyFile(journal, join(aside, `journal-${id}`));
      await store.close();
      await copyFile(snapshot, join(aside, `snapshot-${id}`));
    };
    for (const id of ['a', 'b', 'c']) await life(id);

    // A crash between the two steps of writing a snapshot leaves this; it was all in it already.
    await copyFile(join(aside, 'journal-c'), journal);
    expect(await idsIn(directory)).toEqual(['a', 'b', 'c']);

    const pairs = [
      ['snapshot-a', 'journal-c'],
      ['snapshot-c', 'journal-b'],
      ['snapshot-c', undefined],
      [undefined, 'journal-c'],
    ];
    for (const [old, beside] of pairs) {
      for (const [from, to] of [
        [old, snapshot],
        [beside, journal],
      ] as const) {
        if (from === undefined) await rm(to);
        else await copyFile(join(aside, from), to);
      }
      await expect(idsIn(directory), `${old} ${beside}`).rejects.toThrow(UnreadableError);
    }
    const sealed = await readFile(join(aside, 'snapshot-c'));
    for (const cut of [sealed.subarray(0, -1), sealed.subarray(0, -framesOf(sealed).at(-1)!.length)]) {
      await writeFile(snapshot, cut);
      await expect(idsIn(directory)).rejects.toThrow(/\.db: damaged/);
    }

    for (const file of await readdir(directory)) await rm(join(directory, file));
    expect(await idsIn(directory)).toEqual([]);
  });

  test('[R1] work that ends in one answer ends when all it wrote is durable, and hears of a write that is not', async () => {
    const directory = await temporaryFolder();
    const store = await open(directory);
    const records = store.collection(definition);
    await records.put({ id: 'first', text: '' });
    const before = (await readFile(journalOf(directory))).length;
    const answer = await store.together!(async () => {
      for (const id of ['a', 'b', 'c']) await records.insert({ id, text: '' });
      return records.get('c');
    });
    expect(answer).toEqual({ id: 'c', text: '' });
    const written = (await readFile(journalOf(directory))).subarray(before);
    expect(framesOf(written).length).toBeLessThan(4);
    expect(await idsIn(await crashed(store, directory))).toEqual(['a', 'b', 'c', 'first']);

    const place = join(await temporaryFolder(), 'store');
    const failing = await openLowdbStore({ directory: place, key });
    await rm(place, { recursive: true });
    const refused = failing.together!(async () => {
      await failing.collection(definition).insert({ id: 'a', text: '' });
      return 'answered';
    });
    await expect(refused).rejects.toThrow('ENOENT');
    expect(await failing.collection(definition).get('a')).toBeUndefined();
    await expect(failing.together!(async () => Promise.reject(new Error('its own')))).rejects.toThrow('its own');
    // What it began and did not wait for hears of its own writes.
    const [answered, begun] = [Promise.withResolvers<void>(), [] as Promise<boolean>[]];
    await failing.together!(async () => {
      begun.push(answered.promise.then(() => failing.collection(definition).insert({ id: 'late', text: '' })));
    });
    answered.resolve();
    await expect(begun[0]).rejects.toThrow('ENOENT');
    await failing.close();
  });

  test('[R1] what one answer waits for is one write however long it takes, and is never answered where it is lost', async () => {
    const directory = await temporaryFolder();
    const store = await open(directory);
    const records = store.collection(definition);
    await records.put({ id: 'first', text: '' });
    const frames = async () => framesOf(await readFile(journalOf(directory))).length;
    const before = await frames();
    await store.together!(async () => {
      for (const id of ['a', 'b', 'c']) {
        await records.insert({ id, text: '' });
        expect(await frames()).toBe(before);
      }
    });
    expect(await frames()).toBe(before + 1);
    // One within another is part of it, and whatever is told to others before the end is written then.
    await store.together!(async () => {
      await store.together!(() => records.insert({ id: 'within', text: '' }));
      expect(await frames()).toBe(before + 1);
      await store.flush!();
      expect(await frames()).toBe(before + 2);
    });
    expect(await frames()).toBe(before + 2);

    /** Writes one record, and goes on once it is told to. */
    const begin = async (on: Store) => {
      const [goOn, wrote] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const answer = on.together!(async () => {
        await on.collection(definition).insert({ id: 'held', text: '' });
        wrote.resolve();
        await goOn.promise;
      });
      answer.catch(() => {});
      await wrote.promise;
      return { answer, goOn };
    };
    const { answer, goOn } = await begin(store);
    // Whoever answers by it waits until it is there to stay.
    const seen = await store.transaction((collections) => collections.collection(definition).get('held'));
    expect(seen).toEqual({ id: 'held', text: '' });
    expect(await frames()).toBe(before + 3);
    goOn.resolve();
    await answer;
    expect(await frames()).toBe(before + 3);

    const place = join(await temporaryFolder(), 'store');
    const failing = await openLowdbStore({ directory: place, key });
    await rm(place, { recursive: true });
    const lost = await begin(failing);
    await expect(failing.collection(definition).insert({ id: 'b', text: '' })).rejects.toThrow('ENOENT');
    expect(await failing.collection(definition).get('held')).toBeUndefined();
    await mkdir(place);
    lost.goOn.resolve();
    await expect(lost.answer).rejects.toThrow('ENOENT');
    await failing.close();
  });

  test.skipIf(cannotMount)(
    '[R1] a full disk refuses a change and takes it back; with room again the journal goes on (needs root, to mount a small disk)',
    async () => {
      const directory = await temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', directory]);
      onTestFinished(() => void execFileSync('umount', [directory]));
      const { log, written } = lines();
      const store = await openLowdbStore({ directory, key, log, journalBytes: 30_000 });
      onTestFinished(() => store.close());
      const records = store.collection(definition);
      await records.insert({ id: 'small', text: 'fits' });
      await expect(records.insert({ id: 'big', text: 'x'.repeat(400_000) })).rejects.toThrow('ENOSPC');
      expect(await records.get('big')).toBeUndefined();
      expect(await records.insert({ id: 'next', text: 'fits too' })).toBe(true);

      // No room for a snapshot beside the journal: that waits, and changes go on where they fit.
      for (let n = 0; n < 3; n++) await records.put({ id: `${n}`, text: 'y'.repeat(10_000) });
      const filler = join(directory, 'filler');
      await expect(writeFile(filler, Buffer.alloc(400_000))).rejects.toThrow('ENOSPC');
      await truncate(filler, (await stat(filler)).size - 12_000);
      await records.put({ id: 'last', text: '' }).catch(() => {});
      await expect.poll(() => written.join()).toMatch(/could not be shortened/);
      await records.put({ id: 'last', text: 'fits' });
      await rm(filler);
      const expected = await records.list();
      const again = await open(await crashed(store, directory));
      expect(await again.collection(definition).list()).toEqual(expected);
    },
  );

  test.skipIf(cannotMount)(
    '[R1] a disk that becomes read-only refuses every change, and what was there stays readable (needs root, to mount a disk)',
    async () => {
      const directory = await temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', directory]);
      onTestFinished(() => void execFileSync('umount', [directory]));
      const died = await diedAfter(2);
      await cp(died, directory, { recursive: true });
      await rm(died, { recursive: true });
      execFileSync('mount', ['-o', 'remount,ro', directory]);
      const store = await openLowdbStore({ directory, key });
      onTestFinished(() => store.close());
      await expect(store.collection(definition).insert({ id: 'a', text: '' })).rejects.toThrow('EROFS');
      expect((await store.collection(definition).list()).map(({ id }) => id)).toEqual(['0', '1']);
      execFileSync('mount', ['-o', 'remount,rw', directory]);
      await store.collection(definition).insert({ id: 'a', text: '' });
      expect(await store.collection(definition).count()).toBe(3);
    },
  );
});
