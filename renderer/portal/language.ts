import { firstSpoken, isLanguage, type Language, sourceLanguage } from '../../shared/contract/languages.ts';

/** What the server found for this browser: chosen here before, or what the browser asks for. */
export function languageOfDocument(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : sourceLanguage;
}

/** In which the next person begins, whoever was here before. */
export function languageOfBrowser(): Language {
  return firstSpoken(navigator.languages) ?? sourceLanguage;
}
