/** Which letters the bytes stand for: HL7 table 0211, as MSH-18 names it. */

export type Decoded =
  | {
      readonly outcome: 'read';
      readonly lines: readonly string[] /** Not what the sender should have sent. */;
      readonly guessed: boolean;
    }
  | { readonly outcome: 'not so encoded' | 'unknown encoding' };

/** Windows-1252 has Latin-1's letters where Latin-1 has any; senders mean that by it. */
const encodings: Readonly<Record<string, string>> = {
  '8859/1': 'windows-1252',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/15': 'iso-8859-15',
  'ISO-8859-1': 'windows-1252',
  'ISO8859-1': 'windows-1252',
  'ISO-8859-15': 'iso-8859-15',
  'WINDOWS-1252': 'windows-1252',
  'UNICODE UTF-8': 'utf-8',
  UNICODE: 'utf-8',
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
};
const undeclared = new Set(['', 'ASCII', 'US-ASCII']);

/** @param declared MSH-18, its first repetition */
export function decode(lines: readonly Buffer[], declared: string): Decoded {
  const name = declared.trim().toUpperCase();
  const encoding = undeclared.has(name) ? 'utf-8' : encodings[name];
  if (encoding === undefined) return { outcome: 'unknown encoding' };
  const read = decodedAs(lines, encoding);
  if (read !== undefined) return { outcome: 'read', lines: read, guessed: false };
  if (!undeclared.has(name)) return { outcome: 'not so encoded' };
  return { outcome: 'read', lines: decodedAs(lines, 'windows-1252')!, guessed: true };
}

function decodedAs(lines: readonly Buffer[], encoding: string): string[] | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return lines.map((line) => decoder.decode(line));
  } catch {
    return undefined;
  }
}
