import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCommonPassword } from '../../../server/identity/accounts/common-passwords.ts';
import { foreignDigest, type ForeignScheme } from '../../../server/identity/accounts/foreign-hash.ts';
import { brokenRules } from '../../../server/identity/passwords/broken-rules.ts';
import { changePassword, type PasswordChange } from '../../../server/identity/passwords/change-password.ts';
import { passwordExpiresAt, passwordIsExpired } from '../../../server/identity/passwords/expiry.ts';
import { fileIncident } from '../../../server/identity/passwords/incidents.ts';
import { endedSessions } from '../../../server/identity/sessions/ended-sessions.ts';
import { enrol, newEnrolment } from '../../../server/identity/workstations/enrolment.ts';
import { passwordProfileOf, passwordProfiles, passwordRules } from '../../../shared/identity/password-policy.ts';
import { trainingPassword } from '../../support/training.ts';
import { desk, password } from './desk.ts';

const day = 24 * 3_600_000;
const better = 'Violet-Harbor-77';

async function changing(...given: Parameters<typeof desk>) {
  const rig = await desk(...given);
  const { context, recorded } = rig;
  const change = (more: Partial<PasswordChange> = {}) =>
    changePassword({ accountId: 'maria', password: better, reason: 'chosen', workstation: 'desk', ...more }, context);
  const kept = async () => (await context.accounts.get('maria'))!;
  return { ...rig, change, kept, events: () => recorded.map(({ event }) => event) };
}

test('[P6] a changed password is new from now on, the former one is kept, a code is gone, and owner and audit trail are told', async () => {
  const { context, account, change, kept, recorded, mailed, clock, signIn } = await changing();
  const older = await context.hashing.hash('Older-Password-1');
  const reset = { digest: 'x', expiresAt: Number.MAX_SAFE_INTEGER };
  await context.accounts.update('maria', (before) => ({ ...before, reset, formerPasswords: [older] }));
  clock.advance(day);
  expect(await change({ reason: 'compromised' })).toBe('changed');
  const { password: now, formerPasswords, reset: code } = await kept();
  expect(now).toEqual({ hash: expect.stringMatching(/^\$argon2id\$/) as string, changedAt: clock.now() });
  expect([formerPasswords, code]).toEqual([[account.password.hash, older], null]);
  expect(recorded).toEqual([
    { event: 'password.changed', account: 'maria', workstation: 'desk', detail: { reason: 'compromised' } },
  ]);
  expect(mailed).toMatchObject([{ to: 'maria@clinic.example', language: 'en' }]);
  expect(mailed[0]!.text).toContain('November 23, 2026 at 9:00 AM (Central Time)');
  expect([await signIn(better), await signIn(password)]).toEqual(['right', 'wrong']);
});

test('[L1] the mail of a changed password is in the owner’s language', async () => {
  const { change, mailed } = await changing({ account: { language: 'es' } });
  await change();
  expect(mailed).toMatchObject([{ language: 'es', subject: 'Se cambió su contraseña del Enterprise Portal' }]);
  expect(mailed[0]!.text).toContain('22 de noviembre de 2026');
});

test('[P6] a password that breaks rules changes nothing, tells nobody, and leaves the rules alone in the audit trail', async () => {
  const { account, change, kept, recorded, mailed } = await changing();
  const rules = async (typed: string) => {
    const outcome = await change({ password: typed });
    return typeof outcome === 'string' ? outcome : outcome.broken.map(({ id }) => id);
  };
  expect(await rules('short')).toEqual(['length', 'cases', 'digit-or-symbol']);
  expect(await rules('xMaria-is-my-name-1')).toEqual(['username']);
  expect(await rules('Qwertyuiop123')).toEqual(['common']);
  expect(await rules(password)).toEqual(['history']);
  const details = recorded.map(({ detail }) => detail);
  expect(details).toEqual(
    ['length cases digit-or-symbol', 'username', 'common', 'history'].map((each) => ({ rules: each })),
  );
  expect(recorded).toMatchObject(Array(4).fill({ event: 'password.refused', account: 'maria', workstation: 'desk' }));
  expect(await kept()).toEqual(account);
  expect(mailed).toEqual([]);
});

test('[P6] eight former passwords are kept and may not come back, and no more', async () => {
  const { context, account, change, kept } = await changing();
  const former = await Promise.all(Array.from({ length: 9 }, (_, n) => context.hashing.hash(`Former-Pass-${n}!`)));
  await context.accounts.update('maria', (before) => ({ ...before, formerPasswords: former }));
  // The present one is the first of the eight.
  expect(await change({ password: 'Former-Pass-6!' })).toMatchObject({ broken: [{ id: 'history' }] });
  expect(await change({ password: 'Former-Pass-7!' })).toBe('changed');
  expect((await kept()).formerPasswords).toEqual([account.password.hash, ...former.slice(0, 7)]);
});

test('[S4] an imported password is no former password of ours', async () => {
  const { context, change, kept } = await changing();
  const scheme: ForeignScheme = { scheme: 'sha', hash: 'sha1', salt: 'AAAA', saltAt: 'end' };
  const hash = await context.hashing.hash(await foreignDigest(scheme, password));
  await context.accounts.update('maria', (before) => ({
    ...before,
    password: { hash, foreign: scheme, changedAt: 1 },
  }));
  expect(await change()).toBe('changed');
  expect((await kept()).formerPasswords).toEqual([]);
});

test('[P6] a password changes only while it is the one that was proved, and while all else holds that was asked', async () => {
  const { account, change, kept, events, mailed } = await changing();
  expect(await change({ accountId: 'nobody' })).toBe('overtaken');
  expect(await change({ proved: { ...account.password, changedAt: 0 } })).toBe('overtaken');
  expect(await change({ also: { expected: { status: 'disabled' }, change: {} } })).toBe('overtaken');
  expect(await kept()).toEqual(account);
  expect([events(), mailed]).toEqual([[], []]);
  const also = { expected: { status: 'active' }, change: { lastResetDay: '2026-11-22' } } as const;
  expect(await change({ proved: account.password, also })).toBe('changed');
  expect((await kept()).lastResetDay).toBe('2026-11-22');
});

test('[A3] a changed password ends every session but the one in which it is changed', async () => {
  const { context, change } = await changing();
  const { session: own } = await context.sessions.begin('maria', 'desk');
  await context.sessions.begin('maria', 'street');
  const { session: another } = await context.sessions.begin('john', 'desk');
  await change({ keepSession: own.id });
  expect((await context.sessions.all()).map(({ id }) => id).toSorted()).toEqual([own.id, another.id].toSorted());
  expect(await context.store.collection(endedSessions).list()).toMatchObject([{ reason: 'password changed' }]);
  await change({ password: 'Amber-Meadow-12' });
  expect((await context.sessions.all()).map(({ id }) => id)).toEqual([another.id]);
});

test('[E1] a password expires ninety days after it was set, to the millisecond, where passwords expire at all', async () => {
  const { account } = await desk();
  const end = account.password.changedAt + 90 * day;
  expect(passwordExpiresAt(account, 'hhs-2022')).toBe(end);
  expect([end - 1, end].map((now) => passwordIsExpired(account, 'hhs-2022', now))).toEqual([false, true]);
  expect(passwordExpiresAt(account, 'nist-63b-4')).toBeUndefined();
  expect(passwordIsExpired(account, 'nist-63b-4', Number.MAX_SAFE_INTEGER)).toBe(false);
});

const broken = (profile: keyof typeof passwordProfiles, typed: string, username = 'maria.garcia') =>
  passwordRules(passwordProfiles[profile], username)
    .filter(({ holds }) => holds && !holds(typed))
    .map(({ id }) => id);

test.each([
  ['Short-1', ['length']],
  [`${'a'.repeat(126)}A1`, []],
  [`${'a'.repeat(127)}A1`, ['length']],
  ['Twelve-chars', []],
  ['Eleven-char', ['length']],
  ['nouppercase-123', ['cases']],
  ['NOLOWERCASE-123', ['cases']],
  ['NoDigitNorSymbol', ['digit-or-symbol']],
  ['My-Maria.Garcia-1', ['username']],
  ['Ünïcode-Påssword', []],
  ['Violet-Harbor-77', []],
])('[P6] under hhs-2022 the password %s breaks %j', (typed, rules) => {
  expect(broken('hhs-2022', typed)).toEqual(rules);
});

test('[P6] under nist-63b-4 length alone counts', () => {
  expect(broken('nist-63b-4', 'fifteen letters')).toEqual([]);
  expect(broken('nist-63b-4', 'only fourteen!')).toEqual(['length']);
});

test('[P6] characters are counted as people see them, not as computers store them', () => {
  expect(broken('nist-63b-4', '🦉'.repeat(14))).toEqual(['length']);
  expect(broken('nist-63b-4', '🦉'.repeat(15))).toEqual([]);
});

test('[P6] the username is looked for without its spaces and case, where there is one', () => {
  expect(broken('hhs-2022', 'My-Maria.Garcia-1', ' MARIA.garcia ')).toEqual(['username']);
  expect(broken('hhs-2022', better, ' ')).toEqual([]);
  expect(broken('nist-63b-4', '')).toEqual(['length', 'username']);
});

test('[P6] a common password with decoration is a common password', async () => {
  const many = ['Password2026!', 'qwertyuiop123', '!!!Superman!!!', '12345678910', 'ＰＡＳＳＷＯＲＤ', '99-love-99!'];
  for (const common of [...many, '1qaz2wsx']) {
    expect(await isCommonPassword(common), common).toBe(true);
  }
  // Of a core that is short, what stands around it is most.
  for (const own of ['--- 1 2 sex 3 4 ---', 'passw77ord', better, trainingPassword])
    expect(await isCommonPassword(own), own).toBe(false);
});

test('[P6] the rules and the check for common passwords take any text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (typed, username) => {
      const found = broken('hhs-2022', typed, username);
      const { length } = Array.from(typed.normalize('NFC'));
      expect(found.includes('length')).toBe(length < 12 || length > 128);
      const name = username.trim().toLowerCase();
      const has = typed === '' || (name !== '' && typed.toLowerCase().includes(name));
      expect(found.includes('username')).toBe(has);
      // What stands around a common password makes it no better, whatever it is.
      await expect(isCommonPassword(typed)).resolves.toBeTypeOf('boolean');
    }),
  );
});

test('[P6] a profile has its rules in the order in which they are shown, and hhs-2022 holds where none is chosen', () => {
  const rules = (profile: keyof typeof passwordProfiles) =>
    passwordRules(passwordProfiles[profile], '').map(({ id }) => id);
  expect(rules('hhs-2022')).toEqual(['length', 'cases', 'digit-or-symbol', 'username', 'common', 'history']);
  expect(rules('nist-63b-4')).toEqual(['length', 'username', 'common']);
  expect([passwordProfileOf({}), passwordProfileOf({ passwordProfile: 'nist-63b-4' })]).toEqual([
    'hhs-2022',
    'nist-63b-4',
  ]);
});

test('[P6] what a refused password lacks is said in the words of the deployment’s rules', () => {
  const said = brokenRules([{ id: 'length' }, { id: 'history' }], { passwordProfile: 'hhs-2022' });
  expect(said).toMatchObject({
    type: 'password-refused',
    fields: [
      { field: 'password', code: 'length', message: expect.stringMatching(/12.*128/) as string },
      { field: 'password', code: 'history', message: expect.stringContaining('8') as string },
    ],
  });
});

test('[A3] an incident has a number of its own and all that the Help Desk asks for', async () => {
  const { context, account, recorded } = await desk();
  const { id } = (await enrol((await newEnrolment('Front desk', context)).code, context))!;
  const sites = [
    { id: '0042', name: 'North Clinic' },
    { id: '7', name: 'South Side' },
  ];
  const filed = await fileIncident({ ...account, sites }, { workstation: id, sessionsEnded: 2 }, context);
  expect(filed.number).toMatch(/^IR-[1-9]\d{5}$/);
  expect(filed.phone).toBe('1-855-435-7181');
  expect(filed.text.split('\n')).toEqual([
    `Incident ${filed.number}: the password of an Enterprise Portal account may be known to someone else.`,
    'Account: maria (Maria)',
    'Sites: North Clinic, 0042; South Side, 7',
    'Reported: November 22, 2026 at 9:00 AM (Central Time), at the workstation “Front desk”',
    'Done already: the password was changed, and 2 other session(s) were ended.',
  ]);
  expect(recorded).toEqual([
    {
      event: 'incident.filed',
      account: 'maria',
      workstation: id,
      detail: { number: filed.number, sessionsEnded: '2' },
    },
  ]);
  const another = await fileIncident(account, { workstation: 'street', sessionsEnded: 0 }, context);
  expect(another.number).not.toBe(filed.number);
  expect(another.text).toMatch(/Sites: none\n.*, in a browser that is not enrolled\n/);
});
