import type { Immunization, Patient } from '@medplum/fhirtypes';
import { unitNamed } from '../../../../shared/applications/codes/units.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { isBirthDate } from '../clients/client-details.ts';
import type { GivenDose, Person } from '../forecast/patient.ts';
import { systems } from './codes.ts';

/** What `$immds-forecast` is asked, read without trusting any of it [I8]. */

export interface ForecastRequest {
  readonly person: Person;
  readonly assessedOn: CalendarDate;
  readonly patient: Partial<Patient>;
  /** Where each dose stands, by the id under which the person has it. */
  readonly immunizations: ReadonlyMap<string, Partial<Immunization>>;
}

/** An object of which nothing is known. */
type Unread = Readonly<Record<string, unknown>>;

/** @throws Problem that names what cannot be used, as FHIRPath has it */
export function forecastRequestOf(body: unknown): ForecastRequest {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, message: string) => void problems.push({ field, message });
  const given = named(body, refuse);
  const assessedOn = assessmentDateOf(given, refuse);
  const patient = patientOf(given, assessedOn, refuse);
  const immunizations = new Map<string, Partial<Immunization>>();
  const doses = given.flatMap(({ name, path, parameter }): GivenDose[] => {
    if (name !== 'immunization') return [];
    const id = String(immunizations.size);
    const { dose, resource } = doseOf(id, parameter['resource'], { path: `${path}.resource`, assessedOn }, refuse);
    if (resource !== undefined) immunizations.set(id, resource);
    return dose === undefined ? [] : [dose];
  });
  if (problems.length > 0) throw new Problem('request-invalid', { fields: problems });
  const { birthDate, gender } = patient!;
  const sex = gender === 'female' || gender === 'male' ? gender : 'unknown';
  return {
    person: { birthDate: birthDate!, sex, doses },
    assessedOn: assessedOn!,
    patient: patient!,
    immunizations,
  };
}

type Refuse = (field: string, message: string) => void;

interface Named {
  readonly name: string;
  readonly path: string;
  readonly parameter: Unread;
}

const known: ReadonlySet<string> = new Set(['assessmentDate', 'patient', 'immunization']);

function named(body: unknown, refuse: Refuse): Named[] {
  const parameters = objectOf(body);
  if (parameters?.['resourceType'] !== 'Parameters') {
    refuse('Parameters', 'must be a Parameters resource');
    return [];
  }
  const list = Array.isArray(parameters['parameter']) ? (parameters['parameter'] as unknown[]) : [];
  if (list.length > limits.fhir.forecastParameters) {
    refuse('Parameters.parameter', `must be at most ${limits.fhir.forecastParameters}`);
    return [];
  }
  return list.flatMap((each, at) => {
    const path = `Parameters.parameter[${at}]`;
    const parameter = objectOf(each);
    const name = typeof parameter?.['name'] === 'string' ? parameter['name'] : '';
    // Left out without a word, a condition would change what is due without anybody knowing.
    if (!known.has(name)) refuse(`${path}.name`, `must be one of ${[...known].join(', ')}`);
    return parameter === undefined || !known.has(name) ? [] : [{ name, path, parameter }];
  });
}

function assessmentDateOf(given: readonly Named[], refuse: Refuse): CalendarDate | undefined {
  const all = given.filter(({ name }) => name === 'assessmentDate');
  const value = all[0]?.parameter['valueDate'] ?? all[0]?.parameter['valueDateTime'];
  const date = dateOf(value);
  if (all.length !== 1 || date === undefined) {
    refuse('Parameters.parameter.where(name = "assessmentDate")', 'must be there once, with a whole date as valueDate');
  }
  return date;
}

function patientOf(
  given: readonly Named[],
  on: CalendarDate | undefined,
  refuse: Refuse,
): Partial<Patient> | undefined {
  const all = given.filter(({ name }) => name === 'patient');
  const path = `${all[0]?.path ?? 'Parameters.parameter.where(name = "patient")'}.resource`;
  const patient = objectOf(all[0]?.parameter['resource']);
  if (all.length !== 1 || patient?.['resourceType'] !== 'Patient') {
    refuse(path, 'must be there once, as a Patient');
    return undefined;
  }
  const birthDate = dateOf(patient['birthDate']);
  if (birthDate === undefined || (on !== undefined && !isBirthDate(birthDate, on))) {
    refuse(`${path}.birthDate`, 'must be a whole date after January 1, 1890 and not after the assessment');
  }
  if (patient['id'] !== undefined && !isId(patient['id'])) refuse(`${path}.id`, 'must be an id');
  return { ...(patient as Partial<Patient>), ...(birthDate !== undefined && { birthDate }) };
}

/** @returns no dose for one that was not given */
function doseOf(
  id: string,
  given: unknown,
  { path, assessedOn }: { path: string; assessedOn: CalendarDate | undefined },
  refuse: Refuse,
): { dose?: GivenDose; resource?: Partial<Immunization> } {
  const resource = objectOf(given);
  if (resource?.['resourceType'] !== 'Immunization') {
    refuse(path, 'must be an Immunization');
    return {};
  }
  if (resource['id'] !== undefined && !isId(resource['id'])) refuse(`${path}.id`, 'must be an id');
  const { status, isSubpotent } = resource as { status?: unknown; isSubpotent?: unknown };
  if (status === 'not-done' || status === 'entered-in-error') return {};
  if (status !== 'completed') refuse(`${path}.status`, 'must be completed, not-done or entered-in-error');
  const cvx = cvxOf(resource['vaccineCode']);
  const date = dateOf(resource['occurrenceDateTime']);
  if (cvx === undefined)
    refuse(`${path}.vaccineCode`, `must have a code of ${systems.cvx}, or a known one of ${systems.ndc}`);
  if (date === undefined) refuse(`${path}.occurrenceDateTime`, 'must be a date with its day');
  if (cvx === undefined || date === undefined) return {};
  // One that is planned is no dose; left out, it would change the answer without a word.
  if (assessedOn !== undefined && date > assessedOn) {
    refuse(`${path}.occurrenceDateTime`, 'must not be after the assessment');
    return {};
  }
  const expires = dateOf(resource['expirationDate']);
  const mvx = textOf(objectOf(objectOf(resource['manufacturer'])?.['identifier'])?.['value']);
  const amount = objectOf(resource['doseQuantity']);
  const isMillilitres = amount?.['code'] === 'mL' || (amount?.['code'] === undefined && amount?.['unit'] === 'mL');
  const dose: GivenDose = {
    id,
    date,
    cvx,
    ...(mvx !== undefined && { mvx }),
    ...(isMillilitres && typeof amount?.['value'] === 'number' && { millilitres: amount['value'] }),
    ...(expires !== undefined && { lotExpires: expires }),
    ...(isSubpotent === true && { substandard: true }),
  };
  return { dose, resource };
}

function cvxOf(given: unknown): string | undefined {
  const coding = objectOf(given)?.['coding'];
  const codes = (Array.isArray(coding) ? (coding as unknown[]) : []).flatMap((each) => {
    const { system, code } = objectOf(each) ?? {};
    return typeof code === 'string' ? [{ system, code }] : [];
  });
  const cvx = codes.find(({ system }) => system === systems.cvx)?.code;
  if (cvx !== undefined) return /^\d{1,3}$/u.test(cvx) ? cvx.padStart(2, '0') : undefined;
  return unitNamed(codes.find(({ system }) => system === systems.ndc)?.code ?? '')?.cvx;
}

/** The calendar day as it is written there; a moment's own offset says whose day it is. */
function dateOf(given: unknown): CalendarDate | undefined {
  const [, date] = (typeof given === 'string' ? /^(\d{4}-\d\d-\d\d)(?:T.*)?$/u.exec(given) : null) ?? [];
  if (date === undefined) return undefined;
  const time = Date.parse(`${date}T00:00:00Z`);
  // February 30 is not a date, whatever a parser makes of it.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

function objectOf(given: unknown): Unread | undefined {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Unread) : undefined;
}

const textOf = (given: unknown) => (typeof given === 'string' ? given : undefined);
const isId = (given: unknown) => typeof given === 'string' && /^[A-Za-z0-9.-]{1,64}$/u.test(given);
