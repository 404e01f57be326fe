import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The newest first. */
export const logFileNames = ['kiosk.log', 'kiosk.1.log', 'kiosk.2.log', 'kiosk.3.log', 'kiosk.4.log'] as const;
export const largestLogFile = 1_000_000;

export interface LogFileContent {
  readonly name: string;
  readonly text: string;
}

/**
 * Appends lines to the newest of five files that only this user reads. Each line is with the system before the call
 * returns, so that the last one before a crash is there.
 */
export class LogFile {
  readonly #folder: string;
  readonly #file: string;
  /** Undefined until the file that is there has been looked at. */
  #size: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, logFileNames[0]);
  }

  /** Never throws: a full disk must not stop the work that would have been logged. */
  append(line: string): void {
    try {
      const bytes = Buffer.from(`${line}\n`);
      this.#size ??= this.#open();
      if (this.#size > 0 && this.#size + bytes.length > largestLogFile) this.#rotate();
      writeFileSync(this.#file, bytes, { flag: 'a', mode: 0o600 });
      this.#size += bytes.length;
    } catch {
      this.#size = undefined;
    }
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const size = statSync(this.#file, { throwIfNoEntry: false })?.size;
    if (size !== undefined) chmodSync(this.#file, 0o600);
    return size ?? 0;
  }

  #rotate(): void {
    const paths = logFileNames.map((name) => join(this.#folder, name));
    if (exists(paths.at(-1)!)) unlinkSync(paths.at(-1)!);
    for (let place = paths.length - 2; place >= 0; place--) {
      if (exists(paths[place]!)) renameSync(paths[place]!, paths[place + 1]!);
    }
    this.#size = 0;
  }
}

/** Those that are there, the newest first. */
export function readLogFiles(folder: string): LogFileContent[] {
  return logFileNames.flatMap((name) => {
    try {
      return [{ name, text: readFileSync(join(folder, name), 'utf8') }];
    } catch {
      return [];
    }
  });
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
