import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import tls, { TLSSocket } from 'node:tls';
import type { Session } from 'electron';
import { Agent, buildConnector, fetch as fetchBy } from 'undici';

/** How a clinic's server proves that it is the right one. */
export interface ServerTrust {
  /** PEM, of the authority that alone may vouch for it; otherwise those that the system trusts. */
  readonly authority: string | undefined;
  /** SHA-256 of its certificate, 64 hexadecimal digits; no other one is taken. */
  readonly certificate: string | undefined;
}

export type Fetch = typeof fetch;

/** The certificate is a good one, and yet not the one that policy names. */
export class PinnedCertificateError extends Error {
  readonly code = 'CERT_NOT_PINNED';
}

const patience = 5000;

/** The shell's own talk with that server uses it; pages are held to the same by `trustInPages`. */
export function fetchTrusting(trust: ServerTrust): Fetch {
  const connect = buildConnector({ ...authorities(trust), maxCachedSessions: 0, timeout: patience });
  const dispatcher = new Agent({
    connect: (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error !== null) return callback(error, null);
        // Without TLS there is only loopback (policy's schema), and nothing to prove.
        const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.raw : undefined;
        if (!(socket instanceof TLSSocket) || isPinned(trust, shown)) return callback(null, socket);
        socket.destroy();
        callback(
          new PinnedCertificateError('the server shows another certificate than the one that policy names'),
          null,
        );
      }),
  });
  return ((input: string, init: object) => fetchBy(input, { ...init, dispatcher })) as unknown as Fetch;
}

/**
 * Holds pages at that server to the same proof. Every other name is judged by Chromium, and nobody is asked whether to
 * go on all the same [K4].
 */
export function trustInPages(web: Session, portal: string, trust: ServerTrust): void {
  if (trust.authority === undefined && trust.certificate === undefined) return;
  const { hostname, port } = new URL(portal);
  const host = hostname.replace(/^\[|\]$/g, '');
  const vouchedFor = new Map<string, number>();
  const vouches = async (pem: string): Promise<boolean> => {
    const shown = new X509Certificate(pem);
    const known = vouchedFor.get(shown.fingerprint256);
    if (known !== undefined) return Date.now() < known;
    if (trust.authority === undefined) return isPinned(trust, shown.raw);
    // Paths of certificates are OpenSSL's business: the same server shows it the same certificate.
    if (!(await proves(host, Number(port || 443), trust, shown))) return false;
    vouchedFor.set(shown.fingerprint256, shown.validToDate.getTime());
    return true;
  };
  web.setCertificateVerifyProc((request, decide) => {
    if (request.hostname !== host) return decide(chromiumDecides);
    vouches(request.certificate.data).then(
      (good) => decide(good ? trusted : refused),
      () => decide(refused),
    );
  });
}

/** As `setCertificateVerifyProc` wants them. */
const [trusted, refused, chromiumDecides] = [0, -2, -3];

async function proves(host: string, port: number, trust: ServerTrust, shown: X509Certificate): Promise<boolean> {
  const socket = tls.connect({
    ...authorities(trust),
    host,
    port,
    ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
  });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(patience) });
    const proved = socket.getPeerX509Certificate();
    return proved !== undefined && isPinned(trust, proved.raw) && proved.fingerprint256 === shown.fingerprint256;
  } finally {
    socket.destroy();
  }
}

/** A pinned certificate needs nobody to vouch for it; a private one often has nobody. */
function authorities({
  authority,
  certificate,
}: ServerTrust): Pick<tls.ConnectionOptions, 'ca' | 'rejectUnauthorized'> {
  if (authority !== undefined) return { ca: authority };
  if (certificate !== undefined) return { rejectUnauthorized: false };
  return { ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] };
}

function isPinned({ certificate }: ServerTrust, shown: Buffer | undefined): boolean {
  if (certificate === undefined) return true;
  return shown !== undefined && createHash('sha256').update(shown).digest('hex') === certificate.toLowerCase();
}
