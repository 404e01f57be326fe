import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { defineCollection, type Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { filesOf, type Lifetime } from '../../server/store/lowdb/store-folders.ts';
import { temporaryFolder } from './temporary.ts';

/** Folders of the embedded store as crashes and damage leave them. */

export interface Entry {
  readonly id: string;
  readonly text: string;
}

export const lifetimes = ['lasting', 'session'] as const;
export const key = randomBytes(32);
/** In front of each frame of a file. */
export const headerBytes = 10;

const definitions = {
  lasting: defineCollection<Entry>()({ name: 'entries', lifetime: 'lasting', indexes: ['text'] }),
  session: defineCollection<Entry>()({ name: 'passing', lifetime: 'session', indexes: ['text'] }),
};

export function framesOf(journal: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < journal.length; at += frames.at(-1)!.length) {
    frames.push(journal.subarray(at, at + headerBytes + journal.readUInt32BE(at)));
  }
  return frames;
}

export function lines(): { readonly log: pino.Logger; readonly written: string[] } {
  const written: string[] = [];
  const stream = new Writable({ write: (line: Buffer, _, done) => (written.push(line.toString()), done()) });
  return { log: pino(stream), written };
}

export async function open(directory: string, more: { journalBytes?: number; log?: pino.Logger } = {}): Promise<Store> {
  const store = await openLowdbStore({ directory, key, ...more });
  onTestFinished(() => store.close());
  return store;
}

/** What a killed process leaves: the files as they are while a store is open. */
export async function crashed(store: Store, from: string): Promise<string> {
  const directory = join(await temporaryFolder(), 'store');
  await cp(from, directory, { recursive: true });
  await store.close();
  return directory;
}

/** The store's folders with records of one lifetime. */
export function foldersOf(lifetime: Lifetime) {
  const definition = definitions[lifetime];
  return {
    definition,
    filesIn: (directory: string) => filesOf(directory, lifetime),
    journalOf: (directory: string) => filesOf(directory, lifetime).journal,
    /** Entries 0 to n-1, each in a frame of its own, and a process that died then. */
    diedAfter: async (n: number): Promise<string> => {
      const directory = await temporaryFolder();
      const store = await open(directory);
      for (let id = 0; id < n; id++) await store.collection(definition).insert({ id: `${id}`, text: `text ${id}` });
      return crashed(store, directory);
    },
    idsIn: async (directory: string): Promise<string[]> => {
      const store = await openLowdbStore({ directory, key });
      try {
        return (await store.collection(definition).list()).map(({ id }) => id);
      } finally {
        await store.close();
      }
    },
  };
}
