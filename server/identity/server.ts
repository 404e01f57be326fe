import { type AccessCheck, createHttpServer, type HttpServer } from '../http/server.ts';
import { openControl } from '../control/control-endpoint.ts';
import { recordAddresses } from './audit/source-address.ts';
import { capabilities } from './capabilities.ts';
import { answerCommand } from './commands/commands.ts';
import type { IdentityContext, IdentityOptions } from './context.ts';
import { createContext } from './create-context.ts';
import { endWithOpenIdSession } from './sessions/application-sign-out.ts';
import { startSweeping } from './sessions/sweep.ts';
import { codeOfUnopened, setUpBySettings } from './setup/set-up.ts';
import { AddressAttempts } from './sign-in/address-attempts.ts';

/** The identity server: the portal, its sessions, and the OpenID Connect provider behind every application. */
export async function createIdentity(options: IdentityOptions): Promise<HttpServer> {
  const context = await createContext(options);
  await openToTheFirst(context);
  const stopSweeping = await startSweeping(context);
  endWithOpenIdSession(context);
  const { origin, tls, proxies, log, eventLoop, store, clock } = context;
  const attempts = await AddressAttempts.of(store, clock);
  const app = await createHttpServer({
    origin,
    deploymentId: context.deployment.id,
    tls,
    proxies,
    log,
    eventLoop,
    attempts: attempts.counter,
    access: await accessOf(context),
  });
  if (context.settings.audit?.sourceAddresses) recordAddresses(app);
  app.decorateRequest('signedIn', null);
  app.decorateRequest('service', null);

  const { events, jobs, logouts, ends, mail, shipping } = context;
  app.addHook('onClose', async () => {
    events.close();
    attempts.close();
    await jobs.close();
    await stopSweeping();
    await logouts.close();
    await ends.close();
    await mail.close();
    await shipping?.close();
  });
  for (const capability of capabilities) {
    for (const job of capability.jobs?.(context) ?? []) jobs.add(job);
    await capability.routes?.(app, context);
  }
  mail.start();
  logouts.start();
  ends.start();
  shipping?.start();
  jobs.start();
  await answerCommands(app, context);
  return app;
}

/** Where nobody has signed in yet, as the settings or a code on the screen have it. */
async function openToTheFirst(context: IdentityContext): Promise<void> {
  const { setUp, settings, opensAnew, show } = context;
  const shown = setUp ? await setUpBySettings(setUp, settings, context) : opensAnew && (await codeOfUnopened(context));
  if (shown) show(shown);
}

async function accessOf(context: IdentityContext): Promise<Record<string, AccessCheck>> {
  const access: Record<string, AccessCheck> = {};
  for (const capability of capabilities) Object.assign(access, await capability.access?.(context));
  return access;
}

/** Commands on this machine ask the server as long as it has the data open. */
async function answerCommands(app: HttpServer, context: IdentityContext): Promise<void> {
  const { data, keys, log } = context;
  const answer = (asked: unknown) => answerCommand(asked, { ...context, running: context }, { atOnce: 1 });
  const control = await openControl({ folder: data, key: keys.derive('control'), log, answer });
  app.addHook('preClose', () => control.close());
}
