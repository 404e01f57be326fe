import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type ClinicTime, defaultTimeZone } from '../../../shared/contract/time.ts';
import { cookieName } from '../../../shared/identity/cookies.ts';
import type { ApplicationId } from '../../../shared/applications/applications.ts';
import type { Clock } from '../../../server/clock.ts';
import type { HttpServer } from '../../../server/http/server.ts';
import type { ApplicationOptions } from '../../../server/applications/platform/application-server.ts';
import { ApplicationSessions, type Caller } from '../../../server/applications/platform/relying-party/session.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import type { Store } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { startIntrospection, type Trail } from '../../support/introspection.ts';
import { trainingSites } from '../../../server/training/sites.ts';

export const origin = 'http://127.0.0.1:7999';
export const deploymentId = '00000000';

/** Noon in Chicago. */
export const clock: Clock = { now: () => Date.parse('2026-11-22T18:00:00Z') };

export const coordinator: Caller = {
  accountId: 'coordinator',
  username: 'coordinator',
  name: 'Casey Coordinator',
  roles: ['clinic-staff', 'primary-vaccine-coordinator'],
  sites: [trainingSites.bluebonnet],
  workstation: 'front-desk',
};
export const clinicStaff: Caller = { ...coordinator, accountId: 'staff', roles: ['clinic-staff'] };
export const stateEmployee: Caller = { ...coordinator, accountId: 'state', roles: ['state-employee'], sites: [] };

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Visitor {
  get(url: string): Promise<Answer>;
  post(url: string, body: object): Promise<Answer>;
  put(url: string, body: object): Promise<Answer>;
  delete(url: string): Promise<Answer>;
}

export interface Started {
  readonly store: Store;
  /** What this run has logged. */
  readonly log: readonly string[];
  /** What it has written into the audit trail. */
  readonly trail: Trail;
  readonly app: HttpServer;
  as(caller: Caller): Promise<Visitor>;
  readonly stranger: Visitor;
  close(): Promise<void>;
}

/** An application with its training data, in a directory of its own, without the identity server. */
export async function started(
  id: ApplicationId,
  create: (options: ApplicationOptions) => Promise<HttpServer>,
  seed: (store: Store, time: ClinicTime) => Promise<void>,
  /** Addresses of the others. */
  applications: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const directory = await mkdtemp(join(tmpdir(), `${id}-`));
  const pages = join(directory, 'pages');
  await mkdir(join(pages, 'applications', id), { recursive: true });
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'applications', id, 'index.html'), '<!doctype html><title>page</title>');
  const store = await openLowdbStore({ directory: join(directory, 'store'), key: randomBytes(32) });
  await seed(store, { clock, timeZone: defaultTimeZone });
  const log: string[] = [];
  const portal = await startIntrospection();
  const { issuer } = portal;
  const app = await create({
    origin,
    deploymentId,
    issuer,
    clientSecret: 'secret',
    portal: `${issuer}/`,
    applications,
    draftKey: randomBytes(32),
    attemptKey: randomBytes(32),
    signOnsPerMinute: 1000,
    store,
    log: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
    clock,
    timeZone: defaultTimeZone,
    pages,
    training: true,
    hashing: new PasswordHashing(randomBytes(32)),
    eventLoop: { overloaded: () => false },
    links: { forms: 'https://forms.example/', userTraining: 'https://training.example/' },
  });
  const sessions = new ApplicationSessions(store, clock);

  const visitor = (cookie?: string): Visitor => {
    const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<Answer> => {
      const headers = { host: new URL(origin).host, ...(cookie && { cookie }) };
      const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
      const isJson = String(answer.headers['content-type']).includes('json');
      const shown = { status: answer.statusCode, body: (isJson ? answer.json() : answer.body) as unknown };
      // Not enumerable: answers are compared by what they say.
      return Object.defineProperty(shown, 'headers', { value: answer.headers }) as Answer;
    };
    return {
      get: (url) => send('GET', url),
      post: (url, body) => send('POST', url, body),
      put: (url, body) => send('PUT', url, body),
      delete: (url) => send('DELETE', url),
    };
  };
  return {
    app,
    store,
    log,
    trail: portal.trail,
    stranger: visitor(),
    as: async (caller) => {
      const token = await sessions.begin({
        sid: `sid-${caller.accountId}`,
        idToken: 'token',
        accessToken: 'token',
        caller,
      });
      return visitor(`${cookieName(origin, `${id}_session`, deploymentId)}=${token}`);
    },
    close: async () => {
      await app.close();
      await portal.close();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}
