import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadItem } from 'electron';
import { freeName, isRefusedFile, safeFileName } from './file-names.ts';

/** What became of a file that a page offered. */
export type DownloadNews =
  | { readonly is: 'saved'; readonly name: string; readonly folder: string }
  | { readonly is: 'refused' | 'failed'; readonly name: string };

/** The files of the person who is signed in, in a folder that only this system user reads. It goes when they go [T3]. */
export class DownloadFolder {
  readonly #path: string;
  readonly #coming = new Set<DownloadItem>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Handles `will-download`. Nothing is asked: a dialog would show, and write to, the rest of the workstation. */
  take(item: DownloadItem, tell: (news: DownloadNews) => void): void {
    const name = safeFileName(item.getFilename());
    if (isRefusedFile(name)) {
      item.cancel();
      return tell({ is: 'refused', name });
    }
    const saved = this.#reserve(name);
    if (saved === undefined) {
      item.cancel();
      return tell({ is: 'failed', name });
    }
    item.setSavePath(join(this.#path, saved));
    this.#coming.add(item);
    // Chromium keeps what it might resume and says no end of it; nobody here could resume it.
    item.on('updated', (_event, state) => {
      if (state === 'interrupted') item.cancel();
    });
    item.once('done', (_event, state) => {
      this.#coming.delete(item);
      const isSaved = state === 'completed';
      tell(isSaved ? { is: 'saved', name: saved, folder: this.#path } : { is: 'failed', name: saved });
      if (!isSaved) void rm(join(this.#path, saved), { force: true }).catch(() => {});
    });
  }

  /** @param suggested the name that it would have, without anything in its way */
  save(suggested: string, content: Uint8Array): DownloadNews {
    const name = safeFileName(suggested);
    const saved = this.#reserve(name);
    if (saved === undefined) return { is: 'failed', name };
    try {
      writeFileSync(join(this.#path, saved), content, { mode: 0o600 });
      return { is: 'saved', name: saved, folder: this.#path };
    } catch {
      return { is: 'failed', name };
    }
  }

  async clear(): Promise<void> {
    for (const item of this.#coming) item.cancel();
    this.#coming.clear();
    await rm(this.#path, { recursive: true, force: true });
  }

  isClear(): boolean {
    return this.#coming.size === 0 && !existsSync(this.#path);
  }

  /** Makes the file, so that nothing is ever overwritten. @returns its name, or undefined where it cannot be made */
  #reserve(name: string): string | undefined {
    try {
      mkdirSync(this.#path, { recursive: true, mode: 0o700 });
      const free = freeName(name, (each) => existsSync(join(this.#path, each)));
      writeFileSync(join(this.#path, free), '', { flag: 'wx', mode: 0o600 });
      return free;
    } catch {
      return undefined;
    }
  }
}
