import { existsSync } from 'node:fs';
import { isPolicyName, policyNameLike, policyPlaces, policySettings } from '../../../shared/kiosk/policy.ts';
import { formOf } from '../../../shared/kiosk/policy-form.ts';
import type { PolicySource, PolicyValues } from './source.ts';
import { parseRegistryOutput, parseSubkeys, type RegistryValue } from './registry-output.ts';
import type { RunProgram } from './run-program.ts';
import { type Environment, inSystem32 } from './windows-programs.ts';

const machine = 'HKEY_LOCAL_MACHINE';
const key = `${machine}\\${policyPlaces.registryKey}`;
const policies = `${machine}\\SOFTWARE\\Policies`;

/** Group policy for the machine. Never HKEY_CURRENT_USER, which belongs to whoever is signed in to Windows. */
export function windowsRegistry(run: RunProgram, environment: Environment, exists = existsSync): PolicySource {
  const reg = inSystem32('reg.exe', environment, exists);
  const query = (...args: string[]) => run(reg, ['query', ...args, '/reg:64']);
  return {
    name: 'Windows registry',
    async read() {
      const { code, output } = await query(key, '/s');
      if (code === 0) return settingsOf(parseRegistryOutput(output, key));
      // The code is the same for every failure and the message is translated; the list of keys tells them apart.
      const around = await query(policies);
      const known = around.code === 0 ? parseSubkeys(around.output, policies) : undefined;
      const own = key.slice(policies.length + 1).toLowerCase();
      if (known === undefined || known.some((name) => name.toLowerCase() === own)) {
        throw new Error(`reg.exe could not read ${key} (code ${code})`);
      }
      return 'absent';
    },
  };
}

function settingsOf(values: readonly RegistryValue[]): PolicyValues {
  const own = values.filter(({ subkey }) => subkey === '').map((value) => [policyNameLike(value.name), typed(value)]);
  const inSubkeys = Map.groupBy(
    values.filter(({ subkey }) => subkey !== ''),
    ({ subkey }) => policyNameLike(subkey),
  );
  const lists = [...inSubkeys].map(([name, entries]) => [name, entries.toSorted(byNumber).map(({ data }) => data)]);
  // A value of the key itself comes last: it wins over a subkey of the same name.
  return Object.fromEntries([...lists, ...own]) as PolicyValues;
}

/** Some tools write a list as a subkey with the values 1, 2, 3 and so on. */
function byNumber(a: RegistryValue, b: RegistryValue): number {
  return Number(a.name) - Number(b.name) || (a.name < b.name ? -1 : 1);
}

/** What is of another type stays what no setting takes, and is reported by name. */
function typed({ name, type, data }: RegistryValue): unknown {
  if (type === 'REG_SZ') return data;
  if (type === 'REG_MULTI_SZ') {
    const items = data.split('\\0').map((item) => item.trim());
    return items.filter((item) => item !== '');
  }
  if (type === 'REG_DWORD') return isFlag(name) && /^0x[01]$/.test(data) ? data === '0x1' : Number(data);
  return { type, data };
}

function isFlag(name: string): boolean {
  const setting = policyNameLike(name);
  return isPolicyName(setting) && formOf(policySettings[setting].schema).kind === 'flag';
}
