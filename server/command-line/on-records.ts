import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { limits } from '../../shared/contract/limits.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { support } from '../../shared/identity/support.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { systemClock } from '../clock.ts';
import { askServer, NobodyThereError } from '../control/ask-server.ts';
import { ExchangeError } from '../control/sealed-exchange.ts';
import { storedDeployment, storedKind } from '../deployment-kind.ts';
import { accounts } from '../identity/accounts/account.ts';
import { PasswordHashing } from '../identity/accounts/password-hashing.ts';
import { Acceptances } from '../identity/agreements/acceptable-use.ts';
import { openTrail } from '../identity/audit/open-trail.ts';
import { Failed } from '../identity/commands/answers.ts';
import { answerCommand, type Asked } from '../identity/commands/commands.ts';
import { isLiveCode } from '../identity/live-code.ts';
import { endOutbox } from '../identity/sessions/end-outbox.ts';
import { PortalSessions } from '../identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../identity/sessions/session-policy.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import type { Keys } from '../keys/keys.ts';
import { keysOf } from '../keys/master-key.ts';
import { MailOutbox } from '../mail/outbox.ts';
import { mailTransport } from '../mail/transport.ts';
import { SettingsError } from '../settings.ts';
import { alone } from '../store/alone.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { openStores } from '../store/open-stores.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog } from './command.ts';

/** What a command asks of the records [R3]: it opens them itself, or the server does that runs on them. */

/** Their messages are written for the person at the command line. */
export const recordsErrors = [MasterKeyError, UnreadableError, SettingsError, StoreNotOpenedError];

interface Place {
  readonly data: string;
  readonly settings: Settings;
}

/** Whether there is nothing in the folder yet. */
export async function isEmptyPlace({ data, settings }: Place): Promise<boolean> {
  return settings.store === undefined && !(await isThere(join(data, 'identity', 'records.db')));
}

/** Whatever is only looked at must be there; a mistyped folder must not become a new one. @throws CommandError */
export async function requireRecords(place: Place): Promise<void> {
  if (await isEmptyPlace(place)) {
    throw new CommandError(`There is no data in ${place.data}; name its folder with --data.`);
  }
}

/** @param schema what the command can be answered @throws CommandError where the answer is another one, or none */
export async function answered<Answer extends TSchema>(
  asked: Asked,
  schema: Answer,
  place: Place,
): Promise<Exclude<Static<Answer>, { outcome: 'failed' }>> {
  const keys = await keysOf(place.data, place.settings);
  const answer: unknown = await byItself(asked, place, keys).catch((error: unknown) => {
    if (!(error instanceof InUseError)) throw error;
    return byServer(asked, place.data, keys);
  });
  if (!Value.Check(schema, answer)) {
    throw new CommandError(`The server on ${place.data} is of another version than this command.`);
  }
  if (Value.Check(Failed, answer)) throw new CommandError('The server failed at this; its log says why.');
  const said: unknown = answer;
  return said as Exclude<Static<Answer>, { outcome: 'failed' }>;
}

/** A running server does it: what it has in memory must not change without it. */
async function byServer(asked: Asked, data: string, keys: Keys): Promise<unknown> {
  try {
    return await askServer(data, keys.derive('control'), asked);
  } catch (error) {
    if (error instanceof NobodyThereError) {
      throw new CommandError(`${data} is in use: a server is starting or another command runs. Try again in a moment.`);
    }
    if (!(error instanceof ExchangeError)) throw error;
    throw new CommandError(`The server on ${data} did not answer: ${error.message}.`);
  }
}

async function byItself(asked: Asked, { data, settings }: Place, keys: Keys): Promise<unknown> {
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
    const deps = {
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
    };
    const answer = await answerCommand(asked, deps, { atOnce: limits.passwordHashing.concurrent });
    // No server may start soon.
    await mail.deliverDue();
    return answer;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}
