import type { CalendarDate } from '../../../../shared/contract/time.ts';

/**
 * The shape of schedule.json, which scripts/derive-schedule.ts derives from CDC's supporting data. Facts only.
 * An age or interval is written `6w-4d` (years y, months m, weeks w, days d); ages from and until are `6w..7y`, each
 * end open where nothing is written; several codes are separated by spaces. What is not said is left out.
 */

export type SpanText = string;
export type Codes = string;
/** Codes by the ages in which they apply. */
export type CodesByAge = Readonly<Record<string, Codes>>;

export interface ScheduleTables {
  readonly source: string;
  readonly version: string;
  readonly published: CalendarDate;
  /** `givenWhole`: a dose is for all antigens of the group together. */
  readonly groups: Readonly<Record<string, { readonly antigens: readonly string[]; readonly givenWhole?: boolean }>>;
  /** By CVX code: what the product protects against. */
  readonly vaccines: Readonly<Record<string, readonly (string | ({ readonly antigen: string } & AgesText))[]>>;
  readonly conflicts: readonly ConflictTable[];
  readonly antigens: Readonly<Record<string, AntigenTable>>;
}

export interface AgesText {
  readonly from?: SpanText;
  readonly until?: SpanText;
}

/** When data holds: from and through these dates. */
export interface InEffectText {
  readonly since?: CalendarDate;
  readonly through?: CalendarDate;
}

/** Products that must not follow one another in these times; `after 03` holds what must not follow product 03. */
export interface ConflictTable {
  readonly begins: SpanText;
  readonly afterValid: SpanText;
  readonly ends: SpanText;
  readonly pairs: Readonly<Record<`after ${string}`, Codes>>;
}

export interface AntigenTable {
  readonly immuneWith?: Codes;
  readonly immuneIfBorn?: readonly {
    readonly before: CalendarDate;
    readonly country?: string;
    readonly unless?: Codes;
  }[];
  readonly contraindicated?: readonly ({ readonly observation: string } & AgesText)[];
  readonly contraindicatedProducts?: readonly { readonly observation: string; readonly products: CodesByAge }[];
  readonly series: readonly SeriesTable[];
}

export type SeriesType = 'standard' | 'risk' | 'evaluation only';

export interface SeriesTable {
  readonly name: string;
  readonly type: SeriesType;
  /** Of these series, one is chosen. */
  readonly group: string;
  /** Groups of series that protect as well. */
  readonly equivalent?: Codes;
  readonly sexes?: readonly string[];
  readonly isDefault?: boolean;
  readonly byProduct?: boolean;
  readonly priority: string;
  readonly preference?: number;
  /** At which age somebody may start it. */
  readonly startFrom?: SpanText;
  readonly startUntil?: SpanText;
  readonly indications?: CodesByAge;
  readonly doses: readonly SeriesDoseTable[];
}

export interface SeriesDoseTable {
  readonly ages?: readonly ({
    readonly absolute?: SpanText;
    readonly minimum?: SpanText;
    readonly recommended?: SpanText;
    readonly late?: SpanText;
    readonly maximum?: SpanText;
  } & InEffectText)[];
  /** `from`: `previous`, `dose 1`, `latest of 33 216`, `observation 170`. `first`: takes precedence over other antigens. */
  readonly intervals?: readonly ({
    readonly from: string;
    readonly absolute?: SpanText;
    readonly minimum?: SpanText;
    readonly recommended?: SpanText;
    readonly late?: SpanText;
    readonly first?: boolean;
  } & InEffectText)[];
  readonly allowedIntervals?: readonly ({ readonly from: string; readonly absolute?: SpanText } & InEffectText)[];
  /** `43@SKB:1.0!`: product 43 if SKB made it, at least 1.0 mL, and named in recommendations. */
  readonly preferred?: CodesByAge;
  readonly allowed?: CodesByAge;
  readonly inadvertent?: Codes;
  readonly skips?: readonly SkipTable[];
  readonly recurring?: boolean;
  readonly season?: { readonly from?: CalendarDate; readonly until?: CalendarDate };
}

export interface SkipTable {
  readonly when: 'evaluation' | 'forecast' | 'both';
  readonly needs?: 'all' | 'any';
  readonly sets: readonly ({
    readonly needs?: 'all' | 'any';
    readonly conditions: readonly ConditionTable[];
  } & InEffectText)[];
}

export type ConditionTable =
  | ({ readonly kind: 'age' } & AgesText)
  | { readonly kind: 'interval'; readonly interval: SpanText }
  | { readonly kind: 'completed'; readonly groups: Codes }
  | ({
      readonly kind: 'count';
      readonly doses: 'valid' | 'total';
      readonly is: 'more than' | 'less than' | 'equal to';
      readonly number: number;
      /** Every product of the antigen where none is named. */
      readonly of?: Codes;
      readonly since?: CalendarDate;
      readonly before?: CalendarDate;
    } & AgesText);
