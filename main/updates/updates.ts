import { after, firstState, next, type UpdateState } from './update-rules.ts';

export interface Updater {
  /** Looks, and downloads what there is. @returns the version that is ready to be applied, if there is one */
  fetch(): Promise<string | undefined>;
  /** Ends the kiosk, and starts its next version. @param failed called where it does not come to that */
  apply(failed: (error: unknown) => void): void;
}

export interface UpdatesDeps {
  readonly updater: Updater;
  readonly now: () => number;
  readonly random: () => number;
  /** Nobody is signed in, and the desk is clear. */
  readonly isVacant: () => boolean;
  readonly said: (what: 'ready' | 'applying', version: string) => void;
  readonly failed: (error: unknown) => void;
}

/** Keeps this kiosk up to date without anybody noticing [K9]. */
export class Updates {
  readonly #deps: UpdatesDeps;
  #state: UpdateState;
  #version = '';
  #touched = false;

  constructor(deps: UpdatesDeps) {
    this.#deps = deps;
    this.#state = firstState(deps.now(), deps.random());
  }

  /** Somebody is there. */
  noteInput(): void {
    this.#touched = true;
  }

  /** Has to be called every few seconds. */
  tick(): void {
    const { now, random, isVacant } = this.#deps;
    const quiet = isVacant() && !this.#touched;
    this.#touched = false;
    const [state, action] = next(this.#state, { now: now(), quiet }, random());
    this.#state = state;
    if (action === 'look') void this.#look();
    if (action === 'apply') this.#apply();
  }

  async #look(): Promise<void> {
    const { updater, said, failed } = this.#deps;
    try {
      const version = await updater.fetch();
      this.#state = after(this.#state, version === undefined ? 'none' : 'ready');
      if (version === undefined) return;
      this.#version = version;
      said('ready', version);
    } catch (error) {
      this.#state = after(this.#state, 'failed');
      failed(error);
    }
  }

  #apply(): void {
    const { updater, said, failed } = this.#deps;
    said('applying', this.#version);
    updater.apply((error) => {
      this.#state = after(this.#state, 'failed');
      failed(error);
    });
  }
}
