import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Parameters, Resource } from '@medplum/fhirtypes';
import { limits } from '../../../../shared/contract/limits.ts';
import { answerErrorsWithProblems, Problem } from '../../../http/problem.ts';
import type { HttpServer } from '../../../http/server.ts';
import { callingSystemOf, perCallingSystem } from '../../platform/callers.ts';
import { shownClient } from '../clients/client-record.ts';
import { forecastFor } from '../forecast/forecast.ts';
import { type Recorder, type RegistryDeps, siteOf } from '../registry.ts';
import { type Hit, pageOf, Pages, searchset } from './bundle.ts';
import { capabilityStatement, type ResourceType, scopes, smartConfiguration } from './capabilities.ts';
import { findPatients, patientParameters } from './find-patients.ts';
import { forecastRequestOf } from './forecast-request.ts';
import { immunizationHits, immunizationWith, recommendationOf } from './immunizations-of.ts';
import { requireJson } from './negotiation.ts';
import { fhirJson, sendOutcome } from './outcome.ts';
import { patientResource, replacedPatient } from './patient.ts';
import { evaluationResources, recommendationResource } from './recommendation.ts';
import { refusedParameter, type Search, searchOf } from './search.ts';
import { Seen } from './seen.ts';

export interface FhirOptions {
  /** ImmTrac2's own. */
  readonly origin: string;
  readonly issuer: string;
  /** What links to next pages are sealed with. */
  readonly pageKey: Buffer;
}

/** The registry by FHIR R4, to be read by other systems [I8]: `docs/fhir.md`. */
export async function fhirRoutes(
  app: HttpServer,
  deps: RegistryDeps,
  trail: Recorder,
  { origin, issuer, pageKey }: FhirOptions,
): Promise<void> {
  const base = `${origin}/fhir`;
  const seen = new Seen(deps, trail);
  const pages = new Pages(pageKey, deps.clock);

  await app.register(
    async (fhir: HttpServer) => {
      answerErrorsWithProblems(fhir, sendOutcome);
      fhir.setNotFoundHandler((request, reply) => {
        return sendOutcome(request, reply, new Problem(request.method === 'GET' ? 'not-found' : 'method-refused'));
      });
      takeBodies(fhir);
      fhir.addHook('onRequest', async (request) => requireJson(request));

      fhir.get('/metadata', { config: { access: 'anyone' } }, (_request, reply) =>
        send(reply, capabilityStatement(base, issuer)),
      );
      fhir.get('/.well-known/smart-configuration', { config: { access: 'anyone' } }, (_request, reply) =>
        reply.type('application/json').send(smartConfiguration(issuer)),
      );

      type Read = (request: FastifyRequest, id: string) => Promise<Resource | undefined>;
      type Find = (request: FastifyRequest, search: Search) => Promise<Hit[]>;

      const serveType = (type: ResourceType, parameters: readonly string[], read: Read, find: Find) => {
        const config = {
          access: `scope ${scopes[type]}`,
          rateLimit: perCallingSystem(limits.services.callsPerMinute),
          countedHere: true,
        };
        const answerSearch = async (request: FastifyRequest, reply: FastifyReply) => {
          // In the body of a search stands what could stand in the address, too.
          requireJson({ headers: request.headers, query: { ...Object(request.query), ...Object(request.body) } });
          const place = `${type} ${callingSystemOf(request).clientId}`;
          const { search, after } = pages.search(place, searchOf(request, parameters));
          const hits = await find(request, search);
          const { shown, more } = pageOf(hits, search, after);
          const next = more ? `${base}/${type}?_page=${pages.link(place, search, shown.at(-1)!.key)}` : undefined;
          // Names that came in the body stay out of addresses.
          const self = request.method === 'POST' ? `${base}/${type}/_search` : `${origin}${request.url}`;
          return send(reply, searchset(base, { total: hits.length, shown, self, next }));
        };
        fhir.get(`/${type}`, { config }, answerSearch);
        fhir.post(`/${type}/_search`, { config }, answerSearch);
        fhir.get<{ Params: { id: string } }>(`/${type}/:id`, { config }, async (request, reply) => {
          const { id } = request.params;
          const resource = isId(id) ? await read(request, id) : undefined;
          if (resource === undefined) throw new Problem('not-found');
          return send(reply, resource);
        });
        return config;
      };

      serveType(
        'Patient',
        patientParameters,
        async (request, id) => {
          const client = await shownClient(deps, id);
          if (client === undefined) return undefined;
          await seen.opened(callingSystemOf(request), client.id);
          if (client.id !== id) return replacedPatient(id, client);
          return patientResource(client, { base, site: (await siteOf(deps.store, client.siteId)).name });
        },
        async (request, search) => {
          const hits = await findPatients(deps, base, search);
          await seen.searched(
            callingSystemOf(request),
            hits.map(({ resource }) => resource.id!),
          );
          return hits;
        },
      );

      /** Hits of the one client that is asked about; none for who is not shown to anybody. */
      const ofPatient =
        (hitsOf: typeof immunizationHits): Find =>
        async (request, { values }) => {
          const client = await shownClient(deps, patientIdOf(values['patient'], base));
          if (client === undefined) {
            await seen.searched(callingSystemOf(request), []);
            return [];
          }
          await seen.opened(callingSystemOf(request), client.id);
          return hitsOf(deps, client);
        };

      serveType(
        'Immunization',
        ['patient'],
        async (request, id) => {
          const found = await immunizationWith(deps, id);
          if (found !== undefined) await seen.opened(callingSystemOf(request), found.client);
          return found?.resource;
        },
        ofPatient(immunizationHits),
      );

      const forecasts = serveType(
        'ImmunizationRecommendation',
        ['patient'],
        async (request, id) => {
          const client = await shownClient(deps, id);
          const resource = client && (await recommendationOf(deps, client));
          if (resource !== undefined) await seen.opened(callingSystemOf(request), client!.id);
          return resource;
        },
        ofPatient(async (each, client) => {
          const resource = await recommendationOf(each, client);
          return resource === undefined ? [] : [{ resource, key: client.id }];
        }),
      );

      // Of somebody whom the registry need not know: nothing is looked up, and nothing is kept.
      fhir.post('/$immds-forecast', { config: forecasts }, (request, reply) => {
        const { person, assessedOn, patient, immunizations } = forecastRequestOf(request.body);
        const forecast = forecastFor(person, assessedOn);
        const about =
          patient.id === undefined ? { display: 'The patient of the request' } : reference('Patient', patient.id);
        const eventOf = (id: string) => {
          const event = immunizations.get(id);
          const display = `Immunization ${Number(id) + 1} of the request`;
          return event?.id === undefined ? { display } : reference('Immunization', event.id);
        };
        const answer: Parameters = {
          resourceType: 'Parameters',
          parameter: [
            ...evaluationResources(forecast, about, eventOf).map((resource) => ({ name: 'evaluation', resource })),
            { name: 'recommendation', resource: recommendationResource(forecast, about) },
          ],
        };
        return send(reply, answer);
      });
    },
    { prefix: '/fhir' },
  );
}

const reference = (type: string, id: string) => ({ reference: `${type}/${id}` });

/** Serialized here: what a resource has is the standard's business, and no schema of ours. */
function send(reply: FastifyReply, resource: object): FastifyReply {
  return reply.type(fhirJson).serializer(JSON.stringify).send(resource);
}

function isId(id: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/u.test(id);
}

function patientIdOf(typed: string | undefined, base: string): string {
  const [, id] = /^(?:Patient\/)?([A-Za-z0-9.-]{1,64})$/u.exec((typed ?? '').replace(`${base}/`, '')) ?? [];
  if (id === undefined) throw refusedParameter('patient', 'must say whose, such as Patient/123');
  return id;
}

function takeBodies(fhir: HttpServer): void {
  fhir.removeContentTypeParser('application/x-www-form-urlencoded');
  fhir.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    const given: Record<string, string[]> = {};
    for (const [name, value] of new URLSearchParams(body as string)) (given[name] ??= []).push(value);
    done(null, given);
  });
  fhir.addContentTypeParser(
    'application/fhir+json',
    { parseAs: 'string' },
    fhir.getDefaultJsonParser('error', 'error'),
  );
}
