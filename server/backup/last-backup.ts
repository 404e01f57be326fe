import { join } from 'node:path';
import { Value } from 'typebox/value';
import { LastBackup } from '../../shared/identity/api/server-state.ts';
import { readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';

/** When a folder was backed up last, noted beside its data for whoever runs the server; no backup holds it. */
const file = 'last-backup.json';

export async function noteBackup(data: string, backup: LastBackup): Promise<void> {
  await replaceFile(join(data, file), Buffer.from(JSON.stringify(backup)));
}

/** @returns undefined where no backup was noted */
export async function lastBackup(data: string): Promise<LastBackup | undefined> {
  try {
    const noted: unknown = JSON.parse(String((await readIfPresent(join(data, file))) ?? '{}'));
    return Value.Check(LastBackup, noted) ? noted : undefined;
  } catch {
    return undefined;
  }
}
