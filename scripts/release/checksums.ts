// SHA-256 sums of a release, in the form that `sha256sum --check SHA256SUMS` reads.
// `node scripts/release/checksums.ts <folder>` writes them anew, for example over the artifacts of several systems.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export const sumsFile = 'SHA256SUMS';

/** Written by electron-builder for whoever builds; they name paths of that machine. */
const notReleased = new Set([sumsFile, 'builder-debug.yml', 'builder-effective-config.yaml']);

/** Sums up the files that lie directly in a folder. Subfolders are unpacked applications, no artifacts. */
export async function writeChecksums(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !notReleased.has(entry.name)).map(({ name }) => name);
  const lines: string[] = [];
  for (const name of names.toSorted()) lines.push(`${await sha256(join(folder, name))}  ${name}\n`);
  await writeFile(join(folder, sumsFile), lines.join(''));
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

if (import.meta.main) await writeChecksums(process.argv[2] ?? 'release');
