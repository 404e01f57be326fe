import type { CookieSerializeOptions } from '@fastify/cookie';
import { boundName, cookieName } from '../../shared/identity/cookies.ts';
import { Problem } from './problem.ts';

/** Name and attributes of a server's own cookie. Lax, because a sign-in arrives here from another origin. */
export function ownCookie(
  origin: string,
  name: string,
  deployment: string,
): { name: string; options: CookieSerializeOptions } {
  const secure = origin.startsWith('https:');
  return {
    name: cookieName(origin, name, deployment),
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}

/**
 * A cookie that comes twice was set a second time for a part of the server, by somebody else on this host: which of the
 * two is ours, nobody can tell (RFC 6265, 8.6).
 * @param header the request's, as it came
 */
export function refuseDoubledCookies(header: string | undefined, deployment: string): void {
  const own = boundName('', deployment);
  const names = (header ?? '').split(';').flatMap((pair) => {
    const [name = ''] = pair.split('=', 1);
    return name.trim().endsWith(own) ? [name.trim()] : [];
  });
  if (new Set(names).size < names.length) throw new Problem('cookies-doubled');
}
