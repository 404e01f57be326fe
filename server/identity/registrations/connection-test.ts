import type { ConnectionOutcome, ConnectionResult } from '../../../shared/identity/api/registrations.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { localFetch } from '../../../shared/contract/local-fetch.ts';
import type { RegisteredClient } from '../oidc/clients.ts';

/**
 * Whether this server reaches what a registration names, and trusts its certificate. Only addresses from the settings are
 * tried, and nothing is sent that means anything.
 */
export async function testConnection({ metadata }: RegisteredClient): Promise<ConnectionResult[]> {
  const { redirect_uris = [], post_logout_redirect_uris = [], backchannel_logout_uri } = metadata;
  return Promise.all([
    ...redirect_uris.map((address) => tried('redirect', address, 'GET')),
    ...post_logout_redirect_uris.map((address) => tried('post-logout', address, 'GET')),
    // Without a token it is refused (OpenID Connect Back-Channel Logout 1.0, 2.8), which shows that somebody listens.
    ...(typeof backchannel_logout_uri === 'string'
      ? [tried('backchannel-logout', backchannel_logout_uri, 'POST')]
      : []),
  ]);
}

async function tried(what: ConnectionResult['what'], address: string, method: string): Promise<ConnectionResult> {
  try {
    const { status, body } = await localFetch(address, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(limits.connectionTest.answerWithin),
      ...(method === 'POST' && { body: new URLSearchParams() }),
    });
    await body?.cancel();
    return { what, address, status, outcome: outcomeOf(status) };
  } catch (error) {
    return { what, address, outcome: failureOf(error) };
  }
}

function outcomeOf(status: number): ConnectionOutcome {
  if (status >= 500) return 'failing';
  return status === 404 || status === 410 ? 'no-such-page' : 'reached';
}

const failures: Readonly<Record<string, ConnectionOutcome>> = {
  ENOTFOUND: 'name-unknown',
  EAI_AGAIN: 'name-unknown',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-answer',
  UND_ERR_CONNECT_TIMEOUT: 'no-answer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
  CERT_HAS_EXPIRED: 'certificate-over',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
};

function failureOf(error: unknown): ConnectionOutcome {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return 'no-answer';
  return failures[cause?.code ?? ''] ?? 'unreachable';
}
