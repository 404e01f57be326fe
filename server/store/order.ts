import { CursorError, type CollectionDefinition, type Entity, type OrderedKey, type PageRequest } from './contract.ts';

/** What the stores need of a definition to find its records. */
export type Findable<T extends Entity> = Pick<
  CollectionDefinition<T, keyof T & string>,
  'name' | 'indexes' | 'several' | 'order'
>;

const day = 86_400_000;

/** Where an ordered key stands: a calendar date by its days since 1970, a number by itself. */
function placeOf(key: OrderedKey): number | undefined {
  if (typeof key === 'number') return Number.isFinite(key) ? key : undefined;
  const time = /^\d{4}-\d\d-\d\d$/.test(key) ? Date.parse(`${key}T00:00:00Z`) : Number.NaN;
  // Not every date that is written so is in the calendar.
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(key);
  return isDate ? time / day : undefined;
}

/** @returns undefined where the record has no ordered key @throws where it has one that is none */
export function placeIn<T extends Entity>({ name, order }: Findable<T>, record: T): number | undefined {
  const key: unknown = order === undefined ? undefined : record[order];
  if (key === undefined || key === null) return undefined;
  const place = placeOf(key as OrderedKey);
  if (place !== undefined) return place;
  throw new Error(`${order} of a record of ${name} is neither a calendar date nor a number`);
}

/** The values by which an index that may have several finds a record. @throws where they are not in a list */
export function valuesIn<T extends Entity>(
  { name }: Findable<T>,
  index: keyof T & string,
  record: T,
): readonly unknown[] {
  const values: unknown = record[index];
  if (values === undefined) return [];
  if (!Array.isArray(values)) throw new Error(`${index} of a record of ${name} is not a list`);
  // Mostly few, and then this is much quicker than a set.
  const isEachOnce = values.length <= 16 && values.every((value, at) => values.indexOf(value) === at);
  return isEachOnce ? values : [...new Set<unknown>(values)];
}

/** A place between others; what stands at one place is told apart by a text of the store's. */
export type Position = readonly [place: number, tie: string];

export interface PageBounds {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly after: Position | undefined;
}

/** @throws CursorError, and where the collection has no such index or no order, or the request makes no sense */
export function boundsOf<T extends Entity>(
  { name, indexes, several = [], order }: Findable<T>,
  { index: [index], from, to, limit, after }: PageRequest<T, keyof T & string>,
): PageBounds {
  if (![...indexes, ...several].includes(index)) throw new Error(`no index on ${index}`);
  if (order === undefined) throw new Error(`${name} has no order, so no pages`);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error('a page has at least one record');
  const place = (key: OrderedKey | undefined, unbounded: number) => {
    const found = key === undefined ? unbounded : placeOf(key);
    if (found === undefined) throw new Error(`${name} is ordered by calendar dates or numbers`);
    return found;
  };
  return {
    from: place(from, Number.NEGATIVE_INFINITY),
    to: place(to, Number.POSITIVE_INFINITY),
    limit,
    after: after === undefined ? undefined : positionOf(after),
  };
}

export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function positionOf(cursor: string): Position {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const [place, tie] = position as Position;
    if (Number.isFinite(place) && typeof tie === 'string') return [place, tie];
  } catch {
    // Said below.
  }
  throw new CursorError('the page that this follows is not one of this store');
}
