import type { SendMailOptions } from 'nodemailer';
import { type Language, sourceLanguage } from '../../shared/contract/languages.ts';
import type { Queued } from '../outbox.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text comes first; HTML is made from it. */
  readonly text: string;
  /** Of its text; English where it does not say. */
  readonly language?: Language;
  /** When what it says is over, where that is so: it is not sent from then on. Milliseconds since 1970. */
  readonly usefulUntil?: number;
  /** The one-time code in it, which may die before its time: replaced by a newer one, used, or its flow has ended. */
  readonly code?: CodeInMail;
}

export interface CodeInMail {
  /** What it is for. */
  readonly opens: 'recovery' | 'account' | 'verification';
  /** The id of the recovery's flow, or of the account. */
  readonly id: string;
  readonly digest: string;
}

export interface QueuedMail extends Mail, Queued {}

/** Trying again would not help. */
export class UndeliverableError extends Error {}

/** One mailbox: nothing in it can add a recipient or a header. */
// oxlint-disable-next-line no-control-regex -- control characters are what it keeps out
const mailbox = /^[^\s\u0000-\u001f\u007f<>()[\]\\,;:"@]+@[^\s\u0000-\u001f\u007f<>()[\]\\,;:"@]+$/u;

/** The message as it is sent: plain text first, then the same as HTML. @throws UndeliverableError */
export function messageOf(mail: QueuedMail, from: string): SendMailOptions {
  const { id, to, subject, text, queuedAt, language = sourceLanguage } = mail;
  if (!mailbox.test(to)) throw new UndeliverableError('not one mailbox');
  return {
    from,
    // As parts, so that the address is not parsed as a list.
    to: { name: '', address: to },
    subject: subject.replace(/\p{Cc}+/gu, ' '),
    text,
    html: htmlOf(text, language),
    date: new Date(queuedAt),
    // The same at every try, so that a mailbox that got it twice can tell.
    messageId: `<${id}@${/@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'}>`,
    // The first keeps holiday notices from answering (RFC 3834); the second is RFC 3282's.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Paragraphs of the text, escaped; nothing in it is fetched from anywhere. */
function htmlOf(text: string, language: Language): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(escaped).join('<br>')}</p>`);
  return `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"></head><body>\n${paragraphs.join('\n')}\n</body></html>\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
