import { sourceLanguage } from '../../../shared/contract/languages.ts';
import type { NewNotice, Recipient } from '../../../shared/identity/api/notices.ts';
import { mails } from '../../../shared/identity/texts/mails.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';
import { noticeId, type NoticeRecord, notices, recipientOf, wordsOf } from './records.ts';

const day = 86_400_000;

export type NoticeDeps = Pick<IdentityContext, 'store' | 'clock' | 'audit' | 'accounts'>;
export type PostDeps = NoticeDeps & Pick<IdentityContext, 'mail'>;

export type Posted =
  | { readonly outcome: 'kept'; readonly notice: NoticeRecord }
  | { readonly outcome: 'too many' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

/**
 * Keeps a notice and records who posted it, or does nothing. What an application sends again under the same key changes
 * nothing, whatever it says [J2].
 */
export async function postNotice(client: RegisteredClient, given: NewNotice, deps: PostDeps): Promise<Posted> {
  const { store, clock, audit } = deps;
  const now = clock.now();
  const id = noticeId(client.id, given.key);
  const isLive = (known: NoticeRecord | undefined) => known !== undefined && now < known.expiresAt;
  const before = await store.collection(notices).get(id);
  if (before && isLive(before)) {
    await mailOnce(client, before, deps);
    return { outcome: 'kept', notice: before };
  }
  if ((await store.collection(notices).count()) >= limits.notices.kept) return { outcome: 'too many' };
  const fields = await fieldsRefused(client, given, deps);
  if (fields.length > 0) return { outcome: 'refused', fields };
  if (given.mail && (await mailedToday(given.to, deps)) >= limits.notices.mailsPerDay) return { outcome: 'too many' };

  const { expiresAt, to, mail, ...content } = given;
  const notice: NoticeRecord = {
    ...content,
    id,
    application: client.id,
    recipient: recipientOf(to),
    postedAt: now,
    expiresAt: Date.parse(expiresAt),
    withdrawn: false,
    ...(mail && { mail: 'owed' as const }),
  };
  let recorded = false;
  const posted = await store.transaction(async (collections): Promise<Posted> => {
    const records = collections.collection(notices);
    const known = await records.get(id);
    if (known && isLive(known)) return { outcome: 'kept', notice: known };
    await records.put(notice);
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    if (!recorded) await audit.record({ event: 'notice.posted', ...entryOf(notice) });
    recorded = true;
    return { outcome: 'kept', notice };
  });
  if (posted.outcome === 'kept') await mailOnce(client, posted.notice, deps);
  return posted;
}

/** How many mails of applications one person has got within a day. */
async function mailedToday(to: Recipient, { store, clock }: PostDeps): Promise<number> {
  const all = await store.collection(notices).find('recipient', recipientOf(to));
  return all.filter(({ mail, postedAt }) => mail !== undefined && postedAt > clock.now() - day).length;
}

/**
 * Once, by whoever gets to it first. A server that stops between the two has the mail left to the request that comes again, as
 * one does whose answer was lost.
 */
async function mailOnce(client: RegisteredClient, notice: NoticeRecord, { store, accounts, mail }: PostDeps) {
  if (notice.mail !== 'owed' || notice.withdrawn) return;
  const account = await accounts.get(accountOf(notice) ?? '');
  if (account === undefined || account.status === 'disabled') return;
  if (!(await store.collection(notices).replaceIf(notice.id, { mail: 'owed' }, { mail: 'queued' }))) return;
  const language = account.language ?? sourceLanguage;
  const { subject, text } = mails[language].notice;
  const { title, text: said } = wordsOf(notice, language);
  await mail.queue({
    to: account.email,
    subject: subject(client.name, title),
    text: text(account.name, client.name, title, said),
    language,
    usefulUntil: notice.expiresAt,
  });
}

/** @returns false where the application has no such notice; one that was withdrawn before stays so */
export async function withdrawNotice(client: RegisteredClient, key: string, deps: NoticeDeps): Promise<boolean> {
  const { store, clock, audit } = deps;
  const id = noticeId(client.id, key);
  let recorded = false;
  return store.transaction(async (collections) => {
    const records = collections.collection(notices);
    const notice = await records.get(id);
    if (notice === undefined || notice.expiresAt <= clock.now()) return false;
    if (notice.withdrawn) return true;
    await records.put({ ...notice, withdrawn: true });
    if (!recorded) await audit.record({ event: 'notice.withdrawn', ...entryOf(notice) });
    recorded = true;
    return true;
  });
}

/** Whom it went to, and not a word of what it says. */
function entryOf(notice: NoticeRecord) {
  const { application, id, recipient, mail } = notice;
  const account = accountOf(notice);
  const detail = { application, notice: id, ...(mail && { mail: 'yes' }) };
  return account === undefined ? { detail: { ...detail, to: recipient } } : { account, detail };
}

function accountOf({ recipient }: NoticeRecord): string | undefined {
  return /^account:(.*)$/.exec(recipient)?.[1];
}

async function fieldsRefused(
  client: RegisteredClient,
  { to, title, text, action, translations = {}, expiresAt, mail }: NewNotice,
  { clock, accounts }: NoticeDeps,
): Promise<FieldProblem[]> {
  const fields: FieldProblem[] = [];
  const refuse = (field: string, message: string) => void fields.push({ field, message });
  if (Object.keys(to).length !== 1) refuse('to', 'name one of account, role and site');
  else if (to.account !== undefined && (await accounts.get(to.account)) === undefined) {
    refuse('to.account', 'is no account here; give the sub of a person who has signed on');
  }
  if (mail && to.account === undefined) refuse('mail', 'goes to an account alone');
  const inOthers = Object.entries(translations).flatMap(([language, each]) =>
    Object.entries(each ?? {}).map(([field, words]) => [`translations.${language}.${field}`, words] as const),
  );
  const all = [...Object.entries({ title, text, 'action.label': action?.label }), ...inOthers];
  for (const [field, words] of all) {
    if (words !== undefined && !isPlain(words)) {
      refuse(field, 'must be one line of plain text, without control characters and invisible ones, and not blank');
    }
  }
  if (action && !isOwnAddress(action.address, client)) {
    refuse('action.address', `must be at the application’s own origin: ${client.ownOrigins.join(' or ')}`);
  }
  const end = Date.parse(expiresAt);
  const latest = clock.now() + limits.notices.longest;
  if (!(end > clock.now())) refuse('expiresAt', 'must be in the future');
  else if (end > latest) refuse('expiresAt', `must not be later than ${new Date(latest).toISOString()}`);
  return fields;
}

/** Marks of direction could make a notice read as something else than it is. */
export function isPlain(words: string): boolean {
  return words.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(words);
}

function isOwnAddress(address: string, { ownOrigins }: RegisteredClient): boolean {
  const url = URL.parse(address);
  return url !== null && ownOrigins.includes(url.origin) && url.username === '' && url.password === '';
}
