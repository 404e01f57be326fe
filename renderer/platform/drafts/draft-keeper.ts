import type { Draft } from '../../../shared/applications/api/drafts.ts';
import { limits } from '../../../shared/contract/limits.ts';

type Fields = Draft['fields'];

export interface DraftKeeperDeps {
  /** Both reject when the server did not take it; it is then sent again. */
  save(fields: Fields): Promise<void>;
  remove(): Promise<void>;
  /** Calls back after so many milliseconds. @returns how to call that off */
  later(callback: () => void, delay: number): () => void;
}

const retryAfter = 2000;

/** Brings the draft at the server to what the form holds: soon, one request at a time, the newest state last [T4]. */
export class DraftKeeper {
  readonly #deps: DraftKeeperDeps;
  /** What the server does not have yet; null for no draft. */
  #untold: Fields | null | undefined;
  #waiting: (() => void) | undefined;
  #sending = false;

  constructor(deps: DraftKeeperDeps) {
    this.#deps = deps;
  }

  changed(fields: Fields): void {
    this.#untold = isEmpty(fields) ? null : fields;
    this.#wait(limits.drafts.saveAfter);
  }

  /** What was typed has done its work. */
  discard(): void {
    this.#untold = null;
    this.flush();
  }

  /** Does not wait for a pause in the typing. */
  flush(): void {
    this.#waiting?.();
    this.#waiting = undefined;
    if (this.#untold !== undefined && !this.#sending) void this.#send();
  }

  #wait(duration: number): void {
    this.#waiting?.();
    this.#waiting = this.#deps.later(() => this.flush(), duration);
  }

  async #send(): Promise<void> {
    const state = this.#untold;
    if (state === undefined) return;
    this.#untold = undefined;
    this.#sending = true;
    try {
      await (state === null ? this.#deps.remove() : this.#deps.save(state));
    } catch {
      // Unless something newer is there by now.
      if (this.#untold === undefined) this.#untold = state;
      this.#wait(retryAfter);
    }
    this.#sending = false;
    if (this.#untold !== undefined && this.#waiting === undefined) this.flush();
  }
}

export function isEmpty(fields: Fields): boolean {
  return Object.values(fields).every((value) => value === '');
}
