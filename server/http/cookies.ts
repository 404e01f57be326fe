import type { CookieSerializeOptions } from '@fastify/cookie';

/**
 * Name and attributes of a server's own cookie. Under TLS the `__Host-` prefix binds it to this host; without TLS
 * (loopback only) browsers would refuse that prefix. Lax, because a sign-in arrives here from another origin.
 */
export function ownCookie(origin: string, name: string): { name: string; options: CookieSerializeOptions } {
  const secure = origin.startsWith('https:');
  return {
    name: secure ? `__Host-${name}` : name,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  };
}
