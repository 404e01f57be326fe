import { parseArgs } from 'node:util';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { keysTexts as texts } from '../../shared/identity/texts/keys.ts';
import { type Clock, systemClock } from '../clock.ts';
import { openTrail } from '../identity/audit/open-trail.ts';
import { prepareCookieKey, rotateCookieKey } from '../identity/oidc/cookie-keys.ts';
import { prepareSigningKey, rotateSigningKey } from '../identity/oidc/signing-key.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import { rotateMaster } from '../keys/rotate-master.ts';
import { hasMasterKey, keysOf } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { alone } from '../store/alone.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { openStores } from '../store/open-stores.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, runCommand } from './command.ts';

/** Keys from the command line, where no server runs on the data: rotated without signing anyone out [K8]. */

const usage = `Usage: npm run keys -- rotate signing|cookies|master [--data DIR] [--settings FILE] [--to FILE]
       npm run keys -- prepare signing|cookies [--data DIR] [--settings FILE]
  signing     signs ID and logout tokens; the one before is accepted for another day
  cookies     signs the cookies of single sign-on; the one before is accepted for another day
  master      what DIR/master.key holds, or a command prints; every store in DIR is encrypted anew
  prepare     lets servers know the next one before any of them uses it: where several run on one database
  --data DIR  where the data is kept (default: data)
  --settings FILE  the server's settings, where they name a database or the master key's command
  --to FILE   with master: settings that name the next master key's command; without them it goes into DIR/master.key
Stop the server on DIR first; people stay signed in.`;

const kinds = ['signing', 'cookies', 'master'] as const;

type Command = { readonly data: string; readonly settings: string | undefined; readonly to?: string | undefined } & (
  | { readonly verb: 'rotate'; readonly which: (typeof kinds)[number] }
  | { readonly verb: 'prepare'; readonly which: 'signing' | 'cookies' }
);

function commandLine(): Command {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string', default: 'data' }, settings: { type: 'string' }, to: { type: 'string' } },
    });
    const [verb, kind, ...more] = positionals;
    const { data, settings, to } = values;
    const which = kinds.find((each) => each === kind);
    if (to !== undefined && (verb !== 'rotate' || which !== 'master')) throw new Error('--to goes with rotate master.');
    if (which !== undefined && more.length === 0) {
      if (verb === 'rotate') return { verb, which, data, settings, to };
      if (verb === 'prepare' && which !== 'master') return { verb, which, data, settings };
    }
    throw new Error('Say which keys to rotate or to prepare.');
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function main(clock: Clock): Promise<number> {
  const command = commandLine();
  const { data } = command;
  const settings = await readSettings(command.settings);
  if (!(await hasMasterKey(data, settings))) {
    throw new CommandError(`There is no data with its key in ${data}; name its folder with --data.`);
  }
  try {
    process.stdout.write(`${await carryOut(command, settings, clock)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    throw new CommandError(`A server is running on ${data}. Stop it first; people stay signed in.`);
  }
}

/** @returns what to say of it */
async function carryOut({ data, verb, which, to }: Command, settings: Settings, clock: Clock): Promise<string> {
  if (which === 'master' && settings.masterKey && to === undefined) throw new CommandError(texts.nextByCommand);
  const next = await readSettings(to);
  const keys = await keysOf(data, settings);
  const log = commandLog();
  const stores = await openStores({ data, settings, keys, log });
  try {
    const store = await stores.open('identity');
    // First, as everywhere: what is not in the trail does not happen.
    const audit = await alone(store, 'first start', () => openTrail({ data, stores, keys, clock, log }));
    try {
      const event = verb === 'rotate' ? 'keys.rotated' : 'keys.prepared';
      await audit.record({ event, detail: { which, by: 'command line' } });
    } finally {
      await audit.close();
    }
    if (verb === 'prepare') {
      const made = await (which === 'signing' ? prepareSigningKey(store, clock) : prepareCookieKey(store, keys, clock));
      return made ? texts.prepared(which) : texts.preparedBefore(which);
    }
    if (which === 'signing') await rotateSigningKey(store, clock);
    if (which === 'cookies') await rotateCookieKey(store, keys, clock);
  } finally {
    await stores.close();
  }
  if (which === 'master') await rotateMaster(data, settings, next);
  return texts.rotated[which];
}

await runCommand(() => main(systemClock), [MasterKeyError, UnreadableError, SettingsError, StoreNotOpenedError], usage);
