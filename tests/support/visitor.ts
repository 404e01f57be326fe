import { trainingPassword } from './training.ts';

/** A browser without a screen: cookies by host and path, as browsers keep them, and redirects followed one by one. */
export class Visitor {
  readonly #portal: string;
  /** Those of a whole host. */
  readonly cookies = new Map<string, string>();
  readonly #cookiesByPath = new Map<string, Map<string, string>>();

  constructor(portal: string) {
    this.#portal = portal;
  }

  /** One request, no redirect followed. @param address at the portal, or anywhere */
  async send(method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const url = new URL(address, this.#portal);
    const ofPath = [...this.#cookiesByPath].filter(([path]) => url.pathname.startsWith(path));
    const cookies = [this.cookies, ...ofPath.map(([, each]) => each)].flatMap((each) => [...each]);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      const kept = this.#cookiesOf(/path=([^;]+)/i.exec(line)?.[1] ?? '/');
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) kept.delete(name!);
      else kept.set(name!, value!);
    }
    return response;
  }

  #cookiesOf(path: string): Map<string, string> {
    if (path === '/') return this.cookies;
    const kept = this.#cookiesByPath.get(path) ?? new Map<string, string>();
    this.#cookiesByPath.set(path, kept);
    return kept;
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

/** Someone who has signed in and completed the agreement. */
export async function signedInVisitor(portal: string, username: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  for (const response of [await visitor.signIn(username), await visitor.agree()]) {
    if (!response.ok) throw new Error(await response.text());
  }
  return visitor;
}
