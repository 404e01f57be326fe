import type { CookieSerializeOptions } from '@fastify/cookie';
import { cookieName } from '../../shared/cookies.ts';

/** Name and attributes of a server's own cookie. Lax, because a sign-in arrives here from another origin. */
export function ownCookie(origin: string, name: string): { name: string; options: CookieSerializeOptions } {
  const secure = origin.startsWith('https:');
  return { name: cookieName(origin, name), options: { httpOnly: true, sameSite: 'lax', path: '/', secure } };
}
