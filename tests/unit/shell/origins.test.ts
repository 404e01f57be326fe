import { expect, test } from 'vitest';
import { type Addresses, atPortal, belongsTo, mayOpenOutside, navigationFor } from '../../../main/security/origins.ts';
import type { PortalApplication } from '../../../shared/identity/api/identity.ts';

const application = (id: string, address: string, origins: string[] = []): PortalApplication => ({
  id,
  name: id,
  fullName: id,
  description: '',
  address,
  origins: [new URL(address).origin, ...origins],
  bundled: origins.length === 0,
});

const addresses: Addresses = {
  portal: 'http://127.0.0.1:4180/',
  applications: [
    application('immtrac2', 'http://127.0.0.1:4181/'),
    application('vaos', 'http://127.0.0.1:4182/'),
    application('syntropi', 'https://syntropi.example/kiosk/', ['https://login.example:8443/realms/dshs?x=1']),
    application('reports', 'https://syntropi.example/reports/'),
  ],
};
const portal = { kind: 'portal' } as const;
const vaosPage = { kind: 'page', application: 'vaos' } as const;
const bar = { kind: 'bar' } as const;

test.each([
  ['http://127.0.0.1:4182/orders', { verdict: 'allow' }],
  ['http://127.0.0.1:4180/oidc/authorize?client_id=vaos', { verdict: 'allow' }],
  ['http://127.0.0.1:4180/sign-in?continue=/interaction/x', { verdict: 'allow' }],
  ['http://127.0.0.1:4180/', { verdict: 'show portal' }],
  ['http://127.0.0.1:4180/iam/portal/Home/portalHome/notifications/', { verdict: 'show portal' }],
  ['http://127.0.0.1:4181/', { verdict: 'deny' }],
  ['http://127.0.0.1:41820/', { verdict: 'deny' }],
  ['http://127.0.0.1:4182@evil.example/', { verdict: 'deny' }],
  ['https://127.0.0.1:4182/', { verdict: 'deny' }],
  ['http://evil.example/?http://127.0.0.1:4182/', { verdict: 'deny' }],
  ['javascript:alert(1)', { verdict: 'deny' }],
  ['data:text/html,x', { verdict: 'deny' }],
  ['file:///etc/passwd', { verdict: 'deny' }],
  ['blob:http://127.0.0.1:4182/x', { verdict: 'deny' }],
  ['not an address', { verdict: 'deny' }],
])('[K4] the page of VAOS that asks for %s', (target, verdict) => {
  expect(navigationFor(vaosPage, target, addresses)).toEqual(verdict);
});

test('[K4] the portal stays at its own origin, and a link to an application opens a managed window', () => {
  expect(navigationFor(portal, 'http://127.0.0.1:4180/profile', addresses)).toEqual({ verdict: 'allow' });
  expect(navigationFor(portal, 'http://127.0.0.1:4181/clients/7', addresses)).toEqual({
    verdict: 'open application',
    application: 'immtrac2',
  });
  expect(navigationFor(portal, 'https://www.dshs.texas.gov/', addresses)).toEqual({ verdict: 'deny' });
});

test('[K4] of two applications at one origin, a link of the portal opens the one that is at that address', () => {
  for (const [address, id] of [
    ['https://syntropi.example/reports/', 'reports'],
    ['https://syntropi.example/kiosk/', 'syntropi'],
    ['https://syntropi.example/anything', 'syntropi'],
  ] as const) {
    expect(navigationFor(portal, address, addresses)).toEqual({ verdict: 'open application', application: id });
  }
  // Where an application signs people in is no application.
  expect(navigationFor(portal, 'https://login.example:8443/', addresses)).toEqual({ verdict: 'deny' });
});

test.each([
  ['https://syntropi.example/deep/page?x=1#y', 'allow'],
  ['https://login.example:8443/login', 'allow'],
  ['https://SYNTROPI.example./', 'deny'],
  ['https://login.example/login', 'deny'],
  ['http://login.example:8443/login', 'deny'],
  ['https://login.example:8443.evil.example/', 'deny'],
  ['https://login.example:8443@evil.example/', 'deny'],
  ['https://evil.example/https://login.example:8443/', 'deny'],
  ['https://syntropi.example.evil.example/', 'deny'],
  ['https://evilsyntropi.example/', 'deny'],
  ['https:\\\\evil.example\\syntropi.example', 'deny'],
  ['http://127.0.0.1:4182/', 'deny'],
  ['kiosk://desk/', 'deny'],
  ['kiosk://bar/', 'deny'],
  ['filesystem:https://syntropi.example/x', 'deny'],
  ['view-source:https://syntropi.example/', 'deny'],
  ['about:blank', 'deny'],
])('[K4] the page of an application of several origins that asks for %s', (target, verdict) => {
  expect(navigationFor({ kind: 'page', application: 'syntropi' }, target, addresses)).toEqual({ verdict });
});

test('[K4] a page of an application that is not on the list goes nowhere but to the portal', () => {
  const stray = { kind: 'page', application: 'gone' } as const;
  expect(navigationFor(stray, 'http://127.0.0.1:4182/', addresses)).toEqual({ verdict: 'deny' });
  expect(navigationFor(stray, 'http://127.0.0.1:4180/', addresses)).toEqual({ verdict: 'show portal' });
});

test('[T4] an address that is brought back belongs to its application, and a path to the portal', () => {
  const syntropi = addresses.applications[2]!;
  expect(belongsTo('https://syntropi.example/page?tab=2', syntropi)).toBe(true);
  expect(belongsTo('https://evil.example/', syntropi)).toBe(false);
  expect(belongsTo('javascript:alert(1)', syntropi)).toBe(false);
  expect(atPortal('/profile?x=1', addresses.portal)).toBe('http://127.0.0.1:4180/profile?x=1');
  for (const path of [
    '//evil.example/',
    '/\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'http://[',
  ]) {
    expect(atPortal(path, addresses.portal), path).toBeUndefined();
  }
});

test('[K2] the bar goes nowhere, and neither does the look at what was left behind', () => {
  for (const role of [bar, { kind: 'desk' } as const]) {
    expect(navigationFor(role, 'http://127.0.0.1:4180/', addresses)).toEqual({ verdict: 'deny' });
  }
});

test('[O9] only configured pages open outside, and only over TLS', () => {
  const configured = ['https://www.dshs.texas.gov/immunize/immtrac/forms.shtm'];
  expect(mayOpenOutside('https://www.dshs.texas.gov/immunize/immtrac/forms.shtm', configured)).toBe(true);
  expect(mayOpenOutside('https://www.dshs.texas.gov/', configured)).toBe(false);
  expect(mayOpenOutside('https://www.dshs.texas.gov.evil.example/immunize/immtrac/forms.shtm', configured)).toBe(false);
  expect(mayOpenOutside('http://www.dshs.texas.gov/immunize/immtrac/forms.shtm', configured)).toBe(false);
  expect(mayOpenOutside('file:///etc/passwd', ['file:///etc/passwd'])).toBe(false);
});
