import { type CalendarDate, plusDays, plusMonths, shownDate } from '../../../contract/time.ts';
import { limits } from '../../../contract/limits.ts';
import type { Program } from '../../programs.ts';
import {
  adultEligibilities,
  type Answers,
  childAges,
  childEligibilities,
  type CoordinatorAnswers,
  type DeliveryDay,
  type FacilityKind,
  type LicenseKind,
  type SectionId,
  sectionIds,
  type UnitAnswers,
  type UnitKind,
  weekdays,
} from './enrollment-answers.ts';
import { fieldProblem, type ParametersOf } from '../../../contract/field-texts.ts';
import type { FieldProblem } from '../../../contract/problems.ts';
import { refusals, type SyntropiRefusals } from '../texts/en/refusals.ts';
import { isBlank, isEmail, isNpi, isPhone, key, minutesOf } from './answer-formats.ts';

/** Which sections an enrollment has, and what each has to say before it is submitted [Y1]. Pages and the server read the same. */

export interface Situation {
  readonly day: CalendarDate;
  /** The registry's. */
  readonly siteId: string;
  readonly hasLetter: boolean;
  /** Until when the site is enrolled already, where it is. */
  readonly enrolledUntil: Partial<Record<Program, CalendarDate>>;
}

/** Its field is within the section, such as `monday.to` or `units.0.logger`. */
export interface Mistake extends FieldProblem {
  readonly section: SectionId;
}

/** Health centers show by a letter of the Centers for Medicare & Medicaid Services that they are one. */
export const needsLetter: ReadonlySet<FacilityKind> = new Set(['fqhc', 'rhc']);

/** Who may sign the agreement, and for what: a pharmacist for adults alone. */
export const maySign: Readonly<Record<LicenseKind, readonly Program[]>> = {
  md: ['COVID-19', 'TVFC', 'ASN'],
  do: ['COVID-19', 'TVFC', 'ASN'],
  np: ['COVID-19', 'TVFC', 'ASN'],
  cnm: ['COVID-19', 'TVFC', 'ASN'],
  pa: ['COVID-19', 'TVFC', 'ASN'],
  rph: ['ASN'],
  rn: [],
  lvn: [],
};

interface LicenseForm {
  readonly pattern: RegExp;
  readonly example: string;
}

const ofNurses = { pattern: /^AP\d{6}$/, example: 'AP123456' };
const ofPhysicians = { pattern: /^[A-Z]\d{4}$/, example: 'K1234' };

/** How the boards in Texas number their licenses. */
export const licenseForms: Readonly<Record<LicenseKind, LicenseForm>> = {
  md: ofPhysicians,
  do: ofPhysicians,
  np: ofNurses,
  cnm: ofNurses,
  pa: { pattern: /^PA\d{5}$/, example: 'PA12345' },
  rph: { pattern: /^\d{5}$/, example: '12345' },
  rn: { pattern: /^\d{6}$/, example: '123456' },
  lvn: { pattern: /^\d{6}$/, example: '123456' },
};

/** Vaccine freezes in a dormitory-style unit, and neither part of it holds its temperature (CDC, storage and handling toolkit). */
export const refusedUnits: ReadonlySet<UnitKind> = new Set(['dormitory']);

type Appears = (answers: Answers) => boolean;

const isRegistered: Appears = ({ registration }) => registration?.registered === true;

/** Nothing is asked of who is not in the registry yet; a PIN needs its ID. */
const appears: Readonly<Record<SectionId, Appears>> = {
  registration: () => true,
  programs: isRegistered,
  facility: isRegistered,
  letter: (answers) =>
    isRegistered(answers) && answers.facility?.kind !== undefined && needsLetter.has(answers.facility.kind),
  hours: isRegistered,
  population: (answers) => isRegistered(answers) && programsOf(answers).length > 0,
  storage: isRegistered,
  coordinators: isRegistered,
  clinician: isRegistered,
};

export function sectionsOf(answers: Answers): SectionId[] {
  return sectionIds.filter((id) => appears[id](answers));
}

export function programsOf({ programs }: Answers): readonly Program[] {
  return programs?.programs ?? [];
}

/** TVFC is for children, ASN for adults, COVID-19 for both. */
export function asksChildren(answers: Answers): boolean {
  return programsOf(answers).some((program) => program !== 'ASN');
}

export function asksAdults(answers: Answers): boolean {
  return programsOf(answers).some((program) => program !== 'TVFC');
}

/** Everything that is missing or wrong, in the order in which it is asked. Not registered, nothing but that is. */
export function mistakesIn(answers: Answers, situation: Situation): Mistake[] {
  return sectionsOf(answers).flatMap((section) => mistakesOf(section, answers, situation));
}

export function mistakesOf(section: SectionId, answers: Answers, situation: Situation): Mistake[] {
  const mistakes: Mistake[] = [];
  rules[section](answers, situation, (field, code, ...parameters) => {
    mistakes.push({ section, ...fieldProblem(refusals, field, code, ...parameters) });
  });
  return mistakes;
}

type Say = <Code extends keyof SyntropiRefusals>(
  field: string,
  code: Code,
  ...parameters: ParametersOf<SyntropiRefusals[Code]>
) => void;
type Rule = (answers: Answers, situation: Situation, say: Say) => void;

/** Of fields within a field. */
const within =
  (say: Say, place: string): Say =>
  (field, code, ...parameters) =>
    say(`${place}.${field}`, code, ...parameters);

const rules: Readonly<Record<SectionId, Rule>> = {
  registration: ({ registration = {} }, { siteId, day }, say) => {
    const { registered, registryId, agreementOn } = registration;
    if (registered === undefined) return say('registered', 'needed');
    if (!registered) return say('registered', 'not-registered');
    if (isBlank(registryId)) say('registryId', 'needed');
    else if (registryId.trim() !== siteId) say('registryId', 'no-registry-id');
    if (agreementOn === undefined) say('agreementOn', 'needed');
    else if (agreementOn > day) say('agreementOn', 'in-future');
  },
  programs: (answers, { enrolledUntil, day }, say) => {
    const chosen = programsOf(answers);
    if (chosen.length === 0) say('programs', 'none-chosen');
    for (const program of chosen) {
      const until = enrolledUntil[program];
      const from = until && renewableFrom(until);
      if (until && from! > day) {
        say('programs', 'not-renewable', program, shownDate(until), shownDate(from!));
      }
    }
  },
  facility: ({ facility = {} }, _situation, say) => {
    const required = ['organization', 'name', 'street', 'city', 'zip', 'phone', 'email', 'ownership', 'kind'] as const;
    for (const field of required) if (isBlank(facility[field])) say(field, 'needed');
    const { zip, phone, fax, email } = facility;
    if (!isBlank(zip) && !/^7[5-9]\d{3}(-\d{4})?$|^885\d{2}(-\d{4})?$/.test(zip.trim())) {
      say('zip', 'no-zip');
    }
    if (!isBlank(phone) && !isPhone(phone)) say('phone', 'no-phone');
    if (!isBlank(fax) && !isPhone(fax)) say('fax', 'no-fax');
    if (!isBlank(email) && !isEmail(email)) say('email', 'no-email');
  },
  letter: (_answers, { hasLetter }, say) => {
    if (!hasLetter) say('letter', 'letter-needed');
  },
  hours: ({ hours = {} }, _situation, say) => {
    for (const day of weekdays) dayMistakes(hours[day] ?? {}, within(say, day));
    // CDC's provider agreement: somebody is there to take vaccine in on a day besides Monday, for four hours in a row.
    const longest = (day: (typeof weekdays)[number]) => longestStretch(hours[day] ?? {});
    if (!weekdays.some((day) => day !== 'monday' && longest(day) >= 4 * 60)) {
      say('tuesday.from', 'hours-too-short');
    }
  },
  population: (answers, _situation, say) => {
    const { population = {} } = answers;
    const isCenter = answers.facility?.kind !== undefined && needsLetter.has(answers.facility.kind);
    if (asksChildren(answers)) {
      for (const age of childAges) {
        const given = population[age] ?? {};
        sumMistakes(given, childEligibilities, within(say, age));
        if (!isCenter && (given.underinsured ?? 0) > 0) {
          say(`${age}.underinsured`, 'centers-only');
        }
      }
      if (childAges.every((age) => population[age]?.total === 0)) {
        say(`${childAges[0]}.total`, 'no-children');
      }
    }
    if (asksAdults(answers)) {
      sumMistakes(population.adults ?? {}, adultEligibilities, within(say, 'adults'));
      if (population.adults?.total === 0) say('adults.total', 'no-adults');
    }
  },
  storage: ({ storage = {} }, { day }, say) => {
    const units = storage.units ?? [];
    if (units.length === 0) say('units', 'none-chosen');
    units.forEach((unit, index) => {
      const sayOf = within(say, `units.${index}`);
      unitMistakes(unit, day, sayOf);
      const isSame = ({ logger }: UnitAnswers) => !isBlank(logger) && key(logger) === key(unit.logger ?? '');
      if (units.findIndex(isSame) < index && units.slice(0, index).some(isSame)) {
        sayOf('logger', 'logger-twice');
      }
    });
  },
  coordinators: ({ coordinators = {} }, { day }, say) => {
    const { primary = {}, secondary = {} } = coordinators;
    coordinatorMistakes(primary, day, within(say, 'primary'));
    coordinatorMistakes(secondary, day, within(say, 'secondary'));
    for (const field of ['email', 'username'] as const) {
      const [one, other] = [primary[field], secondary[field]];
      if (!isBlank(one) && !isBlank(other) && key(one) === key(other)) {
        say(`secondary.${field}`, 'of-primary');
      }
    }
  },
  clinician: (answers, { day }, say) => {
    const { name, license, number, expiresOn, npi } = answers.clinician ?? {};
    if (isBlank(name)) say('name', 'needed');
    if (license === undefined) say('license', 'needed');
    else {
      const without = programsOf(answers).filter((program) => !maySign[license].includes(program));
      if (maySign[license].length === 0) {
        say('license', 'may-not-sign');
      } else if (without.length > 0) say('license', 'may-not-sign-for', without.join(','));
    }
    if (isBlank(number)) say('number', 'needed');
    else if (license && !licenseForms[license].pattern.test(number.trim().toUpperCase())) {
      say('number', 'no-license-number', licenseForms[license].example);
    }
    if (expiresOn === undefined) say('expiresOn', 'needed');
    else if (expiresOn < day) say('expiresOn', 'over');
    if (isBlank(npi)) say('npi', 'needed');
    else if (!isNpi(npi.trim())) say('npi', 'no-npi');
  },
};

function dayMistakes(day: DeliveryDay, say: Say): void {
  const given = (['from', 'to', 'lunchFrom', 'lunchTo'] as const).filter((field) => !isBlank(day[field]));
  if (given.length === 0) return;
  const minutes = {
    from: minutesOf(day.from),
    to: minutesOf(day.to),
    lunchFrom: minutesOf(day.lunchFrom),
    lunchTo: minutesOf(day.lunchTo),
  };
  for (const field of given) if (minutes[field] === undefined) say(field, 'no-time');
  for (const field of ['from', 'to'] as const) if (isBlank(day[field])) say(field, 'needed');
  const { from, to, lunchFrom, lunchTo } = minutes;
  if (from !== undefined && to !== undefined && from >= to) say('to', 'ends-before');
  const [hasFrom, hasTo] = [!isBlank(day.lunchFrom), !isBlank(day.lunchTo)];
  if (hasFrom !== hasTo) say(hasFrom ? 'lunchTo' : 'lunchFrom', 'break-half');
  if (lunchFrom === undefined || lunchTo === undefined) return;
  if (lunchFrom >= lunchTo) say('lunchTo', 'break-ends-before');
  if (from !== undefined && lunchFrom <= from) say('lunchFrom', 'break-too-early');
  if (to !== undefined && lunchTo >= to) say('lunchTo', 'break-too-late');
}

/** Minutes in a row in which deliveries come in. */
function longestStretch({ from, to, lunchFrom, lunchTo }: DeliveryDay): number {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined) return 0;
  const [breakStart, breakEnd] = [minutesOf(lunchFrom), minutesOf(lunchTo)];
  if (breakStart === undefined || breakEnd === undefined) return end - start;
  return Math.max(breakStart - start, end - breakEnd);
}

function sumMistakes<Id extends string>(
  given: Partial<Record<Id | 'total', number>>,
  parts: readonly Id[],
  say: Say,
): void {
  const missing = [...parts, 'total' as const].filter((id) => given[id] === undefined);
  for (const id of missing) say(id, 'count-needed');
  if (missing.length > 0) return;
  const sum = parts.reduce((all, id) => all + given[id]!, 0);
  if (sum !== given.total) say('total', 'other-sum', sum);
}

function unitMistakes({ name, kind, logger, calibratedOn, calibrationDue }: UnitAnswers, day: string, say: Say): void {
  if (isBlank(name)) say('name', 'needed');
  if (kind === undefined) say('kind', 'needed');
  else if (refusedUnits.has(kind)) say('kind', 'dormitory');
  if (isBlank(logger)) say('logger', 'needed');
  if (calibratedOn === undefined) say('calibratedOn', 'needed');
  else if (calibratedOn > day) say('calibratedOn', 'in-future');
  if (calibrationDue === undefined) say('calibrationDue', 'needed');
  else if (calibrationDue < day) say('calibrationDue', 'not-calibrated');
  else if (calibratedOn !== undefined) {
    const latest = plusMonths(calibratedOn, limits.enrollment.calibrationMonths);
    if (calibrationDue <= calibratedOn) say('calibrationDue', 'due-before');
    else if (calibrationDue > latest) say('calibrationDue', 'due-too-late', shownDate(latest));
  }
}

function coordinatorMistakes({ name, email, phone, trainedOn }: CoordinatorAnswers, day: string, say: Say): void {
  if (isBlank(name)) say('name', 'needed');
  if (isBlank(email)) say('email', 'needed');
  else if (!isEmail(email)) say('email', 'no-email');
  if (isBlank(phone)) say('phone', 'needed');
  else if (!isPhone(phone)) say('phone', 'no-phone');
  if (trainedOn === undefined) say('trainedOn', 'needed');
  else if (trainedOn > day) say('trainedOn', 'in-future');
  else if (trainedOn.slice(0, 4) !== day.slice(0, 4)) say('trainedOn', 'not-this-year');
}

/** From when on an enrollment may be renewed, and so on also after it has lapsed. */
export function renewableFrom(renewBy: CalendarDate): CalendarDate {
  return plusDays(renewBy, -limits.renewal.noticeDaysAhead);
}
