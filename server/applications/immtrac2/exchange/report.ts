import type {
  ClientDetails,
  Dose,
  HistorySource,
  RefusalReason,
} from '../../../../shared/applications/immtrac2/fields.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';

/** What a message reports or asks, in the registry's own words. */

/** A number under which another system knows a client. */
export interface Identifier {
  readonly value: string;
  /** Who gave it, as that system names itself. */
  readonly authority: string;
  /** HL7 table 0203, such as MR. */
  readonly type: string;
}

export interface ReportedPerson {
  readonly details: ClientDetails;
  /** The registry's own number, where the sender has it. */
  readonly immtrac2Id?: string | undefined;
  readonly identifiers: readonly Identifier[];
  /** What the sender says about consent, and since when. */
  readonly consent: 'given' | 'not given' | 'not said';
  readonly consentSince?: CalendarDate | undefined;
}

/** Where in the message a field of an order is, as ERR-2 names it. */
export type Places = Readonly<Partial<Record<keyof Dose | 'date' | 'action' | 'completion' | 'order', string>>>;

interface Order {
  readonly places: Places;
  /** What the sender knows it by. */
  readonly order?: string | undefined;
  readonly action: 'add' | 'update' | 'delete';
  readonly date: CalendarDate;
}

export type ReportedOrder = Order &
  (
    | {
        readonly kind: 'dose';
        readonly dose: Dose;
        readonly historical?: HistorySource | undefined;
      }
    | { readonly kind: 'refusal'; readonly groups: readonly string[]; readonly reason: RefusalReason }
    /** Immune without a dose: CDSi's codes. */
    | { readonly kind: 'evidence'; readonly codes: readonly string[] }
  );

export interface Report {
  readonly person: ReportedPerson;
  readonly orders: readonly ReportedOrder[];
}

export interface Query {
  readonly profile: 'history' | 'forecast';
  /** The sender's, for the answer. */
  readonly tag: string;
  readonly immtrac2Id?: string | undefined;
  readonly identifiers: readonly Identifier[];
  readonly asked: Pick<ClientDetails, 'lastName' | 'firstName' | 'birthDate'> &
    Partial<Pick<ClientDetails, 'sex' | 'middleName' | 'motherFirstName' | 'motherMaidenName' | 'phone'>> &
    Partial<Pick<ClientDetails['address'], 'street' | 'city' | 'state' | 'zip'>>;
  /** How many clients the sender takes. */
  readonly most: number;
}

/** Numbers that are known, with those that came; the newest fifty. @returns the same list where none is new */
export function joined(known: readonly Identifier[], sent: readonly Identifier[]): readonly Identifier[] {
  const key = ({ type, authority, value }: Identifier) => `${type}|${authority}|${value}`;
  const kept = new Set(known.map(key));
  const more = sent.filter((each) => !kept.has(key(each)));
  return more.length === 0 ? known : [...known, ...more].slice(-50);
}
