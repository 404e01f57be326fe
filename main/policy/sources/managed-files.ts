import { readdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { policyPlaces } from '../../../shared/kiosk/policy.ts';
import type { PolicySource, PolicyValues } from './source.ts';
import { absent, readTrustedJson, type Trust } from './trusted-file.ts';

/**
 * Files of a folder, in the order of their names; a later one decides over an earlier. One that cannot be read or
 * trusted makes the whole unknown: half a policy is nobody's.
 */
export function managedFiles(trust: Trust, folder: string = policyPlaces.linuxFolder): PolicySource {
  return {
    name: 'managed policy files',
    async read() {
      const names = (await readdir(folder).catch(absent))?.filter((name) => name.endsWith('.json')) ?? [];
      if (names.length === 0) return 'absent';
      let merged: PolicyValues = {};
      for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
        merged = { ...merged, ...(await readTrustedJson(posix.join(folder, name), trust)) };
      }
      return merged;
    },
  };
}
