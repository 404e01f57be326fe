import { immunizationsApi, type VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import {
  codesAsOf,
  manufacturers,
  products,
  statements,
  statementsFor,
  vaccines,
} from '../../platform/codes/vaccines.ts';
import { OneClient, refused, requireSite } from '../acting.ts';
import {
  changeImmunization,
  deleteImmunization,
  noteReaction,
  type Recorded,
  recordImmunizations,
  recordRefusal,
} from './record-immunizations.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';

/** Doses of one client, and the code tables that they are chosen from. */
export function immunizationRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder): void {
  const acting = new OneClient(deps, trail);

  serve(app, immunizationsApi.vaccineCodes, () => codes);

  serve(app, immunizationsApi.record, async (request) => {
    const session = request.applicationSession!;
    requireSite(session, request.body.siteId);
    const client = await acting.client(request.params.id);
    await acting.record('immunizations.added', session, client.id, 'immunization');
    settle(await recordImmunizations(deps, client, request.body, session.caller));
  });

  serve(app, immunizationsApi.change, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    await acting.record('immunization.changed', session, client.id, 'immunization');
    settle(await changeImmunization(deps, client, request.params.dose, request.body, session.caller));
  });

  serve(app, immunizationsApi.remove, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    await acting.record('immunization.deleted', session, client.id, 'immunization');
    settle(await deleteImmunization(deps, client, request.params.dose, request.body.reason, session.caller));
  });

  serve(app, immunizationsApi.react, async (request) => {
    const session = request.applicationSession!;
    const client = await acting.client(request.params.id);
    await acting.record('immunization.changed', session, client.id, 'immunization');
    settle(await noteReaction(deps, client, request.params.dose, request.body, session.caller));
  });

  serve(app, immunizationsApi.refuse, async (request) => {
    const session = request.applicationSession!;
    requireSite(session, request.body.siteId);
    const client = await acting.client(request.params.id);
    await acting.record('refusal.added', session, client.id, 'immunization');
    settle(await recordRefusal(deps, client, request.body));
  });
}

/** What belongs to another site is, for changes, not there. */
function settle(recorded: Recorded): void {
  if (recorded.outcome === 'refused') throw refused(recorded.fields);
  if (recorded.outcome === 'not theirs') throw new Problem('not-found');
}

const codes: VaccineCodes = {
  asOf: codesAsOf,
  vaccines: [...vaccines.values()].map((vaccine) => ({
    cvx: vaccine.cvx,
    name: vaccine.name,
    groups: [...vaccine.groups],
    retired: vaccine.retired === true,
    statements: [...statementsFor(vaccine)],
  })),
  manufacturers: [...manufacturers.values()].map(({ mvx, name }) => ({ mvx, name })),
  products: products.map(({ tradeName, cvx, mvx }) => ({ tradeName, cvx, mvx })),
  statements: statements.map(({ gdti, name }) => ({ gdti, name })),
};
