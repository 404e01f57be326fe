import type * as Electron from 'electron';
import type { CdpSession, Protocol } from './cdp.ts';
import { emulated } from './emulated.ts';

type Emulated = Pick<Electron.Cookies, 'get' | 'set' | 'remove' | 'flushStore'>;
const sameSiteNames = { unspecified: undefined, no_restriction: 'None', lax: 'Lax', strict: 'Strict' } as const;

interface Store {
  browser: CdpSession;
  browserContextId?: string;
}

/** @param open resolves once the partition has its browser context */
export function createCookies(open: () => Promise<Store>): Emulated {
  const get = async (filter: Electron.CookiesGetFilter): Promise<Electron.Cookie[]> => {
    const { browser, ...context } = await open();
    const { cookies } = await browser.send('Storage.getCookies', context);
    return cookies.map(asElectron).filter((cookie) => matches(cookie, filter));
  };
  const set = async ({ expirationDate, sameSite, name = '', value = '', ...details }: Electron.CookiesSetDetails) => {
    const { browser, ...context } = await open();
    const chosen = sameSiteNames[sameSite ?? 'unspecified'];
    const cookie: Protocol.Network.CookieParam = { name, value, ...details };
    if (expirationDate !== undefined) cookie.expires = expirationDate;
    if (chosen !== undefined) cookie.sameSite = chosen;
    await browser.send('Storage.setCookies', { ...context, cookies: [cookie] });
  };
  const remove = async (url: string, name: string): Promise<void> => {
    for (const { domain = '', hostOnly, path } of await get({ url, name })) {
      const place = { url, ...(path && { path }), ...(!hostOnly && { domain }) };
      await set({ ...place, name, expirationDate: 1 }); // long over: Chromium drops it
    }
  };
  return emulated('Cookies', { get, set, remove, flushStore: async () => {} });
}

function asElectron(cookie: Protocol.Network.Cookie): Electron.Cookie {
  const { name, value, domain, path, secure, httpOnly, session, expires } = cookie;
  const sameSite = { None: 'no_restriction', Lax: 'lax', Strict: 'strict' } as const;
  return {
    name,
    value,
    domain,
    path,
    secure,
    httpOnly,
    session,
    hostOnly: !domain.startsWith('.'),
    sameSite: cookie.sameSite === undefined ? 'unspecified' : sameSite[cookie.sameSite],
    ...(!session && { expirationDate: expires }),
  };
}

function matches(cookie: Electron.Cookie, filter: Electron.CookiesGetFilter): boolean {
  const { url, domain, ...same } = filter;
  const own = cookie.domain?.replace(/^\./, '') ?? '';
  const within = (host: string, parent: string): boolean => host === parent || host.endsWith(`.${parent}`);
  const sent = url === undefined ? undefined : new URL(url);
  return (
    Object.entries(same).every(([key, value]) => value === undefined || cookie[key as keyof typeof same] === value) &&
    (domain === undefined || within(own, domain.replace(/^\./, ''))) &&
    (sent === undefined ||
      (within(sent.hostname, own) &&
        sent.pathname.startsWith(cookie.path ?? '/') &&
        (!cookie.hostOnly || sent.hostname === own)))
  );
}
