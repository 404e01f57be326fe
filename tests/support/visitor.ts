import { localFetch } from '../../shared/contract/local-fetch.ts';
import { trainingPassword } from './training.ts';

/** Cookies under their whole names; asked for also by the name before it was bound to a deployment. */
export class CookieJar extends Map<string, string> {
  override get(name: string): string | undefined {
    return super.get(this.#whole(name));
  }

  override has(name: string): boolean {
    return super.has(this.#whole(name));
  }

  override set(name: string, value: string): this {
    return super.set(this.#whole(name), value);
  }

  override delete(name: string): boolean {
    return super.delete(this.#whole(name));
  }

  #whole(name: string): string {
    const bound = [...this.keys()].find((key) => key.replace(/_[0-9a-f]{8}$/, '').replace(/^__Host-/, '') === name);
    return bound ?? name;
  }
}

/** A browser without a screen: cookies by host and path, as browsers keep them, and redirects followed one by one. */
export class Visitor {
  readonly #portal: string;
  /** Those of a whole host, by host. */
  readonly #jars = new Map<string, CookieJar>();
  readonly #cookiesByPath = new Map<string, CookieJar>();

  constructor(portal: string) {
    this.#portal = portal;
  }

  /** The portal's. */
  get cookies(): CookieJar {
    return this.cookiesAt(this.#portal);
  }

  /** Those of a whole host. */
  cookiesAt(address: string): CookieJar {
    return kept(this.#jars, new URL(address).hostname);
  }

  /** One request, no redirect followed. @param address at the portal, or anywhere */
  async send(method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const url = new URL(address, this.#portal);
    const ofPath = [...this.#cookiesByPath].filter(([place]) => `${url.hostname}${url.pathname}`.startsWith(place));
    const cookies = [this.cookiesAt(url.href), ...ofPath.map(([, each]) => each)].flatMap((each) => [...each]);
    const response = await localFetch(url, {
      method,
      redirect: 'manual',
      headers: {
        // A server in this very process may have closed a connection that waited, before its client can hear of it.
        connection: 'close',
        cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
      const jar = path === '/' ? this.cookiesAt(url.href) : kept(this.#cookiesByPath, url.hostname + path);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  }

  /** Goes to an address as a person does. @returns the last answer, and every address on the way */
  async visit(address: string): Promise<{ response: Response; way: URL[] }> {
    const way: URL[] = [];
    let next = new URL(address, this.#portal);
    for (let hop = 0; hop < 20; hop++) {
      way.push(next);
      const response = await this.send('GET', next.href, undefined, { accept: 'text/html' });
      const location = response.headers.get('location');
      if (location === null) return { response, way };
      await response.body?.cancel();
      next = new URL(location, next);
    }
    throw new Error(`more than 20 redirects: ${way.join(' ')}`);
  }

  signIn(username: string, password = trainingPassword): Promise<Response> {
    return this.send('POST', '/api/sign-in', { username, password });
  }

  /** Completes the Acceptable Use Agreement. */
  async agree(): Promise<Response> {
    const agreement = (await (await this.send('GET', '/api/agreement')).json()) as Record<string, string>;
    const { version, sha256, signAs } = agreement;
    return this.send('POST', '/api/agreement/acceptance', { version, sha256, signature: signAs });
  }
}

function kept(jars: Map<string, CookieJar>, place: string): CookieJar {
  const jar = jars.get(place) ?? new CookieJar();
  jars.set(place, jar);
  return jar;
}

/** Someone who has signed in and completed the agreement. */
export async function signedInVisitor(portal: string, username: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  for (const response of [await visitor.signIn(username), await visitor.agree()]) {
    if (!response.ok) throw new Error(await response.text());
  }
  return visitor;
}
