import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import type { ClientSettings } from '../../shared/kiosk/settings.ts';
import { freePorts } from './free-ports.ts';
import type { Visitor } from './visitor.ts';

/** An application that somebody else wrote: it knows the standard, and the portal's address once that is known. */
export class Stranger {
  readonly settings: ClientSettings;
  /** The `sid` of every valid logout token, as they came. */
  readonly loggedOut: string[] = [];
  issuer = '';
  readonly #port: number;
  #server: Server;

  private constructor(server: Server, port: number, changes: Partial<ClientSettings>) {
    this.#server = server;
    this.#port = port;
    this.settings = {
      id: 'stranger',
      name: 'Stranger',
      secret: randomBytes(32).toString('hex'),
      redirectUris: [`${this.origin}/callback`],
      postLogoutRedirectUris: [`${this.origin}/bye`],
      backchannelLogoutUri: `${this.origin}/backchannel`,
      ...changes,
    };
  }

  static async start(changes: Partial<ClientSettings> = {}): Promise<Stranger> {
    const server = createServer();
    const stranger = new Stranger(server, await freePorts(1), changes);
    server.listen(stranger.#port, '127.0.0.1');
    await once(server, 'listening');
    stranger.#answer();
    return stranger;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** As if its process had died. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async startAgain(): Promise<void> {
    this.#server = createServer();
    this.#answer();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Signs the visitor on. @returns what the token endpoint gave */
  async signOn(visitor: Visitor) {
    const configuration = await this.configuration();
    const codeVerifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.origin}/callback`,
      scope: 'openid profile email offline_access',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    const { way } = await visitor.visit(url.href);
    const tokens = await client.authorizationCodeGrant(configuration, way.at(-1)!, {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
    });
    return { tokens, sid: tokens.claims()!['sid'] as string };
  }

  configuration(): Promise<client.Configuration> {
    const { id, secret } = this.settings;
    const options = { execute: [client.allowInsecureRequests] };
    return client.discovery(new URL(this.issuer), id, secret, undefined, options);
  }

  #answer(): void {
    this.#server.on('request', (request, response) => {
      const status = request.url === '/backchannel' ? this.#logOut(request) : Promise.resolve(200);
      void status.then((code) =>
        response.writeHead(code, { 'content-type': 'text/html' }).end('<title>Stranger</title>'),
      );
    });
  }

  async #logOut(request: IncomingMessage): Promise<number> {
    const token = new URLSearchParams(await text(request)).get('logout_token') ?? '';
    try {
      const keys = createRemoteJWKSet(new URL('/oidc/jwks', this.issuer));
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.issuer,
        audience: this.settings.id,
        typ: 'logout+jwt',
      });
      this.loggedOut.push(payload['sid'] as string);
      return 200;
    } catch {
      return 400;
    }
  }
}
