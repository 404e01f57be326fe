import { firstSpoken, type Language, sourceLanguage } from '../../contract/languages.ts';
import { barTexts } from './bar.ts';
import { deskTexts } from './desk.ts';
import { barTexts as barEs } from './es/bar.ts';
import { deskTexts as deskEs } from './es/desk.ts';
import { exitTexts as exitEs } from './es/exit.ts';
import { troubleTexts as troubleEs } from './es/trouble.ts';
import { exitTexts } from './exit.ts';
import { troubleTexts } from './trouble.ts';

/** What the kiosk's own pages say, in each language. */
export const kioskTexts = {
  en: { bar: barTexts, desk: deskTexts, exit: exitTexts, trouble: troubleTexts },
  es: { bar: barEs, desk: deskEs, exit: exitEs, trouble: troubleEs },
} as const;

export type KioskTexts = (typeof kioskTexts)[Language];

/** @param tags the languages of the system, the best one first */
export function kioskTextsFor(tags: readonly string[]): KioskTexts {
  return kioskTexts[firstSpoken(tags) ?? sourceLanguage];
}
