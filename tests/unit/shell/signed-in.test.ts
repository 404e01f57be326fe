import { expect, test } from 'vitest';
import { SignedIn } from '../../../main/session/signed-in.ts';
import type { Session } from '../../../shared/api/identity.ts';

const sessionOf = (username: string) => ({ account: { username } }) as Session;

test('[K2] each change of who is signed in is told once, however often the shell asks', async () => {
  let answer: Session | undefined;
  const told: (string | undefined)[] = [];
  const signedIn = new SignedIn({
    ask: async () => answer,
    changed: (session) => void told.push(session?.account.username),
  });

  await signedIn.refresh();
  answer = sessionOf('maria.garcia');
  await Promise.all([signedIn.refresh(), signedIn.refresh(), signedIn.refresh()]);
  answer = sessionOf('john.smith');
  await signedIn.refresh();
  answer = undefined;
  await signedIn.refresh();
  expect(told).toEqual(['maria.garcia', 'john.smith', undefined]);
});

test('[K2] a question that comes while one is asked is answered with what holds afterwards', async () => {
  const answers = [sessionOf('maria.garcia'), undefined];
  const signedIn = new SignedIn({ ask: async () => answers.shift(), changed: () => {} });
  const first = signedIn.refresh();
  const second = signedIn.refresh();
  await Promise.all([first, second]);
  expect(signedIn.session).toBeUndefined();
});
