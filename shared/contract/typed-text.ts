/**
 * Text without characters that nobody sees (Unicode's format characters: zero-width spaces, marks of direction, soft hyphens,
 * byte order marks), which come along when it is copied from a mail or a document. For what is looked up or compared.
 */
export function withoutFormatCharacters(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}

/**
 * A code as it was typed or pasted, in the form in which codes are compared: letters and digits alone, whatever stands between
 * them (spaces, hyphens and dashes, full stops, format characters); digits of every script are those of ASCII.
 */
export function typedCode(text: string): string {
  return withoutFormatCharacters(text)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit);
}

/** Each script's ten digits follow one another in Unicode, from zero on (The Unicode Standard, 4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  // Those of a second script may follow the first's.
  return String(value % 10);
}
