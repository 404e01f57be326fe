// `node scripts/release/verify-fuses.ts <binary or .app>`: whether a packaged binary has the fuses that electron-builder.yml
// asks for. Run on what is installed: builders have lost fuses between packing and signing.
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { getConfig } from 'app-builder-lib/out/util/config/config.js';
import { root } from '../setup.mjs';

const states: Readonly<Record<number, boolean>> = { 48: false, 49: true };

/** @returns a sentence for each fuse that is not as configured, and for each that nobody has decided */
export async function fuseProblems(binary: string): Promise<string[]> {
  const { electronFuses } = await getConfig(root, 'electron-builder.yml', {});
  const { version: _, ...wire } = await getCurrentFuseWire(binary);
  const fuses = electronFuses as Readonly<Record<string, unknown>>;
  return Object.entries(wire).flatMap(([index, state]) => {
    const name = FuseV1Options[Number(index)];
    const on = states[Number(state)];
    if (on === undefined) return []; // removed from this Electron
    if (name === undefined) return [`Fuse ${index} is ${on ? 'on' : 'off'}, and @electron/fuses has no name for it.`];
    const wanted = fuses[name.charAt(0).toLowerCase() + name.slice(1)];
    return on === wanted ? [] : [`${name} is ${on ? 'on' : 'off'}, and should be ${wanted ? 'on' : 'off'}.`];
  });
}

if (import.meta.main) {
  const problems = await fuseProblems(process.argv[2]!);
  const wrong = problems.filter((problem) => problem.includes('should be'));
  for (const problem of problems) console.log(problem);
  console.log(wrong.length === 0 ? 'The fuses are as configured.' : 'The fuses are not as configured.');
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
