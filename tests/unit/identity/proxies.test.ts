import { request } from 'node:https';
import { request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { proxiesOf } from '../../../server/http/proxies.ts';
import { createHttpServer } from '../../../server/http/server.ts';
import { perAddress } from '../../../server/identity/sign-in/routes.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { startTraining } from '../../support/deployment.ts';
import { silent } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';

type Headers = Record<string, string>;

/** A server that lets each address in twice a minute, and tells who it believes is calling. */
async function serverBehind(...proxies: string[]): Promise<(headers: Headers) => Promise<string>> {
  const app = await createHttpServer({
    origin: 'http://portal.clinic.example',
    deploymentId: '00000000',
    proxies,
    log: silent,
    access: { anyone: () => {} },
    eventLoop: { overloaded: () => false },
  });
  const rateLimit = perAddress({ settings: { signIn: { attemptsPerAddressPerMinute: 2 } } });
  app.get('/who', { config: { access: 'anyone', rateLimit } }, async ({ ip }) => ip);
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  return (headers) =>
    new Promise((resolve, reject) => {
      const asked = plainRequest(
        { port, path: '/who', headers: { host: 'portal.clinic.example', ...headers } },
        (answer) => {
          let body = '';
          answer.on('data', (text: Buffer) => (body += text.toString()));
          answer.on('end', () => resolve(answer.statusCode === 200 ? body : String(answer.statusCode)));
        },
      );
      asked.on('error', reject).end();
    });
}

const from = (...addresses: string[]): Headers => ({ 'x-forwarded-for': addresses.join(', ') });

test('[R2] behind a proxy that the settings name, limits for each address are each person’s', async () => {
  const ask = await serverBehind('127.0.0.1');
  for (const person of ['10.1.0.7', '10.1.0.8']) {
    expect([await ask(from(person)), await ask(from(person)), await ask(from(person))]).toEqual([
      person,
      person,
      '429',
    ]);
  }
});

test('[R2] what a person writes into X-Forwarded-For themselves counts for nothing', async () => {
  const ask = await serverBehind('127.0.0.0/30');
  // The proxy adds whom it got that from.
  expect(await ask(from('192.0.2.1', '10.1.0.7'))).toBe('10.1.0.7');
  expect(await ask(from('192.0.2.2', '10.1.0.7'))).toBe('10.1.0.7');
  expect(await ask(from('192.0.2.3', '10.1.0.7'))).toBe('429');
});

test('[R2] nobody else is believed, whether there is no proxy or another', async () => {
  for (const proxies of [[], ['10.0.0.5']]) {
    const ask = await serverBehind(...proxies);
    expect(await ask(from('10.1.0.7'))).toBe('127.0.0.1');
    expect(await ask(from('10.1.0.8'))).toBe('127.0.0.1');
    expect(await ask(from('10.1.0.9'))).toBe('429');
  }
});

test('[R2] also a proxy is not believed about the server’s own name and scheme', async () => {
  const certificates = await certificatesFor('localhost');
  const files = await certificateFiles(await temporaryFolder(), certificates);
  const server = { name: 'localhost', listen: '127.0.0.1', proxies: ['127.0.0.1'], tls: files };
  const { portal } = await startTraining({ clock: systemClock, settings: { server } });
  const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' };
  const body = await new Promise<string>((resolve, reject) => {
    const address = new URL('/.well-known/openid-configuration', portal);
    const asked = request(address, { ca: certificates.authority.certificate, agent: false, headers }, (answer) => {
      let text = '';
      answer.on('data', (more: Buffer) => (text += more.toString()));
      answer.on('end', () => resolve(text));
    });
    asked.on('error', reject).end();
  });
  const { issuer, authorization_endpoint: endpoint } = JSON.parse(body) as Record<string, string>;
  expect(issuer).toBe(new URL(portal).origin);
  expect(endpoint).toBe(new URL('/oidc/authorize', portal).href);
});

const settingsWith = (proxies: unknown) =>
  checkedSettings({ server: { name: 'a', tls: { certificateFile: 'c', keyFile: 'k' }, proxies } }, 'The settings');

test.each(['proxy.clinic.example', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.5/', '10.0.0.5/8/8', 'loopback', '::/129'])(
  '[R2] a proxy named %s stops the start in a sentence',
  (proxy) => {
    expect(() => proxiesOf(settingsWith([proxy]))).toThrow(SettingsError);
    expect(() => proxiesOf(settingsWith([proxy]))).toThrow(`server.proxies: ${proxy} is neither`);
  },
);

test('[R2] addresses and networks of both kinds are proxies, and without any there are none', () => {
  const proxies = ['10.0.0.5', '10.0.0.0/24', '::1', 'fd00::/8'];
  expect(proxiesOf(settingsWith(proxies))).toEqual(proxies);
  expect(proxiesOf({})).toEqual([]);
});
