import type { Answers, AnsweredSection } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type {
  EnrollmentStatus,
  HistoryEntry,
  LetterType,
  SectionComment,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { defineCollection } from '../../../store/contract.ts';

export interface Doer {
  readonly accountId: string;
  readonly name: string;
}

export interface EnrollmentRecord {
  readonly id: string;
  readonly siteId: string;
  /** As the portal knows it, until the facility says its name. */
  readonly siteName: string;
  /** A lapse is what an approved one shows when its day is over; it is not written. */
  readonly status: Exclude<EnrollmentStatus, 'lapsed'>;
  readonly statusSince: CalendarDate;
  readonly answers: Answers;
  readonly revisions: Partial<Record<AnsweredSection, number>>;
  readonly comments: readonly SectionComment[];
  readonly letter?: {
    readonly name: string;
    readonly type: LetterType;
    readonly bytes: number;
    readonly addedOn: CalendarDate;
  };
  readonly signature?: {
    readonly name: string;
    readonly on: CalendarDate;
    readonly agreement: number;
    readonly by: Doer;
  };
  /** The organization of whoever submitted it that has the name which they gave. */
  readonly organizationId?: string;
  /** The last approved enrollment of its site. */
  readonly previous?: string;
  readonly renewBy?: CalendarDate;
  /**
   * Digests of each number by which its people ask how it stands, with each of their addresses: what was typed is found in one
   * step or not, so that no wrong half can be told from the other.
   */
  readonly asked: readonly string[];
  /** Digest of the number that was told when it was submitted. */
  readonly confirmation?: string;
}

export const enrollments = defineCollection<EnrollmentRecord>()({
  name: 'syntropi-enrollments',
  lifetime: 'lasting',
  indexes: ['siteId', 'status'],
  several: ['asked'],
});

/** Beside its enrollment, so that lists do not carry megabytes. The store seals it like everything else. */
export const letters = defineCollection<{ readonly id: string; readonly content: string }>()({
  name: 'syntropi-letters',
  lifetime: 'lasting',
  indexes: [],
});

export interface HistoryRecord extends Omit<HistoryEntry, 'by' | 'changes' | 'comments'> {
  readonly id: string;
  readonly enrollmentId: string;
  /** Of the section, after this. */
  readonly revision?: number;
  readonly by: Doer;
  readonly changes: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
  readonly comments: readonly SectionComment[];
}

/** Added to, never changed; it goes with a draft that is discarded. */
export const enrollmentHistory = defineCollection<HistoryRecord>()({
  name: 'syntropi-enrollment-history',
  lifetime: 'lasting',
  indexes: ['enrollmentId'],
  order: 'at',
});
