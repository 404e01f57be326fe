import { join } from 'node:path';
import { app, dialog, Menu } from 'electron';
import { diagnosticsCommand, isDiagnosticsCommand } from './diagnostics/commands.ts';
import { watchFailures } from './diagnostics/failures.ts';
import type { HealthFacts } from './diagnostics/health.ts';
import { Log, logFolder } from './diagnostics/log.ts';
import { type EmbeddedServer, startEmbeddedServer } from './server/embedded-server.ts';
import { barsOf, meantFor, refuseBarred } from './server/local-deployment.ts';
import { ServerStartError } from './server/server-process.ts';
import { clinicServer, ClinicServerError } from './server/clinic-server.ts';
import type { ServerPlace } from './server/server-place.ts';
import {
  keepMailPassword,
  lookIntoVault,
  mailPassword,
  masterKey,
  masterKeyEntry,
  VaultError,
  workstationCredential,
} from './server/vault.ts';
import { workstationTicket } from './server/workstation-ticket.ts';
import { isPolicyCommand, policyCommand } from './policy/commands.ts';
import { embeddedSettings } from './policy/embedded-settings.ts';
import { loadPolicy } from './policy/load-policy.ts';
import { PolicyError, policyToStartWith } from './policy/policy-to-start-with.ts';
import { sentence } from './policy/print-policy.ts';
import { readSettingsFile, SettingsFileError } from './policy/settings-file.ts';
import type { ResolvedPolicy } from './policy/resolved-policy.ts';
import { administratorsFile, type Machine, policySources } from './policy/sources.ts';
import { policyPlaces } from '../shared/kiosk/policy.ts';
import { UnsafeStartError, type WeakeningSwitch, weaknessesOf } from './starting/safe-start.ts';
import { registerKioskScheme } from './security/kiosk-scheme.ts';
import type { Policy, PolicyName } from '../shared/kiosk/policy.ts';
import { startShell } from './shell.ts';
import { applicationMenu } from './starting/application-menu.ts';
import { type SecondStart, Starts } from './starting/starts.ts';

/** Start-up, in phases: one instance, the key, the server, the windows. */

const dist = join(app.getAppPath(), 'dist');

app.enableSandbox();
registerKioskScheme();

const machine: Machine = {
  platform: process.platform,
  environment: process.env,
  arguments: process.argv,
  packaged: app.isPackaged,
};

const log = new Log(logFolder(app.getPath('userData')));
const hasStarted = watchFailures({ process, log, startFailed: giveUp });

if (isPolicyCommand(process.argv) || isDiagnosticsCommand(process.argv)) {
  // Before the lock: IT asks beside a kiosk that is running.
  void answerCommand().catch(giveUp);
} else if (app.requestSingleInstanceLock({ arguments: process.argv } satisfies SecondStart)) {
  const starts = new Starts(process.argv);
  void app
    .whenReady()
    .then(() => start(starts))
    .catch(giveUp);
} else {
  // The instance that is already running shows itself, and what this start asks for (second-instance).
  app.quit();
}

async function start(starts: Starts): Promise<void> {
  const menu = applicationMenu(process.platform);
  Menu.setApplicationMenu(menu ? Menu.buildFromTemplate(menu) : null);
  // Before any window: by this Windows knows that tasks, windows and the installed icon belong together.
  if (process.platform === 'win32') app.setAppUserModelId(policyPlaces.macBundle);
  const directory = app.getPath('userData');
  const resolved = await loadPolicy(policySources(machine), directory);
  log.keepFrom(resolved.policy.LogLevel);
  const { electron, node } = process.versions;
  log.info('shell.started', { version: app.getVersion(), electron, node, packaged: app.isPackaged });
  for (const problem of resolved.problems) {
    console.warn(sentence(problem));
    const { source, setting, stops = false } = problem;
    log.warn('policy.problem', { source, setting: setting as PolicyName | undefined, stops });
  }
  const policy = policyToStartWith(resolved);
  const weaknesses = weaknessesOf({
    packaged: app.isPackaged,
    policy,
    hasSwitch: (name) => app.commandLine.hasSwitch(name),
  });
  if (weaknesses.length > 0) log.warn('start.weakened', { switches: weaknesses });
  const server = await (policy.ServerMode === 'clinic'
    ? clinicPlace(policy, directory)
    : localPlace(resolved, directory, weaknesses));
  await startShell({ server, dist, policy, log, starts });
  hasStarted();
  app.on('quit', () => log.info('shell.stopped', {}));
}

/** The server that comes with the kiosk, for this workstation alone. */
async function localPlace(
  resolved: ResolvedPolicy,
  directory: string,
  weaknesses: readonly WeakeningSwitch[],
): Promise<ServerPlace> {
  const { policy } = resolved;
  // Otherwise whoever starts the kiosk would decide what policy leaves open.
  const developer = app.isPackaged ? {} : readSettingsFile(app.commandLine.getSwitchValue('settings'));
  const kind = meantFor(resolved, { packaged: app.isPackaged });
  const { key, file } = await masterKey(directory, {
    fileAllowed: policy.KeyFileAllowed || kind === 'training',
    notice: (line) => {
      console.warn(line);
      log.warn('key.in-file', {});
    },
  });
  const bars = barsOf(policy, file, weaknesses);
  if (kind === 'real') refuseBarred(bars, weaknesses);
  const password = policy.MailUsername !== '' && policy.MailPasswordFile === '' ? await mailPassword() : undefined;
  const server = await startEmbeddedServer(
    join(dist, 'server', 'start.mjs'),
    {
      masterKey: key.toString('base64'),
      data: join(directory, 'data'),
      demo: kind === 'training',
      settings: embeddedSettings(resolved, developer),
      kiosk: {
        key: file === undefined ? { entry: masterKeyEntry } : { file },
        bars,
        ...(password !== undefined && { mailPassword: password }),
      },
    },
    log,
  );
  stopWithShell(server);
  // Only the data knows what it is for.
  if (server.kind === 'clinic' && bars.length > 0) {
    await server.stop();
    refuseBarred(bars, weaknesses);
  }
  return {
    mode: 'local',
    portal: server.portal,
    trust: undefined,
    workstation: { value: workstationTicket(key), keep: async () => {} },
    embedded: server,
  };
}

async function clinicPlace(policy: Policy, directory: string): Promise<ServerPlace> {
  const { portal, trust } = await clinicServer(policy, administratorsFile(machine));
  return {
    mode: 'clinic',
    portal,
    trust,
    workstation: await workstationCredential(directory, portal, policy.KeyFileAllowed),
  };
}

async function answerCommand(): Promise<void> {
  const asker = { folder: process.cwd(), home: app.getPath('home'), input: process.stdin, keepMailPassword };
  const answer =
    (await diagnosticsCommand(healthFacts(), { arguments: process.argv, folder: process.cwd(), now: new Date() })) ??
    (await policyCommand(machine, app.getPath('userData'), asker));
  process.stdout.write(`${answer?.output ?? ''}\n`, () => app.exit(answer?.exitCode ?? 1));
}

function healthFacts(): HealthFacts {
  const userData = app.getPath('userData');
  const { electron, node } = process.versions;
  return {
    versions: { kiosk: app.getVersion(), electron, node },
    platform: process.platform,
    architecture: process.arch,
    userData,
    home: app.getPath('home'),
    policy: () => loadPolicy(policySources(machine), userData, { keep: false }),
    vault: () => lookIntoVault(userData),
  };
}

function stopWithShell(server: EmbeddedServer): void {
  let stopped = false;
  const stopThenQuit = async () => {
    await server.stop();
    stopped = true;
    app.quit();
  };
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void stopThenQuit();
  });
}

function giveUp(error: unknown): void {
  const explained = [
    ...[PolicyError, UnsafeStartError, ServerStartError],
    ...[SettingsFileError, VaultError, ClinicServerError],
  ].some((type) => error instanceof type);
  console.error(error);
  log.error('shell.start-failed', { error });
  dialog.showErrorBox(
    'The Enterprise Portal Kiosk did not start',
    explained
      ? (error as Error).message
      : 'Something unexpected went wrong. Restart the workstation, and call your IT if it happens again.',
  );
  app.exit(1);
}
