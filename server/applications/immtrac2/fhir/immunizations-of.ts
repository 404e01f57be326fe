import type { Immunization, ImmunizationRecommendation } from '@medplum/fhirtypes';
import { shownClient, type ShownFacts, shownFacts, siteNames } from '../clients/client-record.ts';
import { placeOf } from '../doses/doses.ts';
import { immunizations, refusals } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import type { ClientRecord } from '../shapes.ts';
import type { Hit } from './bundle.ts';
import { immunizationResource, refusalResource } from './immunization.ts';
import { recommendationResource } from './recommendation.ts';

/** Of one client: doses, refusals, and what is due. */

/** By date; what was reported twice is there once. */
export async function immunizationHits(deps: RegistryDeps, client: ClientRecord): Promise<Hit[]> {
  return hitsOf(deps, client, await shownFacts(deps, client));
}

async function hitsOf(
  deps: RegistryDeps,
  client: ClientRecord,
  { events, forecast, refusals: refused, standing }: ShownFacts,
): Promise<Hit[]> {
  const about = {
    patient: client.id,
    siteNames: await siteNames(deps, new Set(events.map(({ record }) => record.siteId))),
    forecast: standing === 'disaster' ? undefined : forecast,
  };
  const given = events.map((event) => ({ resource: immunizationResource(event, about), key: placeOf(event.record) }));
  const notGiven = refused.map((refusal) => ({
    resource: refusalResource(refusal, client.id),
    key: [refusal.date, refusal.group, refusal.id].join('\n'),
  }));
  return [...given, ...notGiven];
}

/** @returns undefined for one that is not there, and for one of somebody who is shown to nobody, alike */
export async function immunizationWith(
  deps: RegistryDeps,
  id: string,
): Promise<{ resource: Immunization; client: string } | undefined> {
  const [dose, refusal] = await Promise.all([
    deps.store.collection(immunizations).get(id),
    deps.store.collection(refusals).get(id),
  ]);
  const owner = dose?.clientId ?? refusal?.clientId;
  const client = owner === undefined ? undefined : await shownClient(deps, owner);
  if (client === undefined) return undefined;
  const facts = await shownFacts(deps, client);
  // One of several reports of a dose leads to what is known of it.
  const event = facts.events.find(({ record, others }) => [record, ...others].some((each) => each.id === id));
  const wanted = event?.record.id ?? id;
  const hits = await hitsOf(deps, client, facts);
  const resource = hits.find((hit) => hit.resource.id === wanted)?.resource as Immunization | undefined;
  return resource && { resource: { ...resource, id }, client: client.id };
}

/** @returns undefined where nothing may be said of what is due */
export async function recommendationOf(
  deps: RegistryDeps,
  client: ClientRecord,
): Promise<ImmunizationRecommendation | undefined> {
  const { forecast, withheld } = await shownFacts(deps, client);
  if (withheld !== undefined || forecast === undefined) return undefined;
  return recommendationResource(forecast, { reference: `Patient/${client.id}` }, client.id);
}
