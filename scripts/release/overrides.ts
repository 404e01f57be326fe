// What goes over electron-builder.yml: each application's own action of the desktop icon, and from the environment signing
// on Windows and where Electron comes from.
// macOS needs nothing here: electron-builder itself reads CSC_* and APPLE_*.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

const azureSigning = {
  publisherName: 'AZURE_SIGNING_PUBLISHER',
  endpoint: 'AZURE_SIGNING_ENDPOINT',
  codeSigningAccountName: 'AZURE_SIGNING_ACCOUNT',
  certificateProfileName: 'AZURE_SIGNING_PROFILE',
};
const azureLogin = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'];

/**
 * @param environment as of process.env; empty variables count as absent, because that is how CI hands over missing secrets
 * @param options `output`: a folder instead of release/; `inspectable`: a build that Playwright can drive, never to be shipped
 * @returns configuration that goes over electron-builder.yml
 * @throws with the names of missing variables, where signing is half configured
 */
export function overrides(
  environment: NodeJS.ProcessEnv,
  { output, inspectable = false }: { readonly output?: string; readonly inspectable?: boolean } = {},
): object {
  const electronDist = environment['ELECTRON_DIST'] || undefined;
  return {
    linux: { desktop: JSON.parse(readFileSync(join(root, 'packaging/linux/desktop-actions.json'), 'utf8')) },
    ...(output && { directories: { output } }),
    ...(electronDist && { electronDist }),
    ...fuses(electronDist, inspectable),
    ...windowsSigning(environment),
  };
}

function fuses(electronDist: string | undefined, inspectable: boolean): object {
  // Only the tests' stand-in for Electron is a script; a script has no fuses.
  if (electronDist && isScript(join(electronDist, 'electron'))) return { electronFuses: null };
  return inspectable ? { electronFuses: { enableNodeCliInspectArguments: true } } : {};
}

function isScript(file: string): boolean {
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, 'r');
  const start = Buffer.alloc(2);
  readSync(descriptor, start, 0, 2, 0);
  closeSync(descriptor);
  return start.toString() === '#!';
}

function windowsSigning(environment: NodeJS.ProcessEnv): object {
  const wanted = [...azureLogin, ...Object.values(azureSigning)];
  const missing = wanted.filter((name) => !environment[name]);
  if (missing.length === wanted.length) return {};
  if (missing.length > 0) throw new Error(`Signing on Windows is half configured; missing: ${missing.join(', ')}`);
  const options = Object.entries(azureSigning).map(([option, name]) => [option, environment[name]]);
  return { win: { azureSignOptions: Object.fromEntries(options) }, forceCodeSigning: true };
}
