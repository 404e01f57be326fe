import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { makeAuthority, makeServerCertificate } from '../../../server/keys/certificates.ts';
import { commandFile } from '../../support/commands.ts';
import { certificatesFor } from '../../support/certificates.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const command = commandFile('certificates');
const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });

/** Whether a client that trusts this authority alone accepts the server's certificate under that name. */
async function isAccepted(name: string, signedFor: string, asked = signedFor): Promise<boolean> {
  const authority = await makeAuthority(name, Date.now());
  const { certificate: cert, key } = await makeServerCertificate(signedFor, authority, Date.now());
  const server = createServer({ cert, key }, (socket) => void socket.on('error', () => {}).end());
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const isName = !/^[\d.]+$/.test(asked);
  const ca = authority.certificate;
  const socket = connect({ host: '127.0.0.1', port, ca, ...(isName ? { servername: asked } : {}) });
  onTestFinished(() => void socket.destroy());
  return once(socket, 'secureConnect').then(
    () => true,
    () => false,
  );
}

test('[R2] an authority vouches for its one name', async () => {
  expect(await isAccepted('portal.clinic.example', 'portal.clinic.example')).toBe(true);
  expect(await isAccepted('127.0.0.1', '127.0.0.1')).toBe(true);
});

test('[R2] whoever takes the authority’s key can make no certificate for another name or address', async () => {
  expect(await isAccepted('portal.clinic.example', 'registry.example')).toBe(false);
  expect(await isAccepted('portal.clinic.example', '127.0.0.1')).toBe(false);
  expect(await isAccepted('127.0.0.1', 'portal.clinic.example')).toBe(false);
});

test('[R2] where two authorities of one name are trusted, each still vouches for its own', async () => {
  const made = [await certificatesFor('localhost'), await certificatesFor('localhost')];
  const ca = made.map(({ authority }) => authority.certificate);
  for (const { server: shown } of made) {
    const server = createServer({ cert: shown.certificate, key: shown.key }, (socket) => void socket.end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const socket = connect({ host: 'localhost', port, ca });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
  }
});

test('[R2] one command makes an authority and a certificate, and renews the certificate under the same authority', async () => {
  const folder = join(await temporaryFolder(), 'certificates');
  const first = run('--name', 'Portal.Clinic.example', '--directory', folder);
  expect(first.stderr).toBe('');
  expect(first.status).toBe(0);
  expect((await readdir(folder)).toSorted()).toEqual(['authority.key', 'authority.pem', 'server.key', 'server.pem']);
  for (const shown of ['authority.pem', 'server.pem'])
    expect((await stat(join(folder, shown))).mode & 0o777).toBe(0o644);
  for (const key of ['authority.key', 'server.key']) expect((await stat(join(folder, key))).mode & 0o077).toBe(0);
  const read = async (name: string) => new X509Certificate(await readFile(join(folder, name)));
  const [authority, server] = [await read('authority.pem'), await read('server.pem')];
  expect(server.checkHost('portal.clinic.example')).toBe('portal.clinic.example');
  expect(server.verify(authority.publicKey)).toBe(true);

  expect(run('--name', 'portal.clinic.example', '--directory', folder).stdout).toContain('The authority is the one');
  expect((await read('authority.pem')).fingerprint256).toBe(authority.fingerprint256);
  const renewed = await read('server.pem');
  expect(renewed.fingerprint256).not.toBe(server.fingerprint256);
  expect(renewed.verify(authority.publicKey)).toBe(true);
});

test('[R2] the command says what is wrong, and half an authority is not made whole by another one', async () => {
  const folder = await temporaryFolder();
  expect(run('--directory', folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('--name') as string });
  run('--name', 'localhost', '--directory', folder);
  await rm(join(folder, 'authority.key'));
  const refused = run('--name', 'localhost', '--directory', folder);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('only one is there');
});
