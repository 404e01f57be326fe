import type { Immunization, VaccineGroup } from '../../../../shared/applications/immtrac2/doses/api.ts';
import type { Dose, Ownership } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Store } from '../../../store/contract.ts';
import { familyOf, manufacturers, noVaccine, unknownVaccine, vaccines } from '../../platform/codes/vaccines.ts';
import { immunizations } from '../records.ts';
import type { Forecast } from '../forecast/forecast.ts';
import type { ClientRecord, GivenDose, ImmunizationRecord } from '../shapes.ts';
import { evaluationsOf } from '../forecast/what-is-due.ts';

/** All doses of a client: also those of records that are a part of this one, so that a merge loses none and can be undone. */
export async function dosesOf(
  store: Pick<Store, 'collection'>,
  { id, merged = [] }: Pick<ClientRecord, 'id' | 'merged'>,
): Promise<ImmunizationRecord[]> {
  const records = store.collection(immunizations);
  const each = await Promise.all([id, ...merged].map((clientId) => records.find('clientId', clientId)));
  return each.flat().filter(({ deleted }) => deleted === undefined);
}

type Reported = Pick<ImmunizationRecord, 'date' | 'dose'>;

/**
 * Whether two reports are of one dose: the same day, the same vaccine as far as their codes say, and the same lot, or none with
 * one of them. Codes that say nothing are like no other, and of an antibody two injections at different places are two.
 */
export function isSameDose(one: Reported, other: Reported): boolean {
  const [family, second] = [familyOf(one.dose.cvx), familyOf(other.dose.cvx)];
  if (one.date !== other.date || family !== second) return false;
  if ([unknownVaccine, noVaccine].includes(one.dose.cvx)) return false;
  const [lot, otherLot] = [one.dose.lot, other.dose.lot].map((each) => each?.toUpperCase());
  if (lot !== undefined && otherLot !== undefined && lot !== otherLot) return false;
  const [place, otherPlace] = [one.dose.bodySite, other.dose.bodySite];
  const isTwoInjections = place !== undefined && otherPlace !== undefined && place !== otherPlace;
  return !(family.startsWith('antibody') && isTwoInjections);
}

/** In their order. What was reported twice is one event; nothing is taken away. */
export function eventsOf(records: readonly ImmunizationRecord[]): GivenDose[] {
  const events: ImmunizationRecord[][] = [];
  for (const record of records.toSorted((a, b) => said(b) - said(a) || inOrder(a, b))) {
    // Each has to fit with all of them: a report without a lot does not make one of two lots.
    const known = events.find((event) => event.every((other) => isSameDose(record, other)));
    if (known) known.push(record);
    else events.push([record]);
  }
  return events
    .map(([record, ...others]) => ({ record: record!, others }))
    .toSorted((a, b) => inOrder(a.record, b.record));
}

/** Where a dose stands in a list, as text: by date, those of one date by group, vaccine, lot and place. Ids are drawn by lot. */
export function placeOf({ id, date, dose }: ImmunizationRecord): string {
  const vaccine = vaccines.get(dose.cvx)?.name ?? '';
  return [date, groupsOf(dose).join(' '), vaccine, dose.cvx, dose.lot ?? '', dose.bodySite ?? '', id].join('\n');
}

function inOrder(one: ImmunizationRecord, other: ImmunizationRecord): number {
  return placeOf(one) < placeOf(other) ? -1 : 1;
}

/** How much a record says: given before told, then by its fields. */
function said({ historical, dose }: ImmunizationRecord): number {
  return (historical ? 0 : 100) + Object.keys(dose).length;
}

/** Groups in alphabetical order, each by date; a combination vaccine appears in every group it belongs to [I4]. @param judged none where doses may not be judged */
export function history(
  events: readonly GivenDose[],
  { ownSites, siteNames }: { ownSites: readonly string[]; siteNames: ReadonlyMap<string, string> },
  judged?: Forecast,
): VaccineGroup[] {
  const groups = new Map<string, Immunization[]>();
  for (const event of events) {
    for (const group of groupsOf(event.record.dose)) {
      const evaluations = judged === undefined ? [] : evaluationsOf(judged, event, group);
      const immunization = { ...shown(event, ownSites, siteNames), evaluations };
      groups.set(group, [...(groups.get(group) ?? []), immunization]);
    }
  }
  return [...groups]
    .map(([name, given]) => ({ name, immunizations: given }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What belongs to no group stands under its own name, so that no dose is hidden. */
export function groupsOf({ cvx }: Pick<Dose, 'cvx'>): readonly string[] {
  const vaccine = vaccines.get(cvx);
  return vaccine?.groups.length ? vaccine.groups : [vaccine?.name ?? cvx];
}

function shown(
  { record, others }: GivenDose,
  ownSites: readonly string[],
  siteNames: ReadonlyMap<string, string>,
): Omit<Immunization, 'evaluations'> {
  const { id, date, dose, historical, source, reaction } = record;
  const manufacturer = manufacturers.get(dose.mvx ?? '')?.name;
  const reported = [record, ...others].map(({ siteId }) => siteNames.get(siteId) ?? siteId);
  return {
    id,
    date,
    dose,
    vaccine: vaccines.get(dose.cvx)?.name ?? dose.cvx,
    ...(manufacturer !== undefined && { manufacturer }),
    historical,
    ...(source !== undefined && { source }),
    sites: [...new Set(reported)],
    ownership: ownership(record, ownSites),
    own: ownSites.includes(record.siteId),
    ...(reaction !== undefined && { reaction }),
  };
}

function ownership({ historical, siteId }: ImmunizationRecord, ownSites: readonly string[]): Ownership {
  if (historical) return 'historical';
  return ownSites.includes(siteId) ? 'owned' : 'not-owned';
}
