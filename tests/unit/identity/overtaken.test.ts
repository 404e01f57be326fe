import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { type ProblemDetails, problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const [mine, theirs] = ['Violet-Harbor-77', 'Cedar-Elm-Prairie-9'];

/** Between the proof of a password and the write, somebody else does something, once. */
function meanwhile(act: () => Promise<unknown>): void {
  const hash = vi.spyOn(PasswordHashing.prototype, 'hash');
  onTestFinished(() => hash.mockRestore());
  hash.mockImplementationOnce(async function (this: PasswordHashing, ...given: [string]) {
    await act();
    return this.hash(...given);
  });
}

async function start() {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const [here, elsewhere] = [
    await signedInVisitor(portal, 'maria.garcia'),
    await signedInVisitor(portal, 'maria.garcia'),
  ];
  const change = (visitor: Visitor, password: string) =>
    visitor.send('POST', '/api/password', { reason: 'chosen', current: trainingPassword, password });
  return {
    portal,
    here,
    change,
    changeElsewhere: async () => expect((await change(elsewhere, theirs)).status).toBe(200),
    problemOf: async (answer: Response) => problemTypeOf((await answer.json()) as ProblemDetails),
    signsIn: async (password: string) => (await new Visitor(portal).signIn('maria.garcia', password)).status,
    recorded: async (event: string) =>
      (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).split(`"event":"${event}"`).length - 1,
  };
}

test('[P6] a password that somebody else changed after it was proved is not changed once more', async () => {
  const { here, change, changeElsewhere, problemOf, signsIn, recorded } = await start();
  meanwhile(changeElsewhere);
  expect(await problemOf(await change(here, mine))).toBe('account-changed');
  expect([await signsIn(mine), await signsIn(theirs)]).toEqual([401, 200]);
  expect(await recorded('password.changed')).toBe(1);
});

test('[Q2] questions are not changed by whoever proved a password that is no longer the account’s', async () => {
  const { portal, here, changeElsewhere, problemOf, recorded } = await start();
  meanwhile(changeElsewhere);
  const answers = [
    { question: 'family-word', answer: 'Flumpish' },
    { question: 'lost-in', answer: 'Marfa, behind the depot' },
    { question: 'lucky-charm', answer: 'a blue marble' },
  ];
  const answer = await here.send('PUT', '/api/questions', { password: trainingPassword, answers });
  expect(await problemOf(answer)).toBe('account-changed');
  const owner = new Visitor(portal);
  await owner.signIn('maria.garcia', theirs);
  expect(await (await owner.send('GET', '/api/questions')).json()).toMatchObject({ chosen: [] });
  expect([await recorded('password.changed'), await recorded('questions.changed')]).toEqual([1, 0]);
});

test('[S4] of two first sign-ins with an imported password at the same moment one makes it ours', async () => {
  const { portal, recorded } = await start();
  const administrator = await signedInVisitor(portal, 'it.admin');
  const csv = [
    'username,name,email,roles,sites,password_hash',
    'sam,Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic,{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==',
  ].join('\r\n');
  const file = { csv, dryRun: false, partial: false };
  expect((await administrator.send('POST', '/api/accounts/import', file)).status).toBe(200);
  const signIn = async () => expect((await new Visitor(portal).signIn('sam', 'Grün-Pecan 2026')).status).toBe(200);
  meanwhile(signIn);
  await signIn();
  expect(await recorded('password.rehashed')).toBe(1);
});
