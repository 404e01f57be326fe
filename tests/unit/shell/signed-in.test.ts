import { expect, test } from 'vitest';
import type { Person } from '../../../main/server/portal-client.ts';
import { type End, SignedIn } from '../../../main/session/signed-in.ts';

const personOf = (username: string) => ({ session: { account: { username } }, cookie: `s=${username}` }) as Person;
const nameOf = (person: Person | undefined) => person?.session.account.username;

/** A workstation whose server answers what the test says, and a log of what happens there. */
function workstation() {
  const log: string[] = [];
  const state = {
    answer: undefined as Person | undefined | Error,
    /** In place of the answer, where it takes its time. */
    arrival: undefined as Promise<Person | undefined> | undefined,
    asked: 0,
    clean: Promise.resolve(),
  };
  const signedIn = new SignedIn({
    ask: async () => {
      state.asked += 1;
      const answer = await (state.arrival ?? state.answer);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    present: (person) => void log.push(`present ${nameOf(person)}`),
    left: async ({ reason, successor }: End) => {
      log.push(`left: ${reason}, then ${nameOf(successor)}`);
      await state.clean;
    },
  });
  return { log, state, signedIn };
}

test('[K2] somebody who leaves is dealt with once, however often the shell asks', async () => {
  const { log, state, signedIn } = workstation();
  await signedIn.refresh();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  state.answer = undefined;
  await Promise.all([signedIn.refresh(), signedIn.refresh(), signedIn.refresh()]);
  expect(log).toEqual(['present maria.garcia', 'left: undefined, then undefined']);
});

test('[K6] somebody who takes over directly is present after what was there before is cleared', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  state.answer = personOf('john.smith');
  await signedIn.refresh();
  expect(log).toEqual(['present maria.garcia', 'left: undefined, then john.smith', 'present john.smith']);
});

test('[T3] whatever ends a session, and however many at once, the desk is cleaned once', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  const { promise, resolve } = Promise.withResolvers<void>();
  state.clean = promise;
  state.answer = undefined;
  const all = [
    signedIn.end('inactivity'),
    signedIn.end('workstation locked'),
    signedIn.refresh(),
    signedIn.end('signed out'),
  ];
  expect(signedIn.person).toBeUndefined();
  resolve();
  await Promise.all(all);
  expect(log).toEqual(['present maria.garcia', 'left: inactivity, then undefined']);
});

test('[T3] nobody is present while the desk is being cleaned', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  const { promise, resolve } = Promise.withResolvers<void>();
  state.clean = promise;
  const ended = signedIn.end('workstation locked');
  state.answer = personOf('john.smith');
  const asked = signedIn.refresh();
  await Promise.resolve();
  expect(log).toHaveLength(2);
  resolve();
  await Promise.all([ended, asked]);
  expect(log.at(-1)).toBe('present john.smith');
});

test('[K7] while the server cannot be asked, whoever is present stays so', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  state.answer = new Error('unreachable');
  await signedIn.refresh();
  expect(nameOf(signedIn.person)).toBe('maria.garcia');
  expect(log).toEqual(['present maria.garcia']);
});

test('[K2] a question that comes while one is asked is answered with what holds afterwards', async () => {
  const { state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  const first = signedIn.refresh();
  state.answer = undefined;
  await Promise.all([first, signedIn.refresh()]);
  expect(signedIn.person).toBeUndefined();
});

test('[K9] a workstation whose desk is still being cleared is not vacant', async () => {
  const { state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  expect(signedIn.isVacant).toBe(false);
  const { promise, resolve } = Promise.withResolvers<void>();
  state.clean = promise;
  const ended = signedIn.end('signed out');
  expect([signedIn.person, signedIn.isVacant]).toEqual([undefined, false]);
  resolve();
  await ended;
  expect(signedIn.isVacant).toBe(true);
});

test('[K2] questions do not overlap: those that come while one is asked are one more', async () => {
  const { state, signedIn } = workstation();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  state.arrival = promise;
  const all = [signedIn.refresh(), signedIn.refresh(), signedIn.refresh()];
  await Promise.resolve();
  expect(state.asked).toBe(1);
  state.arrival = undefined;
  resolve(undefined);
  await Promise.all(all);
  expect(state.asked).toBe(2);
  // And once it is answered, the next is a question of its own.
  await signedIn.refresh();
  expect(state.asked).toBe(3);
});

test('[T3] an answer of before somebody left brings them not back', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  const { promise, resolve } = Promise.withResolvers<Person | undefined>();
  state.arrival = promise;
  const asked = signedIn.refresh();
  await Promise.resolve();
  const ended = signedIn.end('inactivity');
  state.arrival = undefined;
  state.answer = undefined;
  resolve(personOf('maria.garcia'));
  await Promise.all([asked, ended]);
  expect(signedIn.person).toBeUndefined();
  expect(log).toEqual(['present maria.garcia', 'left: inactivity, then undefined']);
});

test('[K6] whoever takes over an ended session is asked for, and is present', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  state.answer = personOf('john.smith');
  await signedIn.end('signed out', personOf('john.smith'));
  expect(log).toEqual(['present maria.garcia', 'left: signed out, then john.smith', 'present john.smith']);
});

test('[K2] whoever stays is told of again, and nobody leaves', async () => {
  const { log, state, signedIn } = workstation();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  state.answer = personOf('maria.garcia');
  await signedIn.refresh();
  expect(log).toEqual(['present maria.garcia', 'present maria.garcia']);
});
