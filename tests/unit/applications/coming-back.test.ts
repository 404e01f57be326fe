import { expect, test } from 'vitest';
import type { Entry } from '../../../shared/applications/immtrac2/api.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const hours = 3_600_000;

/** Opens the registry, and takes every step that it asks for. @returns which */
async function enter(visitor: Visitor, immtrac2: string): Promise<string[]> {
  await visitor.visit(immtrac2);
  const address = new URL('/api/entry', immtrac2).href;
  let entry = (await (await visitor.send('GET', address)).json()) as Entry;
  const taken: string[] = [];
  while (entry.due !== 'none') {
    taken.push(entry.due);
    entry = (await (await visitor.send('POST', address, { step: entry.due })).json()) as Entry;
  }
  return taken;
}

/** Lets as long pass as nobody may be away, until the session has ended. */
async function timeOut(visitor: Visitor, clock: TestClock): Promise<void> {
  const events = await visitor.send('GET', '/api/session/events');
  clock.advance(limits.session.idle + 1);
  // The stream ends with the session.
  await events.text();
}

const all = ['statement', 'landing', 'pandemic-message'];

test('[O5][T4] after a time-out only the Confidentiality Statement comes again, and the chosen site stays', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const { immtrac2 } = applications;
  const maria = await signedInVisitor(portal, 'maria.garcia');
  expect(await enter(maria, immtrac2)).toEqual(all);
  const entry = async () =>
    (await (await maria.send('GET', new URL('/api/entry', immtrac2).href)).json()) as Required<Entry>;
  const { sites } = (await (await maria.send('GET', new URL('/api/session', immtrac2).href)).json()).caller as {
    sites: { id: string }[];
  };
  const other = sites.find(({ id }) => id !== sites[0]!.id)!.id;
  await maria.send('POST', new URL('/api/entry/site', immtrac2).href, { siteId: other });

  await timeOut(maria, clock);
  await maria.signIn('maria.garcia');
  expect(await enter(maria, immtrac2)).toEqual(['statement']);
  expect((await entry()).site!.id).toBe(other);

  // Elsewhere, after signing out, and on another day she comes as anybody does.
  const elsewhere = new Visitor(portal);
  await elsewhere.signIn('maria.garcia');
  expect(await enter(elsewhere, immtrac2)).toEqual(all);
  await maria.signIn('maria.garcia');
  await maria.send('POST', '/api/sign-out');
  await maria.signIn('maria.garcia');
  expect(await enter(maria, immtrac2)).toEqual(all);
  clock.advance(20 * hours);
  await maria.signIn('maria.garcia');
  expect(await enter(maria, immtrac2)).toEqual(all);
});

test('[O5] who was interrupted before the last step takes all of them again', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'john.smith');
  await visitor.visit(applications.immtrac2);
  await visitor.send('POST', new URL('/api/entry', applications.immtrac2).href, { step: 'statement' });
  await timeOut(visitor, clock);
  await visitor.signIn('john.smith');
  expect(await enter(visitor, applications.immtrac2)).toEqual(all);
});
