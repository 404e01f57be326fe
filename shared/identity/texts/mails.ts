import type { Language, Translation } from '../../contract/languages.ts';
import { mails as en } from './en/mails.ts';
import { mails as es } from './es/mails.ts';

/** What mail says, by language. */
export const mails: Readonly<Record<Language, Translation<typeof en>>> = { en, es };
