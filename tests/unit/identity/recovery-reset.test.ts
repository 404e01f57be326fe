import { expect, test } from 'vitest';
import { trainingPassword } from '../../support/training.ts';
import { mariasAnswers } from './desk.ts';
import { Place } from './recovery-steps.ts';

const passwords = ['Cedar-Elm-Prairie-9', 'Pecan-Bayou-Heron-7', 'Mesquite-Canyon-42', 'Live-Oak-Lantern-3'];

test('[P8] a reset ends every session, tells the owner by email, and signs nobody in', async () => {
  const place = await Place.start();
  const [here, there, owner] = [place.person(), place.person(), place.person()];
  for (const person of [here, there]) expect((await person.signIn('maria.garcia')).status).toBe(200);
  const elsewhere = place.person();
  await elsewhere.prove();
  await owner.prove();
  const { result, mail } = await place.mailAfter(() => owner.setPassword(passwords[0]!));
  expect(result.body).toEqual({ next: 'sign-in' });
  for (const person of [here, there, owner]) {
    expect((await person.send('GET', '/api/session')).status).toBe(401);
  }
  expect(mail).toMatch(/^To: maria\.garcia@training\.example\r$/m);
  expect(mail).toContain('Subject: Your Enterprise Portal password was changed');
  expect((await place.person().signIn('maria.garcia')).status).toBe(401);
  expect((await place.person().signIn('maria.garcia', passwords[0])).status).toBe(200);
  // Every flow of the account is over.
  expect((await elsewhere.setPassword(passwords[1]!)).outcome).toBe('recovery-ended');
  expect((await owner.setPassword(passwords[1]!)).outcome).toBe('recovery-ended');
});

test('[P8] what happened is in the audit trail, and nothing that was typed', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.question('nobody.at.all');
  await person.step('/answer', { answer: 'an answer of nobody' });
  await person.question();
  await person.step('/answer', { answer: 'a mistaken answer' });
  await person.identify();
  const code = await person.code();
  const cookie = person.cookies.get('recovery')!;
  await person.redeem('1357 2468');
  await person.redeem(code);
  await person.setPassword('short');
  await person.setPassword(passwords[0]!);
  const trail = await place.trail();
  const entries = trail
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; account?: string; detail?: { reason?: string } });
  expect(entries.map(({ event, detail }) => [event, detail?.reason].filter(Boolean).join(': '))).toEqual([
    'recovery.started',
    'recovery.refused: answer',
    'recovery.started',
    'recovery.refused: answer',
    'recovery.started',
    'recovery.answered',
    'recovery.code-sent',
    'recovery.refused: code wrong',
    'password.refused',
    'password.changed: reset',
    'recovery.completed',
  ]);
  expect(entries.slice(0, 2).some(({ account }) => account !== undefined)).toBe(false);
  expect(entries.slice(2).every(({ account }) => account !== undefined)).toBe(true);
  const typed = ['nobody', 'mistaken', 'short', passwords[0]!, '1357', code, code.replace(' ', ''), 'maria'];
  for (const text of [...typed, ...Object.values(mariasAnswers), cookie]) expect(trail).not.toContain(text);
});

test('[P6] the new password keeps the rules, and a refused one can be chosen again', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.prove();
  const refused = await person.setPassword('maria.garcia');
  expect(refused).toMatchObject({ status: 422, outcome: 'password-refused' });
  expect(refused.body['fields']).toContainEqual({
    field: 'password',
    code: 'username',
    message: 'Does not contain your username',
  });
  expect((await person.setPassword(trainingPassword)).body['fields']).toEqual([
    { field: 'password', code: 'history', message: 'None of your last 8 passwords (checked when you submit)' },
  ]);
  expect((await person.setPassword(passwords[0]!)).outcome).toBe('ok');
});

test('[P7] of resets that complete at the same moment exactly one succeeds', async () => {
  const place = await Place.start();
  const people = [place.person(), place.person(), place.person()];
  for (const person of people) await person.prove();
  const outcomes = await Promise.all(people.map((person, index) => person.setPassword(passwords[index]!)));
  const done = outcomes.findIndex(({ outcome }) => outcome === 'ok');
  expect(outcomes.filter(({ outcome }) => outcome === 'ok')).toHaveLength(1);
  const refused = ['recovery-once-a-day', 'recovery-ended'];
  for (const [index, { outcome }] of outcomes.entries()) {
    expect(index === done ? ['ok'] : refused).toContain(outcome);
    const { status } = await place.person().signIn('maria.garcia', passwords[index]);
    expect(status).toBe(index === done ? 200 : 401);
  }
});

test('[P7] the second try of a day says when the next is possible, and only to who answers right', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.prove();
  await person.setPassword(passwords[0]!);
  const again = await person.identify();
  expect(again).toMatchObject({ status: 429, outcome: 'recovery-once-a-day' });
  expect(again.body['detail']).toContain('You can reset it again on November 23, 2026.');
  const stranger = place.person();
  await stranger.question();
  expect((await stranger.step('/answer', { answer: 'surely not this' })).outcome).toBe('recovery-answer-wrong');
});

test('[P7] asking for resets that nobody completes does not use up the day', async () => {
  const place = await Place.start();
  for (let n = 0; n < 2; n++) await place.person().prove();
  const owner = place.person();
  await owner.prove();
  expect((await owner.setPassword(passwords[0]!)).outcome).toBe('ok');
});

const changeDays = [
  // In Chicago the 14th begins at 06:00 UTC, and, an hour shorter, ends at 05:00 UTC.
  ['spring, when the day has 23 hours', '2027-03-14T05:59:59Z', '2027-03-14T06:00:00Z', 23],
  ['autumn, when the day has 25 hours', '2027-11-07T04:59:59Z', '2027-11-07T05:00:00Z', 25],
] as const;

test.each(changeDays)('[P7] a day is Chicago’s calendar day in %s', async (_season, evening, midnight, hours) => {
  const place = await Place.start();
  const goTo = (time: number) => place.clock.advance(time - place.clock.now());
  const reset = async (password: string) => {
    const person = place.person();
    const identified = await person.identify();
    if (identified.outcome !== 'ok') return identified.outcome;
    await person.redeem(await person.code());
    return (await person.setPassword(password)).outcome;
  };
  const begins = Date.parse(midnight);
  const ends = begins + hours * 3600_000;
  goTo(Date.parse(evening));
  expect(await reset(passwords[0]!)).toBe('ok');
  goTo(begins);
  expect(await reset(passwords[1]!)).toBe('ok');
  goTo(ends - 1);
  expect(await reset(passwords[2]!)).toBe('recovery-once-a-day');
  goTo(ends);
  expect(await reset(passwords[3]!)).toBe('ok');
});

test('[A3] a password that its owner chose meanwhile ends the resets that were under way', async () => {
  const place = await Place.start();
  const thief = place.person();
  await thief.prove();
  place.clock.advance(1);
  const owner = place.person();
  await owner.signIn('maria.garcia');
  await owner.agree();
  const change = { reason: 'compromised', current: trainingPassword, password: passwords[0] };
  expect((await owner.send('POST', '/api/password', change)).status).toBe(200);
  expect((await thief.setPassword(passwords[1]!)).outcome).toBe('recovery-ended');
});

test('[P8] whoever goes back to signing in has ended the reset: the next person at the desk finds nothing of it', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  const code = await person.code();
  const cookie = person.cookies.get('recovery')!;
  expect((await person.send('DELETE', '/api/recovery')).status).toBe(204);
  expect(person.cookies.has('recovery')).toBe(false);
  // Also for a browser that has kept it.
  person.cookies.set('recovery', cookie);
  expect((await person.redeem(code)).outcome).toBe('recovery-ended');
  // Where there is none, there is nothing to end.
  expect((await place.person().send('DELETE', '/api/recovery')).status).toBe(204);
});
