import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import tls from 'node:tls';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { readSecretFile } from '../keys/secret-file.ts';
import { SettingsError } from '../settings.ts';

/** What a server shows of itself under TLS, PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/**
 * How it is spoken: of TLS 1.2 only what keeps the past secret when a key is lost later (ECDHE) and what was not broken again
 * and again (AEAD, no CBC); RFC 9325, 4.2. All of TLS 1.3 is such.
 */
export const tlsOptions = {
  minVersion: 'TLSv1.2',
  ciphers: [
    ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
    ...['ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ].join(':'),
} as const;

/**
 * The certificate and key that the settings name, where they do [R2].
 * @param now a certificate that is over, or not yet valid, is refused here rather than at every workstation
 * @throws SettingsError naming the file and what is wrong with it
 */
export async function tlsOf({ server }: Settings, now: number): Promise<Tls | undefined> {
  if (server === undefined) return undefined;
  const { certificateFile, keyFile, authorityFile } = server.tls;
  const cert = await readPem(certificateFile, 'certificateFile');
  const key = await readSecretFile(keyFile, 'server.tls.keyFile');
  requireFit(certificateIn(cert, certificateFile), keyIn(key, keyFile), server.name, now);
  if (authorityFile !== undefined) trust(await readPem(authorityFile, 'authorityFile'), authorityFile);
  return { cert, key };
}

/**
 * Takes over a renewed certificate without a restart. Files that do not fit, such as a new certificate whose key is still
 * to come, change nothing.
 * @param taken told what holds from now on
 * @param refused told once of each state of the files that cannot be used
 * @returns how to stop
 */
export function followTls(
  current: Tls,
  read: () => Promise<Tls | undefined>,
  { every, taken, refused }: { every: number; taken: (tls: Tls) => void; refused: (error: Error) => void },
): () => void {
  let [held, said] = [current, ''];
  const look = async () => {
    try {
      const found = await read();
      said = '';
      if (found === undefined || (found.cert === held.cert && found.key === held.key)) return;
      held = found;
      taken(found);
    } catch (error) {
      const { message } = error as Error;
      if (message !== said) refused(error as Error);
      said = message;
    }
  };
  const timer = setInterval(() => void look(), every).unref();
  return () => clearInterval(timer);
}

function requireFit(certificate: X509Certificate, key: KeyObject, name: string, now: number): void {
  const wrong = (what: string) => new SettingsError(`server.tls.certificateFile: ${what}`);
  const isForName = isIP(name) === 0 ? certificate.checkHost(name, { subject: 'never' }) : certificate.checkIP(name);
  if (isForName === undefined) throw wrong(`the certificate is not for ${name} (server.name)`);
  if (!certificate.checkPrivateKey(key)) throw wrong('the key in keyFile is not the key of this certificate');
  if (now < certificate.validFromDate.getTime())
    throw wrong(`the certificate is not valid before ${certificate.validFrom}`);
  if (now >= certificate.validToDate.getTime())
    throw wrong(`the certificate is no longer valid since ${certificate.validTo}`);
}

const trusted = new Set<string>();

/** They come to the authorities that this process trusts anyway. */
function trust(authorities: string, file: string): void {
  certificateIn(authorities, file);
  if (trusted.has(authorities)) return;
  trusted.add(authorities);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authorities]);
}

async function readPem(file: string, setting: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new SettingsError(`server.tls.${setting} cannot be read: ${error.message}`);
  });
}

function certificateIn(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new SettingsError(`server.tls: ${file} holds no certificate (PEM)`);
  }
}

function keyIn(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new SettingsError(`server.tls: ${file} holds no private key (PEM, without a passphrase)`);
  }
}
