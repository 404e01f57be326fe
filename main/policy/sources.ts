import { commandLine } from './sources/command-line.ts';
import { macPreferences } from './sources/mac-preferences.ts';
import { managedFiles } from './sources/managed-files.ts';
import { runProgram } from './sources/run-program.ts';
import type { PolicySource } from './sources/source.ts';
import { systemFile } from './sources/system-file.ts';
import { posixAdministrators, readTrusted, type Trust, windowsAdministrators } from './sources/trusted-file.ts';
import { windowsRegistry } from './sources/windows-registry.ts';

/** Where policy is read from, one source each; which of them wins is said in `policySources`. */

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly arguments: readonly string[];
  /** An installed kiosk takes no policy from whoever starts it. */
  readonly packaged: boolean;
}

/** The first that has a value counts: managed policy, then the system configuration file, then the command line in development. */
export function policySources(machine: Machine): PolicySource[] {
  return [...managed(machine), configuration(machine), ...(machine.packaged ? [] : [commandLine(machine.arguments)])];
}

/** Reads a file that policy names, which in an installed kiosk only administrators may have written. */
export function administratorsFile(machine: Machine): (file: string) => Promise<string | undefined> {
  const trust: Trust = machine.packaged ? administrators(machine) : async () => {};
  return (file) => readTrusted(file, trust);
}

function managed({ platform, environment }: Machine): PolicySource[] {
  if (platform === 'win32') return [windowsRegistry(runProgram, environment)];
  if (platform === 'darwin') return [macPreferences(runProgram, posixAdministrators())];
  return [managedFiles(posixAdministrators())];
}

function configuration(machine: Machine): PolicySource {
  return systemFile(machine.platform, machine.environment, administrators(machine));
}

function administrators({ platform, environment }: Machine): Trust {
  return platform === 'win32' ? windowsAdministrators(runProgram, environment) : posixAdministrators();
}
