// What Chromium does not trust by itself, the app's verify procedure is asked about.
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import tls from 'node:tls';
import type * as Electron from 'electron';
import { type CdpSession, ignoreFailure } from './cdp.ts';

export type VerifyProc = Parameters<Electron.Session['setCertificateVerifyProc']>[0];

/** Chromium's protocol reports an error and its address; the certificate is fetched once more, from the same server. */
export async function judgeCertificates(page: CdpSession, verify: NonNullable<VerifyProc>): Promise<void> {
  page.on('Security.certificateError', ({ eventId, errorType, requestURL }) => {
    const decide = (action: 'continue' | 'cancel'): void =>
      ignoreFailure(page.send('Security.handleCertificateError', { eventId, action }));
    asked(verify, new URL(requestURL), errorType).then(decide, () => decide('cancel'));
  });
  await page.send('Security.enable');
  await page.send('Security.setOverrideCertificateErrors', { override: true });
}

async function asked(
  verify: NonNullable<VerifyProc>,
  { hostname, port }: URL,
  errorType: string,
): Promise<'continue' | 'cancel'> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = tls.connect({ host, port: Number(port || 443), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const shown = socket.getPeerX509Certificate()!;
  socket.destroy();
  const verdict = await new Promise<number>((decide) => {
    verify(
      {
        hostname: host,
        certificate: certificateOf(shown),
        validatedCertificate: certificateOf(shown),
        isIssuedByKnownRoot: false,
        verificationResult: `net::${errorType}`,
        errorCode: -202,
      },
      decide,
    );
  });
  // Zero trusts it; -3 leaves it to Chromium, which has found an error.
  return verdict === 0 ? 'continue' : 'cancel';
}

/** The fields that can be had of a connection. */
function certificateOf(shown: X509Certificate): Electron.Certificate {
  return {
    data: shown.toString(),
    fingerprint: `sha256/${shown.fingerprint256}`,
    issuerName: shown.issuer,
    subjectName: shown.subject,
    serialNumber: shown.serialNumber,
    validStart: shown.validFromDate.getTime() / 1000,
    validExpiry: shown.validToDate.getTime() / 1000,
  } as Electron.Certificate;
}
