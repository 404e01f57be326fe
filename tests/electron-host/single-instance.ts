// The single-instance lock: a file with the owner's pid in the app's data folder, and letters to the owner beside it.
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  readdirSync,
  type FSWatcher,
} from 'node:fs';
import path from 'node:path';

export interface Launch {
  argv: string[];
  workingDirectory: string;
  data: unknown;
}

export class SingleInstance {
  readonly #folder: string;
  readonly #lock: string;
  readonly #received: (launch: Launch) => void;
  #watcher: FSWatcher | undefined;

  constructor(userData: string, received: (launch: Launch) => void) {
    this.#folder = path.join(userData, 'electron-host-instance');
    this.#lock = path.join(this.#folder, 'owner');
    this.#received = received;
    mkdirSync(this.#folder, { recursive: true });
  }

  /** @returns false if another living process has the lock; it has then been told of this launch */
  acquire(launch: Launch): boolean {
    if (this.#watcher !== undefined) return true;
    if (this.#isOwned()) {
      // Written aside and renamed, so that the owner never reads half a letter.
      const draft = path.join(this.#folder, `draft-${process.pid}`);
      writeFileSync(draft, JSON.stringify(launch));
      renameSync(draft, path.join(this.#folder, `launch-${process.pid}`));
      return false;
    }
    this.#letters().forEach((letter) => rmSync(letter)); // meant for an owner that is gone
    writeFileSync(this.#lock, String(process.pid));
    this.#watcher = watch(this.#folder, { persistent: false }, () => this.#readLetters());
    return true;
  }

  release(): void {
    if (this.#watcher === undefined) return;
    this.#watcher.close();
    this.#watcher = undefined;
    rmSync(this.#lock, { force: true });
  }

  #isOwned(): boolean {
    try {
      const owner = Number(readFileSync(this.#lock, 'utf8'));
      return owner !== process.pid && process.kill(owner, 0);
    } catch {
      return false; // no lock, or left by a process that is gone
    }
  }

  #readLetters(): void {
    for (const letter of this.#letters()) {
      const launch = JSON.parse(readFileSync(letter, 'utf8')) as Launch;
      rmSync(letter);
      this.#received(launch);
    }
  }

  #letters(): string[] {
    const names = readdirSync(this.#folder).filter((name) => name.startsWith('launch-'));
    return names.map((name) => path.join(this.#folder, name));
  }
}
