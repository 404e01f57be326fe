import { chmod, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { type CertifiedKey, makeAuthority, makeServerCertificate } from '../keys/certificates.ts';
import { replaceFile } from '../store/lowdb/durable-file.ts';
import { CommandError, runCommand } from './command.ts';

/** Certificates from the command line, for clinics without an authority of their own [R2]. */

const usage = `Usage: npm run certificates -- --name NAME [--directory DIR]
  --name NAME      what workstations call the server, such as portal.clinic.example
  --directory DIR  where the files are written (default: certificates)
An authority that is there is used again, so that a new certificate needs nothing new at any workstation.`;

async function main(): Promise<void> {
  const { name, directory } = commandLine();
  const now = systemClock.now();
  await mkdir(directory, { recursive: true, mode: 0o755 });
  const files = {
    authority: join(directory, 'authority.pem'),
    authorityKey: join(directory, 'authority.key'),
    certificate: join(directory, 'server.pem'),
    key: join(directory, 'server.key'),
  };
  const existing = await readAuthority(files.authority, files.authorityKey);
  const authority = existing ?? (await makeAuthority(name, now));
  if (existing === undefined) {
    await writeNew(files.authorityKey, authority.key);
    await writeNew(files.authority, authority.certificate, forEverybody);
  }
  const server = await makeServerCertificate(name, authority, now);
  await replaceFile(files.key, Buffer.from(server.key));
  await replaceFile(files.certificate, Buffer.from(server.certificate));
  await chmod(files.certificate, forEverybody);
  process.stdout.write(`${existing ? 'The authority is the one that was there.' : 'Made a new authority.'}
For the server's settings:
${JSON.stringify({ server: { name, tls: { certificateFile: files.certificate, keyFile: files.key, authorityFile: files.authority } } }, null, 2)}
For every workstation (ServerCertificateAuthorityFile): ${files.authority}
Keep ${files.authorityKey} off the network; it is needed again when the server's certificate is renewed, within 397 days.
`);
}

function commandLine(): { name: string; directory: string } {
  try {
    const { values } = parseArgs({
      options: { name: { type: 'string' }, directory: { type: 'string', default: 'certificates' } },
    });
    const name = values.name?.toLowerCase() ?? '';
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)) throw new Error('Give the server’s name with --name.');
    return { name, directory: values.directory };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function readAuthority(certificateFile: string, keyFile: string): Promise<CertifiedKey | undefined> {
  const [certificate, key] = await Promise.all([certificateFile, keyFile].map(readIfThere));
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined) {
    throw new CommandError(
      `Of ${certificateFile} and ${keyFile} only one is there; put the other back, or use another folder.`,
    );
  }
  return { certificate, key };
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CommandError(`${file} cannot be read: ${error.code}.`);
  });
}

/** Certificates are shown to everybody; keys are this user's only. */
const forEverybody = 0o644;

async function writeNew(file: string, content: string, mode = 0o600): Promise<void> {
  const handle = await open(file, 'wx', mode);
  // Whatever the shell's mask is.
  await handle.chmod(mode);
  await handle.writeFile(content);
  await handle.close();
}

await runCommand(async () => (await main(), 0), [], usage);
