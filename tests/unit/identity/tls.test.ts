import { writeFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { request } from 'node:https';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { Deployment, PortalApplication } from '../../../shared/identity/api/identity.ts';
import { followTls, type Tls, tlsOf } from '../../../server/http/tls.ts';
import { SettingsError } from '../../../server/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const now = new TestClock().now();
const day = 24 * 3600 * 1000;

async function settingsFor(name: string, made = certificatesFor(name, now)) {
  const folder = await temporaryFolder();
  const certificates = await made;
  const tls = await certificateFiles(folder, certificates);
  return { folder, certificates, tls, settings: { server: { name, listen: '127.0.0.1', tls } } };
}

/** One request as a workstation makes it, whose clock stands where the test's does. */
function get(address: string, ca: string): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { ca, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }));
    });
    asked.on('error', reject).end();
  });
}

test('[R2] a clinic’s server answers under TLS, at its own name, with every application beside it', async () => {
  const { settings, certificates } = await settingsFor('localhost');
  const { portal } = await startTraining({ settings });
  const { certificate: ca } = certificates.authority;
  expect(portal).toMatch(/^https:\/\/localhost:\d+\/$/);
  const answer = await get(new URL('/api/deployment', portal).href, ca);
  expect((JSON.parse(answer.body) as Deployment).kind).toBe('training');
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  const listed = JSON.parse((await get(new URL('/api/applications', portal).href, ca)).body) as PortalApplication[];
  expect(listed.map(({ id }) => id)).toEqual(['immtrac2', 'vaos', 'syntropi']);
  for (const { address } of listed) {
    expect(new URL(address).hostname).toBe('localhost');
    expect((await get(new URL('/api/place', address).href, ca)).status).toBe(200);
  }
});

test('[R2] versions of TLS before 1.2 are refused', async () => {
  const { settings, certificates } = await settingsFor('localhost');
  const { portal } = await startTraining({ settings });
  const { port } = new URL(portal);
  const outcome = await new Promise<string>((done) => {
    const socket = connect({
      host: 'localhost',
      port: Number(port),
      ca: certificates.authority.certificate,
      ...({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const),
    });
    onTestFinished(() => void socket.destroy());
    socket.once('secureConnect', () => done('connected'));
    socket.once('error', () => done('refused'));
  });
  expect(outcome).toBe('refused');
});

test('[R2] another name for the same address is refused', async () => {
  const { settings, certificates } = await settingsFor('localhost');
  const { portal } = await startTraining({ settings });
  const outcome = await new Promise<number>((done, reject) => {
    const options = {
      ca: certificates.authority.certificate,
      headers: { host: 'portal.evil.example' },
      servername: 'localhost',
      agent: false,
    };
    request(new URL('/api/deployment', portal), options as object, (response) => done(response.resume().statusCode!))
      .on('error', reject)
      .end();
  });
  expect(outcome).toBe(421);
});

const wrong: [string, () => Promise<{ settings: object }>, RegExp][] = [
  [
    'a certificate for another name',
    async () => settingsFor('localhost', certificatesFor('portal.clinic.example', now)),
    /certificateFile: the certificate is not for localhost/,
  ],
  [
    'a certificate that is over',
    async () => settingsFor('localhost', certificatesFor('localhost', now - 500 * day)),
    /no longer valid since/,
  ],
  [
    'a certificate that is not valid yet',
    async () => settingsFor('localhost', certificatesFor('localhost', now + 2 * day)),
    /not valid before/,
  ],
  [
    'the key of another certificate',
    async () => {
      const made = await settingsFor('localhost');
      await writeFile(made.tls.keyFile, (await certificatesFor('localhost', now)).server.key);
      return made;
    },
    /keyFile is not the key of this certificate/,
  ],
  [
    'a file that is not there',
    async () => {
      const made = await settingsFor('localhost');
      const tls = { ...made.tls, certificateFile: join(made.folder, 'none.pem') };
      return { settings: { server: { ...made.settings.server, tls } } };
    },
    /certificateFile cannot be read: ENOENT/,
  ],
  [
    'a key that is no key',
    async () => {
      const made = await settingsFor('localhost');
      await writeFile(made.tls.keyFile, 'secret of somebody else');
      return made;
    },
    /holds no private key/,
  ],
];

for (const [what, make, message] of wrong) {
  test(`[R2] ${what} stops the start, and the message says what is wrong and nothing of the key`, async () => {
    const { settings } = await make();
    const failure = await startTraining({ settings }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(SettingsError);
    expect((failure as Error).message).toMatch(message);
    expect((failure as Error).message).not.toMatch(/BEGIN|somebody/);
  });
}

test('[R2] a renewed certificate is taken over without a restart, and one that does not fit is not', async () => {
  const { settings, tls } = await settingsFor('localhost');
  const first = (await tlsOf(settings, now))!;
  const [taken, refused]: [Tls[], Error[]] = [[], []];
  const stop = followTls(first, () => tlsOf(settings, now), {
    every: 5,
    taken: (renewed) => taken.push(renewed),
    refused: (error) => refused.push(error),
  });
  onTestFinished(stop);
  const { server: next } = await certificatesFor('localhost', now);
  await writeFile(tls.certificateFile, next.certificate);
  await eventually(() => expect(refused.at(-1)?.message).toContain('keyFile'));
  expect(taken).toEqual([]);
  await writeFile(tls.keyFile, next.key);
  await eventually(() => expect(taken).toEqual([{ cert: next.certificate, key: next.key }]));
});
