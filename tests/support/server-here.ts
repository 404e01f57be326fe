import { fileURLToPath } from 'node:url';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { type Clock, systemClock } from '../../server/clock.ts';
import { type DeploymentOptions, type RunningDeployment, startDeployment } from '../../server/deployment.ts';
import { writeMasterKey } from '../../server/keys/key-file.ts';
import { masterKeyOf } from '../../server/keys/master-key.ts';
import { putFirstStart } from './first-start.ts';
import type { ServerProcess } from './server-process.ts';
import { testLog } from './test-log.ts';

/** The machine's, ahead by what a test has let pass. */
export class MovedClock implements Clock {
  #ahead = 0;

  now(): number {
    return systemClock.now() + this.#ahead;
  }

  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

export type ServerHere = Pick<ServerProcess, 'portal' | 'applications' | 'stop'>;

/**
 * The whole product, with training data unless told otherwise, in the test's own process, for a browser outside of it: a sixth of what a process
 * of its own takes, so that each test has its own. A server process can go on with its data.
 */
export async function startServerHere(
  data: string,
  settings: Settings,
  { clock = systemClock, port = 0, demo = true }: { clock?: Clock; port?: number; demo?: boolean } = {},
): Promise<ServerHere & { readonly setUpCode?: string | undefined }> {
  const deployment = await deploymentHere({
    data,
    settings,
    port,
    demo,
    clock,
    masterKey: await masterKeyOf(data, settings),
  });
  let stopped: Promise<void> | undefined;
  const { portal, applications, setUpCode } = deployment;
  return { portal, applications, setUpCode, stop: () => (stopped ??= deployment.close()) };
}

/**
 * What the first start of a training leaves in these folders, without that start.
 * @param keyFolder of the file with the master key
 */
export async function beginTraining(data: string, keyFolder: string, { timeZone }: Settings): Promise<void> {
  const start = (where: Pick<DeploymentOptions, 'data' | 'masterKey'>) =>
    deploymentHere({
      ...where,
      settings: timeZone === undefined ? {} : { timeZone },
      port: 0,
      demo: true,
      clock: systemClock,
    });
  const masterKey = await putFirstStart(data, start, timeZone);
  await writeMasterKey(keyFolder, masterKey);
}

type Given = 'data' | 'settings' | 'port' | 'demo' | 'clock' | 'masterKey';

function deploymentHere(given: Pick<DeploymentOptions, Given>): Promise<RunningDeployment> {
  return startDeployment({
    ...given,
    pages: fileURLToPath(new URL('../../dist/renderer', import.meta.url)),
    log: testLog,
    // The test's own work is in the same loop; a machine that is busy with it is no storm.
    eventLoop: { p99: () => 0, overloaded: () => false, stop: () => {} },
  });
}
