/** What `reg.exe query KEY /s` prints, as values. Types and key names are the same in every language of Windows. */

export interface RegistryValue {
  /** Below the key that was asked for; empty for the key itself. */
  readonly subkey: string;
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

const valueLine = /^ {4}(\S.*?) {4}(REG_[A-Z0-9_]+)(?: {4}(.*))?$/;
/** The nameless value of a key, by a word that Windows translates. */
const nameless = /^\(.*\)$/;

/** @throws where the output is none of that key */
export function parseRegistryOutput(output: string, key: string): RegistryValue[] {
  const values: { subkey: string; name: string; type: string; data: string }[] = [];
  let subkey: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    const value = valueLine.exec(line);
    if (line.startsWith('HKEY_')) {
      subkey = subkeyOf(line.trim(), key);
    } else if (value && subkey !== undefined) {
      values.push({ subkey, name: value[1]!, type: value[2]!, data: value[3] ?? '' });
    } else if (line.trim() !== '') {
      const last = values.at(-1);
      if (last === undefined) throw new Error('reg.exe answered something else than the values of a key');
      // A text of several lines; no setting takes one, so it is refused by name instead of being cut.
      last.data += `\n${line}`;
    }
  }
  return values.filter(({ name }) => !nameless.test(name));
}

/** The names of the keys directly below a key, from `reg.exe query KEY`. */
export function parseSubkeys(output: string, key: string): string[] {
  return output
    .split(/\r?\n/)
    .filter((line) => line.toLowerCase().startsWith(`${key.toLowerCase()}\\`))
    .map((line) => subkeyOf(line.trim(), key));
}

function subkeyOf(path: string, key: string): string {
  if (path.toLowerCase() === key.toLowerCase()) return '';
  if (!path.toLowerCase().startsWith(`${key.toLowerCase()}\\`)) {
    throw new Error(`reg.exe answered for another key, ${path}`);
  }
  return path.slice(key.length + 1);
}
