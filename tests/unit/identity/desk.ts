import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import type { IdentityContext } from '../../../server/identity/context.ts';
import { answerKey } from '../../../server/identity/questions/answers.ts';
import { PortalSessions } from '../../../server/identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../../../server/identity/sessions/session-policy.ts';
import { verifyCredentials } from '../../../server/identity/sign-in/sign-in.ts';
import { Keys } from '../../../server/keys/keys.ts';
import type { Mail } from '../../../server/mail/message.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { TestClock } from '../../support/test-clock.ts';

export const password = 'Bluebonnet-Prairie-7!';

/** Maria's answers, by question. */
export const mariasAnswers: Readonly<Record<string, string>> = {
  'family-word': 'Snorkelwump',
  'hiding-place': 'Behind the cistern',
  'strict-teacher': 'O’Callaghan',
};

/** Does something before the next hash is made. */
export class InterruptedHashing extends PasswordHashing {
  meanwhile = async () => {};
  override async hash(typed: string): Promise<string> {
    await this.meanwhile();
    return super.hash(typed);
  }
}

interface Given {
  readonly settings?: Settings;
  readonly hashing?: PasswordHashing;
  /** What the account has besides, or instead. */
  readonly account?: Partial<Account>;
}

/** An account, and what the identity server works with, for rules that need no server. */
export async function desk({
  settings = {},
  account: more = {},
  hashing = new PasswordHashing(randomBytes(32)),
}: Given = {}) {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const decoyHash = await hashing.hash('nothing');
  /** The audit trail's entries. */
  const recorded: { event: string; account?: string; detail?: object }[] = [];
  const mailed: Mail[] = [];
  const context = {
    store,
    clock,
    hashing,
    decoyHash,
    keys: new Keys(randomBytes(32)),
    accounts: store.collection(accounts),
    settings,
    passwordProfile: 'hhs-2022',
    audit: { record: async (entry: { event: string }) => void recorded.push(entry) },
    deployment: { support: { name: 'Support', email: 'support@example.test', phone: '1' } },
    timeZone: defaultTimeZone,
    mail: { queue: async (mail: Mail) => void mailed.push(mail) },
    // There is no application that would be told of a session's end.
    logouts: { deliverDue: async () => {} },
    ends: { deliverDue: async () => {} },
    sessions: new PortalSessions(store, clock, sessionPolicy(settings)),
  } as unknown as IdentityContext;
  const questions = Object.entries(mariasAnswers);
  const account: Account = {
    id: 'maria',
    username: 'maria',
    usernameKey: 'maria',
    name: 'Maria',
    email: 'maria@clinic.example',
    status: 'active',
    roles: [],
    sites: [],
    formerPasswords: [],
    password: { hash: await hashing.hash(password), changedAt: clock.now() - 1 },
    securityQuestions: await Promise.all(
      questions.map(async ([question, answer]) => ({ question, answerHash: await hashing.hash(answerKey(answer)) })),
    ),
    ...more,
  };
  await context.accounts.insert(account);
  const verify = (given: string, workstation = 'desk', username = 'maria') =>
    verifyCredentials({ username, password: given }, workstation, context);
  const signIn = async (given: string, workstation?: string) => (await verify(given, workstation)).outcome;
  return { context, account, clock, recorded, mailed, signIn, verify };
}
