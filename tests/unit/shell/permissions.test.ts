import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { denyByDefault, permissions } from '../../../main/security/permissions.ts';

type Handlers = {
  request: (contents: null, permission: string, decide: (allowed: boolean) => void, details: object) => void;
  check: (contents: null, permission: string, origin: string, details: object) => boolean;
  device: () => boolean;
  display: (request: object, respond: (streams: object | null) => void) => void;
};

/** Electron's session, as far as it asks. */
function askedSession(mayUsePrivateNetwork: (origin: string) => boolean): Handlers {
  const handlers: Partial<Handlers> = {};
  const session = {
    setPermissionRequestHandler: (handler: Handlers['request']) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler: Handlers['check']) => void (handlers.check = handler),
    setDevicePermissionHandler: (handler: Handlers['device']) => void (handlers.device = handler),
    setDisplayMediaRequestHandler: (handler: Handlers['display']) => void (handlers.display = handler),
    on: () => session,
  };
  denyByDefault(session as unknown as Session, mayUsePrivateNetwork);
  return handlers as Handlers;
}

function answers({ request, check }: Handlers, permission: string, origin = 'https://vaos.example'): boolean[] {
  const decided: boolean[] = [];
  request(null, permission, (allowed) => decided.push(allowed), { requestingUrl: `${origin}/page` });
  return [...decided, check(null, permission, origin, {})];
}

const privateNetwork = ['local-network', 'local-network-access', 'loopback-network'];

test('[K4] whether asked or looked up, a page is permitted to copy, and nothing else', () => {
  const session = askedSession(() => false);
  const allowed = Object.keys(permissions).filter((permission) => answers(session, permission).includes(true));
  expect(allowed).toEqual(['clipboard-sanitized-write']);
  expect(answers(session, 'clipboard-sanitized-write')).toEqual([true, true]);
  for (const unheardOf of ['a-permission-of-next-year', 'toString', '__proto__', 'constructor', '']) {
    expect(answers(session, unheardOf), unheardOf).toEqual([false, false]);
  }
});

test('[K4] no device and no screen is handed out', () => {
  const { device, display } = askedSession(() => true);
  expect(device()).toBe(false);
  display({}, (streams) => expect(streams).toBeNull());
  expect.assertions(2);
});

test('[K4] private addresses are for the pages for which policy lists some, and for no other', () => {
  const session = askedSession((origin) => new URL(origin).origin === 'https://vaos.example');
  for (const permission of privateNetwork) {
    expect(answers(session, permission), permission).toEqual([true, true]);
    expect(answers(session, permission, 'https://evil.example'), permission).toEqual([false, false]);
  }
  expect(answers(session, 'geolocation')).toEqual([false, false]);
});

test('[K4] every line of the table gives its reason', () => {
  for (const { because } of Object.values(permissions)) expect(because.length).toBeGreaterThan(10);
});
