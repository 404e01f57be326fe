import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Policy } from '../../shared/kiosk/policy.ts';
import type { ServerTrust } from './server-trust.ts';

/** Where a clinic's server is, and how it proves that it is the right one. */
export interface ClinicServer {
  readonly portal: string;
  readonly trust: ServerTrust;
}

/** Its message is written for the person at the workstation. */
export class ClinicServerError extends Error {}

type Deciding = Pick<Policy, 'ServerAddress' | 'ServerCertificateAuthorityFile' | 'ServerCertificateSha256'>;

/**
 * What policy says about the clinic's server [K3].
 * @param read for the authority's file: where users could write it, they would choose the server
 * @throws ClinicServerError in words, instead of working anywhere else
 */
export async function clinicServer(policy: Deciding, read: typeof readTextFile = readTextFile): Promise<ClinicServer> {
  const { ServerAddress, ServerCertificateAuthorityFile: file, ServerCertificateSha256: sha256 } = policy;
  const portal = `${new URL(ServerAddress).origin}/`;
  const authority = file === '' ? undefined : await readAuthority(file, read);
  return { portal, trust: { authority, certificate: sha256 === '' ? undefined : sha256 } };
}

async function readAuthority(file: string, read: typeof readTextFile): Promise<string> {
  const what = `The certificate authority of the clinic’s server (ServerCertificateAuthorityFile, ${file})`;
  const content = await read(file).catch((error: Error) => {
    throw new ClinicServerError(`${what} cannot be used: ${error.message}`);
  });
  if (content === undefined) throw new ClinicServerError(`${what} is not there.`);
  if (!isCertificate(content)) throw new ClinicServerError(`${what} is no certificate (PEM).`);
  return content;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== '';
  } catch {
    return false;
  }
}

function readTextFile(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8');
}
