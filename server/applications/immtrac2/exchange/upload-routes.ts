import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { uploadApi } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { ownCookie } from '../../../http/cookies.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { ApplicationOptions } from '../../platform/application-server.ts';
import { keepAccess } from '../clients/accesses.ts';
import type { UploadAccountRecord } from './records.ts';
import type { Transfers } from './transfers.ts';
import { accountOf, changePassword, signIn, signOut, type UploadDeps } from './upload-accounts.ts';

type Options = Pick<ApplicationOptions, 'origin' | 'deploymentId' | 'pages' | 'training' | 'signOnsPerMinute'>;

/** Web FTP Upload [I10]: a page of its own with a sign-in of its own; nothing here looks at the portal's session. */
export function uploadRoutes(
  app: HttpServer,
  deps: UploadDeps,
  options: Options,
  {
    transfers,
    record,
  }: { transfers: Transfers; record: (event: string, about: Readonly<Record<string, string>>) => Promise<void> },
): void {
  const { name: cookie, options: attributes } = ownCookie(options.origin, 'immtrac2_upload', options.deploymentId);
  const strict = { ...attributes, sameSite: 'strict' as const };
  const rateLimit = { max: options.signOnsPerMinute, timeWindow: limits.signIn.perAddress.window };

  const signedIn = async (request: FastifyRequest): Promise<UploadAccountRecord> => {
    const account = await accountOf(deps, request.cookies[cookie]);
    if (account === undefined) throw new Problem('sign-in-required');
    return account;
  };

  let page: Promise<string> | undefined;
  app.get('/web-ftp-upload', { config: { access: 'anyone' } }, async (_request, reply) => {
    page ??= readFile(join(options.pages, 'applications', 'immtrac2', 'upload', 'index.html'), 'utf8');
    return reply.type('text/html; charset=utf-8').send(await page);
  });

  serve(app, uploadApi.session, async (request) => {
    const account = await accountOf(deps, request.cookies[cookie]);
    return { username: account?.username ?? null, site: account?.siteName ?? null, training: options.training };
  });

  serve(
    app,
    uploadApi.signIn,
    async (request, reply) => {
      const { username, password } = request.body;
      const outcome = await signIn(deps, username, password);
      if (outcome.outcome === 'locked') {
        await record('upload.sign-in-locked', {});
        throw new Problem('sign-in-locked', { parameters: { until: outcome.until } });
      }
      if (outcome.outcome === 'refused') {
        await record('upload.sign-in-refused', {});
        throw new Problem('sign-in-refused');
      }
      await record('upload.signed-in', { upload: outcome.account.id });
      reply.setCookie(cookie, outcome.token, strict);
    },
    { rateLimit },
  );

  serve(app, uploadApi.signOut, async (request, reply) => {
    await signOut(deps, request.cookies[cookie]);
    reply.clearCookie(cookie, strict);
  });

  serve(
    app,
    uploadApi.changePassword,
    async (request, reply) => {
      const account = await signedIn(request);
      const outcome = await changePassword(deps, account, request.body.current, request.body.next);
      if (outcome.outcome === 'locked') throw new Problem('sign-in-locked', { parameters: { until: outcome.until } });
      if (outcome.outcome === 'wrong') throw new Problem('password-wrong');
      if (outcome.outcome === 'refused') {
        throw new Problem('password-refused', { fields: [outcome.because] });
      }
      await record('upload.password-changed', { upload: account.id });
      reply.clearCookie(cookie, strict);
    },
    { rateLimit },
  );

  serve(app, uploadApi.transfers, async (request) => {
    const { id, siteId } = await signedIn(request);
    return { transfers: await transfers.of([siteId], id), timeZone: deps.timeZone };
  });

  serve(app, uploadApi.transfer, async (request) => {
    const { id, siteId } = await signedIn(request);
    const found = await transfers.details(request.params.id, [siteId], id);
    if (found === undefined) throw new Problem('not-found');
    return found;
  });

  serve(
    app,
    uploadApi.send,
    async (request) => {
      const { id: accountId, username, siteId, siteName } = await signedIn(request);
      const { fileName, content } = request.body;
      const id = randomUUID();
      await record('upload.received', { upload: accountId, exchange: id });
      const site = { id: siteId, name: siteName };
      await transfers.accept(
        fileName,
        content,
        {
          id: accountId,
          name: `Web FTP Upload ${username}`,
          site,
          via: 'upload',
          shown: async (found, ids) => {
            for (const client of ids) await record(`upload.client-${found}`, { upload: accountId, client });
            const acting = { accountId, name: username, roles: [], sites: [site] };
            await keepAccess(deps, acting, ids, { what: found, reason: 'client-care' });
          },
        },
        id,
      );
      return { id };
    },
    { bodyLimit: Math.ceil(limits.hl7.fileBytes / 3) * 4 + limits.http.bodyBytes },
  );
}
