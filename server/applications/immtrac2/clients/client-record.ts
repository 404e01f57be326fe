import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { ClientDetails, type ConsentStanding } from '../../../../shared/applications/immtrac2/fields.ts';
import { mayRecordAs } from '../../../../shared/applications/immtrac2/recording.ts';
import type { WhatIsDue } from '../../../../shared/applications/immtrac2/forecast/api.ts';
import { ageOf } from '../../../../shared/applications/immtrac2/clients/age.ts';
import { type CalendarDate, today } from '../../../../shared/contract/time.ts';
import { assess } from '../forecast/assessed-person.ts';
import { standingOf } from '../consent/consent.ts';
import { dosesOf, eventsOf, history } from '../doses/doses.ts';
import type { Forecast } from '../forecast/forecast.ts';
import { observationsOf, shownObservation } from '../observations/observations.ts';
import { clients, refusals } from '../records.ts';
import { type Acting, faultIn, type RegistryDeps, siteOf } from '../registry.ts';
import type { ClientRecord, GivenDose, ObservationRecord, RefusalRecord } from '../shapes.ts';
import { whatIsDue } from '../forecast/what-is-due.ts';

/**
 * The record that may be shown at this address.
 * @returns undefined for who is not in the registry and for who has not consented, alike; of a part of another, that one
 */
export async function shownClient({ store, ...time }: RegistryDeps, id: string): Promise<ClientRecord | undefined> {
  const records = store.collection(clients);
  const found = await records.get(id);
  const client = found?.mergedInto === undefined ? found : await records.get(found.mergedInto);
  return client !== undefined && standingOf(client, today(time)) !== 'none' ? client : undefined;
}

/** What may be said of a client's doses and of what is due, to whoever may see the client. */
export interface ShownFacts {
  readonly day: CalendarDate;
  readonly standing: ConsentStanding;
  /** Each dose once, by date. */
  readonly events: readonly GivenDose[];
  /** The newest first. */
  readonly refusals: readonly RefusalRecord[];
  /** None of a disaster's consent: they are health information of no disaster. */
  readonly observed: readonly ObservationRecord[];
  /** None where working it out went wrong. */
  readonly forecast: Forecast | undefined;
  /** Why nothing is said of what is due. */
  readonly withheld: WhatIsDue['withheld'];
}

export async function shownFacts(deps: RegistryDeps, client: ClientRecord): Promise<ShownFacts> {
  const day = today(deps);
  const standing = standingOf(client, day);
  if (standing === 'none') throw new Error('a record without consent is shown to nobody');
  const [doses, refused, observed] = await Promise.all([
    dosesOf(deps.store, client),
    refusalsOf(deps, client),
    standing === 'standard' ? observationsOf(deps.store, client) : [],
  ]);
  // Consent for a disaster covers what was given in one.
  const events = eventsOf(doses.filter(({ dose }) => standing === 'standard' || dose.disaster === true));
  const forecast = forecastOrFault(deps, () => assess(client, events, observed, lastDay(client, day)));
  // What may be shown is then not the whole history, so that nothing can be worked out from it.
  const fault = forecast === undefined ? 'not available' : undefined;
  const withheld = standing === 'disaster' ? 'disaster doses alone' : hasDied(client) ? 'died' : fault;
  return { day, standing, events, refusals: refused, observed, forecast, withheld };
}

/** One client with the immunization history, as this caller sees it. */
export async function clientRecord(deps: RegistryDeps, client: ClientRecord, caller: Acting): Promise<Client> {
  const { store } = deps;
  const [facts, parts] = await Promise.all([
    shownFacts(deps, client),
    Promise.all((client.merged ?? []).map((id) => store.collection(clients).get(id))),
  ]);
  const { day, standing, events, refusals: refused, observed, forecast, withheld } = facts;
  const reports = events.flatMap(({ record, others }) => [record, ...others]);
  const said = [client, ...reports, ...refused, ...observed, ...client.addresses, ...client.consents];
  const names = await siteNames(deps, new Set(said.flatMap(({ siteId }) => siteId ?? [])));
  const nameOf = (siteId: string) => names.get(siteId) ?? siteId;
  const site = { id: client.siteId, name: nameOf(client.siteId) };
  const { id, immtrac2Id, lastName, firstName, birthDate, sex } = client;
  return {
    id,
    immtrac2Id,
    lastName,
    firstName,
    birthDate,
    sex,
    site,
    asOf: day,
    details: detailsOf(client),
    age: ageOf(birthDate, lastDay(client, day)),
    consents: client.consents.map(({ siteId, from: _, ...consent }) => ({
      ...consent,
      ...(siteId !== undefined && { site: { id: siteId, name: nameOf(siteId) } }),
    })),
    standing,
    addresses: client.addresses.map(({ siteId, ...address }) => ({ ...address, by: nameOf(siteId) })),
    mayRecord: mayRecordAs(caller),
    revision: client.revision,
    merged: parts.flatMap((part) =>
      part ? [{ id: part.id, immtrac2Id: part.immtrac2Id, name: `${part.lastName}, ${part.firstName}` }] : [],
    ),
    history: history(
      events,
      { ownSites: caller.sites.map((own) => own.id), siteNames: names },
      standing === 'disaster' ? undefined : forecast,
    ),
    whatIsDue: whatIsDue(forecast, withheld),
    observations: observed
      .map((each) => shownObservation(each, day, nameOf))
      .toSorted((a, b) => Number(b.counts) - Number(a.counts)),
    refusals: refused.map(({ siteId, clientId: _, ...refusal }) => ({ ...refusal, site: nameOf(siteId) })),
  };
}

/** The record is shown also where working out what is due goes wrong: then nothing is said of it. */
function forecastOrFault({ log }: RegistryDeps, work: () => Forecast): Forecast | undefined {
  try {
    return work();
  } catch (error) {
    log?.error(faultIn(error), 'what is due could not be worked out');
    return undefined;
  }
}

export const hasDied = ({ deathDate, status }: ClientRecord) => deathDate !== undefined || status === 'deceased';

/** Somebody who has died grows no older. */
export function lastDay({ deathDate }: ClientRecord, day: CalendarDate): CalendarDate {
  return deathDate ?? day;
}

/** What a person typed, and nothing of what the registry keeps beside it. */
export function detailsOf(client: ClientRecord): ClientDetails {
  const { from: _, siteId: __, ...address } = client.addresses[0]!;
  const names = Object.keys(ClientDetails.properties).filter((name) => name in client);
  const typed = Object.fromEntries(names.map((name) => [name, client[name as keyof ClientRecord]]));
  return { ...(typed as unknown as Omit<ClientDetails, 'address'>), address };
}

export async function refusalsOf({ store }: RegistryDeps, { id, merged = [] }: ClientRecord) {
  const each = await Promise.all([id, ...merged].map((one) => store.collection(refusals).find('clientId', one)));
  return each.flat().toSorted((a, b) => b.date.localeCompare(a.date));
}

export async function siteNames(
  { store }: RegistryDeps,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all([...ids].map((id) => siteOf(store, id)));
  return new Map(found.map(({ id, name }) => [id, name]));
}
