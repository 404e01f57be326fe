import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Language, sourceLanguage } from '../../shared/contract/languages.ts';
import { acceptsPage, Problem, sendProblem } from './problem.ts';
import type { HttpServer } from './server.ts';

const AssetPath = Type.Object({ file: Type.String() });

export interface PagesOptions {
  /** The built renderer: one folder for each page, `assets/` shared. */
  readonly root: string;
  /** The folder of this server's page. */
  readonly page: string;
  /** Addresses at which the page stands, as Fastify routes; the page itself decides what it shows there. */
  readonly paths: readonly string[];
  /** Documents of their own beside it, by the folder of each, with their addresses. */
  readonly besides?: Readonly<Record<string, readonly string[]>>;
  readonly access: string;
  /** Further ones, which anyone may see. */
  readonly openPaths?: readonly string[] | undefined;
  /** Whether the page says from its first moment that this is training. */
  readonly training?: boolean;
  /** In which language the page is to begin, where it speaks several. */
  readonly languageOf?: (request: FastifyRequest) => Language;
  /** What the page need not ask for, under the name by which it finds it; undefined where it has to ask. */
  readonly said?: { readonly as: string; readonly to: (request: FastifyRequest) => Promise<object | undefined> };
}

export type SendPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Serves one single-page interface and its files. */
export async function servePages(
  app: HttpServer,
  { root, page, paths, besides = {}, access, openPaths = [], training = false, languageOf, said }: PagesOptions,
): Promise<SendPage> {
  const sender = async (folder: string): Promise<SendPage> => {
    const html = await readFile(join(root, folder, 'index.html'), 'utf8');
    return (request, reply) => sendDocument(html, request, reply);
  };
  const sendDocument = async (html: string, request: FastifyRequest, reply: FastifyReply) => {
    if (isInternetExplorer(request)) return reply.type('text/html; charset=utf-8').send(unsupportedBrowser);
    const language = languageOf?.(request) ?? sourceLanguage;
    const beginning = `<html lang="${language}"${training ? ' data-training' : ''}>`;
    const content = await said?.to(request);
    const document = html
      .replace('<html lang="en">', beginning)
      .replace('<div id="root">', (start) => (content ? dataBlock(said!.as, content) : '') + start);
    return reply.type('text/html; charset=utf-8').send(document);
  };
  const send = await sender(page);

  await app.register(fastifyStatic, { root: join(root, 'assets'), serve: false, preCompressed: true });
  app.get('/assets/:file', { config: { access: 'anyone' }, schema: { params: AssetPath } }, (request, reply) =>
    // The names contain a hash of the content.
    reply.sendFile(request.params.file, { maxAge: '365d', immutable: true }),
  );
  for (const path of paths) app.get(path, { config: { access } }, send);
  for (const path of openPaths) app.get(path, { config: { access: 'anyone' } }, send);
  for (const [folder, places] of Object.entries(besides)) {
    const sendThis = await sender(folder);
    for (const path of places) app.get(path, { config: { access } }, sendThis);
  }

  const canonical = canonicalAddresses([...paths, ...openPaths, ...Object.values(besides).flat()]);
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) {
      const address = canonical(request.url);
      return address === undefined ? send(request, reply.code(404)) : reply.redirect(address, 308);
    }
    return sendProblem(request, reply, new Problem('not-found'));
  });
  return send;
}

/** Data, which no policy takes for a script; nothing in it can end the element. */
function dataBlock(id: string, content: object): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(content).replaceAll('<', String.raw`\u003c`)}</script>`;
}

export function wantsPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && !request.url.startsWith('/api/') && acceptsPage(request);
}

/** @returns how a page's address is written, for one that differs only in case or in slashes at its ends */
function canonicalAddresses(paths: readonly string[]): (url: string) => string | undefined {
  const partsOf = (path: string) => path.replace(/^\/+|\/+$/g, '').split('/');
  const known = paths.map((path) => ({ path, wanted: partsOf(path) }));
  return (url) => {
    const [asked, ...query] = url.split('?');
    const given = partsOf(asked!);
    const fits = (part: string, at: number) =>
      part.startsWith(':') ? given[at] !== '' : part.toLowerCase() === given[at]!.toLowerCase();
    const page = known.find(({ wanted }) => wanted.length === given.length && wanted.every(fits));
    const address = page?.path
      .split('/')
      .map((part, at) => (part.startsWith(':') ? given[at - 1] : part))
      .join('/');
    // What is not found where it is written so is not found at all.
    return address === undefined || address === asked ? undefined : [address, ...query].join('?');
  };
}

function isInternetExplorer(request: FastifyRequest): boolean {
  return /\b(MSIE |Trident\/)/.test(request.headers['user-agent'] ?? '');
}

const unsupportedBrowser = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Browser not supported</title></head>
<body><h1>Internet Explorer is not supported</h1>
<p>The Enterprise Portal needs a current browser, because Internet Explorer no longer receives security fixes and cannot
show these pages. Open this address in Microsoft Edge, Google Chrome, Firefox or Safari.</p></body></html>`;
