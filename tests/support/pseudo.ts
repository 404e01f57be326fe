/** A catalogue whose every text is marked, and longer, as texts are in other languages. */
export type Pseudo<Source> = Source extends string
  ? string
  : Source extends (...parameters: infer Parameters) => unknown
    ? (...parameters: Parameters) => string
    : { readonly [Name in keyof Source]: Pseudo<Source[Name]> };

export function pseudo(source: unknown): unknown {
  if (typeof source === 'string') return `⟦${source.replace(/[aeiou]/gi, (vowel) => vowel + vowel)}⟧`;
  if (typeof source === 'function') {
    const worded = source as (...parameters: unknown[]) => unknown;
    return (...parameters: unknown[]) => pseudo(worded(...parameters));
  }
  return Object.fromEntries(Object.entries(source as object).map(([name, text]) => [name, pseudo(text)]));
}
