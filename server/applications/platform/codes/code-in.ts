/** What a code that somebody sent means in a table; names that every object has, such as `constructor`, are in none. */
export function codeIn<Meaning>(table: Readonly<Record<string, Meaning>>, code: string): Meaning | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
