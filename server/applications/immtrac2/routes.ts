import { Type } from 'typebox';
import {
  Client,
  ClientsFound,
  Entry,
  EntryStepDone,
  FindById,
  FindByName,
  SiteAgreements,
} from '../../../shared/applications/immtrac2/api.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { PortalServices } from '../platform/portal-services.ts';
import { clientRecord } from './client-record.ts';
import { completeStep, dueStep } from './entry.ts';
import { agreementsOf } from './site-agreements.ts';
import { findById, findByName, type RegistryDeps } from './find-clients.ts';

const ClientParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, { additionalProperties: false });

/** What a person has seen of clients is in the audit trail before they see it [R4]; what cannot be recorded is not shown. */
export function immTrac2Routes(app: HttpServer, deps: RegistryDeps, trail: Pick<PortalServices, 'record'>): void {
  app.get('/api/entry', { config: { access: 'signed-in' }, schema: { response: { 200: Entry } } }, async (request) => ({
    due: await dueStep(deps, request.applicationSession!.id),
  }));

  app.post(
    '/api/entry',
    { config: { access: 'signed-in' }, schema: { body: EntryStepDone, response: { 200: Entry } } },
    async (request) => ({ due: await completeStep(deps, request.applicationSession!.id, request.body.step) }),
  );

  app.get(
    '/api/site-agreements',
    { config: { access: 'signed-in' }, schema: { response: { 200: SiteAgreements } } },
    async (request) => ({ agreements: await agreementsOf(deps, request.applicationSession!.caller.sites) }),
  );

  // Searches are sent in the body: an address is kept in logs and histories, and names do not belong there [T3].
  app.post(
    '/api/clients/find-by-id',
    { config: { access: 'agreed' }, schema: { body: FindById, response: { 200: ClientsFound } } },
    async (request) => {
      const found = await findById(deps, request.body.immtrac2Id);
      await trail.record('clients.searched', request.applicationSession!);
      return { clients: found };
    },
  );

  app.post(
    '/api/clients/find-by-name',
    { config: { access: 'agreed' }, schema: { body: FindByName, response: { 200: ClientsFound } } },
    async (request) => {
      const found = await findByName(deps, request.body);
      if (found === 'birth date out of range') {
        const message = 'must be after January 1, 1890 and not in the future';
        throw new Problem('request-invalid', { fields: [{ field: 'birthDate', message }] });
      }
      await trail.record('clients.searched', request.applicationSession!);
      return { clients: found };
    },
  );

  app.get(
    '/api/clients/:id',
    { config: { access: 'agreed' }, schema: { params: ClientParams, response: { 200: Client } } },
    async (request) => {
      const callerSites = request.applicationSession!.caller.sites.map(({ id }) => id);
      const client = await clientRecord(deps, request.params.id, callerSites);
      if (client === undefined) throw new Problem('not-found');
      await trail.record('client.opened', request.applicationSession!, { client: client.id });
      return client;
    },
  );
}
