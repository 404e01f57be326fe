import { randomBytes } from 'node:crypto';
import { observationNames } from '../../../../shared/applications/immtrac2/observations/observations.ts';
import { type PlainRefusal, refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import type {
  EndedObservation,
  NewObservation,
  Observation,
} from '../../../../shared/applications/immtrac2/observations/api.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, plusMonths, today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { standingOf } from '../consent/consent.ts';
import { clients, observations } from '../records.ts';
import type { Acting, RegistryDeps } from '../registry.ts';
import type { ClientRecord, ObservationRecord } from '../shapes.ts';
import { lapsedProblems } from '../sites/site-agreements.ts';

/** What is known of a client beside doses, and for how long it bears on what is due [I6]. */

const pregnant = '007';

/**
 * What goes by itself, in months, so that nobody is kept from a vaccine because a note was forgotten: a pregnancy, and what
 * antibodies from outside do to live vaccines (ACIP, General Best Practice Guidelines, table 3-6).
 */
const monthsOf: Readonly<Record<string, number>> = {
  [pregnant]: 10,
  '125': 3,
  '126': 6,
  '127': 3,
  '128': 4,
  '129': 5,
  '130': 6,
  '131': 8,
  '132': 3,
  '133': 6,
  '134': 6,
  '135': 7,
  '136': 6,
  '137': 8,
  '138': 8,
  '139': 8,
  '140': 10,
  '141': 11,
};

/** Transplant and HIV treatment: intervals count from the day. */
const needsDay = new Set([...Object.keys(monthsOf), '004', '120']);

/** All of a client: also those of records that are a part of this one. The newest first. */
export async function observationsOf(
  store: Collections,
  { id, merged = [] }: Pick<ClientRecord, 'id' | 'merged'>,
): Promise<ObservationRecord[]> {
  const each = await Promise.all(
    [id, ...merged].map((clientId) => store.collection(observations).find('clientId', clientId)),
  );
  return each.flat().toSorted((a, b) => b.recordedOn.localeCompare(a.recordedOn) || a.id.localeCompare(b.id));
}

/** The last day on which it counts, where it goes by itself. */
function lastDayOf({ code, since }: Pick<ObservationRecord, 'code' | 'since'>): CalendarDate | undefined {
  const months = monthsOf[code];
  return months === undefined || since === undefined ? undefined : plusMonths(since, months);
}

/** Whether the forecast uses it on that day. */
export function holdsOn(observation: ObservationRecord, day: CalendarDate): boolean {
  const { ended } = observation;
  if (ended !== undefined && (ended.mistake || ended.on <= day)) return false;
  const last = lastDayOf(observation);
  return last === undefined || day <= last;
}

export function shownObservation(
  observation: ObservationRecord,
  day: CalendarDate,
  nameOf: (siteId: string) => string,
): Observation {
  const { id, code, since, recordedOn, by, siteId, ended } = observation;
  const until = lastDayOf(observation);
  return {
    id,
    code,
    ...(since !== undefined && { since }),
    recordedOn,
    by: by.name,
    site: nameOf(siteId),
    counts: holdsOn(observation, day),
    ...(until !== undefined && { until }),
    ...(ended !== undefined && { ended: { on: ended.on, by: ended.by.name, mistake: ended.mistake } }),
  };
}

export type Observed = { readonly outcome: 'recorded' | 'not there' } | Refused;
interface Refused {
  readonly outcome: 'refused';
  readonly fields: readonly FieldProblem[];
}

/** Of what is refused, what was known before. */
export const alreadyRecorded = 'already-recorded' satisfies PlainRefusal;

/** Before it is kept, its opaque id stands in the audit trail. */
export const newObservationId = () => randomBytes(10).toString('hex');

export async function observe(
  deps: RegistryDeps,
  client: ClientRecord,
  { id, code, since, siteId }: Omit<NewObservation, 'siteId'> & { id: string; siteId: string },
  by: Acting,
): Promise<Observed> {
  const day = today(deps);
  return deps.store.transaction(async (on): Promise<Observed> => {
    const known = await observationsOf(on, client);
    const fields = [
      ...(await lapsedProblems({ ...deps, store: on }, siteId)),
      ...codeProblems(client, code, day, known),
      ...(since === undefined ? [] : dayProblems('since', since, { earliest: client.birthDate, day })),
      ...(since === undefined && needsDay.has(code) ? [fieldProblem(refusalsEn, 'since', 'since-missing')] : []),
    ];
    if (fields.length > 0) return { outcome: 'refused', fields };
    // Whoever records for this client at the same moment sees it, or this sees theirs.
    await on.collection(clients).update(client.id, (record) => ({ ...record }));
    await on.collection(observations).put({
      id,
      clientId: client.id,
      siteId,
      code,
      ...(since !== undefined && { since }),
      recordedOn: day,
      by: { accountId: by.accountId, name: by.name },
    });
    return { outcome: 'recorded' };
  });
}

function codeProblems(
  client: ClientRecord,
  code: string,
  day: CalendarDate,
  known: readonly ObservationRecord[],
): FieldProblem[] {
  const problem = (refusal: PlainRefusal) => [fieldProblem(refusalsEn, 'code', refusal)];
  // It is health information of no disaster.
  if (standingOf(client, day) !== 'standard') return problem('observation-needs-consent');
  if (!observationNames.has(code)) return problem('observation-unknown');
  if (code === pregnant && client.sex === 'male') return problem('observation-other-sex');
  const holds = known.some((other) => other.code === code && holdsOn(other, day));
  return holds ? problem(alreadyRecorded) : [];
}

function dayProblems(
  field: string,
  date: CalendarDate,
  { earliest, day }: { earliest: CalendarDate; day: CalendarDate },
): FieldProblem[] {
  if (date > day) return [fieldProblem(refusalsEn, field, 'in-future')];
  return date < earliest ? [fieldProblem(refusalsEn, field, 'too-early')] : [];
}

/** Whoever knows that it is over says so, at whichever site; it stays in the record as ended. */
export async function endObservation(
  deps: RegistryDeps,
  client: ClientRecord,
  observationId: string,
  { on: last, mistake = false }: EndedObservation,
  by: Acting,
): Promise<Observed> {
  return deps.store.transaction(async (on): Promise<Observed> => {
    const known = (await observationsOf(on, client)).find(({ id }) => id === observationId);
    if (known === undefined || known.ended !== undefined) return { outcome: 'not there' };
    const fields = dayProblems('on', last, { earliest: known.since ?? client.birthDate, day: today(deps) });
    if (fields.length > 0) return { outcome: 'refused', fields };
    const ended = { on: last, by: { accountId: by.accountId, name: by.name }, mistake };
    await on.collection(observations).update(observationId, (record) => ({ ...record, ended }));
    return { outcome: 'recorded' };
  });
}
