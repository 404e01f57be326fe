import type { AnnouncementListener, Claim } from '../contract.ts';

/** Announcements and claims where one process has the store to itself, which its lock sees to. */
export class WithinProcess {
  readonly #listeners = new Set<AnnouncementListener>();
  readonly #claimed = new Set<string>();

  announce(message: string): void {
    for (const listener of this.#listeners) listener.heard(message);
  }

  listen(listener: AnnouncementListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  claim(job: string): Claim | undefined {
    if (this.#claimed.has(job)) return undefined;
    this.#claimed.add(job);
    let held = true;
    return {
      get held() {
        return held;
      },
      release: async () => {
        if (held) this.#claimed.delete(job);
        held = false;
      },
    };
  }
}
