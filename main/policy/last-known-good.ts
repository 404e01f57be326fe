import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { PolicyReading } from './resolve.ts';
import type { PolicyProblem } from './resolved-policy.ts';
import type { PolicySource, PolicyValues, SourceName } from './sources/source.ts';

/** What each source said when it was last read, so that a read that fails changes nothing [K3]. */

const Kept = Type.Object({
  version: Type.Literal(1),
  sources: Type.Record(Type.String(), Type.Union([Type.Literal('absent'), Type.Record(Type.String(), Type.Unknown())])),
});
type Kept = Static<typeof Kept>;

export interface Readings {
  readonly readings: readonly PolicyReading[];
  /** Could not be read and never was; it comes behind all readings. */
  readonly unknown: SourceName | undefined;
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads every source; where one fails, what it said last stands in for it.
 * @param keep whether what was read is kept for the next time; not where somebody only looks
 */
export async function readSources(sources: readonly PolicySource[], directory: string, keep = true): Promise<Readings> {
  const file = join(directory, 'policy.json');
  const before = await keptIn(file);
  const outcomes = await Promise.all(sources.map((source) => readSource(source, before)));
  const now: Kept = { version: 1, sources: { ...before.sources } };
  for (const { source, said } of outcomes) if (said !== undefined) now.sources[source.name] = said;
  const changed = JSON.stringify(now) !== JSON.stringify(before);
  const unkept = keep && changed ? await keepIn(file, now) : [];
  return {
    ...knownOf(outcomes),
    problems: [...outcomes.flatMap(({ problems }) => problems), ...unkept],
  };
}

interface Outcome {
  readonly source: PolicySource;
  readonly said: PolicyValues | 'absent' | undefined;
  readonly problems: readonly PolicyProblem[];
}

/** Behind a source that nobody knows, no other decides: it might overrule them all. */
function knownOf(outcomes: readonly Outcome[]): Pick<Readings, 'readings' | 'unknown'> {
  const unknown = outcomes.findIndex(({ said }) => said === undefined);
  return {
    readings: outcomes
      .slice(0, unknown === -1 ? undefined : unknown)
      .flatMap(({ source, said }) =>
        said === undefined || said === 'absent' ? [] : [{ source: source.name, values: said }],
      ),
    unknown: outcomes[unknown]?.source.name,
  };
}

async function readSource(source: PolicySource, before: Kept): Promise<Outcome> {
  try {
    return { source, said: await source.read(), problems: [] };
  } catch (error) {
    const said = Object.hasOwn(before.sources, source.name) ? before.sources[source.name] : undefined;
    const instead =
      said === undefined ? 'it was never read before, so that nobody knows what it decides' : 'what it said last holds';
    const problem = `could not be read: ${(error as Error).message}`;
    return { source, said, problems: [{ source: source.name, problem, instead }] };
  }
}

async function keptIn(file: string): Promise<Kept> {
  const nothing: Kept = { version: 1, sources: {} };
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Value.Check(Kept, kept) ? kept : nothing;
  } catch {
    // It matters only where a source fails too, and then that is reported.
    return nothing;
  }
}

/** After a crash the old or the new file is there, whole. @returns the problem where it cannot be written */
async function keepIn(file: string, kept: Kept): Promise<PolicyProblem[]> {
  const temporary = `${file}.${process.pid}.new`;
  try {
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(kept, undefined, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return [];
  } catch (error) {
    await unlink(temporary).catch(() => {});
    const problem = `The policy could not be kept in ${file}: ${(error as Error).message}`;
    return [{ problem, instead: 'the next start knows it only if it can be read then' }];
  }
}
