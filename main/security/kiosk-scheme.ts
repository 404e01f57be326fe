import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import type { WindowTrouble } from '../diagnostics/recover-contents.ts';
import type { DeskStep } from '../../shared/kiosk/texts/desk.ts';
import type { LoadFailure } from '../diagnostics/window-recovery.ts';

/** The shell's own pages, which come with it and from nowhere else. */
export const kioskScheme = 'kiosk';
/** As Electron reports it for a frame; Node's URL knows no origin of a scheme that is not the web's. */
export const barOrigin = `${kioskScheme}://bar`;
export const barAddress = `${barOrigin}/`;
export const exitOrigin = `${kioskScheme}://exit`;
export const exitAddress = `${exitOrigin}/`;
export const deskPage = `${kioskScheme}://desk/`;

export type KioskPage = 'bar' | 'desk' | 'exit';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** No scripts from elsewhere, no frames; nothing is kept, for the page shows between two people. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Must run before the application is ready. */
export function registerKioskScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: kioskScheme, privileges: { standard: true, secure: true } }]);
}

/** What keeps the next person waiting: steps that did not hold, or a portal that does not answer. */
export type DeskProblem = readonly DeskStep[] | LoadFailure;

/** The page of a workstation between two people. @param server its host, for whoever is called about it */
export function deskAddress(problem: DeskProblem | undefined, server: string): string {
  if (problem === undefined) return deskPage;
  if (typeof problem === 'string')
    return `${deskPage}?${new URLSearchParams({ unreachable: problem, server }).toString()}`;
  return `${deskPage}?failed=${encodeURIComponent(problem.join(','))}`;
}

/** The page that lies over one with trouble. */
export function troubleAddress({ kind, comesBack }: WindowTrouble): string {
  return `${deskPage}?trouble=${encodeURIComponent(kind)}${comesBack ? '' : '&given-up'}`;
}

/** It stands in for a page that never came, because it led to an origin that is not listed. */
export function missingAddress(origin: string): string {
  return `${deskPage}?missing=${encodeURIComponent(origin)}`;
}

/**
 * Serves one page of the shell, with what its document names and nothing else.
 * @param pages the built renderer
 */
export function serveKioskPage(session: Session, page: KioskPage, pages: string): void {
  const documentFile = join(pages, 'shell', page, 'index.html');
  session.protocol.handle(kioskScheme, async ({ url }) => {
    const { hostname, pathname } = new URL(url);
    const document = hostname === page && (await readFile(documentFile, 'utf8').catch(() => undefined));
    if (document === false || document === undefined) return notThere();
    if (pathname === '/') return answer('.html', document);
    if (!/^\/assets\/[\w.-]+$/.test(pathname) || !document.includes(`"${pathname}"`)) return notThere();
    const content = await readFile(join(pages, pathname)).catch(() => undefined);
    return content === undefined ? notThere() : answer(extname(pathname), new Uint8Array(content));
  });
}

function answer(extension: string, content: string | Uint8Array<ArrayBuffer>): Response {
  const contentType = contentTypes[extension] ?? 'application/octet-stream';
  return new Response(content, { headers: { ...headers, 'content-type': contentType } });
}

function notThere(): Response {
  return new Response(null, { status: 404 });
}
