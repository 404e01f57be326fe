import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import type { ClientSettings } from '../../shared/kiosk/settings.ts';
import type { Visitor } from './visitor.ts';

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
}

interface Answer {
  readonly status: number;
  readonly body: Tokens & { readonly error?: string };
}

/**
 * A client by the letter of the specifications, without a library between: every parameter is the test's own. It listens,
 * so that browsers arrive, and keeps what they bring.
 */
export class RelyingParty {
  readonly settings: ClientSettings;
  readonly arrived: { readonly method: string; readonly url: URL; readonly body: URLSearchParams }[] = [];
  readonly close: () => void;
  issuer = '';
  readonly #verifier = randomBytes(32).toString('base64url');

  private constructor(origin: string, close: () => void, changes: Partial<ClientSettings>) {
    this.close = close;
    this.settings = {
      id: 'party',
      name: 'Party',
      secret: randomBytes(32).toString('hex'),
      redirectUris: [`${origin}/callback`],
      postLogoutRedirectUris: [`${origin}/bye`],
      backchannelLogoutUri: `${origin}/backchannel`,
      ...changes,
    };
  }

  static async start(changes: Partial<ClientSettings> = {}): Promise<RelyingParty> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const party = new RelyingParty(origin, () => void server.close(), changes);
    const note = async (request: IncomingMessage) => {
      const body = new URLSearchParams(await text(request));
      party.arrived.push({ method: request.method!, url: new URL(request.url!, origin), body });
    };
    server.on('request', (request, response) => {
      void note(request).then(() => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Party</h1>'));
    });
    return party;
  }

  get redirectUri(): string {
    return this.settings.redirectUris![0]!;
  }

  /** @param changes parameters of the request; an empty one is left out */
  authorizeUrl(changes: Record<string, string> = {}): string {
    const parameters = {
      client_id: this.settings.id,
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: this.redirectUri,
      state: 'a state',
      nonce: 'a nonce',
      code_challenge: createHash('sha256').update(this.#verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    const given = Object.entries(parameters).filter(([, value]) => value !== '');
    return `${this.issuer}/oidc/authorize?${new URLSearchParams(given).toString()}`;
  }

  endSessionUrl(parameters: Record<string, string>): string {
    return `${this.issuer}/oidc/end-session?${new URLSearchParams(parameters).toString()}`;
  }

  /** Where the browser ends up, with whatever it brings. */
  async authorize(visitor: Visitor, changes: Record<string, string> = {}): Promise<URL> {
    return (await visitor.visit(this.authorizeUrl(changes))).way.at(-1)!;
  }

  redeem(code: string | null, changes: Record<string, string> = {}): Promise<Answer> {
    const redirect_uri = this.redirectUri;
    return this.#askTokens({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri,
      code_verifier: this.#verifier,
      ...changes,
    });
  }

  refresh(refresh_token: string): Promise<Answer> {
    return this.#askTokens({ grant_type: 'refresh_token', refresh_token });
  }

  /** Asks for a token of the application's own. */
  ownToken(scope: string): Promise<Answer> {
    return this.#askTokens({ grant_type: 'client_credentials', scope });
  }

  /** Calls the identity server's interface for itself. @param token instead of one of its own for this */
  async call(method: string, path: string, scope: string, body?: unknown, token?: string): Promise<Response> {
    const url = `${this.issuer}${path}`;
    const bearer = token ?? (await this.ownToken(scope)).body.access_token;
    return fetch(url, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Signs the visitor on, in a window of its own. */
  async signOn(visitor: Visitor, changes: Record<string, string> = {}): Promise<Tokens> {
    const place = await this.authorize(visitor, changes);
    const { status, body } = await this.redeem(place.searchParams.get('code'));
    if (status !== 200) throw new Error(`${place.href}: ${JSON.stringify(body)}`);
    return body;
  }

  async userInfo({ access_token }: Pick<Tokens, 'access_token'>): Promise<Response> {
    return fetch(`${this.issuer}/oidc/userinfo`, { headers: { authorization: `Bearer ${access_token}` } });
  }

  /** @param parameters empty ones are left out */
  async #askTokens(parameters: Record<string, string>): Promise<Answer> {
    const { id, secret } = this.settings;
    const given = Object.entries(parameters).filter(([, value]) => value !== '');
    const response = await fetch(`${this.issuer}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(given),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }
}

export const claimsOf = ({ id_token }: Pick<Tokens, 'id_token'>) => decodeJwt(id_token);
