import type { EntryDue } from '../../../shared/applications/immtrac2/api.ts';
import type {
  Address,
  ClientDetails,
  ConsentKind,
  Dose,
  HistorySource,
  Reason,
  RefusalReason,
} from '../../../shared/applications/immtrac2/fields.ts';
import type { Accesses } from '../../../shared/applications/immtrac2/clients/api.ts';
import type { Reaction } from '../../../shared/applications/immtrac2/doses/api.ts';
import type { SiteProfile } from '../../../shared/applications/immtrac2/sites/api.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';
import type { Identifier } from './exchange/report.ts';

/** What the registry keeps. */

/** How far a session has come on the way into the registry, and what it looked for last. */
export interface EntryRecord {
  /** The application session's id. */
  readonly id: string;
  readonly due: EntryDue;
  readonly endsAt: number;
  /** Account and workstation; absent in entries of before, like the next two. */
  readonly owner?: string;
  /** The clinic's day on which they came in. */
  readonly day?: string;
  /** Titles of the announcements that they have read. */
  readonly announced?: readonly string[];
  /** Why this person looks at clients [R4]: as said with the last search. */
  readonly reason?: Reason;
  /** Of several sites, the one that was chosen. */
  readonly siteId?: string;
  /** Name and birth date of the last search that found nobody: only that person can be added. */
  readonly searched?: string;
}

interface SignedAgreement {
  readonly signer: string;
  readonly title?: string;
  readonly signedOn: CalendarDate;
  /** By whom it was entered, and whether from paper; absent in what an earlier version kept. */
  readonly enteredBy?: string;
  readonly onPaper?: boolean;
}

export interface SiteRecord {
  readonly id: string;
  readonly name: string;
  /** The ImmTrac2 Site Agreement as it was signed for this site [A4]; null until it is. */
  readonly agreement: SignedAgreement | null;
  /** Those before, the newest first. */
  readonly formerAgreements?: readonly SignedAgreement[];
  /** What the last renewal says of it. */
  readonly profile?: SiteProfile;
}

export interface ConsentRecord {
  readonly kind: ConsentKind;
  /** Absent in what an earlier version kept. */
  readonly signer?: string;
  readonly signedOn?: CalendarDate;
  readonly siteId?: string;
  /** The part of this record that it came with. */
  readonly from?: string;
}

export interface KeptAddress extends Address {
  readonly from: CalendarDate;
  /** The site that said so. */
  readonly siteId: string;
}

export interface ClientRecord extends Omit<ClientDetails, 'address'> {
  /** Opaque, for addresses; says nothing about the client. */
  readonly id: string;
  readonly immtrac2Id: string;
  /** What a search finds it by; the store keeps digests of it. Made by `withKeys` at every write. */
  readonly keys: readonly string[];
  /** The newest first. */
  readonly addresses: readonly KeptAddress[];
  readonly siteId: string;
  /** Those that hold; none where it was withdrawn or never given. */
  readonly consents: readonly ConsentRecord[];
  /** When what is left of a record is erased whose consent was withdrawn. */
  readonly eraseOn?: CalendarDate;
  /** The record that it is a part of. */
  readonly mergedInto?: string;
  /** Records that are a part of it: their doses are its own. */
  readonly merged?: readonly string[];
  /** Somebody looked at both and found that these are other people. */
  readonly keptApart?: readonly string[];
  /** Numbers under which other systems know the client. */
  readonly identifiers?: readonly Identifier[];
  /** Counted up with every change. */
  readonly revision: number;
}

export interface Correction {
  readonly on: CalendarDate;
  readonly by: string;
  readonly reason: string;
  /** As it was before. */
  readonly before: { readonly date: CalendarDate; readonly dose: Dose };
}

export interface ImmunizationRecord {
  readonly id: string;
  readonly clientId: string;
  /** Who recorded it. */
  readonly siteId: string;
  readonly date: CalendarDate;
  /** Of that date, such as 202611: what a site has given is found by it. Databases see it in clear, and no day. */
  readonly month: number;
  /** Taken over from a parent or another record, not given at the site that recorded it. */
  readonly historical: boolean;
  readonly source?: HistorySource;
  readonly dose: Dose;
  readonly recordedBy?: string;
  /** The order number of the system that reported it, with who gave the number. */
  readonly order?: string;
  readonly reaction?: Reaction;
  readonly corrections?: readonly Correction[];
  /** Kept, and shown to nobody. */
  readonly deleted?: { readonly on: CalendarDate; readonly by: string; readonly reason: string };
}

/** One dose, with every record that reports it; the first says the most. */
export interface GivenDose {
  readonly record: ImmunizationRecord;
  readonly others: readonly ImmunizationRecord[];
}

/** A vaccine that was offered and not taken. Apart from doses, so that it can count as none. */
export interface RefusalRecord {
  readonly id: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly date: CalendarDate;
  readonly group: string;
  readonly reason: RefusalReason;
}

/** What is known of a client beside doses that bears on what is due. Ended ones are kept. */
export interface ObservationRecord {
  readonly id: string;
  readonly clientId: string;
  readonly siteId: string;
  /** CDSi's. */
  readonly code: string;
  readonly since?: CalendarDate;
  readonly recordedOn: CalendarDate;
  readonly by: Person;
  readonly ended?: {
    /** The first day on which it no longer holds. */
    readonly on: CalendarDate;
    readonly by: Person;
    readonly mistake: boolean;
  };
}

/** Somebody who did something, as they were named on that day. */
interface Person {
  readonly accountId: string;
  readonly name: string;
}

/** Whom one report named, all of them in one record: it may be thousands. */
export interface ListedRecord {
  readonly id: string;
  readonly clientIds: readonly string[];
  readonly at: number;
  readonly name: string;
  readonly sites: readonly string[];
  readonly reason: Reason;
}

/** Who has seen or changed a client's record, for the client to read. */
export interface AccessRecord {
  readonly id: string;
  readonly clientId: string;
  readonly at: number;
  readonly name: string;
  readonly sites: readonly string[];
  readonly what: Accesses['accesses'][number]['what'];
  readonly reason: Reason;
}
