import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';

/** The shell's own pages, which come with it and from nowhere else. */
export const kioskScheme = 'kiosk';
/** As Electron reports it for a frame; Node's URL knows no origin of a scheme that is not the web's. */
export const barOrigin = `${kioskScheme}://bar`;
export const barAddress = `${barOrigin}/`;

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Must run before the application is ready. */
export function registerKioskScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: kioskScheme, privileges: { standard: true, secure: true } }]);
}

/** @param pages the built renderer */
export function serveKioskPages(session: Session, pages: string): void {
  session.protocol.handle(kioskScheme, async ({ url }) => {
    const { pathname } = new URL(url);
    const file = pathname === '/' ? 'bar/index.html' : /^\/assets\/[\w.-]+$/.exec(pathname)?.[0].slice(1);
    const content = file && (await readFile(join(pages, file)).catch(() => undefined));
    if (!file || !content) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
