import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { launchDeployment } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { acts, World } from './session-world.ts';

test('[T1][T5] whatever happens, a session ends with its limit: fifteen minutes after a person did something, or after twelve hours', async () => {
  let looks = 0;
  const data = await temporaryFolder();
  const masterKey = randomBytes(32);
  const world = new World((clock, port) => launchDeployment({ data, masterKey, clock, port }));
  await world.open();
  onTestFinished(() => world.close());
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 25 }), async (steps) => {
      await world.signIn();
      for (const step of steps) {
        await world.perform(step);
        await world.check();
        looks += 1;
      }
    }),
    // A failing way is replayed by its seed; shrinking it would take minutes.
    { numRuns: 40, endOnFailure: true },
  );
  // A check that fails throws.
  expect(looks).toBeGreaterThan(40);
});
