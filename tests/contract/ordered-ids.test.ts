import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageBounds, Position } from '../../server/store/order.ts';
import { OrderedIds } from '../../server/store/lowdb/ordered-ids.ts';

const places = fc.integer({ min: 0, max: 4 });
const position: fc.Arbitrary<Position> = fc.tuple(places, fc.constantFrom('', 'a', 'b', 'c', 'd', 'e'));
const bounds: fc.Arbitrary<PageBounds> = fc.record({
  from: fc.oneof(places, fc.constant(Number.NEGATIVE_INFINITY)),
  to: fc.oneof(places, fc.constant(Number.POSITIVE_INFINITY)),
  limit: fc.constant(1),
  after: fc.option(position, { nil: undefined }),
});
type Step = readonly ['add', readonly Position[]] | readonly ['delete', Position] | readonly ['look', PageBounds];

const isBehind = ([place, tie]: Position, after: Position) => (place === after[0] ? tie > after[1] : place > after[0]);

test('[R1] ids in an order are those of a sorted list, however many come at once, leave, or are looked for meanwhile', () => {
  const steps: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(fc.constant('add' as const), fc.uniqueArray(position, { selector: String, maxLength: 30 })),
    fc.tuple(fc.constant('delete' as const), position),
    fc.tuple(fc.constant('look' as const), bounds),
  );
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 12 }), (taken) => {
      const [ids, expected] = [new OrderedIds(), new Map<string, Position>()];
      for (const step of taken) {
        if (step[0] === 'add') {
          for (const each of step[1].filter((one) => !expected.has(String(one)))) {
            ids.add(each);
            expected.set(String(each), each);
          }
        } else if (step[0] === 'delete') {
          if (expected.delete(String(step[1]))) ids.delete(step[1]);
        } else {
          const { from, to, after } = step[1];
          const within = [...expected.values()]
            .filter((each) => each[0] >= from && each[0] <= to && (after === undefined || isBehind(each, after)))
            .toSorted((a, b) => (isBehind(a, b) ? 1 : -1));
          expect([...ids.within(step[1])]).toEqual(within);
        }
        expect(ids.isEmpty).toBe(expected.size === 0);
      }
    }),
    { numRuns: 1000 },
  );
});
