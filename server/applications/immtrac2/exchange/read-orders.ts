import type { Dose, HistorySource } from '../../../../shared/applications/immtrac2/fields.ts';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { noVaccine, vaccines } from '../../platform/codes/vaccines.ts';
import { groupsOf } from '../doses/doses.ts';
import type { Fault, FaultCode } from './faults.ts';
import { dayIn } from './hl7/dates.ts';
import type { Message, Segment } from './hl7/message.ts';
import { observed } from './observations.ts';
import { actions, bodySites, reasons, routes, sources, unitsOfDose, unknownAmount } from './order-codes.ts';
import { type Group, groupsIn } from './order-groups.ts';
import type { Places, ReportedOrder } from './report.ts';
import { vaccineIn } from './vaccine-codes.ts';
import { codeIn } from '../../platform/codes/code-in.ts';

/** The orders of a VXU: each ORC with its RXA, RXR and OBX [I7]. One that cannot be used does not spoil the others. */

export function readOrders(message: Message): { orders: readonly ReportedOrder[]; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const groups = groupsIn(message.segments, faults);
  const orders = groups.slice(0, limits.hl7.dosesOfMessage).flatMap((group) => new OrderReader(group, faults).read());
  if (groups.length > limits.hl7.dosesOfMessage) {
    const text = `The message has more than ${limits.hl7.dosesOfMessage} orders; those after it were not stored. Send them in another message.`;
    faults.push({ severity: 'E', code: 207, at: `RXA^${limits.hl7.dosesOfMessage + 1}`, cause: 'order', text });
  }
  return { orders, faults };
}

class OrderReader {
  readonly #rxa: Segment;
  readonly #group: Group;
  readonly #faults: Fault[];
  #isRefused = false;

  constructor(group: Group, faults: Fault[]) {
    this.#group = group;
    this.#rxa = group.rxa;
    this.#faults = faults;
  }

  read(): ReportedOrder[] {
    const rxa = this.#rxa;
    const action = codeIn(actions, rxa.text(21));
    const completion = rxa.text(20) || 'CP';
    if (action === undefined) this.#refuse(103, 21, 'order', 'Action is no code of table 0323 (A, U or D)');
    if (!['CP', 'PA', 'RE', 'NA'].includes(completion)) {
      this.#refuse(103, 20, 'completion', 'Completion status is no code of table 0322 (CP, PA, RE or NA)');
    }
    const date = this.#date();
    const vaccine = vaccineIn(rxa);
    const isNone = completion === 'NA' || vaccine.cvx === noVaccine;
    if (vaccine.cvx === undefined) {
      if (!vaccine.otherSystem && !vaccine.unknownNdc) this.#refuse(101, 5, 'vaccine', 'Vaccine is missing');
      else this.#refuse(103, 5, 'vaccine', 'Vaccine is neither a CVX code nor an NDC of CDC’s tables');
    } else if (!vaccines.has(vaccine.cvx)) this.#refuse(103, 5, 'vaccine', 'Vaccine is no code of CDC’s CVX table');
    const seen = observed(this.#group.obx, vaccine.cvx);
    const isDose = !isNone && completion !== 'RE';
    // Of what is no dose given here, eligibility is not asked.
    this.#faults.push(...seen.faults.filter(({ cause }) => cause !== 'eligibility' || (isDose && action !== 'delete')));
    if (this.#isRefused || action === undefined || date === undefined || vaccine.cvx === undefined) return [];
    const common = { action, date, order: this.#order(), places: this.#places(seen) };
    if (isNone) {
      if (seen.evidence.length > 0) return [{ ...common, kind: 'evidence', codes: seen.evidence }];
      if (!seen.faults.some(({ cause }) => cause === 'evidence')) {
        this.#warn(100, 5, 'evidence', 'No vaccine was given and no observation says why; there was nothing to store');
      }
      return [];
    }
    if (completion === 'RE') return this.#refusal(common, vaccine.cvx);
    const isRetracted = action === 'delete';
    const source = isRetracted ? 'given' : this.#source();
    const amount = isRetracted ? undefined : this.#amount(source === 'given');
    if (source === undefined || this.#isRefused) return [];
    if (vaccine.unknownNdc)
      this.#warn(103, 5, 'vaccine', 'The NDC is not in CDC’s tables; the CVX code was stored alone');
    const dose: Dose = {
      cvx: vaccine.cvx,
      ...given({
        ndc: vaccine.ndc,
        tradeName: vaccine.tradeName,
        mvx: rxa.text(17).toUpperCase() || undefined,
        lot: rxa.text(15).toUpperCase() || undefined,
        expiration: this.#expiration(),
        ...amount,
        ...this.#route(),
        administeredBy: this.#administeredBy(),
        eligibility: seen.eligibility,
        funding: seen.funding,
        statements: seen.statements,
        subpotent: completion === 'PA' ? true : undefined,
      }),
    };
    return [{ ...common, kind: 'dose', dose, historical: source === 'given' ? undefined : source }];
  }

  #date(): CalendarDate | undefined {
    const text = this.#rxa.text(3);
    if (text === '') return this.#refuse(101, 3, 'dose-date', 'Date is missing');
    const day = dayIn(text);
    if (day === 'incomplete') return this.#refuse(102, 3, 'dose-date', 'Date has no day; send it as YYYYMMDD');
    if (day === 'no date') return this.#refuse(102, 3, 'dose-date', 'Date is no date of the calendar');
    return day;
  }

  #source(): HistorySource | 'given' | undefined {
    const code = this.#rxa.text(9);
    const source = codeIn(sources, code);
    if (code === '')
      return this.#refuse(101, 9, 'completion', 'Source (NIP001) is missing; 00 is a dose that you gave');
    return source ?? this.#refuse(103, 9, 'completion', 'Source is no code of CDC’s table NIP001');
  }

  /** A dose with another amount than was given must not be stored: a comma is no decimal point. */
  #amount(isGiven: boolean): Pick<Dose, 'amount' | 'unit'> | undefined {
    const text = this.#rxa.text(6);
    if (text === '') return isGiven ? this.#refuse(101, 6, 'amount', 'Amount is missing; 999 stands for unknown') : {};
    if (!/^\+?(?:\d+\.?\d*|\.\d+)$/.test(text))
      return this.#refuse(102, 6, 'amount', 'Amount is no number, such as 0.5');
    const amount = Number(text);
    if (amount === unknownAmount) return {};
    const name = this.#rxa.text(7);
    const unit = name === '' ? 'mL' : codeIn(unitsOfDose, name.toUpperCase());
    if (unit !== undefined) return { amount, unit };
    this.#warn(103, 7, 'amount', 'Unit is none that the registry knows (UCUM mL); the amount was not stored');
    return {};
  }

  /** A month is good to its last day. */
  #expiration(): CalendarDate | undefined {
    const text = this.#rxa.text(16);
    if (text === '') return undefined;
    const day = dayIn(text);
    if (day === 'incomplete' && /^\d{6}$/.test(text)) {
      return new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4)), 0)).toISOString().slice(0, 10);
    }
    if (day !== 'incomplete' && day !== 'no date') return day;
    this.#warn(102, 16, 'expiration', 'Expiration is no date; it was not stored');
    return undefined;
  }

  #route(): Pick<Dose, 'route' | 'bodySite'> {
    const { rxr } = this.#group;
    if (rxr === undefined) return {};
    const [route, bodySite] = [codeIn(routes, rxr.text(1).toUpperCase()), codeIn(bodySites, rxr.text(2).toUpperCase())];
    const warn = (number: number, text: string) =>
      this.#faults.push({
        severity: 'W',
        code: 103,
        at: rxr.at(number),
        cause: 'route',
        text: `${text}; it was not stored.`,
      });
    if (route === undefined && rxr.text(1) !== '') warn(1, 'Route is no code that the registry knows');
    if (bodySite === undefined && rxr.text(2) !== '') warn(2, 'Body site is no code that the registry knows');
    return { ...(route && { route }), ...(bodySite && { bodySite }) };
  }

  #administeredBy(): string | undefined {
    const person = this.#rxa.field(10).repetitions()[0]!;
    const name = [person.part(3), person.part(2)].filter(Boolean).join(' ') || person.part(1);
    return name === '' ? undefined : name.slice(0, 80);
  }

  /** What a refusal says of a dose is a contradiction; it stays a refusal, which counts as none. */
  #refusal(
    common: { places: Places; action: ReportedOrder['action']; date: CalendarDate; order: string | undefined },
    cvx: string,
  ): ReportedOrder[] {
    const code = this.#rxa.text(18);
    if (code === '' && common.action !== 'delete') {
      this.#refuse(101, 18, 'completion', 'Reason of the refusal (NIP002) is missing');
      return [];
    }
    if (this.#rxa.text(9) === '00' || this.#rxa.text(15) !== '') {
      this.#warn(
        207,
        20,
        'completion',
        'RE says that the vaccine was refused, RXA-9 or RXA-15 that it was given; the refusal was stored',
      );
    }
    return [{ ...common, kind: 'refusal', groups: groupsOf({ cvx }), reason: codeIn(reasons, code) ?? 'other' }];
  }

  /** 9999 says that there was no order. */
  #order(): string | undefined {
    const { orc } = this.#group;
    const field = orc?.field(3).isEmpty === false ? orc.field(3) : orc?.field(2);
    const [number, authority] = [field?.part(1) ?? '', field?.part(2) ?? ''];
    return number === '' || number === '9999' ? undefined : `${number}^${authority}`.slice(0, 120);
  }

  #places({ eligibilityAt, fundingAt }: ReturnType<typeof observed>): Places {
    const { orc, rxr } = this.#group;
    const at = (number: number) => this.#rxa.at(number);
    const obx = this.#group.obx[0]?.at(5) ?? 'OBX';
    return {
      date: at(3),
      cvx: at(5),
      tradeName: at(5),
      ndc: at(5),
      amount: at(6),
      unit: at(7),
      administeredBy: at(10),
      lot: at(15),
      expiration: at(16),
      mvx: at(17),
      completion: at(20),
      action: at(21),
      order: orc?.at(3) ?? 'ORC',
      route: rxr?.at(1) ?? 'RXR',
      bodySite: rxr?.at(2) ?? 'RXR',
      eligibility: eligibilityAt ?? 'OBX',
      funding: fundingAt ?? 'OBX',
      statements: obx,
    };
  }

  #refuse(code: FaultCode, number: number, cause: FaultCause, text: string): undefined {
    this.#isRefused = true;
    this.#faults.push({
      severity: 'E',
      code,
      at: this.#rxa.at(number),
      cause,
      text: `${text}; this order was not stored.`,
    });
    return undefined;
  }

  #warn(code: FaultCode, number: number, cause: FaultCause, text: string): void {
    this.#faults.push({ severity: 'W', code, at: this.#rxa.at(number), cause, text: `${text}.` });
  }
}

function given<T extends object>(values: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
