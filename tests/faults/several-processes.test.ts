import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionClock } from '../../shared/identity/api/session.ts';
import { applicationIds } from '../../shared/applications/applications.ts';
import { problemTypeOf } from '../../shared/contract/problems.ts';
import { commandFile } from '../support/commands.ts';
import { certificateFiles, certificatesFor } from '../support/certificates.ts';
import { eventually } from '../support/eventually.ts';
import { freePorts } from '../support/free-ports.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { logoutReceiver, mailServer } from '../support/receivers.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { SpreadingProxy } from '../support/spreading-proxy.ts';
import { trainingPassword } from '../support/training.ts';
import { signedInVisitor, Visitor } from '../support/visitor.ts';
import { trainingAccounts } from '../../server/identity/accounts/training.ts';

/** Three whole servers over one database behind a plain proxy, as a large clinic has them [R2]. */

const hosts = ['127.0.0.2', '127.0.0.3', '127.0.0.4'] as const;
type Place = (typeof hosts)[number];
const name = 'localhost';
const auditCommand = commandFile('audit');
const postgres = usePostgres();
const clinic = {} as Awaited<ReturnType<typeof startClinic>>;
const closing: (() => unknown)[] = [];

async function startClinic() {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-test-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const certificates = await certificatesFor(name);
  const files = await certificateFiles(folder, certificates);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificates.authority.certificate]);
  await postgres.server.ask('create database several');
  const [mails, logouts] = [await mailServer(), await logoutReceiver()];
  closing.push(() => mails.close());
  closing.push(() => logouts.close());
  const port = await freePorts(1 + applicationIds.length, ['127.0.0.1', ...hosts]);
  const masterKey = randomBytes(32).toString('base64');
  const start = async (host: Place) => {
    const data = join(folder, host);
    await mkdir(data, { mode: 0o700 });
    await writeFile(join(data, 'master.key'), masterKey);
    await chmod(join(data, 'master.key'), 0o600);
    const settings = {
      server: { name, listen: host, tls: files },
      store: { postgres: { ...postgres.server.settings, database: 'several', poolSize: 5 } },
      mail: { smtp: mails.smtp },
      clients: [logouts.client],
    };
    await writeFile(join(folder, `${host}.json`), JSON.stringify(settings));
    const given = ['--demo', '--port', String(port), '--settings', join(folder, `${host}.json`)];
    const started = await startServerProcess(data, ...given);
    closing.push(() => started.stop());
    return started;
  };
  const ports = Array.from({ length: 1 + applicationIds.length }, (_, n) => port + n);
  const proxy = await SpreadingProxy.start(ports, hosts);
  closing.push(() => proxy.close());
  // All at once, on an empty database.
  const started = await Promise.all(hosts.map(start));
  const processes = Object.fromEntries(hosts.map((host, n) => [host, started[n]!])) as Record<Place, ServerProcess>;
  const { portal, applications } = started[0]!;
  const data = join(folder, hosts[0]);
  const verify = () =>
    spawnSync(process.execPath, [auditCommand, 'verify', '--data', data, '--settings', `${data}.json`], {
      encoding: 'utf8',
    });
  return { portal, applications, processes, mails, logouts, verify };
}

/** A request to one process, and not by way of the proxy. */
async function at(place: Place, visitor: Visitor, method: string, path: string, body?: unknown): Promise<Response> {
  const { host, port, pathname, search } = new URL(path, clinic.portal);
  const cookie = [...visitor.cookies].map(([cookieName, value]) => `${cookieName}=${value}`).join('; ');
  const asked = request({
    method,
    port,
    host: place,
    servername: name,
    path: `${pathname}${search}`,
    agent: false,
    headers: { host, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
  });
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const content = answer.statusCode === 204 ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
  return new Response(content, { status: answer.statusCode! });
}

/** What a stream of one process says, as it comes. */
async function listenAt(place: Place, visitor: Visitor) {
  const { body } = await at(place, visitor, 'GET', '/api/session/events');
  const heard = { text: '', open: true };
  void (async () => {
    for await (const chunk of body!.pipeThrough(new TextDecoderStream())) heard.text += chunk;
  })()
    .catch(() => {})
    .finally(() => (heard.open = false));
  await eventually(() => expect(heard.text).toContain('event: clock'));
  return heard;
}

const countOf = async (collection: string) => {
  const [row] = await postgres.server.ask(
    `select count(*)::int as count from kiosk_identity.records where collection = '${collection}'`,
    'several',
  );
  return row!['count'];
};

/** The process that does a job for all. */
async function holderOf(job: string): Promise<number | undefined> {
  const [row] = await postgres.server.ask(
    `select application_name from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and (classid::bigint << 32) | objid::bigint = hashtextextended('claim/kiosk_identity/${job}', 0)`,
    'several',
  );
  return row && Number(/process (\d+)$/.exec(String(row['application_name']))![1]);
}

/** Elsewhere a machine has no addresses 127.0.0.2 and so on by itself. */
const otherSystem = process.platform === 'linux' ? '' : ' (skipped: needs several loopback addresses, as Linux has)';

describe.skipIf(withoutPostgres || otherSystem !== '')(
  `three servers over one PostgreSQL${needsPostgres}${otherSystem}`,
  () => {
    beforeAll(async () => void Object.assign(clinic, await startClinic()));
    afterAll(async () => {
      for (const close of closing.toReversed()) await close();
    });

    test('[R2] three first starts at once make one deployment, with one signing key and each account once', async () => {
      const keys = await Promise.all(
        hosts.map(async (place) => (await at(place, new Visitor(clinic.portal), 'GET', '/oidc/jwks')).text()),
      );
      expect(new Set(keys).size).toBe(1);
      expect(await countOf('signing-keys')).toBe(1);
      expect(await countOf('accounts')).toBe(trainingAccounts.length);
      expect(await countOf('deployment')).toBe(1);
    });

    test('[R2] who signed in at one process is signed in at every other, and in the applications of all', async () => {
      const visitor = await signedInVisitor(clinic.portal, 'maria.garcia');
      for (const id of applicationIds) expect((await visitor.visit(clinic.applications[id])).response.status).toBe(200);
      for (const place of hosts) {
        for (const address of [clinic.portal, ...Object.values(clinic.applications)]) {
          const path = new URL('/api/session', address).href;
          expect((await at(place, visitor, 'GET', path)).status, `${path} at ${place}`).toBe(200);
        }
      }
    });

    test('[R2] a page’s stream hears of activity and of the end whichever process they came to', async () => {
      const [here, there, elsewhere] = hosts;
      const visitor = await signedInVisitor(clinic.portal, 'maria.garcia');
      const streams = await Promise.all([here, there].map((place) => listenAt(place, visitor)));
      const clocks = () => streams.map(({ text }) => text.split('event: clock').length - 1);
      expect(clocks()).toEqual([1, 1]);
      const report = { lastInputAt: Date.now() };
      expect((await at(elsewhere, visitor, 'POST', '/api/session/activity', report)).status).toBe(200);
      await eventually(() => expect(clocks()).toEqual([2, 2]));
      expect((await at(elsewhere, visitor, 'POST', '/api/sign-out')).ok).toBe(true);
      for (const heard of streams) {
        await eventually(() => expect(heard.text).toContain('event: ended\ndata: {"reason":"signed out"}'));
        await eventually(() => expect(heard.open).toBe(false));
      }
    });

    test('[S8] sixteen guesses at once over three processes get exactly five looks at the password', async () => {
      const guess = async (_: unknown, n: number) => {
        const body = { username: 'nobody.at.all', password: `guess ${n}` };
        const answer = await at(hosts[n % hosts.length]!, new Visitor(clinic.portal), 'POST', '/api/sign-in', body);
        return problemTypeOf(await answer.json());
      };
      const outcomes = await Promise.all(Array.from({ length: 16 }, guess));
      expect(outcomes.filter((one) => one === 'sign-in-refused')).toHaveLength(4);
      expect(outcomes.filter((one) => one === 'sign-in-locked')).toHaveLength(12);
    });

    test('[R2] each mail goes out once and each application is told of an end once, though three could do it', async () => {
      const { mails, logouts } = clinic;
      const [before, toldBefore] = [mails.received.length, logouts.told.length];
      const signOn = new URLSearchParams({
        client_id: 'outside',
        response_type: 'code',
        scope: 'openid',
        redirect_uri: logouts.client.redirectUris[0]!,
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
      const people = ['maria.garcia', 'john.smith', 'support.lee', 'it.admin', '00001234567', 'john.smith'];
      await Promise.all(
        people.map(async (person, n) => {
          const visitor = await signedInVisitor(clinic.portal, person);
          const { way } = await visitor.visit(`/oidc/authorize?${signOn.toString()}`);
          expect(way.at(-1)?.pathname).toBe('/back');
          await at(hosts[n % 3]!, visitor, 'POST', '/api/sign-out');
        }),
      );
      await Promise.all(
        ['support.lee', 'it.admin', '00001234567'].map(async (person, n) => {
          const visitor = await signedInVisitor(clinic.portal, person);
          const change = { reason: 'chosen', current: trainingPassword, password: `Pecan-Live-Oak-${n}!` };
          expect((await at(hosts[n]!, visitor, 'POST', '/api/password', change)).status).toBe(200);
        }),
      );
      await eventually(async () =>
        expect([await countOf('logout-outbox'), await countOf('mail-outbox')]).toEqual([0, 0]),
      );
      const told = logouts.told.slice(toldBefore);
      expect([told.length, new Set(told).size]).toEqual([people.length, people.length]);
      const expected = ['00001234567@training.example', 'it.admin@training.example', 'support.lee@training.example'];
      expect(mails.received.slice(before).toSorted()).toEqual(expected);
    });

    test('[R2] a process killed while people work takes nothing with it: no session, no answered change, no mail', async () => {
      const { mails, processes } = clinic;
      const sweeper = await eventually(async () => {
        const holder = await holderOf('sweep');
        expect(holder).toBeDefined();
        return holder!;
      });
      const doomed = hosts.find((host) => processes[host].child.pid === sweeper)!;
      const others = hosts.filter((host) => host !== doomed);

      // A mail that it is about to send.
      mails.state.stall = true;
      const before = mails.received.length;
      const visitor = await signedInVisitor(clinic.portal, 'maria.garcia');
      const change = { reason: 'chosen', current: trainingPassword, password: 'Cottonwood-Creek-9!' };
      expect((await at(doomed, visitor, 'POST', '/api/password', change)).status).toBe(200);
      await eventually(() => expect(mails.stalled).toHaveLength(1));

      const working = { go: true, acknowledged: 0 };
      const signedIn: Visitor[] = [visitor];
      const ends = new Map<Visitor, number>();
      const work = async () => {
        while (working.go) {
          const person = new Visitor(clinic.portal);
          // What breaks off may be done or not; what is answered is done.
          const answer = await person.signIn('john.smith').catch(() => undefined);
          if (answer?.status !== 200) continue;
          signedIn.push(person);
          working.acknowledged += 1;
          const report = { lastInputAt: Date.now() };
          const noted = await person.send('POST', '/api/session/activity', report).catch(() => undefined);
          if (noted?.ok) ends.set(person, ((await noted.json()) as SessionClock).endsAt);
        }
      };
      const workers = Promise.all([work(), work(), work()]);
      await eventually(() => expect(working.acknowledged).toBeGreaterThan(5));
      const exited = once(processes[doomed].child, 'exit');
      processes[doomed].child.kill('SIGKILL');
      await exited;
      const then = working.acknowledged;
      await eventually(() => expect(working.acknowledged).toBeGreaterThan(then + 5));
      working.go = false;
      await workers;

      mails.state.stall = false;
      for (const go of mails.stalled.splice(0)) go();
      await eventually(() => expect(mails.received.slice(before)).toEqual(['maria.garcia@training.example']));
      await eventually(async () => {
        const successor = await holderOf('sweep');
        expect(others.map((host) => processes[host].child.pid)).toContain(successor);
      });
      for (const [n, person] of signedIn.entries()) {
        const answer = await at(others[n % 2]!, person, 'POST', '/api/session/activity', { lastInputAt: 0 });
        expect(answer.status).toBe(200);
        expect(((await answer.json()) as SessionClock).endsAt).toBeGreaterThanOrEqual(ends.get(person) ?? 0);
      }

      // One chain of what all three recorded.
      const { status, stdout } = clinic.verify();
      expect({ status, stdout }).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/whole: \d+ entries/) as string,
      });
      expect(Number(/(\d+) entries/.exec(stdout)![1])).toBeGreaterThan(signedIn.length);
    });
  },
);
