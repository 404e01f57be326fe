import { checkedFacts, factsOf } from './error-facts.ts';
import { originOf, redact } from './redact.ts';

/** What a field of a log line may hold. There is no kind for a text as it comes [K10]. */
export interface FieldKind<Given> {
  /** @returns what is written; undefined leaves the field out */
  readonly store: (given: Given) => unknown;
  /** Holds what was written before, whoever wrote it, to the same form. */
  readonly again: (stored: unknown) => unknown;
}

/** Words that are known beforehand; Electron may say others than its types. */
export function word<const Words extends readonly string[]>(...known: Words): FieldKind<Words[number]> {
  const check = (value: unknown) => (known.some((each) => each === value) ? value : 'other');
  return { store: check, again: check };
}

export function words<const Words extends readonly string[]>(...known: Words): FieldKind<readonly Words[number][]> {
  const { again } = word(...known);
  const check = (value: unknown) => (Array.isArray(value) ? value.slice(0, 20).map(again) : []);
  return { store: check, again: check };
}

const checkedInteger = (value: unknown) =>
  Number.isInteger(value) && Math.abs(value as number) <= 0xffff_ffff ? value : undefined;
/** Exit codes and counts; 32 bits are enough for them and too few for most identifiers. */
export const integer: FieldKind<number> = { store: checkedInteger, again: checkedInteger };

const checkedFlag = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
export const flag: FieldKind<boolean> = { store: checkedFlag, again: checkedFlag };

const checkedVersion = (value: unknown) =>
  typeof value === 'string' && /^\d{1,4}(\.\d{1,5}){1,3}(-(alpha|beta|nightly|rc)[.\d]{0,12})?$/.test(value)
    ? value
    : undefined;
export const version: FieldKind<string> = { store: checkedVersion, again: checkedVersion };

const checkedOrigin = (value: unknown) => (typeof value === 'string' ? originOf(value) : undefined) || undefined;
/** Given any address, writes only its origin. */
export const origin: FieldKind<string> = { store: checkedOrigin, again: checkedOrigin };

/** Given anything that was thrown, writes name, code and places. */
export const error: FieldKind<unknown> = { store: factsOf, again: checkedFacts };

const checkedLine = (value: unknown) => (typeof value === 'string' ? redact(value) : undefined);
/** A line of another program. */
export const foreignLine: FieldKind<string> = { store: checkedLine, again: checkedLine };

export interface OptionalKind<Given> extends FieldKind<Given | undefined> {
  readonly optional: true;
}

export function optional<Given>({ store, again }: FieldKind<Given>): OptionalKind<Given> {
  const ifThere =
    <Value>(check: (value: Value) => unknown) =>
    (value: Value | undefined) =>
      value === undefined ? undefined : check(value);
  return { store: ifThere(store), again: ifThere(again), optional: true };
}
