import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { trainingPassword } from '../../support/training.ts';

const day = 24 * 3600 * 1000;

test('[E1] whatever the order of waiting and changing, a password holds exactly 90 days, and is announced for the last 14', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  let password = trainingPassword;
  let changedAt = clock.now();
  let version = 0;
  await signedInVisitor(portal, 'maria.garcia');

  const step = fc.oneof(fc.record({ wait: fc.integer({ min: 1, max: 40 * day }) }), fc.constant({ wait: 0 }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.boolean(), async (steps, change) => {
      for (const { wait } of steps) clock.advance(wait);
      const age = clock.now() - changedAt;
      const visitor = new Visitor(portal);
      const session = (await (await visitor.signIn('maria.garcia', password)).json()) as { pending: string };
      expect(session.pending).toBe(age >= 90 * day ? 'password' : 'none');
      if (session.pending === 'none') {
        const told = (await (await visitor.send('GET', '/api/notifications')).json()) as { id: string }[];
        expect(told.some(({ id }) => id === 'password-expires')).toBe(90 * day - age <= 14 * day);
      }
      if (!change && session.pending === 'none') return;
      const next = `Violet-Harbor-${version++}`;
      const reason = session.pending === 'none' ? 'chosen' : 'expired';
      const changed = await visitor.send('POST', '/api/password', { reason, current: password, password: next });
      expect(changed.status).toBe(200);
      [password, changedAt] = [next, clock.now()];
    }),
    { numRuns: 25 },
  );
});
