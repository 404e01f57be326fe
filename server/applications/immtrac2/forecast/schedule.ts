import type { Day, Span } from './calendar.ts';
import type { SeriesType, SkipTable } from './schedule-tables.ts';

/** The schedule as forecasts use it: ages and intervals as numbers, codes as sets. */

/** Open where an end is undefined. */
export interface Ages {
  readonly from?: Span | undefined;
  readonly until?: Span | undefined;
}

export interface InEffect {
  readonly since?: Day | undefined;
  readonly through?: Day | undefined;
}

export interface AgeRule extends InEffect {
  readonly absolute?: Span | undefined;
  readonly minimum?: Span | undefined;
  readonly recommended?: Span | undefined;
  readonly late?: Span | undefined;
  readonly maximum?: Span | undefined;
}

/** What an interval counts from. */
export type Reference =
  | { readonly kind: 'previous' }
  | { readonly kind: 'dose'; readonly number: number }
  | { readonly kind: 'latest'; readonly of: ReadonlySet<string> }
  | { readonly kind: 'observation'; readonly code: string };

export interface IntervalRule extends InEffect {
  readonly from: Reference;
  readonly absolute?: Span | undefined;
  readonly minimum?: Span | undefined;
  readonly recommended?: Span | undefined;
  readonly late?: Span | undefined;
  /** Takes precedence over the other antigens of the group. */
  readonly first: boolean;
}

export interface PreferredProduct extends Ages {
  readonly cvx: string;
  readonly mvx?: string | undefined;
  readonly millilitres?: number | undefined;
  /** Recommendations name it. */
  readonly named: boolean;
}

export type Condition =
  | ({ readonly kind: 'age' } & Ages)
  | { readonly kind: 'interval'; readonly interval: Span }
  | { readonly kind: 'completed'; readonly groups: readonly string[] }
  | ({
      readonly kind: 'count';
      readonly doses: 'valid' | 'total';
      readonly is: 'more than' | 'less than' | 'equal to';
      readonly number: number;
      readonly of?: ReadonlySet<string> | undefined;
      readonly since?: Day | undefined;
      readonly before?: Day | undefined;
    } & Ages);

export interface Skip {
  readonly when: SkipTable['when'];
  readonly needs: 'all' | 'any';
  readonly sets: readonly ({ readonly needs: 'all' | 'any'; readonly conditions: readonly Condition[] } & InEffect)[];
}

export interface SeriesDose {
  /** From 1. */
  readonly number: number;
  readonly ages: readonly AgeRule[];
  readonly intervals: readonly IntervalRule[];
  readonly allowedIntervals: readonly IntervalRule[];
  readonly preferred: readonly PreferredProduct[];
  readonly preferredOf: ReadonlyMap<string, readonly PreferredProduct[]>;
  readonly allowed: ReadonlyMap<string, readonly Ages[]>;
  readonly inadvertent: ReadonlySet<string>;
  readonly skips: readonly Skip[];
  readonly recurring: boolean;
  readonly season?: { readonly from?: Day | undefined; readonly until?: Day | undefined } | undefined;
}

export interface Series {
  readonly antigen: string;
  readonly name: string;
  readonly type: SeriesType;
  readonly group: string;
  readonly equivalent: readonly string[];
  readonly sexes: readonly string[];
  readonly isDefault: boolean;
  readonly byProduct: boolean;
  readonly priority: string;
  readonly preference: number;
  readonly startFrom?: Span | undefined;
  readonly startUntil?: Span | undefined;
  readonly indications: readonly ({ readonly codes: readonly string[] } & Ages)[];
  readonly doses: readonly SeriesDose[];
}

export interface Antigen {
  readonly name: string;
  readonly immuneWith: readonly string[];
  readonly immuneIfBorn: readonly { before: Day; country?: string | undefined; unless: readonly string[] }[];
  readonly contraindicated: readonly ({ readonly observation: string } & Ages)[];
  readonly contraindicatedProducts: readonly { observation: string; products: readonly ({ cvx: string } & Ages)[] }[];
  readonly series: readonly Series[];
}

export interface Conflict {
  readonly begins: Span;
  /** When it ends after a valid dose, or one of which nothing is known. */
  readonly afterValid: Span;
  readonly ends: Span;
}

export interface VaccineGroup {
  readonly name: string;
  readonly antigens: readonly string[];
  readonly givenWhole: boolean;
}

export interface Schedule {
  readonly source: string;
  readonly version: string;
  readonly published: string;
  readonly groups: readonly VaccineGroup[];
  readonly antigensOf: ReadonlyMap<string, readonly ({ readonly antigen: string } & Ages)[]>;
  /** By the later product's code and then the earlier one's. */
  readonly conflicts: ReadonlyMap<string, ReadonlyMap<string, Conflict>>;
  readonly antigens: ReadonlyMap<string, Antigen>;
}
