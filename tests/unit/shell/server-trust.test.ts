import { createHash, X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fetchTrusting, type ServerTrust, trustInPages } from '../../../main/server/server-trust.ts';
import { whyUnreachable } from '../../../main/server/unreachable.ts';
import type { CertifiedKey } from '../../../server/keys/certificates.ts';
import { certificatesFor } from '../../support/certificates.ts';

const day = 24 * 3600 * 1000;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => void server.close(() => done())));
  return (server.address() as AddressInfo).port;
}

async function serverShowing({ certificate: cert, key }: CertifiedKey): Promise<string> {
  const server = createServer({ cert, key }, (_request, response) => response.end('the portal'));
  onTestFinished(() => server.closeAllConnections());
  return `https://localhost:${await listening(server)}/`;
}

const pinOf = ({ certificate }: CertifiedKey) =>
  createHash('sha256').update(new X509Certificate(certificate).raw).digest('hex');

const trusting = (trust: Partial<ServerTrust>): ServerTrust => ({
  authority: undefined,
  certificate: undefined,
  ...trust,
});

/** What the shell's own talk with that server comes to. */
async function talk(address: string, trust: ServerTrust, patience = 30_000): Promise<string> {
  try {
    return await (await fetchTrusting(trust)(address, { signal: AbortSignal.timeout(patience) })).text();
  } catch (error) {
    return whyUnreachable(error);
  }
}

/** What a page at that server comes to, as Chromium asks for it. */
function verdict(address: string, trust: ServerTrust, shown: CertifiedKey, hostname = 'localhost'): Promise<number> {
  return new Promise((decide) => {
    const web = {
      setCertificateVerifyProc: (verify: (request: object, decide: (verdict: number) => void) => void) =>
        verify({ hostname, certificate: { data: shown.certificate } }, decide),
    };
    trustInPages(web as never, address, trust);
  });
}

const trusted = 0;
const refused = -2;
const chromiumDecides = -3;

test('[K3] the authority that policy names vouches for the server, and no other one does', async () => {
  const clinic = await certificatesFor('localhost');
  const other = await certificatesFor('localhost');
  const address = await serverShowing(clinic.server);
  const named = trusting({ authority: clinic.authority.certificate });
  const another = trusting({ authority: other.authority.certificate });
  expect(await talk(address, named)).toBe('the portal');
  expect(await verdict(address, named, clinic.server)).toBe(trusted);
  expect(await talk(address, another)).toBe('certificate');
  expect(await verdict(address, another, clinic.server)).toBe(refused);
  expect(await talk(address, trusting({}))).toBe('certificate');
});

test('[K3] a pinned certificate is the only one that is taken, also where the authority is right', async () => {
  const { authority, server } = await certificatesFor('localhost');
  const address = await serverShowing(server);
  const authorityToo = { authority: authority.certificate };
  const wrong = pinOf((await certificatesFor('localhost')).server);
  for (const trust of [{ certificate: pinOf(server) }, { certificate: pinOf(server).toUpperCase(), ...authorityToo }]) {
    expect(await talk(address, trusting(trust))).toBe('the portal');
    expect(await verdict(address, trusting(trust), server)).toBe(trusted);
  }
  for (const trust of [{ certificate: wrong }, { certificate: wrong, ...authorityToo }]) {
    expect(await talk(address, trusting(trust))).toBe('certificate');
    expect(await verdict(address, trusting(trust), server)).toBe(refused);
  }
});

test('[K3] a certificate that is over, or for another name, is refused', async () => {
  const old = await certificatesFor('localhost', Date.now() - 500 * day);
  const elsewhere = await certificatesFor('portal.clinic.example');
  for (const { authority, server } of [old, elsewhere]) {
    const address = await serverShowing(server);
    const trust = trusting({ authority: authority.certificate });
    expect(await talk(address, trust)).toBe('certificate');
    expect(await verdict(address, trust, server)).toBe(refused);
  }
});

test('[K3] a page that is shown another certificate than the shell is refused', async () => {
  const { authority, server } = await certificatesFor('localhost');
  const address = await serverShowing(server);
  const trust = trusting({ authority: authority.certificate });
  expect(await verdict(address, trust, (await certificatesFor('localhost')).server)).toBe(refused);
});

test('[K4] for every other name Chromium alone decides', async () => {
  const { authority, server } = await certificatesFor('localhost');
  const trust = trusting({ authority: authority.certificate });
  expect(await verdict('https://localhost:1/', trust, server, 'registry.example')).toBe(chromiumDecides);
  expect(await verdict('https://localhost:1/', trust, server, 'localhost.registry.example')).toBe(chromiumDecides);
});

test('[K7] why the server cannot be reached is told apart', async () => {
  const silent = createTcpServer(
    (socket) =>
      void socket
        .on('error', () => {})
        .once('close', () => socket.destroy())
        .resume(),
  );
  const port = await listening(silent);
  const gone = createTcpServer();
  const free = await new Promise<number>((done) =>
    gone.listen(0, '127.0.0.1', () => {
      const { port: taken } = gone.address() as AddressInfo;
      gone.close(() => done(taken));
    }),
  );
  expect(await talk('http://portal.invalid/', trusting({}))).toBe('name not found');
  expect(await talk(`http://127.0.0.1:${free}/`, trusting({}))).toBe('refused');
  expect(await talk(`http://127.0.0.1:${port}/`, trusting({}), 300)).toBe('timeout');
  expect(whyUnreachable(new Error('the portal answered 502'))).toBe('other');
});
