import { join } from 'node:path';
import type { Server as TlsServer } from 'node:tls';
import type { FastifyBaseLogger } from 'fastify';
import type { DeploymentKind } from '../shared/identity/api/identity.ts';
import { type ApplicationId, applicationIds, applications } from '../shared/applications/applications.ts';
import { defaultTimeZone } from '../shared/contract/time.ts';
import { limits } from '../shared/contract/limits.ts';
import type { KioskPlace } from '../shared/kiosk/embedded-server.ts';
import type { Settings } from '../shared/kiosk/settings.ts';
import { bundled } from './applications/bundled.ts';
import { mllpOf } from './applications/immtrac2/exchange/mllp-settings.ts';
import type { Clock } from './clock.ts';
import { markDeployment, needsSetUp, settleDeploymentKind, storedDeployment, storedKind } from './deployment-kind.ts';
import { describeDeployment, linksOf } from './described-deployment.ts';
import { type EventLoop, watchEventLoop } from './http/event-loop.ts';
import { Problem } from './http/problem.ts';
import { proxiesOf } from './http/proxies.ts';
import type { HttpServer } from './http/server.ts';
import { accounts } from './identity/accounts/account.ts';
import { HashingBusyError, PasswordHashing } from './identity/accounts/password-hashing.ts';
import { newTrainingAccounts } from './identity/accounts/training.ts';
import { openTrail } from './identity/audit/open-trail.ts';
import { bundledClient, clientsOf, clientsWithFragileSecrets, launchedApplications } from './identity/oidc/clients.ts';
import { createIdentity } from './identity/server.ts';
import { type Chosen, SetUp, type ShownCode } from './identity/setup/pending.ts';
import { signOnsPerMinute } from './identity/sign-in/routes.ts';
import { openKeys } from './keys/key-ring.ts';
import { mailTransport } from './mail/transport.ts';
import { followTls, tlsOf, tlsOptions } from './http/tls.ts';
import { listenAt, type Place, reachesOf, releasePlaces, reservePlaces } from './http/listening.ts';
import { deploymentId, loopbackHosts } from './http/loopback.ts';
import { alone } from './store/alone.ts';
import type { Store } from './store/contract.ts';
import { openStores } from './store/open-stores.ts';

export interface DeploymentOptions {
  readonly data: string;
  /** The identity server's port; the applications take the next ones. Zero lets the system choose all. */
  readonly port: number;
  /** All of them, instead of that. */
  readonly ports?: readonly number[] | undefined;
  readonly demo: boolean;
  readonly settings: Settings;
  readonly masterKey: Buffer;
  /** The built renderer. */
  readonly pages: string;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** This machine's, unless a test says otherwise. */
  readonly platform?: NodeJS.Platform | undefined;
  /** Where a kiosk runs the server for itself. */
  readonly kiosk?: KioskPlace | undefined;
  /** Told when somebody has set it up, and it answers as what it is now. */
  readonly wasSetUp?: ((chosen: Chosen) => void) | undefined;
  /** Instead of watching this process's own. */
  readonly eventLoop?: EventLoop | undefined;
}

export interface RunningDeployment {
  readonly portal: string;
  /** Addresses by id. */
  readonly applications: Readonly<Record<ApplicationId, string>> & Readonly<Record<string, string>>;
  /** What it is for; undefined as long as nobody has decided. */
  readonly kind: DeploymentKind | undefined;
  /** For whoever sets it up, where nobody has; shown where the server runs and nowhere else. */
  readonly setUpCode?: string;
  /** Made as the settings say, with the one-time code that stands for the password; shown at the same place. */
  readonly firstAdministrator?: { readonly username: string; readonly code: string };
  /** Answers at the same addresses again. */
  readonly ports: readonly number[];
  close(): Promise<void>;
}

/**
 * Starts the identity server and the applications. Where nobody has set them up yet, they wait for that, and start again at
 * the same addresses as what was chosen [R6].
 */
export async function startDeployment(options: DeploymentOptions): Promise<RunningDeployment> {
  let closed = false;
  let restarting: Promise<void> | undefined;
  const again = async (chosen: Chosen) => {
    const { ports } = running;
    await running.close();
    if (closed) return;
    running = await startOnce({ ...options, ports, demo: chosen.kind === 'training', chosen }, () => {});
    options.wasSetUp?.(chosen);
  };
  let running = await startOnce(options, (chosen) => void (restarting ??= again(chosen)));
  return {
    ...running,
    close: async () => {
      closed = true;
      await restarting;
      await running.close();
    },
  };
}

/** Wired to each other only by addresses and client secrets. @param setUpDone told when somebody has set it up */
async function startOnce(
  options: DeploymentOptions & { readonly chosen?: Chosen },
  setUpDone: (chosen: Chosen) => void,
): Promise<RunningDeployment> {
  const { data, clock, log, pages, chosen, kiosk } = options;
  let { settings } = options;
  const isToTrain = options.demo || (settings.deployment === 'training' && settings.setup !== undefined);
  const closing: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    const keys = await openKeys(data, options.masterKey);
    const opened = await openStores({ data, settings, keys, log });
    closing.push(() => opened.close());
    const identityStore = await opened.open('identity');
    const stores = {} as Record<ApplicationId, Store>;
    for (const id of applicationIds) stores[id] = await opened.open(id);
    const hashing = new PasswordHashing(keys.derive('passwords'));

    // Several processes may start at once for the first time.
    const {
      kind,
      zone: timeZone,
      pending: setUp,
      audit,
    } = await alone(identityStore, 'first start', async () => {
      const settled = await settleDeploymentKind(identityStore, {
        settings,
        demo: isToTrain,
        timeZone: chosen?.timeZone,
      });
      const said = { timeZone: chosen?.timeZone ?? (await storedDeployment(identityStore)).timeZone };
      const zone = settings.timeZone ?? said.timeZone ?? defaultTimeZone;
      if (settled.seed) for (const id of applicationIds) await bundled[id].seed(stores[id], { clock, timeZone: zone });
      const people = settled.seed ? await newTrainingAccounts(hashing, clock) : [];
      const empty = people.length === 0 && (await needsSetUp(identityStore));
      // What is empty and not decided about stays so until somebody sets it up.
      const decided = !empty || settings.deployment !== undefined;
      if (decided) await markDeployment(identityStore, { kind: settled.kind, ...said }, people);
      const fixed = decided || (await storedKind(identityStore)) !== undefined;
      const pending = empty ? new SetUp({ kind: fixed ? settled.kind : undefined, done: setUpDone }, clock) : undefined;
      return {
        kind: settled.kind,
        zone,
        pending,
        audit: await openTrail({ data, stores: opened, keys, clock, log }),
      };
    });
    closing.push(() => audit.close());
    // A kiosk's policy may name one for every workstation; invented people get no mail.
    if (kiosk && kind === 'training') settings = { ...settings, mail: {} };

    const eventLoop = options.eventLoop ?? watchEventLoop();
    closing.push(async () => eventLoop.stop());
    const proxies = proxiesOf(settings);
    const tls = await tlsOf(settings, clock.now());
    let certificate = tls;
    const hosts = loopbackHosts(keys, ['portal', ...applicationIds], options.platform);
    const places = await reservePlaces(reachesOf(settings, hosts), options.ports ?? options.port);
    closing.push(async () => releasePlaces(places));
    const [portalPlace, ...applicationPlaces] = places;
    const portal = portalPlace!.origin;
    const deployment = deploymentId(keys);
    const running = applicationIds
      .map((id, index) => ({ id, place: applicationPlaces[index]! }))
      .filter(({ id }) => settings.applications?.[id] === undefined);
    const secretOf = (id: ApplicationId) => keys.derive(`client/${id}`).toString('base64url');
    const clients = [
      ...running.map(({ id, place }) => bundledClient(id, place.origin, secretOf(id), portal)),
      ...(await clientsOf(settings)),
    ];
    const fragile = clientsWithFragileSecrets(clients);
    if (fragile.length > 0) {
      log.warn(
        { clients: fragile },
        'a client’s secret should be letters and digits alone: many libraries send any other wrong',
      );
    }
    const launched = launchedApplications(settings, clients);
    const listening: HttpServer[] = [];
    const secured: TlsServer[] = [];
    const mllp = await mllpOf(settings);
    const listen = async (server: HttpServer, place: Place) => {
      closing.push(() => server.close());
      listening.push(server);
      await listenAt(server, place, log);
    };

    let shown: ShownCode | undefined;
    const clinic = settings.setup?.clinic ?? (await storedDeployment(identityStore)).clinic;
    const identity = await createIdentity({
      kiosk,
      opensAnew: kiosk !== undefined && chosen === undefined,
      show: (code) => void (shown = code),
      keys,
      hashing,
      audit,
      clients,
      clock,
      log,
      pages,
      settings,
      tls,
      proxies,
      eventLoop,
      data,
      storeFolder: join(data, 'identity'),
      certificate: () => certificate?.cert,
      comfortableAccounts: settings.store?.postgres === undefined ? limits.lowdb.accounts : undefined,
      applications: launched,
      origin: portal,
      store: identityStore,
      setUp,
      deployment: describeDeployment(deployment, { kind, timeZone, clinic, kiosk }, settings),
      mailTransport: await mailTransport({ kind, data, settings, password: kiosk?.mailPassword }),
    });
    await listen(identity, portalPlace!);
    for (const { id, place } of running) {
      const application = await bundled[id].create({
        clock,
        timeZone,
        log,
        pages,
        tls,
        proxies,
        eventLoop,
        origin: place.origin,
        deploymentId: deployment,
        issuer: portal,
        clientSecret: secretOf(id),
        draftKey: keys.derive(`drafts/${id}`),
        attemptKey: keys.derive(`sign-in-attempts/${id}`),
        signOnsPerMinute: signOnsPerMinute(settings),
        portal: `${portal}/`,
        applications: Object.fromEntries(running.map((each) => [each.id, `${each.place.origin}/`])),
        store: stores[id],
        training: kind === 'training',
        clinic,
        hashing: forApplications(hashing),
        links: linksOf(settings),
        announcements: settings.announcements,
        ...(applications[id].offers?.includes('hl7') &&
          mllp && { mllp: { ...mllp, secured: (server) => void secured.push(server) } }),
      });
      await listen(application, place);
    }
    if (tls) {
      const stop = followTls(tls, () => tlsOf(settings, clock.now()), {
        every: limits.tls.renewalEvery,
        taken: (renewed) => {
          certificate = renewed;
          const servers = [...secured, ...listening.map(({ server }) => server as unknown as TlsServer)];
          for (const server of servers) server.setSecureContext({ ...tlsOptions, ...renewed });
          log.info('the renewed certificate is in use');
        },
        refused: (err) => log.warn({ err }, 'the renewed certificate cannot be used; the one before it still is'),
      });
      closing.push(async () => stop());
    }
    const isUndecided = (await setUp?.isPending({ accounts: identityStore.collection(accounts) })) ?? false;
    return {
      portal: `${portal}/`,
      kind: isUndecided ? undefined : kind,
      ...(isUndecided && { setUpCode: setUp!.code }),
      ...(shown && { firstAdministrator: shown }),
      applications: Object.fromEntries(
        launched.map((each) => [each.launched.id, each.launched.address]),
      ) as RunningDeployment['applications'],
      ports: places.map(({ port }) => port),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Where the queue is full, the caller is told that the server is busy. */
function forApplications(hashing: PasswordHashing): Pick<PasswordHashing, 'hash' | 'verify'> {
  const busy = (error: unknown): never => {
    throw error instanceof HashingBusyError ? new Problem('busy') : error;
  };
  return {
    hash: (password) => hashing.hash(password).catch(busy),
    verify: (passwordHash, password) => hashing.verify(passwordHash, password).catch(busy),
  };
}
