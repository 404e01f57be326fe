import { randomBytes } from 'node:crypto';
import type {
  ChangedImmunization,
  NewImmunizations,
  NewRefusal,
  Reaction,
} from '../../../../shared/applications/immtrac2/doses/api.ts';
import type { Dose } from '../../../../shared/applications/immtrac2/fields.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { monthNumber, today } from '../../../../shared/contract/time.ts';
import { vaccines } from '../../platform/codes/vaccines.ts';
import { visitProblems } from './dose-rules.ts';
import { dosesOf } from './doses.ts';
import { clients, immunizations, refusals } from '../records.ts';
import type { Acting, RegistryDeps } from '../registry.ts';
import type { ClientRecord, ImmunizationRecord } from '../shapes.ts';
import { lapsedProblems } from '../sites/site-agreements.ts';

export type Recorded =
  | { readonly outcome: 'recorded' }
  | { readonly outcome: 'not theirs' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

const recorded = { outcome: 'recorded' } as const;

/** All doses of one day, or none where one does not fit [I5]. */
export async function recordImmunizations(
  deps: RegistryDeps,
  client: ClientRecord,
  { date, siteId, historical, doses: typed }: NewImmunizations,
  by: Acting,
): Promise<Recorded> {
  const doses = typed.map(tidiedDose);
  return deps.store.transaction(async (on): Promise<Recorded> => {
    const records = on.collection(immunizations);
    const known = await dosesOf(on, client);
    const fields = [
      ...(await lapsedProblems({ ...deps, store: on }, siteId)),
      ...visitProblems({ client, date, historical, today: today(deps), known }, doses),
    ];
    if (fields.length > 0) return { outcome: 'refused', fields };
    // Whoever records for this client at the same moment sees these doses, or these see theirs.
    await on.collection(clients).update(client.id, (record) => ({ ...record }));
    for (const dose of doses) {
      await records.put({
        id: randomBytes(10).toString('hex'),
        clientId: client.id,
        siteId,
        date,
        month: monthNumber(date),
        historical: historical !== undefined,
        ...(historical !== undefined && { source: historical }),
        dose,
        recordedBy: by.accountId,
      });
    }
    return recorded;
  });
}

/** Lots are written in capitals, and what is empty is not there. */
export function tidiedDose(dose: Dose): Dose {
  const { lot, ...rest } = dose;
  const kept = Object.entries(rest)
    .map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== '');
  const written = lot?.trim().toUpperCase();
  return { ...(Object.fromEntries(kept) as unknown as Dose), ...(written && { lot: written }) };
}

/** Corrects an owned dose; what it was before stays in its record. */
export async function changeImmunization(
  deps: RegistryDeps,
  client: ClientRecord,
  doseId: string,
  { date, dose: typed, reason }: ChangedImmunization,
  by: Acting,
): Promise<Recorded> {
  const dose = tidiedDose(typed);
  return deps.store.transaction(async (on): Promise<Recorded> => {
    const known = await dosesOf(on, client);
    const record = known.find(({ id }) => id === doseId);
    if (record === undefined || !isOwn(record, by)) return { outcome: 'not theirs' };
    const historical = record.historical ? (record.source ?? 'other-record') : undefined;
    const others = known.filter(({ id }) => id !== doseId);
    const fields = visitProblems({ client, date, historical, today: today(deps), known: others }, [dose]);
    if (fields.length > 0) {
      return {
        outcome: 'refused',
        fields: fields.map(({ field, ...each }) => ({ ...each, field: field.replace('doses.0.', 'dose.') })),
      };
    }
    const correction = { on: today(deps), by: by.accountId, reason, before: { date: record.date, dose: record.dose } };
    const corrections = [...(record.corrections ?? []), correction];
    await on.collection(immunizations).update(doseId, (kept) => ({
      ...kept,
      date,
      month: monthNumber(date),
      dose,
      corrections,
    }));
    return recorded;
  });
}

export async function deleteImmunization(
  deps: RegistryDeps,
  client: ClientRecord,
  doseId: string,
  reason: string,
  by: Acting,
): Promise<Recorded> {
  return ofOwn(deps, client, doseId, by, (record) => ({
    ...record,
    deleted: { on: today(deps), by: by.accountId, reason },
  }));
}

export async function noteReaction(
  deps: RegistryDeps,
  client: ClientRecord,
  doseId: string,
  reaction: Reaction,
  by: Acting,
): Promise<Recorded> {
  const record = (await dosesOf(deps.store, client)).find(({ id }) => id === doseId);
  if (record && (reaction.date < record.date || reaction.date > today(deps))) {
    return { outcome: 'refused', fields: [fieldProblem(refusalsEn, 'date', 'reaction-date-range')] };
  }
  return ofOwn(deps, client, doseId, by, (kept) => ({ ...kept, reaction }));
}

async function ofOwn(
  { store }: RegistryDeps,
  client: ClientRecord,
  doseId: string,
  by: Acting,
  change: (record: ImmunizationRecord) => ImmunizationRecord,
): Promise<Recorded> {
  const record = (await dosesOf(store, client)).find(({ id }) => id === doseId);
  if (record === undefined || !isOwn(record, by)) return { outcome: 'not theirs' };
  await store.collection(immunizations).update(doseId, change);
  return recorded;
}

/** Whoever recorded it corrects it, historical or not. */
function isOwn({ siteId }: ImmunizationRecord, { sites }: Acting): boolean {
  return sites.some(({ id }) => id === siteId);
}

const groups = new Set([...vaccines.values()].flatMap((vaccine) => vaccine.groups));

/** Needs no code, lot or date of expiration; it is never a dose, so the vaccine stays due. */
export async function recordRefusal(
  deps: RegistryDeps,
  client: ClientRecord,
  { date, siteId, group, reason }: NewRefusal,
): Promise<Recorded> {
  const fields: FieldProblem[] = [...(await lapsedProblems(deps, siteId))];
  if (date > today(deps)) fields.push(fieldProblem(refusalsEn, 'date', 'in-future'));
  if (date < client.birthDate) fields.push(fieldProblem(refusalsEn, 'date', 'before-birth'));
  if (client.deathDate !== undefined && date > client.deathDate) {
    fields.push(fieldProblem(refusalsEn, 'date', 'after-death'));
  }
  if (!groups.has(group)) fields.push(fieldProblem(refusalsEn, 'group', 'no-vaccine-group'));
  if (fields.length > 0) return { outcome: 'refused', fields };
  const id = randomBytes(10).toString('hex');
  await deps.store.collection(refusals).put({ id, clientId: client.id, siteId, date, group, reason });
  return recorded;
}
