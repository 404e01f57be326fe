import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type DeploymentOptions, type RunningDeployment, startDeployment } from '../../server/deployment.ts';
import { putFirstStart } from './first-start.ts';
import { temporaryFolder } from './temporary.ts';
import { clockBegins, TestClock } from './test-clock.ts';
import { testLog } from './test-log.ts';

// Whoever starts a deployment moves its clock.
export { TestClock };

type Options = Partial<DeploymentOptions> & Pick<DeploymentOptions, 'data'>;

/** The whole product on loopback, as its own process would start it, with training data unless told otherwise. */
export async function startTraining(options: Partial<DeploymentOptions> = {}): Promise<RunningDeployment> {
  const deployment = await launchDeployment({ data: await temporaryFolder(), ...options });
  onTestFinished(() => deployment.close());
  return deployment;
}

/** Two that are open at once would be one to browsers. */
let isTaken = false;

/** The same, for tests that stop it themselves. */
export async function launchDeployment(options: Options): Promise<RunningDeployment> {
  if (isTaken || !(await isUsual(options))) return start(options);
  isTaken = true;
  try {
    const deployment = await start({ ...options, masterKey: await putFirstStart(options.data, start) });
    return {
      ...deployment,
      close: async () => {
        await deployment.close();
        isTaken = false;
      },
    };
  } catch (error) {
    isTaken = false;
    throw error;
  }
}

function start(options: Options): Promise<RunningDeployment> {
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

/** Whether all starts like this one write the same at first. */
async function isUsual({ data, demo = true, settings = {}, clock, masterKey }: Options): Promise<boolean> {
  if (!demo || masterKey !== undefined || settings.store || settings.timeZone || settings.deployment) return false;
  if (clock !== undefined && (!(clock instanceof TestClock) || clock.now() !== clockBegins)) return false;
  return (await readdir(data).catch(() => [])).length === 0;
}
