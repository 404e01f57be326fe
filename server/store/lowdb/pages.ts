import type { Entity, Page, PageRequest } from '../contract.ts';
import { boundsOf, cursorOf, type Findable } from '../order.ts';
import { comparePositions, isWithin } from './ordered-ids.ts';
import type { Table } from './table.ts';

/**
 * @param written what a transaction has written so far, undefined where it has deleted
 * @throws CursorError
 */
export function pageOf<T extends Entity>(
  table: Table<T>,
  definition: Findable<T>,
  request: PageRequest<T, keyof T & string>,
  written: ReadonlyMap<string, T | undefined> = new Map(),
): Page<T> {
  const [index, value] = request.index;
  const bounds = boundsOf(definition, request);
  // One more, to know whether there is a next page.
  const enough = bounds.limit + 1;
  const untouched: T[] = [];
  for (const record of table.within(index, value, bounds)) {
    if (!written.has(record.id)) untouched.push(record);
    if (untouched.length === enough) break;
  }
  const ours = [...written.values()].filter((record) => {
    const position = record && table.positionOf(record);
    return position && table.finds(index, value, record) && isWithin(position, bounds);
  }) as T[];
  const found = [...untouched, ...ours]
    .map((record) => ({ record, position: table.positionOf(record)! }))
    .toSorted((a, b) => comparePositions(a.position, b.position));
  const shown = found.slice(0, bounds.limit);
  return {
    records: shown.map(({ record }) => record),
    next: found.length < enough ? undefined : cursorOf(shown.at(-1)!.position),
  };
}
