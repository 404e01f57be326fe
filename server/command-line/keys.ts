import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { keysTexts as texts } from '../../shared/texts/keys.ts';
import { type Clock, systemClock } from '../clock.ts';
import { AuditTrail } from '../identity/audit/audit-trail.ts';
import { rotateCookieKey } from '../identity/oidc/cookie-keys.ts';
import { rotateSigningKey } from '../identity/oidc/signing-key.ts';
import { KeyFileError, masterKeyFromFile } from '../keys/key-file.ts';
import { openKeys } from '../keys/key-ring.ts';
import type { Keys } from '../keys/keys.ts';
import { rotateMaster } from '../keys/rotate-master.ts';
import { openLowdbStore } from '../store/lowdb/lowdb-store.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, runCommand } from './command.ts';

/** Keys from the command line, where no server runs on the data: rotated without signing anyone out [K8]. */

const usage = `Usage: npm run keys -- rotate signing|cookies|master [--data DIR]
  signing     signs ID and logout tokens; the one before is accepted for another day
  cookies     signs the cookies of single sign-on; the one before is accepted for another day
  master      what DIR/master.key holds; every store is encrypted anew
  --data DIR  where the data is kept (default: data)
Stop the server first; people stay signed in.`;

const kinds = ['signing', 'cookies', 'master'] as const;
type Kind = (typeof kinds)[number];

function commandLine(): { which: Kind; data: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string', default: 'data' } },
    });
    const [verb, which, ...more] = positionals;
    const kind = kinds.find((each) => each === which);
    if (verb !== 'rotate' || kind === undefined || more.length > 0) throw new Error('Say which keys to rotate.');
    return { which: kind, data: values.data };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function main(clock: Clock): Promise<number> {
  const { which, data } = commandLine();
  if (!(await isThere(join(data, 'master.key')))) {
    throw new CommandError(`There is no data with its key in ${data}; name its folder with --data.`);
  }
  try {
    const keys = await openKeys(data, await masterKeyFromFile(data));
    await note(which, { data, keys, clock });
    if (which === 'master') await rotateMaster(data);
    else await rotateInStore(which, { data, keys, clock });
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    throw new CommandError(`A server is running on ${data}. Stop it first; people stay signed in.`);
  }
  process.stdout.write(`${texts.rotated[which]}\n`);
  return 0;
}

interface Place {
  readonly data: string;
  readonly keys: Keys;
  readonly clock: Clock;
}

/** First, as everywhere: what is not in the trail does not happen. A running server holds the trail. */
async function note(which: Kind, { data, keys, clock }: Place): Promise<void> {
  const audit = await AuditTrail.open({ directory: join(data, 'audit'), keys, clock });
  try {
    await audit.record({ event: 'keys.rotated', detail: { which, by: 'command line' } });
  } finally {
    await audit.close();
  }
}

async function rotateInStore(which: 'signing' | 'cookies', { data, keys, clock }: Place): Promise<void> {
  const store = await openLowdbStore({ directory: join(data, 'identity'), ...keys.ofStore('identity') });
  try {
    if (which === 'signing') await rotateSigningKey(store, clock);
    else await rotateCookieKey(store, keys, clock);
  } finally {
    await store.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

await runCommand(() => main(systemClock), [KeyFileError, UnreadableError]);
