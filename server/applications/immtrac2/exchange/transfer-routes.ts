import { randomUUID } from 'node:crypto';
import { exchangeApi } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { keepAccess } from '../clients/accesses.ts';
import { requireSite } from '../acting.ts';
import type { Recorder } from '../registry.ts';
import type { Transfers } from './transfers.ts';
import { giveAccount, type UploadDeps, usernameOf } from './upload-accounts.ts';

/** Files that somebody who is signed in sends for one of their sites, and who may give a site its account at Web FTP Upload. */
export function transferRoutes(app: HttpServer, deps: UploadDeps, trail: Recorder, transfers: Transfers): void {
  serve(app, exchangeApi.transfers, async (request) => {
    const { sites } = request.applicationSession!.caller;
    return { transfers: await transfers.of(sites.map(({ id }) => id)), timeZone: deps.timeZone };
  });

  serve(app, exchangeApi.transfer, async (request) => {
    const { sites } = request.applicationSession!.caller;
    const found = await transfers.details(
      request.params.id,
      sites.map(({ id }) => id),
    );
    if (found === undefined) throw new Problem('not-found');
    return found;
  });

  serve(
    app,
    exchangeApi.send,
    async (request) => {
      const session = request.applicationSession!;
      const { fileName, content } = request.body;
      const siteId = requireSite(session, request.body.siteId);
      const { caller } = session;
      const site = caller.sites.find(({ id }) => id === siteId)!;
      const id = randomUUID();
      await trail.record('messages.received', session, { exchange: id });
      await transfers.accept(
        fileName,
        content,
        {
          id: caller.accountId,
          name: caller.name,
          site,
          via: 'page',
          shown: async (found, ids) => {
            for (const client of ids) {
              await trail.record(`client.${found}`, session, { client, reason: 'client-care' });
            }
            await keepAccess(deps, caller, ids, { what: found, reason: 'client-care' });
          },
        },
        id,
      );
      return { id };
    },
    { bodyLimit: Math.ceil(limits.hl7.fileBytes / 3) * 4 + limits.http.bodyBytes },
  );

  serve(app, exchangeApi.uploadAccounts, async (request) => {
    const { sites } = request.applicationSession!.caller;
    const accounts = await Promise.all(
      sites.map(async ({ id, name }) => ({ site: { id, name }, username: (await usernameOf(deps, id)) ?? null })),
    );
    return { accounts };
  });

  serve(app, exchangeApi.giveUploadAccount, async (request) => {
    const session = request.applicationSession!;
    const siteId = requireSite(session, request.body.siteId);
    if (!session.caller.roles.includes('point-of-contact')) throw new Problem('not-permitted');
    const site = session.caller.sites.find(({ id }) => id === siteId)!;
    const account = randomUUID();
    await trail.record('upload-account.given', session, { upload: account });
    return giveAccount(deps, site, account);
  });
}
