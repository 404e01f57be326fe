import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Problem, sendProblem } from './problem.ts';
import type { HttpServer } from './server.ts';

const AssetPath = Type.Object({ file: Type.String() });

export interface PagesOptions {
  /** The built renderer: one folder for each page, `assets/` shared. */
  readonly root: string;
  /** The folder of this server's page. */
  readonly page: string;
  /** Addresses at which the page stands, as Fastify routes; the page itself decides what it shows there. */
  readonly paths: readonly string[];
  readonly access: string;
}

export type SendPage = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Serves one single-page interface and its files. */
export async function servePages(app: HttpServer, { root, page, paths, access }: PagesOptions): Promise<SendPage> {
  const html = await readFile(join(root, page, 'index.html'), 'utf8');
  const send: SendPage = (request, reply) => {
    if (isInternetExplorer(request)) return reply.type('text/html; charset=utf-8').send(unsupportedBrowser);
    return reply.type('text/html; charset=utf-8').send(html);
  };

  await app.register(fastifyStatic, { root: join(root, 'assets'), serve: false });
  app.get('/assets/:file', { config: { access: 'anyone' }, schema: { params: AssetPath } }, (request, reply) =>
    // The names contain a hash of the content.
    reply.sendFile(request.params.file, { maxAge: '365d', immutable: true }),
  );
  for (const path of paths) app.get(path, { config: { access } }, send);

  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) return send(request, reply.code(404));
    return sendProblem(request, reply, new Problem('not-found'));
  });
  return send;
}

export function wantsPage(request: FastifyRequest): boolean {
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !request.url.startsWith('/api/') &&
    (request.headers.accept ?? '').includes('text/html')
  );
}

function isInternetExplorer(request: FastifyRequest): boolean {
  return /\b(MSIE |Trident\/)/.test(request.headers['user-agent'] ?? '');
}

const unsupportedBrowser = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Browser not supported</title></head>
<body><h1>Internet Explorer is not supported</h1>
<p>The Enterprise Portal needs a current browser, because Internet Explorer no longer receives security fixes and cannot
show these pages. Open this address in Microsoft Edge, Google Chrome, Firefox or Safari.</p></body></html>`;
