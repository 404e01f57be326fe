import type { PageBounds, Position } from '../order.ts';

export function comparePositions([onePlace, oneTie]: Position, [otherPlace, otherTie]: Position): number {
  if (onePlace !== otherPlace) return onePlace - otherPlace;
  if (oneTie === otherTie) return 0;
  return oneTie < otherTie ? -1 : 1;
}

export function isWithin(position: Position, { from, to, after }: PageBounds): boolean {
  const [place] = position;
  return place >= from && place <= to && (after === undefined || comparePositions(position, after) > 0);
}

/** So many are put into their places one by one; of more, all are sorted anew, which costs about as much as moving them once. */
const fewAdded = 16;

/** The ids that one value of an index finds, by their places in the order; at one place by themselves. */
export class OrderedIds {
  readonly #positions: Position[] = [];
  /** Not in their places yet: many may come before anybody asks. */
  #added: Position[] = [];

  get isEmpty(): boolean {
    return this.#positions.length + this.#added.length === 0;
  }

  add(position: Position): void {
    this.#added.push(position);
  }

  delete(position: Position): void {
    this.#settle();
    this.#positions.splice(this.#firstFrom(position), 1);
  }

  /** Those within the bounds, in order. */
  *within(bounds: PageBounds): Generator<Position> {
    this.#settle();
    const begin =
      bounds.after !== undefined && bounds.after[0] >= bounds.from ? bounds.after : ([bounds.from, ''] as const);
    for (let at = this.#firstFrom(begin); at < this.#positions.length; at++) {
      const position = this.#positions[at]!;
      if (position[0] > bounds.to) return;
      if (isWithin(position, bounds)) yield position;
    }
  }

  #settle(): void {
    const added = this.#added;
    if (added.length === 0) return;
    this.#added = [];
    if (added.length <= fewAdded) {
      for (const position of added) this.#positions.splice(this.#firstFrom(position), 0, position);
      return;
    }
    for (const position of added) this.#positions.push(position);
    this.#positions.sort(comparePositions);
  }

  #firstFrom(position: Position): number {
    let [low, high] = [0, this.#positions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#positions[middle]!, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
