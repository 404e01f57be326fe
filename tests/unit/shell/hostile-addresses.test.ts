import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Addresses,
  belongsTo,
  frameMayShow,
  mayLoad,
  mayOpenOutside,
  navigationFor,
  type ViewRole,
} from '../../../main/security/origins.ts';

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
  portal: 'https://portal.example/',
  applications: [
    place('immtrac2', 'https://immtrac2.example/', true),
    place('vaos', 'https://vaos.example/app/', false, ['https://login.vaos.example:8443']),
  ],
};
const vaos: ViewRole = { kind: 'page', application: 'vaos' };
const immtrac2: ViewRole = { kind: 'page', application: 'immtrac2' };
const roles: ViewRole[] = [{ kind: 'portal' }, vaos, immtrac2, { kind: 'bar' }];

/** None of these is at an origin that is listed, whatever it looks like. */
const hostile = [
  // Somebody else's host behind a name of ours.
  ...[
    'https://portal.example@evil.example/',
    'https://vaos.example:x@evil.example/',
    'https://vaos.example%40evil.example/',
  ],
  ...['https://vaos.example.evil.example/', 'https://evil.example/vaos.example', 'https://evil.example#vaos.example'],
  ...[
    'https://evil.example?https://vaos.example/',
    'https://evil.example\\@vaos.example/',
    'https://evil.example\\.vaos.example',
  ],
  ...['https://evilvaos.example/', 'https://xvaos.example/', 'https://app.vaos.example/'],
  // The same name otherwise: scheme, port, a dot at its end.
  ...['http://vaos.example/', 'https://vaos.example:444/', 'https://vaos.example./', 'https://login.vaos.example/'],
  ...['https://login.vaos.example:8443./', 'ftp://vaos.example/', 'ws://vaos.example/', 'wss://vaos.example/'],
  // Letters that look alike: Cyrillic а and о, in both spellings.
  ...['https://vаos.example/', 'https://vaоs.example/', 'https://xn--vos-7cd.example/'],
  // Schemes that carry or show an address.
  ...[
    'view-source:https://vaos.example/',
    'filesystem:https://vaos.example/x',
    'javascript:location="https://vaos.example"',
  ],
  ...['data:text/html,<script>1</script>', 'about:blank', 'about:srcdoc', 'chrome://settings', 'devtools://devtools/x'],
  ...[
    'file:///etc/passwd',
    'file://vaos.example/share',
    '\\\\vaos.example\\share',
    '\\\\host\\share',
    'smb://host/share',
  ],
  ...[
    'kiosk://bar/',
    'kiosk://desk/',
    'kiosk://vaos.example/',
    'chrome-extension://vaos.example/',
    'intent://vaos.example/',
  ],
  ...['mailto:a@vaos.example', 'ms-word:ofe|u|https://vaos.example/x', 'ms-settings:', 'tel:1', 'search-ms:query=x'],
  ...['ms-msdt:/id x', 'portal-kiosk://open', 'vbscript:x', 'blob:https://vaos.example/7', 'blob:null/7'],
  // No addresses.
  ...['', ' ', '\0', 'vaos.example', '//vaos.example/', '/app/', 'https://', 'https:///', 'https://[::1%25eth0]/'],
  ...['https://vaos.example:99999/', 'https://vaos.exa\0mple/', 'https://vaos.example%00.evil.example/', 'https://%'],
  ...['https://[fe80::1]/', 'https://127.0.0.1/', 'https://0x7f.1/', 'nonsense:https://vaos.example'],
  `https://evil.example/${'a'.repeat(1_000_000)}`,
  `${'x'.repeat(1_000_000)}://vaos.example/`,
];

describe('[K4] no view goes to, frames or loads', () => {
  test.each(hostile.map((address) => [address.slice(0, 60), address]))('%j', (_shown, address) => {
    for (const role of roles) {
      // What a real application's page made itself shows in it, and the shell loads not even that.
      const isItsOwn = role === vaos && address === 'blob:https://vaos.example/7';
      expect(navigationFor(role, address, addresses).verdict, role.kind).toBe(isItsOwn ? 'allow' : 'deny');
      expect(mayLoad(role, address, addresses), role.kind).toBe(false);
    }
    for (const application of addresses.applications) expect(belongsTo(address, application)).toBe(false);
    expect(mayOpenOutside(address, ['https://www.dshs.texas.gov/forms'])).toBe(false);
  });
});

describe('[K4] what a URL parser takes for an own address is one', () => {
  test.each([
    'HTTPS://VAOS.EXAMPLE/',
    'https://vaos.example:443/x',
    'https://user:password@vaos.example/',
    'https:\\\\vaos.example\\x',
    'ht\ttps://vaos\n.example/',
    '  https://vaos.example/ ',
    'https://vaos.example/..%2f..%2f',
    'https://vaos%2Eexample/',
    'https://ｖａｏｓ.example/',
    `https://vaos.example/${'a'.repeat(1_000_000)}`,
  ])('%.60j', (address) => {
    expect(navigationFor(vaos, address, addresses)).toEqual({ verdict: 'allow' });
    expect(new URL(address).origin).toBe('https://vaos.example');
  });
});

test('[O12] a real application frames its own origins, what it made itself and empty documents', () => {
  for (const address of [
    'https://vaos.example/report',
    'https://login.vaos.example:8443/silent',
    'blob:https://vaos.example/0b5e',
    'about:blank',
    'about:srcdoc',
  ]) {
    expect(frameMayShow(vaos, address, addresses), address).toBe(true);
    // Ours embed nothing.
    for (const role of roles) if (role !== vaos) expect(frameMayShow(role, address, addresses), role.kind).toBe(false);
  }
});

test('[K4] a real application frames nothing else, the portal and other applications included', () => {
  const framed = new Set(['about:blank', 'about:srcdoc', 'blob:https://vaos.example/7']);
  const others = ['https://portal.example/', 'https://portal.example/sign-in', 'https://immtrac2.example/'];
  for (const address of [...hostile.filter((each) => !framed.has(each)), ...others, 'blob:https://evil.example/7']) {
    expect(frameMayShow(vaos, address, addresses), address.slice(0, 60)).toBe(false);
  }
});

test('[K4] the shell loads in a view what that view may show, and looks for traces anywhere on the web', () => {
  expect(mayLoad(vaos, 'https://vaos.example/app/', addresses)).toBe(true);
  expect(mayLoad(vaos, 'https://portal.example/', addresses)).toBe(true);
  expect(mayLoad(vaos, 'https://immtrac2.example/', addresses)).toBe(false);
  expect(mayLoad({ kind: 'portal' }, 'https://portal.example/profile', addresses)).toBe(true);
  expect(mayLoad({ kind: 'portal' }, 'https://vaos.example/', addresses)).toBe(false);
  expect(mayLoad({ kind: 'bar' }, 'https://portal.example/', addresses)).toBe(false);
  expect(mayLoad({ kind: 'desk' }, 'https://visited.example/', addresses)).toBe(true);
  expect(mayLoad({ kind: 'desk' }, 'file:///etc/passwd', addresses)).toBe(false);
});

test('[K4] whatever a page asks for, what is allowed is at a listed origin', () => {
  const listed = new Set(['https://vaos.example', 'https://login.vaos.example:8443', 'https://portal.example']);
  const part = fc.constantFrom(
    ...['https:', 'http:', '//', '/', '\\', '@', ':', '.', '#', '?', '%2f', '%40', '\t', '\n', '\0', '[', ']', '443'],
    ...['vaos.example', 'portal.example', 'login.vaos.example:8443', 'evil.example', 'javascript:', 'blob:', 'data:'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const address = parts.join('');
      if (navigationFor(vaos, address, addresses).verdict === 'deny') return;
      expect(listed).toContain(new URL(address).origin);
    }),
    { numRuns: 5000 },
  );
});
