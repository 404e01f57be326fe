import { expect, test } from 'vitest';
import type { Help } from '../../../shared/identity/api/help.ts';
import type { Session } from '../../../shared/identity/api/identity.ts';
import type { CheckResult, Learned } from '../../../shared/identity/api/learning.ts';
import { knowledgeCheck } from '../../../shared/identity/learning.ts';
import { support } from '../../../shared/identity/support.ts';
import { learningEn } from '../../../shared/identity/texts/learning/en.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

// Whom to ask, and what people learn.

const allRight = Object.fromEntries(knowledgeCheck.map(({ id, right }) => [id, right]));

async function json<T>(visitor: Visitor, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await visitor.send(method, path, body);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

test('[H1] whom to ask about what is known before anybody signs in, and is configuration', async () => {
  const settings = checkedSettings(
    {
      support: { phone: '555-0100' },
      contacts: { enrollment: { name: 'Our own desk', phone: '555-0101' }, incident: { name: 'Duty officer' } },
      links: { forms: 'https://clinic.example/forms' },
    },
    'The settings',
  );
  const { portal } = await startTraining({ settings });
  const { contacts, links } = await json<Help>(new Visitor(portal), 'GET', '/api/help');
  expect(contacts).toEqual([
    { topic: 'signIn', ...support.immtrac2, phone: '555-0100' },
    { topic: 'orderingAccess', ...support.orderingAccess },
    { topic: 'ordering', ...support.ordering },
    { topic: 'enrollment', name: 'Our own desk', email: support.enrollment.email, phone: '555-0101' },
    { topic: 'incident', name: 'Duty officer', phone: support.helpDesk.phone },
  ]);
  expect(links).toEqual({ forms: 'https://clinic.example/forms', userTraining: support.userTraining });
  expect(() => checkedSettings({ contacts: { signIn: { name: 'x' } } }, 'The settings')).toThrow(SettingsError);
});

test('[H3] the knowledge check says which of the six are right, keeps the first day on which all were, and counts tries', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const john = await signedInVisitor(portal, 'john.smith');
  expect(await json(john, 'GET', '/api/learning/check')).toBeUndefined();
  const answer = (answers: object) =>
    json<{ right: string[]; result: CheckResult }>(john, 'POST', '/api/learning/check', answers);
  const first = await answer({ ...allRight, share: 'helpDesk', code: 'oneDay' });
  expect(first.right).toEqual(['reset', 'username', 'often', 'locked']);
  expect(first.result).toEqual({ tries: 1, lastOn: '2026-11-22', lastRight: 4 });
  const second = await answer(allRight);
  expect(second.result).toEqual({ tries: 2, lastOn: '2026-11-22', lastRight: 6, passedOn: '2026-11-22' });
  // Who has passed stays so.
  const third = await answer({ ...allRight, reset: 'no' });
  expect(third.result).toMatchObject({ tries: 3, lastRight: 5, passedOn: '2026-11-22' });
  for (const wrong of [{}, { ...allRight, reset: 'maybe' }, { ...allRight, more: 'yes' }]) {
    expect((await john.send('POST', '/api/learning/check', wrong)).status).toBe(400);
  }

  const people = async (visitor: Visitor) =>
    (await json<{ people: Learned[] }>(visitor, 'GET', '/api/learning/people')).people;
  // Maria is the Point of Contact of John’s site; he is nobody’s, and the administrator has no site.
  expect(await people(await signedInVisitor(portal, 'maria.garcia'))).toEqual([
    { name: 'John Smith (Training)', result: third.result },
  ]);
  expect(await people(john)).toEqual([]);
  expect(await people(await signedInVisitor(portal, 'it.admin'))).toEqual([]);
});

test('[H3] the tour is kept with the person, step by step, and nothing else is a step', async () => {
  const { portal } = await startTraining();
  const john = await signedInVisitor(portal, 'john.smith');
  const tour = async () => (await json<Session>(john, 'GET', '/api/session')).account.tour;
  expect(await tour()).toBeUndefined();
  await json(john, 'PUT', '/api/preferences', { tour: 'coming-back' });
  // As after a sign-in at another workstation.
  expect(await tour()).toBe('coming-back');
  await json(john, 'PUT', '/api/preferences', { launcher: 'links' });
  expect(await tour()).toBe('coming-back');
  for (const wrong of [{}, { tour: 'nowhere' }, { tour: 'done', roles: ['administrator'] }]) {
    expect((await john.send('PUT', '/api/preferences', wrong)).status).toBe(400);
  }
});

test('[H3] every question has words for each of its answers', () => {
  for (const { id, choices, right } of knowledgeCheck) {
    const question = learningEn.check.questions[id];
    expect(Object.keys(question.choices), id).toEqual([...choices]);
    expect(choices as readonly string[]).toContain(right);
  }
});
