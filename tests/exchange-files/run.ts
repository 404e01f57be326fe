import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { answersTo, replyText } from '../../server/applications/immtrac2/exchange/transmission.ts';
import { clients } from '../../server/applications/immtrac2/records.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { peopleIn } from './people.ts';

// `npm run exchange -- [--clients CLIENTS.csv] FILE…`: what the registry answers to messages in files.

const faultExitCode = 2;

const { files, people, on } = given();
const clock = { now: on === undefined ? () => Date.now() : () => Date.parse(`${on}T18:00:00Z`) };
const directory = await mkdtemp(join(tmpdir(), 'exchange-'));
const store = await openLowdbStore({ directory, key: randomBytes(32) });
try {
  if (people !== undefined) await load(people);
  for (const file of files) await answer(file);
} finally {
  await store.close();
  await rm(directory, { recursive: true, force: true });
}

function given(): { files: string[]; people: string | undefined; on: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { clients: { type: 'string' }, on: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 0) complain('Name files: npm run exchange -- [--clients CLIENTS.csv] FILE…');
    if (values.on !== undefined && Number.isNaN(Date.parse(`${values.on}T00:00:00Z`)))
      complain('--on must be a day, YYYY-MM-DD.');
    return { files: positionals, people: values.clients, on: values.on };
  } catch (error) {
    return complain((error as Error).message);
  }
}

async function load(file: string): Promise<void> {
  try {
    const records = peopleIn(await readFile(file, 'utf8'), 'clients-file');
    await store.transaction(async (within) => {
      for (const record of records) await within.collection(clients).put(record);
    });
  } catch (error) {
    await failed(file, error);
  }
}

async function answer(file: string): Promise<void> {
  console.log(file);
  const from = {
    id: 'command',
    name: 'Files of this command',
    sites: 'any',
    via: 'command',
    transmission: basename(file),
    shown: async () => {},
  } as const;
  let isEmpty = true;
  try {
    for await (const reply of answersTo({ store, clock, timeZone: defaultTimeZone }, createReadStream(file), from)) {
      isEmpty = false;
      // As it would go out, with a line for each segment.
      process.stdout.write(replyText(reply).replaceAll('\r', '\n'));
    }
  } catch (error) {
    await failed(file, error);
  }
  if (isEmpty) console.log('HTTP 400: the file has no HL7 message in it; nothing was stored.');
  console.log('');
}

async function failed(file: string, error: unknown): Promise<never> {
  await store.close();
  await rm(directory, { recursive: true, force: true });
  return complain(`${file} cannot be used: ${(error as Error).message}`);
}

function complain(line: string): never {
  console.error(line);
  process.exit(faultExitCode);
}
