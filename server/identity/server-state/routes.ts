import { serverStateApi } from '../../../shared/identity/api/server-state.ts';
import { lastBackup } from '../../backup/last-backup.ts';
import { checkRunning } from '../../check/check-running.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { heldCertificates } from './certificates.ts';
import { heldSettings } from './held-settings.ts';

type Deps = Pick<IdentityContext, 'audit' | 'clock' | 'data' | 'deployment' | 'keys' | 'kiosk' | 'log' | 'settings'>;

/** Administrators see what the server runs with, and look for themselves whether it is well [R5]. */
export const serverState: Capability = { routes: serverStateRoutes };

function serverStateRoutes(app: HttpServer, context: Deps): void {
  const { clock, log, keys, audit, data } = context;
  const { kind, timeZone } = context.deployment;
  /** One at a time: a check greets the mail server and opens connections to the database. */
  let checking: ReturnType<typeof checkRunning> | undefined;

  serve(app, serverStateApi.read, async () => {
    const [certificates, backup] = await Promise.all([heldCertificates(context.settings), lastBackup(data)]);
    return { certificates, ...(backup && { backup }), settings: heldSettings(context.settings, { kind, timeZone }) };
  });

  serve(app, serverStateApi.check, async (request) => {
    const { account, session } = callerOf(request);
    await audit.record({ event: 'server.checked', account: account.id, workstation: session.workstation });
    const settings = { ...context.settings, deployment: kind };
    checking ??= checkRunning({
      data,
      settings,
      keys,
      now: clock.now(),
      log,
      mailPassword: context.kiosk?.mailPassword,
    }).finally(() => {
      checking = undefined;
    });
    return { findings: await checking };
  });
}
