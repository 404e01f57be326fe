import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { create } from 'zustand';
import { type Language, sourceLanguage, type Translation } from '../../../shared/contract/languages.ts';
import { firstEn } from '../../../shared/identity/texts/first-en.ts';
import type { FirstTexts, Texts } from '../../../shared/identity/texts/texts.ts';

/** In which language a page speaks, and what it says. Each other language is one file, fetched when somebody wants it. */
type Wording = InSource | Translated;

interface InSource {
  readonly language: typeof sourceLanguage;
  readonly texts: FirstTexts;
}

interface Translated {
  readonly language: Exclude<Language, typeof sourceLanguage>;
  readonly texts: Texts;
}

/**
 * What every page says comes with it in the source, which stands in where another language cannot be fetched; what some pages
 * say comes with those (`usePortalTexts`, `textsOfPages`).
 */
const source: Wording = { language: sourceLanguage, texts: firstEn };

const translations: Readonly<Record<Exclude<Language, typeof sourceLanguage>, () => Promise<Texts>>> = {
  es: async () => (await import('../../../shared/identity/texts/es.ts')).es,
};

const useWording = create<Wording>()(() => source);

const fetched = new Map<Language, Wording>([[sourceLanguage, source]]);
let wanted: Language = sourceLanguage;

/** Has a language at hand, so that `speak` changes to it at once. @returns whether it could be fetched */
export async function prepare(language: Language): Promise<boolean> {
  if (fetched.has(language) || language === sourceLanguage) return true;
  const texts = await translations[language]().catch(() => undefined);
  if (texts) fetched.set(language, { language, texts });
  return texts !== undefined;
}

/**
 * Changes the language of the page; the last that was wanted counts, whichever is fetched first. Where it cannot be
 * fetched, all stays as it is.
 */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (!fetched.has(language)) await prepare(language);
  const wording = fetched.get(language);
  if (wanted === language && wording) useWording.setState(wording, true);
}

/** The language of the page now, for requests. */
export function spoken(): Language {
  return useWording.getState().language;
}

const OfThisPart = createContext<Wording | undefined>(undefined);

/** Around a part that somebody else reads, such as a sheet that a client takes along. Until its texts are there, it speaks as the page does. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const [wording, setWording] = useState(fetched.get(language));
  useEffect(() => {
    let current = true;
    void prepare(language).then(() => current && setWording(fetched.get(language)));
    return () => {
      current = false;
    };
  }, [language]);
  return (
    <OfThisPart value={wording}>
      <div lang={wording?.language} className="stack">
        {children}
      </div>
    </OfThisPart>
  );
}

/** That of this part of the page. */
export function useLanguage(): Language {
  return useCurrent().language;
}

/** What every page may say. */
export function useTexts(): FirstTexts {
  return useCurrent().texts;
}

/** Where this part of the page speaks another language than the source: all that is said in that. */
export function useTranslation(): Translated | undefined {
  const current = useCurrent();
  return current.language === sourceLanguage ? undefined : current;
}

function useCurrent(): Wording {
  const everywhere = useWording();
  return useContext(OfThisPart) ?? everywhere;
}

/**
 * The texts of some pages alone, which come with those pages in every language, so that they weigh on no other.
 * @returns the hook by which these pages take them
 */
export function textsOfPages<const Source>(
  inSource: Source & Translation<Source>,
  translated: Readonly<Record<Exclude<Language, typeof sourceLanguage>, Translation<Source>>>,
): () => Translation<Source> {
  const all: Readonly<Record<Language, Translation<Source>>> = { [sourceLanguage]: inSource, ...translated };
  return () => all[useLanguage()];
}
