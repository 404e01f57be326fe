import type { Clipboard as SystemClipboard } from 'electron';

/** What takes the place of a person's text where clearing alone did not: programs that keep clipboards bring back the last one. */
const neutral = ' ';

/** So many rounds are tried against programs that bring content back; what then is there is theirs. */
const rounds = 3;

/** One clipboard, as much of it as is needed here. */
export type Clipboard = Pick<SystemClipboard, 'clear' | 'read' | 'readText' | 'writeText'>;

/**
 * What one person left in the clipboards. Formats cannot be counted down to none: macOS lists the text of the system's
 * find panel among them for ever, and clipboard managers and remote desktops put things of their own there. So what holds
 * the desk is what was there when the person left.
 */
export class OwnClipboard {
  readonly #clipboards: readonly Clipboard[];
  readonly #keptByOthers: () => void;
  #before: readonly string[] | undefined;
  #round = 0;

  /** @param keptByOthers told once when something of another program's is left */
  constructor(keptByOthers: () => void, clipboards: readonly Clipboard[]) {
    this.#clipboards = clipboards;
    this.#keptByOthers = keptByOthers;
  }

  async clear(): Promise<void> {
    this.#before ??= await this.#texts();
    this.#round += 1;
    for (const each of this.#clipboards) {
      if (this.#round > 1) await each.writeText(neutral);
      each.clear();
    }
  }

  async isGone(): Promise<boolean> {
    const now = await this.#texts();
    const before = this.#before ?? [];
    // A person's own text is never let through, whoever keeps bringing it back.
    if (now.some((text, index) => text.trim() !== '' && text === before[index])) return false;
    const isEmpty = now.every((text) => text.trim() === '') && !(await this.#hasMoreThanText());
    if (isEmpty) return true;
    if (this.#round < rounds) return false;
    if (this.#round === rounds) this.#keptByOthers();
    return true;
  }

  #texts(): Promise<string[]> {
    return Promise.all(this.#clipboards.map((each) => each.readText()));
  }

  async #hasMoreThanText(): Promise<boolean> {
    const contents = await Promise.all(this.#clipboards.map((each) => each.read()));
    return contents.flat().some(({ types }) => types.some((type) => type !== 'text/plain'));
  }
}
