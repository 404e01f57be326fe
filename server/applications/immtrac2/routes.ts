import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import type { Reason } from '../../../shared/applications/immtrac2/fields.ts';
import { refusalsEn } from '../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../shared/contract/field-texts.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { ApplicationSession } from '../platform/relying-party/session.ts';
import { keepAccess } from './clients/accesses.ts';
import { clientRoutes } from './clients/routes.ts';
import { refused } from './acting.ts';
import type { AnnouncementsDeps } from './entry/announcements.ts';
import { completeStep, entryOf, rememberSearch, switchSite } from './entry/entry.ts';
import { findById, findByName, search } from './clients/find-clients.ts';
import { immunizationRoutes } from './doses/routes.ts';
import { observationRoutes } from './observations/routes.ts';
import type { Recorder, RegistryDeps } from './registry.ts';
import { nameKey } from './clients/search-keys.ts';
import { siteRoutes } from './sites/routes.ts';

/** What a person has seen of clients is in the audit trail before they see it [R4]; what cannot be recorded is not shown. */
export function immTrac2Routes(app: HttpServer, deps: RegistryDeps & AnnouncementsDeps, trail: Recorder): void {
  serve(app, immtrac2Api.entry, (request) => entryOf(deps, request.applicationSession!));

  serve(app, immtrac2Api.completeStep, async (request) => {
    const session = request.applicationSession!;
    await completeStep(deps, session, request.body.step);
    return entryOf(deps, session);
  });

  serve(app, immtrac2Api.switchSite, async (request) => {
    const session = request.applicationSession!;
    if (!(await switchSite(deps, session, request.body.siteId))) {
      throw refused([fieldProblem(refusalsEn, 'siteId', 'not-your-site')]);
    }
    return entryOf(deps, session);
  });

  /** Each client that is about to be shown, by its opaque id. @param searched who may be added, since nobody is there */
  async function shown(session: ApplicationSession, ids: readonly string[], reason: Reason, searched?: string) {
    await trail.record('clients.searched', session, { reason });
    await Promise.all(ids.map((client) => trail.record('client.found', session, { client, reason })));
    await keepAccess(deps, session.caller, ids, { what: 'found', reason });
    await rememberSearch(deps, session.id, { reason, searched });
  }

  serve(app, immtrac2Api.findById, async (request) => {
    const { immtrac2Id, reason = 'client-care' } = request.body;
    const clients = await findById(deps, immtrac2Id);
    await shown(
      request.applicationSession!,
      clients.map(({ id }) => id),
      reason,
    );
    return { clients };
  });

  serve(app, immtrac2Api.findByName, async (request) => {
    const { reason = 'client-care' } = request.body;
    const clients = await findByName(deps, request.body);
    if (clients === 'birth date out of range') throw outOfRange();
    const ids = clients.map(({ id }) => id);
    await shown(request.applicationSession!, ids, reason, ids.length === 0 ? nameKey(request.body) : undefined);
    return { clients };
  });

  serve(app, immtrac2Api.search, async (request) => {
    const { reason = 'client-care' } = request.body;
    const answer = await search(deps, request.body);
    if (answer === 'birth date out of range') throw outOfRange();
    const ids = answer.clients.map(({ id }) => id);
    const mayAdd = answer.match === 'exact' ? undefined : nameKey(request.body);
    await shown(request.applicationSession!, ids, reason, mayAdd);
    return answer;
  });

  clientRoutes(app, deps, trail);
  immunizationRoutes(app, deps, trail);
  observationRoutes(app, deps, trail);
  siteRoutes(app, deps, trail);
}

function outOfRange(): Problem {
  return new Problem('request-invalid', { fields: [fieldProblem(refusalsEn, 'birthDate', 'birth-date-range')] });
}
