import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { answerKey, hashAnswers } from '../../../server/identity/questions/answers.ts';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import type { SecurityQuestions } from '../../../shared/identity/api/questions.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type ProblemDetails, problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const answers = [
  { question: 'family-word', answer: 'Flumpish' },
  { question: 'lost-in', answer: 'Marfa, behind the depot' },
  { question: 'lucky-charm', answer: 'a blue marble' },
];

async function put(visitor: Visitor, body: unknown) {
  const response = await visitor.send('PUT', '/api/questions', body);
  const text = await response.text();
  const problem = JSON.parse(text) as ProblemDetails;
  return { status: response.status, text, type: response.ok ? undefined : problemTypeOf(problem), problem };
}

const questionsOf = async (visitor: Visitor) =>
  (await (await visitor.send('GET', '/api/questions')).json()) as SecurityQuestions;

const reminders = async (visitor: Visitor) =>
  ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).filter(
    ({ id }) => id === 'questions-not-set',
  );

test('[Q1] questions are chosen with the present password, and the answer says which', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const before = await questionsOf(visitor);
  expect(before.chosen).toEqual([]);
  expect(before.catalogue.length).toBeGreaterThanOrEqual(20);

  expect((await put(visitor, { password: trainingPassword, answers })).status).toBe(200);
  expect((await questionsOf(visitor)).chosen).toEqual(['family-word', 'lost-in', 'lucky-charm']);
});

test('[Q1] without the right present password nothing changes', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect(await put(visitor, { password: 'not her password', answers })).toMatchObject({
    status: 403,
    type: 'password-wrong',
  });
  expect(await put(visitor, { answers })).toMatchObject({ status: 400, type: 'request-invalid' });
  expect((await questionsOf(visitor)).chosen).toEqual([]);
});

test('[Q1] guessing the password here is limited like signing in', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (let guess = 0; guess < limits.signIn.failuresBeforeLock; guess++) {
    await put(visitor, { password: `guess ${guess}`, answers });
  }
  expect(await put(visitor, { password: trainingPassword, answers })).toMatchObject({ type: 'sign-in-locked' });
  expect((await questionsOf(visitor)).chosen).toEqual([]);
});

test('[Q1] only who is signed in and has completed the agreement sees or changes questions', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  expect(await put(visitor, { password: trainingPassword, answers })).toMatchObject({ type: 'sign-in-required' });
  await visitor.signIn('maria.garcia');
  expect(await put(visitor, { password: trainingPassword, answers })).toMatchObject({ type: 'agreement-required' });
  expect((await visitor.send('GET', '/api/questions')).status).toBe(403);
});

test('[Q2] the server refuses what the rules refuse, by field, and says what to do', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const [word, lost, charm] = answers as [object, object, object];
  const given = [word, { ...lost, answer: 'FLUMPISH!' }, { ...charm, question: 'family-word' }];
  const { status, type, problem } = await put(visitor, { password: trainingPassword, answers: given });
  expect([status, type]).toEqual([422, 'questions-refused']);
  expect(problem.fields).toEqual([
    { field: 'answers.1.answer', code: 'answerAlike', message: expect.stringMatching(/must be different/) as string },
    {
      field: 'answers.2.question',
      code: 'questionAlike',
      message: expect.stringMatching(/Choose a different one/) as string,
    },
  ]);
  expect((await questionsOf(visitor)).chosen).toEqual([]);
});

test.each([
  ['two', answers.slice(0, 2)],
  ['four', [...answers, { question: 'hiding-place', answer: 'inside the piano' }]],
])('[Q1] %s questions are not three', async (_count, given) => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect(await put(visitor, { password: trainingPassword, answers: given })).toMatchObject({ type: 'request-invalid' });
});

test('[Q2] answers never leave the server: not in what it says, its audit trail, log, mail or files', async () => {
  const data = await temporaryFolder();
  let log = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      log += chunk.toString();
      done();
    },
  });
  const deployment = await startTraining({ data, log: pino({ level: 'trace' }, sink) });
  const visitor = await signedInVisitor(deployment.portal, 'maria.garcia');
  const answered = [
    await put(visitor, { password: 'wrong', answers }),
    await put(visitor, { password: trainingPassword, answers: [answers[0], answers[1], answers[1]] }),
    await put(visitor, { password: trainingPassword, answers }),
  ];
  const seen = [
    ...answered.map(({ text }) => text),
    await (await visitor.send('GET', '/api/questions')).text(),
    await (await visitor.send('GET', '/api/session')).text(),
  ];
  // Stopping waits for the mail that is under way, whose file has another name until it is whole.
  await deployment.close();
  seen.push(log);
  const files = await readdir(data, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    seen.push(await readFile(join(file.parentPath, file.name), 'utf8'));
  }
  for (const text of seen) expect(text).not.toMatch(/flumpish|marfa|blue marble/i);
  expect(files.map(({ name }) => name)).toContainEqual(expect.stringMatching(/\.eml$/));
  expect(await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).toContain('"questions.changed"');
});

test('[Q2] of an answer only an argon2id hash of its compared form is kept, of its own for each account', async () => {
  const hashing = new PasswordHashing(Buffer.alloc(32, 1));
  const [first] = await hashAnswers([{ question: 'lost-in', answer: ' MARFA, behind  the Depot' }], { hashing });
  const [second] = await hashAnswers([{ question: 'lost-in', answer: 'marfa behind the depot' }], { hashing });
  expect(Object.keys(first!).toSorted()).toEqual(['answerHash', 'question']);
  expect(first!.answerHash).toMatch(/^\$argon2id\$/);
  expect(second!.answerHash).not.toBe(first!.answerHash);
  expect(await hashing.verify(first!.answerHash, answerKey('Marfa behind the depot'))).toBe(true);
  expect(await hashing.verify(first!.answerHash, answerKey('Marfa'))).toBe(false);
});

test('[Q1] the owner is mailed that the questions were changed', async () => {
  const data = await temporaryFolder();
  const deployment = await startTraining({ data });
  const visitor = await signedInVisitor(deployment.portal, 'maria.garcia');
  await put(visitor, { password: trainingPassword, answers });
  // Stopping waits for the mail that is under way.
  await deployment.close();
  const [file] = await readdir(join(data, 'mail'));
  const mail = await readFile(join(data, 'mail', file!), 'utf8');
  expect(mail).toContain('maria.garcia@training.example');
  expect(mail).toContain('security questions were changed');
});

test('[Q3] the reminder stays until the questions are set, and leads to them', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect(await reminders(visitor)).toMatchObject([{ severity: 'warning', action: { path: '/profile/questions' } }]);
  await put(visitor, { password: 'wrong', answers });
  expect(await reminders(visitor)).toHaveLength(1);
  await put(visitor, { password: trainingPassword, answers });
  expect(await reminders(visitor)).toEqual([]);
});

test('[Q3] under a profile without security questions there is neither a page of them nor a reminder', async () => {
  const { portal } = await startTraining({ settings: { passwordProfile: 'nist-63b-4' } });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect(await reminders(visitor)).toEqual([]);
  expect((await visitor.send('GET', '/api/questions')).status).toBe(404);
  expect((await put(visitor, { password: trainingPassword, answers })).status).toBe(404);
});
