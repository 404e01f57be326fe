import { join } from 'node:path';
import { readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';

/** When a folder was backed up last, noted beside its data for whoever runs the server; no backup holds it. */
const file = 'last-backup.json';

export async function noteBackup(data: string, at: number): Promise<void> {
  await replaceFile(join(data, file), Buffer.from(JSON.stringify({ at })));
}

/** @returns undefined where no backup was noted */
export async function lastBackup(data: string): Promise<number | undefined> {
  try {
    const noted = JSON.parse(String((await readIfPresent(join(data, file))) ?? '{}')) as { at?: unknown };
    return typeof noted.at === 'number' ? noted.at : undefined;
  } catch {
    return undefined;
  }
}
