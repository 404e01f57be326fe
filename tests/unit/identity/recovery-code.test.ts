import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { Flows } from '../../../server/identity/recovery/flow.ts';
import { isLiveCode } from '../../../server/identity/live-code.ts';
import type { CodeInMail } from '../../../server/mail/message.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { hour, minute, type Outcome, Place } from './recovery-steps.ts';

const count = (outcomes: readonly Outcome[], wanted: string) =>
  outcomes.filter(({ outcome }) => outcome === wanted).length;

/** A code that is not the given one. */
const not = (code: string) => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

test('[P4] sixteen parallel guesses use up exactly the five tries of a flow', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  const code = await person.code();
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => person.redeem(not(code))));
  expect(count(outcomes, 'recovery-code-wrong')).toBe(limits.recovery.triesPerFlow);
  expect(count(outcomes, 'recovery-tries-used-up')).toBe(11);
  // The right one comes too late, and a fresh one does not help this flow.
  expect((await person.redeem(code)).outcome).toBe('recovery-tries-used-up');
  expect((await person.step('/code')).outcome).toBe('recovery-tries-used-up');
});

test('[P4] a code is redeemed once, whatever the number of callers', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  const code = await person.code();
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => person.redeem(code)));
  expect(count(outcomes, 'ok')).toBe(1);
  // The others were too late for the code, or had no try left to find that out.
  expect(count(outcomes, 'recovery-ended') + count(outcomes, 'recovery-tries-used-up')).toBe(15);
});

test('[P4] a code is eight digits, typed with or without spaces, mailed from the identity server’s address', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  const { result, mail } = await place.mailAfter(() => person.step('/code'));
  expect(result.body).toEqual({ mailTo: 'm…@t…', secondsLeft: 1800 });
  expect(mail).toMatch(/^From: IdentityManagement@hhsc\.state\.tx\.us\r$/m);
  expect(mail).toMatch(/^To: maria\.garcia@training\.example\r$/m);
  const code = /^(\d{4}) (\d{4})\r$/m.exec(mail)!;
  expect((await person.redeem(` ${code[1]}${code[2]} `)).body).toEqual({ next: 'new-password' });
});

test('[P4] a code works in its thirtieth minute and no longer when that is over', async () => {
  const place = await Place.start();
  const [early, late] = [place.person(), place.person()];
  await late.identify();
  const lateCode = await late.code();
  place.clock.advance(limits.recovery.codeLifetime);
  expect((await late.redeem(lateCode)).outcome).toBe('recovery-code-expired');
  await early.identify();
  const earlyCode = await early.code();
  place.clock.advance(limits.recovery.codeLifetime - 1);
  expect((await early.redeem(earlyCode)).outcome).toBe('ok');
});

test('[P4] a code works only in the browser that asked for it', async () => {
  const place = await Place.start();
  const [owner, thief] = [place.person(), place.person()];
  await thief.identify();
  await owner.identify();
  const code = await owner.code();
  expect((await thief.redeem(code)).outcome).toBe('recovery-ended');
  expect((await place.person().redeem(code)).outcome).toBe('recovery-ended');
  expect((await owner.redeem(code)).outcome).toBe('ok');
  expect((await thief.setPassword('Cedar-Elm-Prairie-9')).outcome).toBe('recovery-ended');
});

test('[P5] a fresh code ends the one before it, in this browser and in any other', async () => {
  const place = await Place.start();
  const [person, elsewhere] = [place.person(), place.person()];
  await person.identify();
  await elsewhere.identify();
  const first = await person.code();
  const second = await person.code();
  expect((await person.redeem(first)).outcome).toBe('recovery-code-wrong');
  const third = await elsewhere.code();
  expect((await person.redeem(second)).outcome).toBe('recovery-ended');
  expect((await elsewhere.redeem(third)).outcome).toBe('ok');
});

test('[P4] three codes an hour and five a day are mailed to an account, over all its flows', async () => {
  const place = await Place.start();
  const send = async () => {
    const person = place.person();
    await person.identify();
    return person.step('/code');
  };
  const sent = await Promise.all(Array.from({ length: 6 }, send));
  expect(count(sent, 'ok')).toBe(limits.recovery.codesPerHour);
  const refused = sent.find(({ outcome }) => outcome === 'recovery-tries-used-up')!;
  expect(refused.body['detail']).toContain('November 22, 2026 at 10:00 AM (Central Time)');
  place.clock.advance(hour);
  const later = [await send(), await send()];
  expect(count(later, 'ok')).toBe(2);
  place.clock.advance(2 * hour);
  // Nine answers a day, too: this is the ninth.
  const sixth = await send();
  expect(sixth.outcome).toBe('recovery-tries-used-up');
  expect(sixth.body['detail']).toContain('November 23, 2026 at 9:00 AM (Central Time)');
});

test('[P4] nothing can be done out of its order, or after the flow has ended', async () => {
  const place = await Place.start();
  const nobody = place.person();
  const started = place.person();
  await started.question();
  for (const person of [nobody, started]) {
    for (const [path, body] of [
      ['/code', undefined],
      ['/code/redeem', { code: '1234 5678' }],
      ['/answers', { answers: ['a', 'b', 'c'] }],
      ['/password', { password: 'Cedar-Elm-Prairie-9' }],
    ] as const) {
      expect(await person.step(path, body), path).toMatchObject({ status: 410, outcome: 'recovery-ended' });
    }
  }
  const late = place.person();
  await late.prove();
  place.clock.advance(limits.recovery.flowLifetime);
  expect((await late.setPassword('Cedar-Elm-Prairie-9')).outcome).toBe('recovery-ended');
});

test('[P4] a code never outlives its flow, and the page is told so', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  place.clock.advance(50 * minute);
  const { result, mail } = await place.mailAfter(() => person.step('/code'));
  expect(result.body['secondsLeft']).toBe(600);
  // The clock of the test stands at 9:50 AM.
  expect(mail.replace(/=\r\n/g, '').replace(/\s+/g, ' ')).toMatch(
    /until November 22, 2026 at 10:00 AM \(Central Time\)/,
  );
});

test('[P4] a code that was replaced, used up or overtaken before its mail left is dead', async () => {
  const [clock, directory] = [new TestClock(), await temporaryFolder()];
  const store = await openLowdbStore({ directory, key: randomBytes(32) });
  onTestFinished(() => store.close());
  const people = store.collection(accounts);
  const account = (id: string, more: object) =>
    people.insert({ id, status: 'active', password: { hash: '', changedAt: 0 }, ...more } as unknown as Account);
  await account('maria', {});
  await account('disabled', { status: 'disabled' });
  await account('changed', { password: { hash: '', changedAt: clock.now() + 1 } });
  const flows = new Flows(store, clock);
  const expiresAt = clock.now() + limits.recovery.codeLifetime;
  const sent = async (accountId: string) => {
    const given = { name: accountId, accountId, question: '', workstation: 'unknown' };
    const flow = (await flows.find(await flows.begin({ ...given, state: 'answered' })))!;
    await flows.putCode(flow, { digest: `code of ${flow.id}`, expiresAt });
    return { flow, code: { opens: 'recovery', id: flow.id, digest: `code of ${flow.id}` } as const };
  };
  const isLive = (code: CodeInMail) => isLiveCode(code, { store, clock, accounts: people });
  const [first, disabled, changed] = [await sent('maria'), await sent('disabled'), await sent('changed')];
  expect(await Promise.all([first, disabled, changed].map(({ code }) => isLive(code)))).toEqual([true, false, false]);
  // A newer one, in the same flow and in another.
  await flows.putCode(first.flow, { digest: 'newer', expiresAt });
  expect(await isLive(first.code)).toBe(false);
  expect(await isLive({ ...first.code, digest: 'newer' })).toBe(true);
  const elsewhere = await sent('maria');
  expect(await isLive({ ...first.code, digest: 'newer' })).toBe(false);
  expect(await isLive(elsewhere.code)).toBe(true);
  for (let n = 0; n < limits.recovery.triesPerFlow; n++) await flows.countCodeTry(elsewhere.flow.id);
  expect(await isLive(elsewhere.code)).toBe(false);
  const used = await sent('maria');
  await flows.replaceIf(used.flow.id, { state: 'code sent' }, { state: 'proved', code: null });
  expect(await isLive(used.code)).toBe(false);
  const ended = await sent('maria');
  await flows.end(ended.flow.id);
  expect(await isLive(ended.code)).toBe(false);
});

test('[P4] the flow’s cookie is out of reach of scripts and of other sites', async () => {
  const place = await Place.start();
  const response = await place.person().send('POST', '/api/recovery', { username: 'maria.garcia' });
  const [cookie] = response.headers.getSetCookie().filter((line) => line.startsWith('recovery_'));
  expect(cookie).toMatch(/^recovery_[0-9a-f]{8}=[\w-]{43};/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/Domain=|Max-Age=|Expires=/i);
});

test('[P5] a page that is loaded again learns how long its code works, and nothing of whose it is', async () => {
  const place = await Place.start();
  const person = place.person();
  const open = async (visitor = person) => (await (await visitor.send('GET', '/api/recovery')).json()) as unknown;
  expect(await open()).toEqual({ open: false, codeSecondsLeft: null });
  await person.identify();
  expect(await open()).toEqual({ open: true, codeSecondsLeft: null });
  const code = await person.code();
  place.clock.advance(10 * minute);
  expect(await open()).toEqual({ open: true, codeSecondsLeft: 20 * 60 });
  expect(await open(place.person())).toEqual({ open: false, codeSecondsLeft: null });
  // Whoever comes to this browser next is not led on to choosing a password.
  await person.redeem(code);
  expect(await open()).toEqual({ open: true, codeSecondsLeft: null });
});
