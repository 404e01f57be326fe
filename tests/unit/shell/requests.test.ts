import { describe, expect, test } from 'vitest';
import type { Addresses } from '../../../main/security/origins.ts';
import { mayRequest, mayUsePrivateNetwork } from '../../../main/security/requests.ts';

const place = (id: string, address: string, bundled: boolean, origins: string[] = []) => ({
  id,
  name: id,
  fullName: id,
  description: '',
  address,
  bundled,
  origins: [new URL(address).origin, ...origins],
});
const addresses: Addresses = {
  portal: 'http://127.0.0.1:4180/',
  applications: [
    place('immtrac2', 'http://127.0.0.1:4181/', true),
    place('vaos', 'https://vaos.example/app/', false, ['https://login.example', 'https://10.1.1.1']),
  ],
};
const privateOrigins = ['https://scanner.clinic.local:8443', 'https://192.168.7.7/'];
const rules = { addresses, privateOrigins };
const vaos = { kind: 'page', application: 'vaos' } as const;
const fromVaos = (url: string, initiator: string | undefined = 'https://vaos.example') =>
  mayRequest({ url, role: vaos, initiator }, rules);

describe('[K4] the page of a real application may ask', () => {
  test.each([
    'https://vaos.example/api/orders',
    'https://login.example/token',
    'https://cdn.example/library.js',
    'wss://push.example/socket',
    'data:image/png;base64,AA==',
    'blob:https://vaos.example/7',
    // What IT listed.
    'https://10.1.1.1/embedded',
    'https://scanner.clinic.local:8443/scan',
    'wss://scanner.clinic.local:8443/socket',
    'https://192.168.7.7/x',
  ])('%s', (url) => {
    expect(fromVaos(url)).toBe(true);
  });
});

describe('[K4] the page of a real application may not ask', () => {
  test.each([
    'http://127.0.0.1:4180/api/session',
    'http://127.0.0.1:4181/api/clients',
    'http://localhost:9222/json',
    'http://2130706433:4180/api/session',
    'http://[::ffff:127.0.0.1]:4180/',
    'ws://127.0.0.1:4180/events',
    'WSS://10.0.0.1/',
    'http://10.1.1.1/',
    'https://10.1.1.1:8443/',
    'https://scanner.clinic.local/',
    'http://scanner.clinic.local:8443/',
    'https://scanner.clinic.local:8443@192.168.7.8/',
    'https://user:password@192.168.7.8/',
    'https:\\\\192.168.7.8\\x',
    'https://192.168.7.8/?https://192.168.7.7',
    'ht\ntp://192.168.7.8/',
    'http://printer/',
    'http://169.254.169.254/latest/meta-data/',
    'kiosk://desk/',
    'kiosk://bar/',
    'no address',
    '',
  ])('%s', (url) => {
    expect(fromVaos(url)).toBe(false);
  });
});

test('[K4] neither a sandboxed frame nor a worker of a real application gets further than its page', () => {
  expect(fromVaos('http://127.0.0.1:4180/api/session', 'null')).toBe(false);
  expect(fromVaos('http://127.0.0.1:4180/api/session', undefined)).toBe(false);
  for (const initiator of ['https://vaos.example', 'https://login.example', 'https://elsewhere.example', 'null']) {
    const ask = (url: string) => mayRequest({ url, role: undefined, initiator }, rules);
    expect(ask('http://127.0.0.1:4180/api/session'), initiator).toBe(false);
    expect(ask('http://192.168.7.8/'), initiator).toBe(false);
    expect(ask('https://public.example/'), initiator).toBe(true);
  }
});

test('[K4] a page of an application that is on no list reaches nothing private, not even what is listed for others', () => {
  const gone = { kind: 'page', application: 'gone' } as const;
  expect(mayRequest({ url: 'https://10.1.1.1/', role: gone, initiator: 'https://vaos.example' }, rules)).toBe(false);
});

test('[K4] a portal with a public name is as far from a real application as one on this machine', () => {
  const clinic = { portal: 'https://kiosk.clinic.example/', applications: addresses.applications };
  const ask = (initiator: string) =>
    mayRequest(
      { url: 'https://kiosk.clinic.example/api/session', role: vaos, initiator },
      { addresses: clinic, privateOrigins },
    );
  expect(ask('https://vaos.example')).toBe(false);
  // The sign-in page of the portal, on the way to the application.
  expect(ask('https://kiosk.clinic.example')).toBe(true);
  expect(ask('https://kiosk.clinic.example.evil.example')).toBe(false);
});

test('[K4] the portal, the bundled applications, the bar and the shell itself reach their server', () => {
  const url = 'http://127.0.0.1:4180/api/session';
  const immtrac2 = { kind: 'page', application: 'immtrac2' } as const;
  for (const [role, initiator] of [
    [{ kind: 'portal' }, 'http://127.0.0.1:4180'],
    [{ kind: 'portal' }, 'kiosk://desk'],
    [{ kind: 'desk' }, 'https://vaos.example'],
    [immtrac2, 'http://127.0.0.1:4181'],
    [vaos, 'http://127.0.0.1:4180'],
    [undefined, undefined],
  ] as const) {
    expect(mayRequest({ url, role, initiator }, rules), `${role?.kind} ${initiator}`).toBe(true);
  }
});

test('[K4] only real applications are let near private addresses, and only where policy lists some', () => {
  expect(mayUsePrivateNetwork('https://vaos.example/', rules)).toBe(true);
  expect(mayUsePrivateNetwork('https://login.example', rules)).toBe(true);
  for (const origin of ['https://evil.example', 'http://vaos.example', 'http://127.0.0.1:4181', 'null', '']) {
    expect(mayUsePrivateNetwork(origin, rules), origin).toBe(false);
  }
  expect(mayUsePrivateNetwork('https://vaos.example/', { addresses, privateOrigins: [] })).toBe(false);
});
