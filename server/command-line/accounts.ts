import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { support } from '../../shared/identity/support.ts';
import { systemClock } from '../clock.ts';
import { askServer, NobodyThereError } from '../control/ask-server.ts';
import { ExchangeError } from '../control/sealed-exchange.ts';
import { storedDeployment, storedKind } from '../deployment-kind.ts';
import { accounts } from '../identity/accounts/account.ts';
import { Acceptances } from '../identity/agreements/acceptable-use.ts';
import { PasswordHashing } from '../identity/accounts/password-hashing.ts';
import { AccountsAnswer, type AccountsCommand, carryOut } from '../identity/administration/command.ts';
import { openTrail } from '../identity/audit/open-trail.ts';
import { isLiveCode } from '../identity/live-code.ts';
import { endOutbox } from '../identity/sessions/end-outbox.ts';
import { PortalSessions } from '../identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../identity/sessions/session-policy.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import type { Keys } from '../keys/keys.ts';
import { keysOf } from '../keys/master-key.ts';
import { MailOutbox } from '../mail/outbox.ts';
import { mailTransport } from '../mail/transport.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { alone } from '../store/alone.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { openStores } from '../store/open-stores.ts';
import { UnreadableError } from '../store/sealed.ts';
import { accountsArguments, usage } from './accounts-arguments.ts';
import { readableAnswer } from './accounts-answer.ts';
import { CommandError, commandLog, reasonOf, runCommand } from './command.ts';

/** Accounts from the command line [R3], by itself or through the server that runs on the data. */

const exitCodes = { done: 0, refused: 1 } as const;

async function main(): Promise<number> {
  const { data, json, file, verb, looksOnly, commandFor, ...given } = accountsArguments();
  const settings = await readSettings(given.settings);
  const isNew = settings.store === undefined && !(await isThere(join(data, 'identity', 'records.db')));
  // Whatever is only looked at must be there; a mistyped folder must not become a new one.
  if (isNew && looksOnly) throw new CommandError(`There is no data in ${data}; name its folder with --data.`);
  // Before the data is touched.
  const command = commandFor(verb === 'import' ? await readCsv(file) : '');
  if (isNew) process.stderr.write(`There is no data in ${data} yet; it begins with this.\n`);
  const answer = await carriedOut(command, data, settings);
  if (answer.outcome === 'failed') throw new CommandError('The server failed at this; its log says why.');
  if (answer.outcome === 'exported') {
    await writeNew(file, answer.csv);
    process.stdout.write(`Exported to ${file}.\n`);
    return exitCodes.done;
  }
  if (json) process.stdout.write(`${JSON.stringify(answer.outcome === 'imported' ? answer.report : answer)}\n`);
  else if (answer.outcome === 'refused') process.stderr.write(`${answer.reason}\n`);
  else process.stdout.write(`${readableAnswer(answer)}\n`);
  const refused = answer.outcome === 'refused' || (answer.outcome === 'imported' && answer.report.refused.length > 0);
  return refused ? exitCodes.refused : exitCodes.done;
}

async function carriedOut(command: AccountsCommand, data: string, settings: Settings): Promise<AccountsAnswer> {
  const keys = await keysOf(data, settings);
  try {
    return await byItself(command, data, settings, keys);
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    return byServer(command, data, keys);
  }
}

/** A running server does it: what it has in memory must not change without it. */
async function byServer(command: AccountsCommand, data: string, keys: Keys): Promise<AccountsAnswer> {
  try {
    const answer = await askServer(data, keys.derive('control'), command);
    if (Value.Check(AccountsAnswer, answer)) return answer;
    throw new CommandError(`The server on ${data} is of another version than this command.`);
  } catch (error) {
    if (error instanceof NobodyThereError) {
      throw new CommandError(`${data} is in use: a server is starting or another command runs. Try again in a moment.`);
    }
    if (!(error instanceof ExchangeError)) throw error;
    throw new CommandError(`The server on ${data} did not answer: ${error.message}.`);
  }
}

async function byItself(
  command: AccountsCommand,
  data: string,
  settings: Settings,
  keys: Keys,
): Promise<AccountsAnswer> {
  const [clock, log] = [systemClock, commandLog()];
  const stores = await openStores({ data, settings, keys, log });
  const closing = [() => stores.close()];
  try {
    const store = await stores.open('identity');
    const timeZone = settings.timeZone ?? (await storedDeployment(store)).timeZone ?? defaultTimeZone;
    const audit = await alone(store, 'first start', () => openTrail({ data, stores, keys, clock, log }));
    closing.push(() => audit.close());
    const ends = endOutbox({ store, clock, log, audit });
    closing.push(() => ends.close());
    const transport = await mailTransport({ kind: (await storedKind(store)) ?? 'clinic', data, settings });
    const people = store.collection(accounts);
    const mail = new MailOutbox({
      store,
      clock,
      log,
      transport,
      isLive: (code) => isLiveCode(code, { store, clock, accounts: people }),
    });
    closing.push(() => mail.close());
    const answer = await carryOut(command, limits.passwordHashing.concurrent, {
      store,
      audit,
      keys,
      clock,
      settings,
      ends,
      mail,
      accounts: people,
      acceptances: new Acceptances(store, { clock, timeZone }),
      hashing: new PasswordHashing(keys.derive('passwords')),
      sessions: new PortalSessions(store, clock, sessionPolicy(settings)),
      // A server tells the applications, when it looks or when it starts; nobody can be signed in to them before.
      logouts: { deliverDue: async () => {} },
      deployment: { support: { ...support.immtrac2, ...settings.support } },
      timeZone,
    });
    // No server may start soon.
    await mail.deliverDue();
    return answer;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

/** Names and addresses of people, for this user only, and never over a file that is there. */
async function writeNew(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${reasonOf(error)}.`);
  });
  await handle.writeFile(content);
  await handle.close();
}

async function readCsv(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  // What is no UTF-8 becomes a mark that the import refuses, with the place's name.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

await runCommand(main, [MasterKeyError, UnreadableError, SettingsError, StoreNotOpenedError], usage);
