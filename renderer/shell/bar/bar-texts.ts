import { createContext, useContext } from 'react';
import { firstSpoken, type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import { session as sessionEn } from '../../../shared/identity/texts/en/session.ts';
import { session as sessionEs } from '../../../shared/identity/texts/es/session.ts';
import type { BarNotice, BarState } from '../../../shared/kiosk/ipc.ts';
import { type KioskTexts, kioskTexts } from '../../../shared/kiosk/texts/in-language.ts';
import { troubleText } from '../../../shared/kiosk/texts/trouble.ts';

/** What the bar says, and in which language. */
export type BarWords = Pick<KioskTexts, 'bar' | 'trouble'> & {
  readonly language: Language;
  readonly warning: (typeof warnings)[Language];
};

const warnings = { en: sessionEn.warning, es: sessionEs.warning };

/** In the person's language, else in the workstation's. */
export function textsOf(state: BarState | undefined): BarWords {
  const language = state?.language ?? firstSpoken(navigator.languages) ?? sourceLanguage;
  const { bar, trouble } = kioskTexts[language];
  return { language, bar, trouble, warning: warnings[language] };
}

export const BarTexts = createContext(textsOf(undefined));

export function useBarTexts(): BarWords {
  return useContext(BarTexts);
}

export function noticeText(notice: BarNotice, { bar, trouble }: BarWords): string {
  if ('trouble' in notice) return troubleText(notice.trouble, notice.comesBack, trouble);
  const text: string | ((...about: string[]) => string) = bar.notices[notice.what];
  return typeof text === 'string' ? text : text(...notice.about);
}
