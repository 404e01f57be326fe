import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { limits } from '../../../shared/contract/limits.ts';

/** There is no place left in the queue; the caller answers 503. */
export class HashingBusyError extends Error {}

const { memoryKiB, passes, lanes, concurrent, waiting } = limits.passwordHashing;

/** The library's defaults. */
const [saltBytes, hashBytes] = [16, 32];

/**
 * argon2id with the server's pepper. Few hashes run at once and few more may wait: each takes 19 MiB and a thread that
 * file access needs too, so a storm of sign-ins is refused quickly instead of being queued for minutes.
 */
export class PasswordHashing {
  readonly #pepper: Buffer;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(pepper: Buffer) {
    this.#pepper = pepper;
  }

  /** How many run, and how many wait. */
  get load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#running, waiting: this.#waiting.length };
  }

  hash(password: string): Promise<string> {
    // The library's default algorithm is argon2id.
    const cost = { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes };
    return this.#inTurn(() => hash(password.normalize('NFC'), { ...cost, secret: this.#pepper }));
  }

  /** A hash of no password, which costs as much to compare with as one that `hash` has made. */
  decoy(): string {
    const random = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
    return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${random(saltBytes)}$${random(hashBytes)}`;
  }

  /**
   * One argon2id verification; two for a password that was typed in another form than its composed one, whatever hash it is
   * compared with, so that the time tells nothing of the hash.
   * @param digest how to make of what was typed what the hash is of, where that is not itself; that is costly too and waits
   *   its turn. Another system took passwords as typed, so both forms are tried.
   */
  verify(passwordHash: string, password: string, digest?: (form: string) => Promise<string>): Promise<boolean> {
    return this.#inTurn(async () => {
      let matches = false;
      for (const form of new Set([password.normalize('NFC'), password])) {
        const given = digest ? await digest(form) : form.normalize('NFC');
        // Not left out once one has matched.
        if (await verify(passwordHash, given, { secret: this.#pepper })) matches = true;
      }
      return matches;
    });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= concurrent) {
      if (this.#waiting.length >= waiting) throw new HashingBusyError();
      // Whoever finishes hands its place over, so the count does not change.
      await new Promise<void>((turn) => void this.#waiting.push(turn));
    } else {
      this.#running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
