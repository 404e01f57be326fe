import { readFileSync, writeFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { noTries, type Tries } from './exit-lockout.ts';

const Stored = Type.Object(
  { wrong: Type.Integer({ minimum: 0, maximum: 1000 }), waitUntil: Type.Number({ minimum: 0 }) },
  { additionalProperties: false },
);

/** So that starting the kiosk again, or the machine, gives no new tries. Whoever can change the file is out already. */
export class TriesFile {
  readonly #file: string;
  #tries: Tries;

  constructor(file: string) {
    this.#file = file;
    this.#tries = read(file);
  }

  get tries(): Tries {
    return this.#tries;
  }

  /** Where the disk takes nothing, they count until the next start: IT must be able to leave all the same. */
  keep(tries: Tries): void {
    this.#tries = tries;
    try {
      writeFileSync(this.#file, JSON.stringify(tries), { mode: 0o600 });
    } catch {}
  }
}

function read(file: string): Tries {
  try {
    const stored: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(Stored, stored) ? stored : noTries;
  } catch {
    return noTries;
  }
}
