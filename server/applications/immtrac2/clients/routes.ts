import { clientsApi } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { accessesTo } from './accesses.ts';
import { OneClient, refused, requireSite, usualSite } from '../acting.ts';
import { addClient } from './add-client.ts';
import { affirmConsent, type Changed, changeClient } from './change-client.ts';
import { clientRecord } from './client-record.ts';
import { lastSearch } from '../entry/entry.ts';
import { keepApart, mergeClients, possibleDuplicates, undoMerge } from '../duplicates/merge-clients.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';
import { withdrawalOf, withdrawConsent } from '../consent/withdraw-consent.ts';

/** One client: the record, consent, and two records of one person. */
export function clientRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder): void {
  const acting = new OneClient(deps, trail);

  serve(app, clientsApi.client, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    const answer = await clientRecord(deps, client, session.caller);
    await acting.record('client.opened', session, client.id, 'opened');
    return answer;
  });

  serve(app, clientsApi.addClient, async (request) => {
    const session = request.applicationSession!;
    const siteId = requireSite(session, request.body.siteId);
    const { reason, searched } = await lastSearch(deps, session.id);
    await trail.record('client.adding', session, { reason });
    const added = await addClient(deps, { ...request.body, siteId }, searched);
    if (added.outcome === 'refused') throw refused(added.fields);
    if (added.outcome === 'search first') throw new Problem('search-required');
    await acting.record('client.added', session, added.id, 'consent');
    return { id: added.id };
  });

  serve(app, clientsApi.changeClient, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    await acting.record('client.changed', session, client.id, 'changed');
    settle(await changeClient(deps, client, request.body, await usualSite(deps, session)));
  });

  serve(app, clientsApi.affirmConsent, async (request) => {
    const session = request.applicationSession!;
    const siteId = await usualSite(deps, session, request.body.siteId);
    const client = await acting.client(request.params.id);
    await acting.record('consent.affirmed', session, client.id, 'consent');
    settle(await affirmConsent(deps, client, request.body, siteId));
  });

  serve(app, clientsApi.withdrawal, async (request) => {
    const client = await acting.client(request.params.id);
    await acting.record('withdrawal.opened', request.applicationSession!, client.id, 'opened');
    return withdrawalOf(deps, client);
  });

  serve(app, clientsApi.withdrawConsent, async (request) => {
    const client = await acting.client(request.params.id);
    await acting.record('consent.withdrawn', request.applicationSession!, client.id, 'consent');
    const outcome = await withdrawConsent(deps, client, request.body.revision);
    if (outcome !== 'withdrawn') throw new Problem('record-changed');
  });

  serve(app, clientsApi.duplicates, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    await acting.record('duplicates.opened', session, client.id, 'opened');
    const candidates = await possibleDuplicates(deps, client);
    for (const { id } of candidates) await acting.record('client.found', session, id, 'found');
    return { candidates };
  });

  serve(app, clientsApi.merge, async (request) => {
    const session = request.applicationSession!;
    const [client, other] = [await acting.client(request.params.id), await acting.client(request.body.other)];
    await acting.record('client.merged', session, client.id, 'merged');
    await acting.record('client.merged', session, other.id, 'merged');
    if ((await mergeClients(deps, client, other)) !== 'merged') throw new Problem('record-changed');
  });

  serve(app, clientsApi.undoMerge, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    const { other } = request.body;
    await acting.record('merge.undone', session, client.id, 'merged');
    // Only a part of this record is named in the trail: what else somebody sends is nobody's id.
    if (client.merged?.includes(other)) await acting.record('merge.undone', session, other, 'merged');
    if ((await undoMerge(deps, client, other)) !== 'merged') throw new Problem('record-changed');
  });

  serve(app, clientsApi.keepApart, async (request) => {
    const [client, other] = [await acting.client(request.params.id), await acting.client(request.body.other)];
    const session = request.applicationSession!;
    await acting.record('client.kept-apart', session, client.id, 'changed');
    await acting.record('client.kept-apart', session, other.id, 'changed');
    await keepApart(deps, client, other);
  });

  serve(app, clientsApi.accesses, async (request) => {
    const client = await acting.client(request.params.id);
    await acting.record('accesses.opened', request.applicationSession!, client.id, 'printed');
    return { accesses: await accessesTo(deps, client.id), timeZone: deps.timeZone };
  });
}

function settle(changed: Changed): void {
  if (changed.outcome === 'refused') throw refused(changed.fields);
  if (changed.outcome === 'changed meanwhile') throw new Problem('record-changed');
}
