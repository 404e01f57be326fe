import { randomBytes } from 'node:crypto';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { Dose } from '../../../../shared/applications/immtrac2/fields.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { monthNumber, monthsBetween, today } from '../../../../shared/contract/time.ts';
import { familyOf } from '../../platform/codes/vaccines.ts';
import { visitProblems } from '../doses/dose-rules.ts';
import { isSameDose } from '../doses/doses.ts';
import {
  alreadyRecorded,
  endObservation,
  newObservationId,
  observationsOf,
  observe,
} from '../observations/observations.ts';
import { recordRefusal, tidiedDose } from '../doses/record-immunizations.ts';
import { immunizations, refusals } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';
import type { ClientRecord, ImmunizationRecord } from '../shapes.ts';
import { type Fault, faultOf } from './faults.ts';
import type { ReportedOrder } from './report.ts';
import type { Sender } from './sender.ts';

type ReportedDose = Extract<ReportedOrder, { kind: 'dose' }>;

/** Each order of a message by itself: one that the registry refuses leaves the others. */
export async function takeOrders(
  deps: RegistryDeps,
  { client, known }: { readonly client: ClientRecord; readonly known: readonly ImmunizationRecord[] },
  orders: readonly ReportedOrder[],
  sender: Sender,
): Promise<Fault[]> {
  const taking = new OrderTaker(deps, client, sender, [...known]);
  for (const order of orders) await taking.take(order);
  return taking.faults;
}

/** By what each field of a dose is named and counted. */
const fieldNames: Readonly<Record<string, readonly [name: string, cause: FaultCause]>> = {
  date: ['Date', 'dose-date'],
  cvx: ['Vaccine', 'vaccine'],
  tradeName: ['Trade name', 'vaccine'],
  ndc: ['NDC', 'vaccine'],
  mvx: ['Manufacturer', 'manufacturer'],
  lot: ['Lot number', 'lot'],
  expiration: ['Expiration', 'expiration'],
  amount: ['Amount', 'amount'],
  unit: ['Unit', 'amount'],
  route: ['Route', 'route'],
  bodySite: ['Body site', 'route'],
  funding: ['Funding source', 'funding'],
  eligibility: ['Eligibility', 'eligibility'],
  administeredBy: ['Name of who gave it', 'administered-by'],
  statements: ['VIS edition', 'statements'],
};
/** What pages ask for and messages may leave out: the dose was given, and is stored without it. */
const mayBeMissing = new Set(['expiration', 'amount', 'route', 'bodySite', 'administeredBy']);
/** What CDC's guide does not ask for, and nobody is reminded of. */
const isNotAsked = ({ field, code }: FieldProblem) => field === 'funding' && code === 'missing';
/** What does not fit is left out, and the dose is stored. */
const mayBeLeftOut = new Set(['tradeName', 'statements']);

const expired =
  'The lot had expired on the day on which it was given; the dose was stored and does not count. Correct the date if it is wrong, otherwise give the dose again.';

class OrderTaker {
  readonly faults: Fault[] = [];
  readonly #deps: RegistryDeps;
  readonly #client: ClientRecord;
  readonly #sender: Sender;
  #known: ImmunizationRecord[];
  /** What this message has reported so far. */
  readonly #reported: ReportedDose[] = [];

  constructor(deps: RegistryDeps, client: ClientRecord, sender: Sender, known: ImmunizationRecord[]) {
    this.#deps = deps;
    this.#client = client;
    this.#sender = sender;
    this.#known = known;
  }

  async take(order: ReportedOrder): Promise<void> {
    if (order.kind === 'refusal') return this.#refusal(order);
    if (order.kind === 'evidence') return this.#evidence(order);
    if (order.action === 'delete') return this.#delete(order);
    if (order.action === 'update') return this.#update(order);
    return this.#add(order);
  }

  async #add(order: ReportedDose): Promise<void> {
    if (this.#reported.some((other) => isSameDose(other, order))) {
      const text = 'This dose stands twice in the message; it was stored once. A second injection has another lot.';
      this.#fault('E', 205, order.places.cvx, 'duplicate', text);
      return;
    }
    this.#reported.push(order);
    const dose = this.#fitting(
      order,
      this.#known.filter((known) => this.#reports(known, order)),
    );
    if (dose === undefined) return;
    await this.#put({
      id: randomBytes(10).toString('hex'),
      clientId: this.#client.id,
      siteId: this.#sender.site.id,
      date: order.date,
      historical: order.historical !== undefined,
      ...(order.historical !== undefined && { source: order.historical }),
      dose,
      recordedBy: this.#sender.id,
      ...(order.order !== undefined && { order: order.order }),
    });
  }

  /**
   * Whether what is known makes another report of it needless: the same site's, and anybody's where this one only tells of
   * it. Two sites that both say they gave it are both kept, and shown as one; so is the one who gave it beside who told of it.
   */
  #reports({ siteId, historical }: ImmunizationRecord, order: ReportedDose): boolean {
    if (historical && order.historical === undefined) return false;
    return siteId === this.#sender.site.id || order.historical !== undefined;
  }

  /** By the registry's rules: the dose as it is stored, or undefined where it is not. */
  #fitting(order: ReportedDose, known: readonly ImmunizationRecord[]): Dose | undefined {
    const { date, historical, places } = order;
    const visit = { client: this.#client, date, historical, today: today(this.#deps), known };
    let dose = tidiedDose(order.dose);
    let isRefused = false;
    for (const { field: named, ...problem } of visitProblems(visit, [dose])) {
      const field = named.replace(/^doses\.0\./, '');
      const [name, cause] = fieldNames[field] ?? ['This', 'order' as const];
      const at = places[field as keyof typeof places] ?? 'RXA';
      const found: FieldProblem = { field, ...problem };
      if (isNotAsked(found)) continue;
      const severity = this.#severity(order, dose, found);
      if (severity === 'known') return undefined;
      if (severity === 'E') isRefused = true;
      const fault = faultOf(found, { at, cause, name, severity });
      const effect = severity === 'E' ? 'this dose was not stored' : 'the dose was stored';
      // Said already where it was read.
      if (!(field === 'eligibility' && severity === 'E' && problem.code === 'missing' && at !== 'OBX')) {
        const text = problem.code === 'expired' ? expired : `${fault.text.slice(0, -1)}; ${effect}.`;
        this.faults.push({ ...fault, text });
      }
      if (severity === 'W' && problem.code !== 'missing' && problem.code !== 'expired') dose = without(dose, field);
    }
    return isRefused ? undefined : dose;
  }

  #severity({ date }: ReportedDose, dose: Dose, { field, code }: FieldProblem): 'E' | 'W' | 'known' {
    if (code === 'duplicate') return 'known';
    if (code === 'expired' || mayBeLeftOut.has(field)) return 'W';
    if (code === 'missing' && mayBeMissing.has(field)) return 'W';
    // Of adults nobody is screened for Vaccines for Children.
    const isAdult = monthsBetween(this.#client.birthDate, date) >= 19 * 12;
    return field === 'eligibility' && isAdult && (dose.eligibility !== undefined || code === 'missing') ? 'W' : 'E';
  }

  async #update(order: ReportedDose): Promise<void> {
    const found = this.#own(order, (known) => isSameVisit(known, order));
    if (found === undefined) return this.#isOthers(order) ? undefined : this.#add(order);
    this.#reported.push(order);
    const dose = this.#fitting(
      order,
      this.#known.filter((known) => known.id !== found.id && this.#reports(known, order)),
    );
    if (dose === undefined) return;
    const { date } = order;
    const historical = order.historical !== undefined;
    if (found.date === date && found.historical === historical && isEqual(found.dose, dose)) return;
    const correction = {
      on: today(this.#deps),
      by: this.#sender.id,
      reason: 'Corrected by a message of the site',
      before: { date: found.date, dose: found.dose },
    };
    const { source: _, ...kept } = found;
    await this.#put({
      ...kept,
      date,
      dose,
      historical,
      ...(order.historical !== undefined && { source: order.historical }),
      corrections: [...(found.corrections ?? []), correction],
      ...(order.order !== undefined && { order: order.order }),
    });
  }

  async #delete(order: ReportedDose): Promise<void> {
    const found = this.#own(order, (known) => isSameDose(known, order));
    if (found === undefined) {
      if (this.#isOthers(order)) return;
      const text =
        'No dose of this order number, or of this date, vaccine and lot, is on file from you; nothing was deleted.';
      this.#fault('E', 204, order.places.order, 'not-found', text);
      return;
    }
    const deleted = { on: today(this.#deps), by: this.#sender.id, reason: 'Deleted by a message of the site' };
    await this.#put({ ...found, deleted });
  }

  /** The sender's own dose that is meant: by its order number, which a visit may have for several, else by what it is. */
  #own(order: ReportedDose, isIt: (known: ImmunizationRecord) => boolean): ImmunizationRecord | undefined {
    const own = this.#known.filter(({ siteId }) => siteId === this.#sender.site.id);
    const numbered = order.order === undefined ? [] : own.filter((known) => known.order === order.order);
    if (numbered.length === 1 && familyOf(numbered[0]!.dose.cvx) === familyOf(order.dose.cvx)) return numbered[0];
    const exact = (numbered.length > 0 ? numbered : own).filter((known) => isSameDose(known, order));
    if (exact.length === 1) return exact[0];
    const alike = (numbered.length > 0 ? numbered : own).filter(isIt);
    if (alike.length === 1) return alike[0];
    return numbered.length === 1 ? numbered[0] : undefined;
  }

  /** @returns whether it is another site's, which is then said */
  #isOthers(order: ReportedDose): boolean {
    const isTheirs = this.#known.some((known) => known.siteId !== this.#sender.site.id && isSameDose(known, order));
    if (isTheirs) {
      const text = 'The dose on file is of another site, which alone corrects or deletes it; nothing was changed.';
      this.#fault('E', 207, order.places.action, 'not-owned', text);
    }
    return isTheirs;
  }

  async #refusal({ date, groups, reason, action, places }: Extract<ReportedOrder, { kind: 'refusal' }>): Promise<void> {
    const siteId = this.#sender.site.id;
    const records = this.#deps.store.collection(refusals);
    const known = (await records.find('clientId', this.#client.id)).filter(
      (each) => each.siteId === siteId && each.date === date && groups.includes(each.group),
    );
    if (action === 'delete') {
      for (const { id } of known) await records.delete(id);
      if (known.length > 0) return;
      this.#fault('E', 204, places.order, 'not-found', 'No such refusal is on file from you; nothing was deleted.');
      return;
    }
    for (const group of groups) {
      if (known.some((each) => each.group === group)) continue;
      const recorded = await recordRefusal(this.#deps, this.#client, { date, siteId, group, reason });
      if (recorded.outcome !== 'refused') continue;
      const [problem] = recorded.fields;
      const [name, cause] = fieldNames[problem!.field === 'group' ? 'cvx' : problem!.field] ?? ['This', 'order'];
      const at = (problem!.field === 'date' ? places.date : places.cvx) ?? 'RXA';
      this.faults.push(faultOf(problem!, { at, cause, name }));
      return;
    }
  }

  async #evidence({ codes, date, action, places }: Extract<ReportedOrder, { kind: 'evidence' }>): Promise<void> {
    if (date > today(this.#deps)) {
      this.#fault('E', 207, places.date, 'dose-date', 'Date is in the future; this order was not stored.');
      return;
    }
    const { id: accountId, name, site } = this.#sender;
    const by = { accountId, name, sites: [site], roles: [] };
    const own = (await observationsOf(this.#deps.store, this.#client)).filter(
      (each) => each.siteId === site.id && codes.includes(each.code) && each.ended === undefined,
    );
    if (action === 'delete') {
      const ended = { on: today(this.#deps), mistake: true };
      for (const { id } of own) await endObservation(this.#deps, this.#client, id, ended, by);
      return;
    }
    for (const code of codes.filter((each) => !own.some((known) => known.code === each))) {
      const id = newObservationId();
      const observed = await observe(this.#deps, this.#client, { id, code, since: date, siteId: site.id }, by);
      const problem = observed.outcome === 'refused' ? observed.fields[0]! : undefined;
      // Another site may have said so before.
      if (problem === undefined || problem.code === alreadyRecorded) continue;
      this.faults.push(faultOf(problem, { at: places.cvx ?? 'RXA', cause: 'evidence', name: 'Evidence of immunity' }));
    }
  }

  async #put(written: Omit<ImmunizationRecord, 'month'>): Promise<void> {
    const record: ImmunizationRecord = { ...written, month: monthNumber(written.date) };
    const records = this.#deps.store.collection(immunizations);
    if (!(await records.insert(record))) await records.put(record);
    this.#known = this.#known.filter(({ id }) => id !== record.id);
    if (record.deleted === undefined) this.#known.push(record);
  }

  #fault(
    severity: Fault['severity'],
    code: Fault['code'],
    at: string | undefined,
    cause: FaultCause,
    text: string,
  ): void {
    this.faults.push({ severity, code, at: at ?? 'RXA', cause, text });
  }
}

/** The same vaccine on the same day, whatever the lot: that may be what is corrected. */
function isSameVisit(known: ImmunizationRecord, { date, dose }: ReportedDose): boolean {
  return known.date === date && familyOf(known.dose.cvx) === familyOf(dose.cvx);
}

function without(dose: Dose, field: string): Dose {
  return Object.fromEntries(Object.entries(dose).filter(([name]) => name !== field)) as unknown as Dose;
}

function isEqual(one: Dose, other: Dose): boolean {
  const sorted = (dose: Dose) => JSON.stringify(Object.entries(dose).toSorted(([a], [b]) => a.localeCompare(b)));
  return sorted(one) === sorted(other);
}
