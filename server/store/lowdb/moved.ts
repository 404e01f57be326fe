import { join } from 'node:path';
import { StoreNotOpenedError } from '../contract.ts';
import { readIfPresent, replaceFile } from './durable-file.ts';

/** Lies beside records that were moved to a database: what stands here is what was there at that moment. */
const fileName = 'moved.json';

export interface Moved {
  /** The database's name, as messages say it. */
  readonly to: string;
  readonly at: string;
}

export async function markMoved(directory: string, moved: Moved): Promise<void> {
  await replaceFile(join(directory, fileName), Buffer.from(`${JSON.stringify(moved)}\n`));
}

export async function isMoved(directory: string): Promise<boolean> {
  return (await readIfPresent(join(directory, fileName))) !== undefined;
}

/** @throws StoreNotOpenedError where the records are elsewhere by now */
export async function requireNotMoved(directory: string): Promise<void> {
  const file = join(directory, fileName);
  const content = await readIfPresent(file);
  if (content === undefined) return;
  const { to, at } = JSON.parse(content.toString()) as Moved;
  throw new StoreNotOpenedError(
    `The records in ${directory} were moved to the database ${to} on ${at}. Use settings that name it (store.postgres). To go back to what was here then, without anything that was done since, delete ${file} and its like in the other folders beside it.`,
  );
}
