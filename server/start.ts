import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import pino from 'pino';
import { Value } from 'typebox/value';
import { type StartedMessage, StartMessage } from '../shared/kiosk/embedded-server.ts';
import { limits } from '../shared/contract/limits.ts';
import { asksForHelp, asTyped } from './command-line/command.ts';
import { systemClock } from './clock.ts';
import { DeploymentKindError } from './deployment-kind.ts';
import { type DeploymentOptions, type RunningDeployment, startDeployment } from './deployment.ts';
import { MasterKeyError } from './keys/key-file.ts';
import { leavesKeyFile, masterKeyOf } from './keys/master-key.ts';
import { PortError } from './http/listening.ts';
import { checkedSettings, readSettings, SettingsError } from './settings.ts';
import { StoreNotOpenedError } from './store/contract.ts';
import { InUseError } from './store/lowdb/process-lock.ts';
import { UnreadableError } from './store/sealed.ts';
import { systemd } from './systemd.ts';

/** The server process: from the command line (browser mode), or as the shell's utility process. */

/** Errors whose message is written for the person who starts the server. */
const explained = [
  ...[SettingsError, MasterKeyError, DeploymentKindError, PortError],
  ...[InUseError, UnreadableError, StoreNotOpenedError],
];

const usage = `Usage: npm run serve -- [--data DIR] [--port N] [--settings FILE] [--demo]
       npm run serve -- --check [--json] [--data DIR] [--port N] [--settings FILE]
  --data DIR       where the data is kept (default: data)
  --port N         the portal's port; the applications take the next three (default: 4180)
  --settings FILE  the deployment's settings, JSON
  --demo           fills an empty store with training data
  --check          looks at settings, keys, certificates, mail, database, folders and ports; starts and changes nothing
  --json           what it found as one line of JSON
Examples:
  npm run serve -- --demo
  npm run serve -- --data /var/lib/portal --settings /etc/portal/settings.json
  npm run serve -- --check --data /var/lib/portal --settings /etc/portal/settings.json
A check ends with 0 when the server can start, 1 when something is wrong. A start that fails ends with 1.`;

class UsageError extends Error {}

const log = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const pages = fileURLToPath(new URL('../renderer', import.meta.url));

interface ParentPort {
  postMessage(message: StartedMessage): void;
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
}
const { parentPort } = process as unknown as { parentPort?: ParentPort };

const service = systemd({ env: process.env, log });

async function start(options: Omit<DeploymentOptions, 'pages' | 'clock' | 'log'>) {
  const deployment = await startDeployment({ ...options, pages, clock: systemClock, log });
  closeWithGrace({ delay: limits.shutdown, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'the server stops after an error that nothing handled');
    // Nobody waits for the word: stopping has little time.
    void service.stopping();
    await deployment.close();
  });
  return deployment;
}

async function startFromCommandLine(): Promise<void> {
  const { data, port, demo, settings: file, check, json } = commandLine();
  if (check) {
    // Not loaded by a server.
    const { runCheck } = await import('./command-line/check.ts');
    process.exitCode = await runCheck({ data, port, settings: file, clock: systemClock, log }, json);
    return;
  }
  const settings = await readSettings(file);
  const masterKey = await masterKeyOf(data, settings);
  if (await leavesKeyFile(data, settings)) {
    log.warn({ data }, 'master.key is still beside the data, although masterKey.command brings the key; delete it');
  }
  const deployment = await start({ data, port, demo, settings, masterKey });
  const { setUpCode, firstAdministrator, portal } = deployment;
  if (firstAdministrator) {
    const { username, code } = firstAdministrator;
    process.stderr.write(`The first administrator is ${username}. In place of a password, once: ${code}\n`);
  }
  if (setUpCode !== undefined) process.stderr.write(`${setUpHint(portal, setUpCode)}\n`);
  process.stdout.write(`${JSON.stringify({ ready: true, ...addresses(deployment) })}\n`);
  await service.ready();
}

function startFromShell(port: ParentPort): void {
  const answer = async ({ type: _, settings, ...given }: Omit<StartMessage, 'masterKey'> & { masterKey: Buffer }) => {
    try {
      const { portal, ports, kind, setUpCode, firstAdministrator } = await start({
        ...given,
        port: 0,
        settings: checkedSettings(settings, 'The settings'),
        wasSetUp: ({ administrator = null }) =>
          port.postMessage({ type: 'set up', codes: { setUp: null, administrator } }),
      });
      const codes = { setUp: setUpCode ?? null, administrator: firstAdministrator ?? null };
      port.postMessage({ type: 'ready', portal, ports: [...ports], ...(kind && { kind }), codes });
    } catch (error) {
      port.postMessage({ type: 'failed', message: explainAtKiosk(error) });
      process.exitCode = 1;
    }
  };
  port.once('message', ({ data: message }) => {
    if (!Value.Check(StartMessage, message)) throw new Error('not a start message');
    const { masterKey, ...given } = message;
    void answer({ ...given, masterKey: Buffer.from(masterKey, 'base64') });
  });
}

/** On this screen, or in the log that only whoever looks after the server reads. */
function setUpHint(portal: string, code: string): string {
  return `Nobody has set this server up yet. Open ${portal}setup and enter the code ${code}. It holds until the server stops.`;
}

function addresses({ portal, applications }: RunningDeployment) {
  return { portal, applications };
}

interface CommandLine {
  readonly data: string;
  readonly port: number;
  readonly settings: string | undefined;
  readonly demo: boolean;
  readonly check: boolean;
  readonly json: boolean;
}

function commandLine(): CommandLine {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: 'data' },
        port: { type: 'string', default: '4180' },
        settings: { type: 'string' },
        demo: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_532) {
      throw new Error(`--port ${values.port}: give a number from 1 to 65532, or 0 to let the system choose`);
    }
    const { data, settings, demo, check, json } = values;
    if (json && !check) throw new Error('--json goes with --check.');
    if (demo && check) throw new Error('--demo does not go with --check.');
    return { data, port, settings, demo, check, json };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
}

/** Whoever looks after a workstation knows its policy, and no options of a server. */
function explainAtKiosk(error: unknown): string {
  if (!(error instanceof DeploymentKindError) || error.dataIs === undefined) return explain(error);
  return error.dataIs === 'training'
    ? 'The data of this kiosk is for training, which never becomes real, and policy says that it is for real work (LocalDeployment). Call your IT: they change the policy, or move the data away.'
    : 'The data of this kiosk is of real work, which never becomes training, and policy says that it is for training (LocalDeployment). Call your IT: they change the policy, or move the data away.';
}

function explain(error: unknown): string {
  if (error instanceof UsageError || explained.some((type) => error instanceof type)) return (error as Error).message;
  log.error({ err: error }, 'the server did not start');
  return `The server did not start: ${(error as Error).message}`;
}

if (!parentPort && asksForHelp()) {
  process.stdout.write(`${asTyped(usage)}\n`);
} else if (parentPort) {
  startFromShell(parentPort);
} else {
  startFromCommandLine().catch((error: unknown) => {
    process.stderr.write(`${asTyped(explain(error))}\n`);
    process.exitCode = 1;
  });
}
