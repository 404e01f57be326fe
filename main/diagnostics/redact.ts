/** Lines of other programs may hold anything: what is or could be somebody's is taken out [K10]. */

const longest = { taken: 4000, kept: 500 };

/** It reaches to the end of the line: a password may hold spaces. */
const named =
  /\b(set-cookie|cookie|authorization|bearer|basic|passwords?|passwd|secrets?|tokens?|codes?|ticket|state|nonce|session|api-?key|master-?key)(["']?\s*[:=]\s*|\s+(?=\S*\d)(?!\d{1,3}\b))(?!\[).*/giu;

/** Order matters: an address is cut to its origin before its parts are looked at. */
const rules: readonly (readonly [RegExp, string | ((whole: string, ...parts: string[]) => string)])[] = [
  [/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '],
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'`<>|]*/giu, (address) => originOf(address)],
  [named, (_whole, name) => `${name} [secret]`],
  [/\b(bearer|basic)\s+(?!\[)\S+/giu, '$1 [secret]'],
  [/\?\S+/gu, '?[query]'],
  [/[^\s@<>()]*(?:@|%40)[^\s@<>()]+/giu, '[e-mail]'],
  [/\beyJ[\w-]*(?:\.[\w-]*)+/gu, '[token]'],
  [/[\w+/=-]{20,}/gu, '[token]'],
  // Programs quote what they were given: a word of a form, a file in somebody's folder.
  [/"[^"]*"?|`[^`]*`?|(?<![\p{L}\p{Nd}])'.*'(?![\p{L}\p{Nd}])/gu, '[quoted]'],
  // Identifiers, telephone numbers, dates of birth.
  [/\p{Nd}(?:[ ().,/:-]{0,2}\p{Nd}){5,}/gu, '[number]'],
];

/** @returns one line that can be kept; doing it twice changes nothing */
export function redact(line: string): string {
  // Some rules look at every place of a line from every other.
  if (line.length > longest.taken) return '[too long]';
  const redacted = rules.reduce(
    (text, [pattern, instead]) =>
      typeof instead === 'string' ? text.replace(pattern, instead) : text.replace(pattern, instead),
    line.normalize('NFKC'),
  );
  return redacted.trim().slice(0, longest.kept);
}

/** The origin of any address, without user, path and query; empty for what is none. */
export function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined || url.host === '' ? '' : `${url.protocol}//${url.host}`;
}
