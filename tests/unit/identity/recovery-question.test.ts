import { expect, test, vi } from 'vitest';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { securityQuestions } from '../../../shared/identity/security-questions.ts';
import { mariasAnswers } from './desk.ts';
import { hour, Place } from './recovery-steps.ts';

const names = ['maria.garcia', 'john.smith', 'nobody.at.all', 'somebody.else', '00001234567'];

test('[P2] known and unknown names, with and without questions, get the same answers word for word', async () => {
  const place = await Place.start();
  const [reference, ...others] = await Promise.all(
    names.map(async (username) => {
      const person = place.person();
      const started = await person.step('', { username });
      const wrong = await person.step('/answer', { answer: 'surely not this' });
      expect(Object.keys(securityQuestions)).toContain(started.body['question']);
      return { status: started.status, cookies: [...person.cookies.keys()], wrong };
    }),
  );
  expect(reference!.wrong).toMatchObject({ status: 422, outcome: 'recovery-answer-wrong' });
  for (const other of others) expect(other).toEqual(reference);
});

test('[P2] every answer costs exactly one verification, whoever the name belongs to', async () => {
  const place = await Place.start();
  await place.change({ 'support.lee': async () => ({ status: 'disabled' }) });
  const verify = vi.spyOn(PasswordHashing.prototype, 'verify');
  for (const username of [...names, 'support.lee']) {
    const person = place.person();
    await person.question(username);
    verify.mockClear();
    await person.step('/answer', { answer: 'surely not this' });
    expect(verify, username).toHaveBeenCalledTimes(1);
  }
  const right = place.person();
  await right.question();
  verify.mockClear();
  await right.identify();
  expect(verify).toHaveBeenCalledTimes(1);
  verify.mockRestore();
});

test('[P2] a name is asked the same question over flows, spellings and restarts until it is answered right', async () => {
  const place = await Place.start();
  const asked = (username: string) => place.person().question(username);
  const first = await Promise.all(names.map(asked));
  expect(new Set(first).size).toBeGreaterThan(1);
  const wrong = place.person();
  await wrong.question();
  await wrong.step('/answer', { answer: 'surely not this' });
  await place.change({});
  expect(await Promise.all(names.map((name) => asked(` ${name.toUpperCase()} `)))).toEqual(first);

  await place.person().identify();
  const second = await asked('maria.garcia');
  expect(second).not.toBe(first[0]);
  expect(Object.keys(mariasAnswers)).toContain(second);
});

test('[P2] a disabled account is asked its question, and no answer is right', async () => {
  const place = await Place.start();
  const before = await place.person().question();
  await place.change({ 'maria.garcia': async () => ({ status: 'disabled' }) });
  expect(await place.person().question()).toBe(before);
  expect((await place.person().identify()).outcome).toBe('recovery-answer-wrong');
});

test('[P2] the answers of a day are counted by name, alike for known and unknown ones, in parallel too', async () => {
  const place = await Place.start();
  const counts = [];
  for (const username of ['maria.garcia', 'nobody.at.all']) {
    const people = Array.from({ length: 16 }, () => place.person());
    const outcomes = await Promise.all(
      people.map(async (person) => {
        await person.question(username);
        return person.step('/answer', { answer: 'surely not this' });
      }),
    );
    const wrong = outcomes.filter(({ outcome }) => outcome === 'recovery-answer-wrong');
    const refused = outcomes.filter(({ outcome }) => outcome === 'recovery-tries-used-up');
    counts.push({ wrong: wrong.length, refused: refused.length, text: refused[0]?.body });
  }
  expect(counts[0]).toMatchObject({ wrong: limits.recovery.answerTriesPerDay, refused: 7 });
  expect(counts[0]!.text!['detail']).toContain('November 23, 2026 at 9:00 AM (Central Time)');
  expect(counts[1]).toEqual(counts[0]);
  // Not even the right answer helps now; a day later it does.
  expect((await place.person().identify()).outcome).toBe('recovery-tries-used-up');
  place.clock.advance(24 * hour);
  expect((await place.person().identify()).outcome).toBe('ok');
});

test('[S8] recovery works while sign-in is locked, never locks it, and a completed one unlocks', async () => {
  const place = await Place.start();
  const stranger = place.person();
  for (let n = 0; n < 12; n++) {
    await stranger.question();
    await stranger.step('/answer', { answer: 'surely not this' });
  }
  expect((await place.person().signIn('maria.garcia')).status).toBe(200);

  place.clock.advance(24 * hour);
  for (let n = 0; n < 6; n++) await place.person().signIn('maria.garcia', 'a wrong password');
  expect((await place.person().signIn('maria.garcia')).status).toBe(429);
  const owner = place.person();
  await owner.prove();
  expect((await owner.setPassword('Cedar-Elm-Prairie-9')).outcome).toBe('ok');
  expect((await place.person().signIn('maria.garcia', 'Cedar-Elm-Prairie-9')).status).toBe(200);
});

test('[P3] all questions are a choice only where they are set up and policy allows them', async () => {
  const place = await Place.start();
  const choices = async () => (await place.person().identify()).body;
  expect(await choices()).toEqual({
    mailTo: 'm…@t…',
    questions: Object.keys(mariasAnswers),
  });
  await place.change({}, { settings: { recovery: { questionsOnly: false } } });
  expect(await choices()).toEqual({ mailTo: 'm…@t…' });
  const person = place.person();
  await person.identify();
  const answers = Object.values(mariasAnswers);
  expect((await person.step('/answers', { answers })).outcome).toBe('recovery-ended');
});

test('[P3] all answers at once: always three verifications, one verdict, three tries a day', async () => {
  const place = await Place.start();
  const person = place.person();
  await person.identify();
  const right = Object.values(mariasAnswers);
  const verify = vi.spyOn(PasswordHashing.prototype, 'verify');
  const oneWrong = await person.step('/answers', { answers: ['wrong', ...right.slice(1)] });
  expect(verify).toHaveBeenCalledTimes(3);
  const allWrong = await person.step('/answers', { answers: ['wrong', 'wrong', 'wrong'] });
  expect(verify).toHaveBeenCalledTimes(6);
  expect(allWrong).toEqual(oneWrong);
  expect(oneWrong).toMatchObject({ status: 422, outcome: 'recovery-answer-wrong' });
  const parallel = await Promise.all(
    Array.from({ length: 8 }, () => person.step('/answers', { answers: ['wrong', 'wrong', 'wrong'] })),
  );
  expect(parallel.filter(({ outcome }) => outcome === 'recovery-answer-wrong')).toHaveLength(1);
  expect(verify).toHaveBeenCalledTimes(9);
  verify.mockRestore();
  expect((await person.step('/answers', { answers: right })).outcome).toBe('recovery-tries-used-up');
  place.clock.advance(24 * hour);
  await person.identify();
  const typed = right.map((answer) => ` ${answer.toUpperCase()}! `);
  expect((await person.step('/answers', { answers: typed })).body).toEqual({ next: 'new-password' });
  expect((await person.setPassword('Cedar-Elm-Prairie-9')).outcome).toBe('ok');
});
