import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { siteText } from '../../../shared/identity/account-fields.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Site } from '../../../shared/identity/site.ts';
import type { FieldChange, ImportRemark, ImportReport } from '../../../shared/identity/api/import.ts';
import { accounts } from '../accounts/account.ts';
import { siteRecords } from '../sites/sites.ts';
import type { ImportDeps, ImportOptions } from './options.ts';
import { type AccountUpdate, planImport, type Present, updatedFields, withoutAdministrators } from './plan.ts';
import { type ImportRow, type ReadRows, readRows } from './read-rows.ts';
import {
  fingerprintsWith,
  type HashedRow,
  leavesAdministrator,
  noAdministrator,
  origins,
  writeImport,
} from './write-import.ts';

export interface ImportOutcome {
  /** Whether what could be written was; always false in a dry run. */
  readonly written: boolean;
  readonly report: ImportReport;
}

/**
 * Imports accounts from a CSV file [S4, S5]: all rows or none, unless `partial`. Hashing, which takes long, comes before anything is
 * written, so an import that is interrupted then has changed nothing; of a large one that is interrupted later some is written. The
 * same file again makes the rest, and changes nothing else. A file after which no administrator could sign in is refused as a whole [R3].
 */
export async function importAccounts(csv: string, options: ImportOptions, deps: ImportDeps): Promise<ImportOutcome> {
  const { dryRun, partial } = options;
  const fingerprintOf = fingerprintsWith(deps);
  const asWritten = await readRows(csv);
  const present = await presentAccounts(asWritten.rows, deps);
  const read = await underKeptNames(asWritten, (key) => present.get(key)?.account.sites ?? [], deps);
  const planned = planImport(read, {
    update: options.update,
    presentOf: (key) => present.get(key),
    fingerprintOf,
  });
  const plan = options.alone ? withoutAdministrators(planned) : planned;
  const { readable, create, update, unchanged, refused, hints } = plan;
  const reportOf = (created: number, updated: readonly AccountUpdate[], more: readonly ImportRemark[] = []) => ({
    dryRun,
    created,
    updated: updated.map(updateRemark),
    changes: updated.flatMap(changesOf).slice(0, limits.import.shownChanges),
    unchanged,
    refused: [...more, ...refused].toSorted((a, b) => a.line - b.line),
    hints: [...hints],
  });
  const bricks =
    create.length + update.length > 0 &&
    !(await leavesAdministrator(
      deps.store.collection(accounts),
      create.some(isNewAdministrator),
      update,
      options.by,
      deps,
    ));
  if (bricks) return { written: false, report: reportOf(0, [], [noAdministrator]) };
  if (dryRun) return { written: false, report: reportOf(create.length, update) };
  if (!readable || (refused.length > 0 && !partial)) return { written: false, report: reportOf(0, []) };

  const changes = [...(await hashed(create, options, deps)), ...update];
  const { created, updated, remarks } = await writeImport(changes, fingerprintOf, options, deps);
  const written = created + updated.length > 0 || changes.length === 0;
  if (written)
    await recordImport(
      { created, updated: updated.length, unchanged, refused: refused.length + remarks.length },
      options,
      deps,
    );
  return { written, report: reportOf(created, updated, remarks) };
}

function recordImport(
  counts: Readonly<Record<string, number>>,
  { by }: ImportOptions,
  { audit }: ImportDeps,
): Promise<void> {
  const detail = Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, String(count)]));
  return audit.record({
    event: 'accounts.imported',
    ...(typeof by === 'string' ? { detail: { ...detail, by } } : { ...by, detail }),
  });
}

/** The rows with the sites' names that are kept; without those that give a closed site to somebody who does not have it. */
async function underKeptNames(
  read: ReadRows,
  sitesOf: (usernameKey: string) => readonly Site[],
  { store }: Pick<ImportDeps, 'store'>,
): Promise<ReadRows> {
  const kept = new Map((await store.collection(siteRecords).list()).map((site) => [site.id, site]));
  if (kept.size === 0) return read;
  const [rows, refused]: [ImportRow[], ImportRemark[]] = [[], []];
  for (const row of read.rows) {
    const had = sitesOf(row.usernameKey);
    const shut = row.sites?.find(({ id }) => kept.get(id)?.closed && !had.some((each) => each.id === id));
    if (shut) refused.push({ line: row.line, field: 'sites', reason: `holds ${shut.id}, which is closed` });
    else if (row.sites === undefined) rows.push(row);
    else rows.push({ ...row, sites: row.sites.map(({ id, name }) => ({ id, name: kept.get(id)?.name ?? name })) });
  }
  return { ...read, rows, refused: [...read.refused, ...refused] };
}

function updateRemark({ line, change }: AccountUpdate): ImportRemark {
  return { line, field: Object.keys(change).join(', '), reason: 'as the file has it' };
}

/** Each field as it is, or was, and as the file has it: for the eyes of whoever decides, and for no log. */
function changesOf({ line, before, change }: AccountUpdate): FieldChange[] {
  return updatedFields
    .filter((field) => change[field] !== undefined)
    .map((field) => ({
      line,
      username: before.username,
      field,
      before: shown(before[field]),
      after: shown(change[field]!),
    }));
}

function shown(value: string | readonly (string | Site)[]): string {
  if (typeof value === 'string') return value;
  return value.map((each) => (typeof each === 'string' ? each : siteText(each))).join('; ');
}

function isNewAdministrator({ roles, password }: ImportRow): boolean {
  return password !== undefined && roles.includes('administrator');
}

async function presentAccounts(rows: readonly ImportRow[], { store }: ImportDeps): Promise<Map<string, Present>> {
  const [known, imported] = [store.collection(accounts), store.collection(origins)];
  const present = new Map<string, Present>();
  for (let at = 0; at < rows.length; at += limits.import.together) {
    const keys = rows.slice(at, at + limits.import.together).map(({ usernameKey }) => usernameKey);
    for (const account of await known.findAny('usernameKey', keys)) {
      present.set(account.usernameKey, { account, fingerprint: (await imported.get(account.id))?.fingerprint });
    }
    await setImmediate();
  }
  return present;
}

/** With the hash that is kept of it. */
async function hashed(
  rows: readonly ImportRow[],
  { atOnce, progress }: Pick<ImportOptions, 'atOnce' | 'progress'>,
  { hashing }: Pick<ImportDeps, 'hashing'>,
): Promise<HashedRow[]> {
  const made: HashedRow[] = [];
  // Of something that nobody knows, which stands for no password: only a reset opens those accounts.
  const closed = await hashing.hash(randomBytes(32).toString('base64url'));
  let [next, done] = [0, 0];
  const worker = async () => {
    while (next < rows.length) {
      const index = next++;
      const row = rows[index]!;
      // The old digest within argon2id.
      const hash = row.password === undefined ? closed : await hashing.hash(row.password.digest);
      made[index] = { row, hash };
      progress?.({ ready: ++done, of: rows.length });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return made;
}
