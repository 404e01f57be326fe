import type { Session as WebSession } from 'electron';
import type { Deployment, Session } from '../../shared/api/identity.ts';
import { cookieName, portalSessionCookie } from '../../shared/cookies.ts';

/** The shell's own questions to the portal, asked as the person whose session cookie its pages hold. */
export class PortalClient {
  readonly #portal: string;
  readonly #web: WebSession;

  constructor(portal: string, web: WebSession) {
    this.#portal = portal;
    this.#web = web;
  }

  async deployment(): Promise<Deployment> {
    return (await (await fetch(new URL('/api/deployment', this.#portal))).json()) as Deployment;
  }

  /** @returns who is signed in, or undefined when nobody is */
  async session(): Promise<Session | undefined> {
    const response = await this.#asPerson('GET', '/api/session');
    return response?.ok ? ((await response.json()) as Session) : undefined;
  }

  async signOut(): Promise<void> {
    await this.#asPerson('POST', '/api/sign-out');
  }

  async #asPerson(method: string, path: string): Promise<Response | undefined> {
    const name = cookieName(new URL(this.#portal).origin, portalSessionCookie);
    const [cookie] = await this.#web.cookies.get({ url: this.#portal, name });
    return cookie && fetch(new URL(path, this.#portal), { method, headers: { cookie: `${name}=${cookie.value}` } });
  }
}
