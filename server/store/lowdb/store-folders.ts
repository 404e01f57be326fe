import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A store has one of them; `sessions.journal` is only ever beside `sessions.db`. */
export const storeFiles = ['records.db', 'sessions.db'] as const;

/** Names of the folders of a data folder that are stores. */
export async function storesIn(data: string): Promise<string[]> {
  const stores: string[] = [];
  for (const entry of await readdir(data, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const names: readonly string[] = await readdir(join(data, entry.name));
    if (storeFiles.some((file) => names.includes(file))) stores.push(entry.name);
  }
  return stores.toSorted();
}
