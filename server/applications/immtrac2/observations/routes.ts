import { observationsApi } from '../../../../shared/applications/immtrac2/observations/api.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { OneClient, refused, usualSite } from '../acting.ts';
import { endObservation, newObservationId, type Observed, observationsOf, observe } from './observations.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';

/** Conditions, allergies, work and journeys of one client. */
export function observationRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder): void {
  const acting = new OneClient(deps, trail);

  serve(app, observationsApi.observe, async (request) => {
    const session = request.applicationSession!;
    const siteId = await usualSite(deps, session, request.body.siteId);
    const client = await acting.client(request.params.id);
    const id = newObservationId();
    await acting.record('observation.added', session, client.id, 'changed', { observation: id });
    settle(await observe(deps, client, { ...request.body, id, siteId }, session.caller));
  });

  serve(app, observationsApi.endObservation, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    const { observation } = request.params;
    // Only an id that is one stands in the trail.
    const known = await observationsOf(deps.store, client);
    if (!known.some(({ id }) => id === observation)) throw new Problem('not-found');
    await acting.record('observation.ended', session, client.id, 'changed', { observation });
    settle(await endObservation(deps, client, observation, request.body, session.caller));
  });
}

function settle(observed: Observed): void {
  if (observed.outcome === 'refused') throw refused(observed.fields);
  if (observed.outcome === 'not there') throw new Problem('not-found');
}
