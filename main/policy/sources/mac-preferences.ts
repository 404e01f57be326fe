import { policyPlaces } from '../../../shared/kiosk/policy.ts';
import type { PolicySource } from './source.ts';
import type { RunProgram } from './run-program.ts';
import { objectFrom, readTrusted, type Trust } from './trusted-file.ts';

const managed = `/Library/Managed Preferences/${policyPlaces.macBundle}.plist`;

/**
 * What device management installed for the machine. The file itself, not `defaults`: that mixes in the preferences of
 * whoever is signed in, which they can write.
 */
export function macPreferences(run: RunProgram, trust: Trust, file = managed): PolicySource {
  return {
    name: 'managed preferences',
    async read() {
      if ((await readTrusted(file, trust)) === undefined) return 'absent';
      const { code, output } = await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', '--', file]);
      if (code !== 0) throw new Error(`${file} is no property list that plutil can read (code ${code})`);
      const settings = Object.entries(objectFrom(output, file));
      // What names the profile itself, which some systems for device management leave in.
      return Object.fromEntries(settings.filter(([name]) => !name.startsWith('Payload')));
    },
  };
}
