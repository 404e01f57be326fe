/** A small seeded generator (mulberry32), so that training data come out the same everywhere. Not for secrets. */
export class Synthetic {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 on, below 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Both ends included. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)]!;
  }

  /** Text of so many characters from an alphabet. */
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.integer(0, alphabet.length - 1)]).join('');
  }

  /** As printed on a vial; without the letters and digits that are read for one another. */
  lotNumber(): string {
    return this.text('ABCDEFGHJKLMNPRTUWXY', 2) + this.text('2345679', 4) + this.text('ABCDEFGHJKLMNPRTUWXY', 1);
  }
}
