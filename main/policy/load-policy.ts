import { readSources } from './last-known-good.ts';
import { type ResolvedPolicy, resolve } from './resolve.ts';
import type { PolicySource } from './sources.ts';

/**
 * The policy of this workstation. It never throws: where something cannot be known, safe values hold and the problems
 * say so.
 * @param directory of the kiosk's own data
 */
export async function loadPolicy(
  sources: readonly PolicySource[],
  directory: string,
  { keep = true } = {},
): Promise<ResolvedPolicy> {
  const { readings, problems } = await readSources(sources, directory, keep);
  const resolved = resolve(readings);
  return { ...resolved, problems: [...problems, ...resolved.problems] };
}
