import { expect, test } from 'vitest';
import { type Addresses, mayOpenOutside, navigationFor } from '../../../main/security/origins.ts';

const addresses: Addresses = {
  portal: 'http://127.0.0.1:4180/',
  applications: {
    immtrac2: 'http://127.0.0.1:4181/',
    vaos: 'http://127.0.0.1:4182/',
    syntropi: 'http://127.0.0.1:4183/',
  },
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

test('[K2] the bar goes nowhere', () => {
  expect(navigationFor(bar, 'http://127.0.0.1:4180/', addresses)).toEqual({ verdict: 'deny' });
});

test('[O9] only configured pages open outside, and only over TLS', () => {
  const configured = ['https://www.dshs.texas.gov/immunize/immtrac/forms.shtm'];
  expect(mayOpenOutside('https://www.dshs.texas.gov/immunize/immtrac/forms.shtm', configured)).toBe(true);
  expect(mayOpenOutside('https://www.dshs.texas.gov/', configured)).toBe(false);
  expect(mayOpenOutside('https://www.dshs.texas.gov.evil.example/immunize/immtrac/forms.shtm', configured)).toBe(false);
  expect(mayOpenOutside('http://www.dshs.texas.gov/immunize/immtrac/forms.shtm', configured)).toBe(false);
  expect(mayOpenOutside('file:///etc/passwd', ['file:///etc/passwd'])).toBe(false);
});
