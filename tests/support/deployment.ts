import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type DeploymentOptions, type RunningDeployment, startDeployment } from '../../server/deployment.ts';
import { temporaryFolder } from './temporary.ts';
import { testLog } from './test-log.ts';

/** A clock that stands until a test moves it. */
export class TestClock {
  #now = Date.parse('2026-11-22T15:00:00Z');

  now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The whole product on loopback, as its own process would start it, with training data unless told otherwise. */
export async function startTraining(options: Partial<DeploymentOptions> = {}): Promise<RunningDeployment> {
  const deployment = await launchDeployment({ data: await temporaryFolder(), ...options });
  onTestFinished(() => deployment.close());
  return deployment;
}

/** The same, for tests that stop it themselves. */
export function launchDeployment(
  options: Partial<DeploymentOptions> & Pick<DeploymentOptions, 'data'>,
): Promise<RunningDeployment> {
  return startDeployment({
    port: 0,
    demo: true,
    settings: {},
    masterKey: randomBytes(32),
    pages: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
    clock: new TestClock(),
    log: testLog,
    // The tests' own work is in the same loop; a machine that is busy with them is no storm.
    eventLoop: { p99: () => 0, overloaded: () => false, stop: () => {} },
    ...options,
  });
}
