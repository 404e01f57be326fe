import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSignature } from '../../../server/identity/agreements/signature.ts';
import { usernameKey } from '../../../server/identity/accounts/username.ts';
import { answerKey } from '../../../shared/identity/security-questions.ts';
import { invisible, sprinkled } from '../../support/invisible.ts';
import { startTraining } from '../../support/deployment.ts';
import { trainingPassword } from '../../support/training.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { answerTo, Place } from './recovery-steps.ts';

test('[S3] no character that nobody sees makes a username another one', () => {
  for (const character of invisible) {
    for (const typed of [
      `maria.garcia${character}`,
      `${character}maria.garcia`,
      `maria${character}.garcia`,
      ` Maria.Garcia${character} `,
    ])
      expect(usernameKey(typed), character.codePointAt(0)!.toString(16)).toBe('maria.garcia');
  }
  // Also where it stood between a letter and its accent.
  expect(usernameKey('jose\u200b\u0301')).toBe(usernameKey('josé'));
});

test('[S8] a username pasted with such characters signs in, and wrong passwords count against the name that one sees', async () => {
  const { portal } = await startTraining();
  const pasted = sprinkled('maria.garcia');
  expect((await new Visitor(portal).signIn(pasted)).status).toBe(200);
  for (let n = 0; n < 5; n++) await new Visitor(portal).signIn(n % 2 ? 'maria.garcia\u200e' : 'maria.garcia', 'wrong');
  expect((await new Visitor(portal).signIn('maria.garcia', trainingPassword)).status).toBe(429);
  expect((await new Visitor(portal).signIn(pasted, trainingPassword)).status).toBe(429);
  const support = await signedInVisitor(portal, 'support.lee');
  const found = await support.send('POST', '/api/support/accounts/find', { username: pasted });
  expect(await found.json()).toMatchObject({ account: { username: 'maria.garcia' } });
});

test('[P2] a password reset takes the username, the answer and the code as they were pasted', async () => {
  const place = await Place.start();
  const person = place.person();
  const question = (await person.step('', { username: sprinkled('maria.garcia') })).body['question'] as string;
  expect((await person.step('/answer', { answer: sprinkled(answerTo(question)) })).outcome).toBe('ok');
  const code = await person.code();
  expect((await person.redeem(sprinkled(`“${code.replace(' ', '\u2011')}”.`))).outcome).toBe('ok');
});

test('[A1] a name that was pasted signs the agreement', () => {
  expect(isSignature(sprinkled('Maria Garcia'), 'Maria Garcia (Training)')).toBe(true);
  expect(isSignature(sprinkled(''), 'Maria Garcia')).toBe(false);
  expect(isSignature('\u200b', '\u200b')).toBe(false);
});

test('[Q2] answers are compared without what nobody sees', () => {
  expect(answerKey(sprinkled('Behind the cistern'))).toBe('behind the cistern');
  expect(answerKey('cafe\u200b\u0301')).toBe(answerKey('café'));
});

const composed = 'Pécan-Élan-2026!'.normalize('NFC');

test.each([
  ['composed', 'decomposed', composed, composed.normalize('NFD')],
  ['decomposed', 'decomposed', composed.normalize('NFD'), composed.normalize('NFD')],
  ['composed', 'composed', composed, composed],
])(
  '[S4] an imported password that was hashed %s is right when typed %s, and afterwards in both forms',
  async (_was, _is, hashed, typed) => {
    const { portal } = await startTraining();
    const administrator = await signedInVisitor(portal, 'it.admin');
    const digest = createHash('sha256').update(`pepper9${hashed}`).digest('hex');
    const csv = `username,name,email,roles,sites,password_hash\nsam,Sam Lee,sam@clinic.example,clinic-staff,0042:North Clinic,sha256$pepper9$${digest}\n`;
    const imported = await administrator.send('POST', '/api/accounts/import', { csv, dryRun: false, partial: false });
    expect(imported.status).toBe(200);
    expect((await new Visitor(portal).signIn('sam', `${typed}.`)).status).toBe(401);
    expect((await new Visitor(portal).signIn('sam', typed)).status).toBe(200);
    for (const form of ['NFC', 'NFD'])
      expect((await new Visitor(portal).signIn('sam', typed.normalize(form))).status).toBe(200);
  },
);
