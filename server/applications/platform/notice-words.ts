import { type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import type { NewNotice } from '../../../shared/identity/api/notices.ts';

export interface NoticeWords {
  readonly title: string;
  readonly text: string;
  /** Of its action. */
  readonly label: string;
}

/** A notice in every language: the portal shows each reader theirs. @param address of its action */
export function noticeWords<Texts>(
  catalogues: Readonly<Record<Language, Texts>>,
  address: string,
  say: (texts: Texts, language: Language) => NoticeWords,
): Pick<NewNotice, 'title' | 'text' | 'action' | 'translations'> {
  const { label, ...words } = say(catalogues[sourceLanguage], sourceLanguage);
  return { ...words, action: { label, address }, translations: { es: { ...say(catalogues.es, 'es') } } };
}
