import { readSources } from './last-known-good.ts';
import { resolve } from './resolve.ts';
import type { ResolvedPolicy } from './resolved-policy.ts';
import type { PolicySource } from './sources/source.ts';

/**
 * The policy of this workstation. It never throws: where something cannot be known, strict values hold and the problems
 * say so, among them whether anything may start at all (`policyToStartWith`).
 * @param directory of the kiosk's own data
 */
export async function loadPolicy(
  sources: readonly PolicySource[],
  directory: string,
  { keep = true } = {},
): Promise<ResolvedPolicy> {
  const { readings, unknown, problems } = await readSources(sources, directory, keep);
  const resolved = resolve(readings, unknown);
  return { ...resolved, problems: [...problems, ...resolved.problems] };
}
