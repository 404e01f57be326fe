import type { NewNotice, PostedNotice, Recipient } from '../../../shared/identity/api/notices.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import type { Clock } from '../../clock.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import { digestOf } from '../../keys/tokens.ts';

export interface NoticeRecord extends Omit<NewNotice, 'expiresAt' | 'to' | 'mail'> {
  /** Of application and key, so that one key is one notice however often it is sent. */
  readonly id: string;
  /** The client's id. */
  readonly application: string;
  /** Whom it is for, as `recipientOf` writes it. */
  readonly recipient: string;
  readonly postedAt: number;
  readonly expiresAt: number;
  /** It stays until it expires, so that what is sent again does not bring it back. */
  readonly withdrawn: boolean;
  /** Where it goes by mail, too: not yet, or in the outbox. */
  readonly mail?: 'owed' | 'queued';
}

export const notices = defineCollection<NoticeRecord>()({
  name: 'notices',
  lifetime: 'lasting',
  indexes: ['recipient'],
});

/** What it says to who reads a language; in its own words where it has no translation. */
export function wordsOf(
  { title, text, action, translations }: Pick<NoticeRecord, 'title' | 'text' | 'action' | 'translations'>,
  language: Language,
): Pick<NoticeRecord, 'title' | 'text' | 'action'> {
  const own: Partial<Record<Language, { title: string; text: string; label?: string }>> | undefined = translations;
  const translated = own?.[language];
  return {
    title: translated?.title ?? title,
    text: translated?.text ?? text,
    ...(action && { action: { ...action, label: translated?.label ?? action.label } }),
  };
}

export function noticeId(application: string, key: string): string {
  return digestOf(JSON.stringify([application, key]));
}

/** @param to with one of its fields */
export function recipientOf(to: Recipient): string {
  return Object.entries(to)
    .map(([kind, id]) => `${kind}:${id}`)
    .join();
}

export function postedNotice(record: NoticeRecord): PostedNotice {
  const { application: _, recipient, postedAt, expiresAt, mail, ...rest } = record;
  const [kind = '', ...id] = recipient.split(':');
  return {
    ...rest,
    ...(mail && { mail: true }),
    to: { [kind]: id.join(':') },
    postedAt: new Date(postedAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

export async function deleteExpiredNotices({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const records = store.collection(notices);
  for (const { id, expiresAt } of await records.list()) if (expiresAt <= clock.now()) await records.delete(id);
}
