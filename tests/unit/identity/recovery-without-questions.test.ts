import { expect, test } from 'vitest';
import { Place } from './recovery-steps.ts';

const settings = { passwordProfile: 'nist-63b-4' } as const;
const newPassword = 'fifteen or more letters';

test('[P4] under a profile without questions the mailed code alone leads to a new password', async () => {
  const place = await Place.start({ settings });
  const person = place.person();
  expect((await person.step('', { username: 'john.smith' })).body).toEqual({ question: null });
  const { result, mail } = await place.mailAfter(() => person.step('/code'));
  expect(result.body).toEqual({ secondsLeft: 1800 });
  const code = /^(\d{4} \d{4})$/m.exec(mail)![1]!;
  expect((await person.redeem(code)).outcome).toBe('ok');
  expect((await person.step('/password', { password: newPassword })).outcome).toBe('ok');
  expect((await place.person().signIn('john.smith', newPassword)).ok).toBe(true);
});

test('[P2] under a profile without questions every answer is the same for a name that is nobody’s', async () => {
  const place = await Place.start({ settings });
  const answersTo = async (username: string) => {
    // Two browsers at once, because a fresh code replaces the one of another flow.
    const [first, second] = [place.person(), place.person()];
    const answers = [
      await first.step('', { username }),
      await second.step('', { username }),
      await first.step('/code'),
      await first.redeem('00000000'),
      await second.step('/code'),
      await second.redeem('00000000'),
      await first.redeem('00000000'),
      await first.step('/answer', { answer: 'anything' }),
      await first.step('/password', { password: newPassword }),
      await second.step('/code'),
      await second.step('/code'),
    ];
    return answers.map(({ outcome, body }) => {
      const { instance: _instance, ...said } = body;
      return { outcome, said };
    });
  };
  const known = await answersTo('maria.garcia');
  expect(known.map(({ outcome }) => outcome)).toContain('recovery-code-wrong');
  expect(await answersTo('nobody.at.all')).toEqual(known);
  // No mail names anyone who is not there.
  await expect.poll(async () => (await place.mails()).length).toBe(3);
});
