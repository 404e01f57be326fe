import type { Session as WebSession } from 'electron';
import { Value } from 'typebox/value';
import {
  Deployment,
  type PortalApplication,
  PortalApplications,
  type Session,
} from '../../shared/identity/api/identity.ts';
import {
  type ActivityReport,
  SessionClock,
  Workspace,
  type WorkstationEvent,
} from '../../shared/identity/api/session.ts';
import { ThisWorkstation } from '../../shared/identity/api/workstations.ts';
import { cookieName, portalSessionCookie, workstationCookie } from '../../shared/identity/cookies.ts';
import type { Fetch } from './server-trust.ts';

/** Somebody who is signed in, and the cookie (`name=value`) by which the server knows that. */
export interface Person {
  readonly session: Session;
  readonly cookie: string;
}

/** How long the shell waits for an answer; what it does not learn in that time, it does not know. */
const patience = 5000;

/**
 * The shell's own talk with the portal, for the person whose cookie is given: one who has left must not be spoken for
 * with the cookie of whoever came next. Every method rejects when the server cannot be reached.
 */
export class PortalClient {
  /** To that server, with the trust that it needs. */
  readonly fetch: Fetch;
  readonly #portal: string;
  readonly #web: WebSession;
  /** The deployment's, once it has said so. */
  #deploymentId: string | undefined;

  constructor(portal: string, web: WebSession, by: Fetch) {
    this.fetch = by;
    this.#portal = portal;
    this.#web = web;
  }

  get eventsAddress(): URL {
    return new URL('/api/session/events', this.#portal);
  }

  async deployment(): Promise<Deployment> {
    const deployment = Value.Parse(Deployment, await expectOk(await this.#send('GET', '/api/deployment')).json());
    this.#deploymentId = deployment.id;
    return deployment;
  }

  /** @returns the name of one of the portal's cookies, or undefined as long as the server has said nothing */
  cookieName(ownName: string): string | undefined {
    if (this.#deploymentId === undefined) return undefined;
    return cookieName(new URL(this.#portal).origin, ownName, this.#deploymentId);
  }

  async applications(): Promise<PortalApplication[]> {
    return Value.Parse(PortalApplications, await expectOk(await this.#send('GET', '/api/applications')).json());
  }

  /** @returns the name under which this workstation is enrolled, or null */
  async enrolledAs(): Promise<string | null> {
    const workstation = await this.#cookie(workstationCookie);
    const response = expectOk(await this.#send('GET', '/api/workstations/this', workstation));
    return Value.Parse(ThisWorkstation, await response.json()).enrolledAs;
  }

  /** The cookie that the pages hold now. */
  cookie(): Promise<string | undefined> {
    return this.#cookie(portalSessionCookie);
  }

  async #cookie(ownName: string): Promise<string | undefined> {
    const name = this.cookieName(ownName);
    if (name === undefined) return undefined;
    const [cookie] = await this.#web.cookies.get({ url: this.#portal, name });
    return cookie && `${name}=${cookie.value}`;
  }

  /** @returns who is signed in, or undefined when nobody is */
  async person(): Promise<Person | undefined> {
    const cookie = await this.cookie();
    if (cookie === undefined) return undefined;
    const response = await this.#send('GET', '/api/session', cookie);
    if (response.status === 401) return undefined;
    return { cookie, session: (await expectOk(response).json()) as Session };
  }

  async signOut(cookie: string): Promise<void> {
    await this.#send('POST', '/api/sign-out', cookie);
  }

  async tell(cookie: string, event: WorkstationEvent): Promise<void> {
    await this.#send('POST', '/api/session/workstation-event', cookie, event);
  }

  /** @returns when the session now ends, or undefined when it is over */
  async report(cookie: string, report: ActivityReport): Promise<SessionClock | undefined> {
    const response = await this.#send('POST', '/api/session/activity', cookie, report);
    if (response.status === 401) return undefined;
    return Value.Parse(SessionClock, await expectOk(response).json());
  }

  async keepWorkspace(cookie: string, workspace: Workspace): Promise<void> {
    expectOk(await this.#send('PUT', '/api/workspace', cookie, workspace));
  }

  /** @returns what this person comes back to */
  async workspace(cookie: string): Promise<Workspace | undefined> {
    const response = expectOk(await this.#send('GET', '/api/workspace', cookie));
    return response.status === 204 ? undefined : Value.Parse(Workspace, await response.json());
  }

  #send(method: string, path: string, cookie?: string, body?: object): Promise<Response> {
    return this.fetch(new URL(path, this.#portal).href, {
      method,
      headers: {
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
  }
}

function expectOk(response: Response): Response {
  if (!response.ok) throw new Error(`the portal answered ${response.status}`);
  return response;
}
