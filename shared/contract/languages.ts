/** The languages of the product, how one of them is found for somebody, and what a translation has to have. */

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** The one in which texts are written first, and in which other programs and logs are spoken to. */
export const sourceLanguage = 'en' satisfies Language;

/** What speakers call each; the same in every language, so that one finds one's own. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/** BCP 47 tags of how each is written here: Spanish as in the United States. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-US' };

export function isLanguage(text: unknown): text is Language {
  return (languages as readonly unknown[]).includes(text);
}

/**
 * The first of some BCP 47 tags that the product speaks, whatever the region (`es-MX` is Spanish), as browsers list them.
 * @returns undefined where there is none
 */
export function firstSpoken(tags: readonly string[]): Language | undefined {
  return tags.map((tag) => tag.trim().split('-', 1)[0]?.toLowerCase()).find(isLanguage);
}

/** What an `Accept-Language` header asks for, as far as the product speaks it (RFC 9110, 12.5.4). */
export function accepted(header: string | undefined): Language | undefined {
  const ranges = (header ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  // Of equal weight, the first; sorting keeps their order.
  const wanted = ranges.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return firstSpoken(wanted.map(({ tag }) => tag));
}

/** A text of its own in each language. */
export type InEveryLanguage = Readonly<Record<Language, string>>;

/**
 * What a translation of a catalogue is made of: the same names, any string where there is a string, a function of the same
 * parameters where there is a function. A missing or a superfluous text fails the build.
 */
export type Translation<Source> = Source extends string
  ? string
  : Source extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Translation<Result>
    : { readonly [Name in keyof Source]: Translation<Source[Name]> };
