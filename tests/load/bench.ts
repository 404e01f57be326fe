import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeOptions, serverEnvironment } from '../../scripts/server-process.mjs';
import { cookieName, portalSessionCookie } from '../../shared/identity/cookies.ts';
import { withoutPostgres } from '../support/postgres.ts';
import { signedInVisitor } from '../support/visitor.ts';
import { costsByAccounts } from './accounts-in-postgres.ts';
import { addPeople, addSessions, benchName } from './bench-data.ts';
import { type BuiltServer, startBuiltServer } from './built-server.ts';
import { benchClient, launch, refresh, signIn, type Tokens } from './flows.ts';
import { LoadClient, rateOf } from './load-client.ts';
import { against, atMost, growth, type Samples } from './report.ts';

// `npm run bench`: what the product does in a second, beside what it is made of, in one run on one machine, over real
// sockets, with the built server in a process of its own. Rounds of both take turns, so that whatever else the machine does
// falls on both. Printed with its goals, never asserted.

const people = 200;
const liveSessions = 10_000;
/** So many people at once, as in a storm: several of them then share one wait for the disk, as they would in a clinic. */
const lanes = 16;
const folder = await mkdtemp(join(tmpdir(), 'kiosk-bench-'));
const children = new Set<ChildProcess>();
const environment = { ...process.env, ...serverEnvironment };
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

async function startServer(data: string, ...more: string[]): Promise<BuiltServer> {
  const settings = join(folder, 'settings.json');
  await writeFile(
    settings,
    JSON.stringify({ clients: [benchClient], signIn: { attemptsPerAddressPerMinute: 1_000_000 } }),
  );
  return startBuiltServer(data, settings, ...more);
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  children.delete(child);
}

/** @returns the process and the first thing it says */
async function helper(name: string): Promise<{ child: ChildProcess; said: unknown }> {
  const child = fork(fileURLToPath(new URL(name, import.meta.url)), { env: environment, execArgv: [...nodeOptions] });
  children.add(child);
  const [said] = (await once(child, 'message')) as [unknown];
  return { child, said };
}

async function asked(child: ChildProcess, question: object | number): Promise<number> {
  child.send(question);
  return ((await once(child, 'message')) as [number])[0];
}

/** The server on fresh data, with people who can sign in. */
async function withServer<R>(work: (server: BuiltServer, data: string) => Promise<R>, sessions = 0): Promise<R> {
  const data = await mkdtemp(join(folder, 'data-'));
  await cp(template, data, { recursive: true });
  if (sessions > 0) await addSessions(data, sessions);
  const server = await startServer(data);
  try {
    return await work(server, data);
  } finally {
    await server.stop();
  }
}

async function inTurn(rounds: number, ...measures: (() => Promise<number>)[]): Promise<Samples[]> {
  const samples = measures.map(() => [] as number[]);
  // The first is for V8 to find out what is worth compiling.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, measure] of measures.entries()) samples[index]!.push(await measure());
  }
  return samples.map((each) => each.slice(1));
}

const rate = async (steps: readonly (() => Promise<void>)[], duration = 1500) =>
  (await rateOf(steps, duration)).perSecond;

const begun = performance.now();
const template = join(folder, 'template');
const first = await startServer(template, '--demo');
await signedInVisitor(`${first.origin}/`, 'maria.garcia');
await first.stop();
await addPeople(template, 'maria.garcia', people);

const model = cpus()[0]?.model ?? 'unknown';
console.log(`Node ${process.versions.node}, ${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`);
const bare = await helper('bare-servers.ts');
const { fastify, provider } = bare.said as { fastify: string; provider: string };

await withServer(async ({ origin }) => {
  const hashing = await helper('raw-hashing.ts');
  const storm = await helper('storm.ts');
  const arriving = (at: string) => asked(storm.child, { origin: at, duration: 2500, accounts: people });
  // Everybody's first time at a workstation is written down; it is not what is measured.
  await arriving(origin);
  const [raw, complete, bareComplete] = await inTurn(
    5,
    () => asked(hashing.child, 2000),
    () => arriving(origin),
    () => arriving(provider),
  );
  against('complete sign-ins', complete!, 'argon2id alone', raw!, 0.64);
  against('complete sign-ins', complete!, 'a bare oidc-provider with argon2id', bareComplete!, 0.94);
  against('complete sign-ins of a bare oidc-provider with argon2id', bareComplete!, 'argon2id alone', raw!);
  await end(hashing.child);

  const client = new LoadClient();
  await signIn(client, origin, benchName(0));
  const probe = async () => {
    const running = asked(storm.child, { origin, duration: 3000, accounts: people });
    const step = async () => void (await client.send('GET', `${origin}/api/session`));
    const { took } = await rateOf([step], 2800);
    await running;
    return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)]!;
  };
  atMost('session check during a storm of sign-ins, p99', (await inTurn(3, probe))[0]!, 'ms', 20);
  client.close();
  await end(storm.child);
});

/** Lanes of people who are signed on to the application already. */
async function signedOn(origin: string, enter: (client: LoadClient, n: number) => Promise<void>) {
  return Promise.all(
    Array.from({ length: lanes }, async (_, n) => {
      const client = new LoadClient();
      await enter(client, n);
      return { client, origin, tokens: await launch(client, origin) };
    }),
  );
}
type SignedOn = Awaited<ReturnType<typeof signedOn>>;

const launches = (all: SignedOn) =>
  all.map(
    ({ client, origin }) =>
      async () =>
        void (await launch(client, origin)),
  );
const refreshes = (all: SignedOn) =>
  all.map(({ client, origin, tokens }) => {
    let held: Tokens = tokens;
    return async () => void (held = await refresh(client, origin, held.refresh_token));
  });

await withServer(async ({ origin }) => {
  const ours = await signedOn(origin, (client, n) => signIn(client, origin, benchName(n)));
  const bareClients = Array.from({ length: lanes }, () => new LoadClient());
  const check = (at: string, clients: readonly LoadClient[]) =>
    clients.map((client) => async () => void (await client.send('GET', `${at}/api/session`)));
  const [session, route] = await inTurn(
    5,
    () =>
      rate(
        check(
          origin,
          ours.map(({ client }) => client),
        ),
      ),
    () => rate(check(fastify, bareClients)),
  );
  against('session checks', session!, 'a bare Fastify route', route!, 0.6);

  const theirs = await signedOn(provider, (client, n) => signIn(client, provider, benchName(n)));
  const [ourLaunches, theirLaunches] = await inTurn(
    5,
    () => rate(launches(ours)),
    () => rate(launches(theirs)),
  );
  against('launches of an application', ourLaunches!, 'a bare oidc-provider', theirLaunches!, 0.9);
  const [ourRefreshes, theirRefreshes] = await inTurn(
    5,
    // Signed on anew, because the bare one's memory holds a thousand records and has forgotten them.
    async () => rate(refreshes(await signedOn(origin, (client, n) => signIn(client, origin, benchName(n))))),
    async () => rate(refreshes(await signedOn(provider, (client, n) => signIn(client, provider, benchName(n))))),
  );
  against('token refreshes', ourRefreshes!, 'a bare oidc-provider', theirRefreshes!, 0.75);
});

const start = () => withServer(async ({ readyAfter }) => readyAfter / 1000);
atMost('from start to ready', (await inTurn(7, start))[0]!, 's', 0.7);

const memory = () =>
  withServer(async (server) => {
    const { origin } = server;
    const client = new LoadClient();
    const { id } = JSON.parse((await client.send('GET', `${origin}/api/deployment`)).body) as { id: string };
    client.cookies.set(cookieName(origin, portalSessionCookie, id), 'token-0');
    for (let n = 0; n < 2000; n++) await client.send('GET', `${origin}/api/session`);
    client.close();
    return server.memory('VmRSS');
  }, liveSessions);
if (process.platform === 'linux') {
  atMost(`resident memory with ${liveSessions} live sessions`, (await inTurn(3, memory))[0]!, 'MB', 135);
}

for (const name of [
  'store-rows.ts',
  'forecasts.ts',
  'registry.ts',
  'vaos-movements.ts',
  'messages.ts',
  'import.ts',
  'pages.ts',
]) {
  const rows = fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv: [...nodeOptions] });
  children.add(rows);
  await once(rows, 'exit');
  children.delete(rows);
}

if (withoutPostgres) {
  console.log('what an account costs in PostgreSQL: skipped, because PostgreSQL is not installed here');
} else {
  const costs = await costsByAccounts([1000, 10_000, 100_000], 5);
  for (const [count, { changing }] of costs) {
    atMost(`finding and changing one of ${count} accounts in PostgreSQL`, changing, 'ms');
  }
  growth('  100 times as many accounts', costs.get(1000)!.changing, costs.get(100_000)!.changing, 1.5);
  atMost('searching 100000 accounts in PostgreSQL, p95', costs.get(100_000)!.searching, 'ms', 30);
}

await end(bare.child);
await rm(folder, { recursive: true, force: true });
console.log(`\n${((performance.now() - begun) / 1000).toFixed(0)} s in all`);
