import { createHash, randomBytes } from 'node:crypto';
import { workstationCookie } from '../../shared/identity/cookies.ts';
import { trainingPassword } from '../support/training.ts';
import type { LoadClient } from './load-client.ts';

/** What a person or an application does, by the standard; the same against the product and against a bare provider. */

export const benchClient = {
  id: 'bench',
  name: 'Bench',
  secret: 'a-secret-of-the-bench-and-of-nobody-else',
  redirectUris: ['http://127.0.0.1:9/callback'],
};
const [redirectUri] = benchClient.redirectUris;
const basic = `${benchClient.id}:${benchClient.secret}`;

export interface Tokens {
  readonly refresh_token: string;
  readonly id_token: string;
}

function authorization(origin: string): { address: string; verifier: string } {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: benchClient.id,
    redirect_uri: redirectUri!,
    response_type: 'code',
    scope: 'openid',
    state: 'state',
    nonce: 'nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { address: `${origin}/oidc/authorize?${query}`, verifier };
}

async function tokens(client: LoadClient, origin: string, form: Record<string, string>): Promise<Tokens> {
  const answer = await client.send('POST', `${origin}/oidc/token`, { form: new URLSearchParams(form), basic });
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body) as Tokens;
}

async function redeem(client: LoadClient, origin: string, callback: URL, verifier: string): Promise<Tokens> {
  const code = callback.searchParams.get('code');
  if (code === null) throw new Error(`no code: ${callback.href}`);
  return tokens(client, origin, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri!,
    code_verifier: verifier,
  });
}

/** Opens an application while signed in: authorization, code, tokens. */
export async function launch(client: LoadClient, origin: string): Promise<Tokens> {
  const { address, verifier } = authorization(origin);
  return redeem(client, origin, await client.follow(address), verifier);
}

export function refresh(client: LoadClient, origin: string, refreshToken: string): Promise<Tokens> {
  return tokens(client, origin, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

export async function signIn(client: LoadClient, origin: string, username: string): Promise<void> {
  const answer = await client.send('POST', `${origin}/api/sign-in`, { json: { username, password: trainingPassword } });
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.body}`);
}

/** Comes from an application, is asked who they are, and gets there: four requests (six with a bare provider) and one password hash. */
export async function completeSignIn(client: LoadClient, origin: string, username: string): Promise<void> {
  // Another person at the same workstation.
  for (const name of client.cookies.keys()) if (!name.startsWith(workstationCookie)) client.cookies.delete(name);
  const { address, verifier } = authorization(origin);
  const asked = await client.follow(address);
  await signIn(client, origin, username);
  await redeem(client, origin, await client.follow(origin + asked.searchParams.get('continue')!), verifier);
}
