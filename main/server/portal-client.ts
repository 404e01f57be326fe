import type { Session as WebSession } from 'electron';
import { type AnswerOf, answerOf, type Endpoint, type RequestOf } from '../../shared/contract/endpoint.ts';
import {
  type Deployment,
  identityApi,
  type PortalApplication,
  type Session,
} from '../../shared/identity/api/identity.ts';
import {
  type ActivityReport,
  sessionApi,
  type SessionClock,
  sessionEventsPath,
  type Workspace,
  type WorkstationEvent,
} from '../../shared/identity/api/session.ts';
import { workstationsApi } from '../../shared/identity/api/workstations.ts';
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
  /** Reaches that server, with the trust that it needs. */
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
    return new URL(sessionEventsPath, this.#portal);
  }

  async deployment(): Promise<Deployment> {
    const deployment = await this.#call(identityApi.deployment);
    this.#deploymentId = deployment.id;
    return deployment;
  }

  /** @returns the name of one of the portal's cookies, or undefined as long as the server has said nothing */
  cookieName(ownName: string): string | undefined {
    if (this.#deploymentId === undefined) return undefined;
    return cookieName(new URL(this.#portal).origin, ownName, this.#deploymentId);
  }

  applications(): Promise<PortalApplication[]> {
    return this.#call(identityApi.applications);
  }

  /** @returns the name under which this workstation is enrolled, or null */
  async enrolledAs(): Promise<string | null> {
    return (await this.#call(workstationsApi.current, { cookie: await this.#cookie(workstationCookie) })).enrolledAs;
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
    const session = await this.#call(identityApi.session, { cookie }).catch(unlessOver);
    return session && { cookie, session };
  }

  async signOut(cookie: string): Promise<void> {
    await this.#call(identityApi.signOut, { cookie }).catch(unlessOver);
  }

  async tell(cookie: string, event: WorkstationEvent): Promise<void> {
    await this.#call(sessionApi.reportWorkstationEvent, { cookie, request: event }).catch(unlessOver);
  }

  /** @returns when the session now ends, or undefined when it is over */
  report(cookie: string, report: ActivityReport): Promise<SessionClock | undefined> {
    return this.#call(sessionApi.reportActivity, { cookie, request: report }).catch(unlessOver);
  }

  keepWorkspace(cookie: string, workspace: Workspace): Promise<void> {
    return this.#call(sessionApi.keepWorkspace, { cookie, request: workspace });
  }

  /** @returns what this person comes back to */
  workspace(cookie: string): Promise<Workspace | undefined> {
    return this.#call(sessionApi.workspace, { cookie });
  }

  async #call<E extends Endpoint>(
    called: E,
    { cookie, request }: { cookie?: string | undefined; request?: RequestOf<E> } = {},
  ): Promise<AnswerOf<E>> {
    const response = await this.fetch(new URL(called.path, this.#portal).href, {
      method: called.method,
      headers: {
        ...(cookie !== undefined && { cookie }),
        ...(request !== undefined && { 'content-type': 'application/json' }),
      },
      ...(request !== undefined && { body: JSON.stringify(request) }),
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok) throw new RefusalError(response.status);
    return answerOf(called, response.status === 204 ? undefined : await response.json());
  }
}

class RefusalError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the portal answered ${status}`);
    this.status = status;
  }
}

/** Nobody is signed in with that cookie, or no longer. */
function unlessOver(error: unknown): undefined {
  if (!(error instanceof RefusalError) || error.status !== 401) throw error;
}
