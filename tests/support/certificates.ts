import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertifiedKey, makeAuthority, makeServerCertificate } from '../../server/keys/certificates.ts';

export interface Certificates {
  readonly authority: CertifiedKey;
  readonly server: CertifiedKey;
}

/** An authority for one name, and a certificate for a server of that name. */
export async function certificatesFor(name: string, now = Date.now()): Promise<Certificates> {
  const authority = await makeAuthority(name, now);
  return { authority, server: await makeServerCertificate(name, authority, now) };
}

/** The same as files, as settings and policy name them. */
export async function certificateFiles(folder: string, { authority, server }: Certificates) {
  const files = {
    certificateFile: join(folder, 'server.pem'),
    keyFile: join(folder, 'server.key'),
    authorityFile: join(folder, 'authority.pem'),
  };
  await writeFile(files.certificateFile, server.certificate);
  await writeFile(files.keyFile, server.key, { mode: 0o600 });
  await writeFile(files.authorityFile, authority.certificate);
  return files;
}
