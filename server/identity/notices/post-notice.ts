import type { NewNotice } from '../../../shared/identity/api/notices.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { IdentityContext } from '../context.ts';
import type { RegisteredClient } from '../oidc/clients.ts';
import { noticeId, type NoticeRecord, notices, recipientOf } from './records.ts';

export type NoticeDeps = Pick<IdentityContext, 'store' | 'clock' | 'audit' | 'accounts'>;

export type Posted =
  | { readonly outcome: 'kept'; readonly notice: NoticeRecord }
  | { readonly outcome: 'too many' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

/**
 * Keeps a notice and records who posted it, or does nothing. What an application sends again under the same key changes
 * nothing, whatever it says [J2].
 */
export async function postNotice(client: RegisteredClient, given: NewNotice, deps: NoticeDeps): Promise<Posted> {
  const { store, clock, audit } = deps;
  const now = clock.now();
  const id = noticeId(client.id, given.key);
  const isLive = (known: NoticeRecord | undefined) => known !== undefined && now < known.expiresAt;
  const before = await store.collection(notices).get(id);
  if (before && isLive(before)) return { outcome: 'kept', notice: before };
  if ((await store.collection(notices).count()) >= limits.notices.kept) return { outcome: 'too many' };
  const fields = await fieldsRefused(client, given, deps);
  if (fields.length > 0) return { outcome: 'refused', fields };

  const { expiresAt, to, ...content } = given;
  const notice: NoticeRecord = {
    ...content,
    id,
    application: client.id,
    recipient: recipientOf(to),
    postedAt: now,
    expiresAt: Date.parse(expiresAt),
    withdrawn: false,
  };
  let recorded = false;
  return store.transaction(async (collections): Promise<Posted> => {
    const records = collections.collection(notices);
    const known = await records.get(id);
    if (known && isLive(known)) return { outcome: 'kept', notice: known };
    await records.put(notice);
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    if (!recorded) await audit.record({ event: 'notice.posted', ...entryOf(notice) });
    recorded = true;
    return { outcome: 'kept', notice };
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
function entryOf({ application, id, recipient }: NoticeRecord) {
  const account = /^account:(.*)$/.exec(recipient)?.[1];
  const detail = { application, notice: id };
  return account === undefined ? { detail: { ...detail, to: recipient } } : { account, detail };
}

async function fieldsRefused(
  client: RegisteredClient,
  { to, title, text, action, expiresAt }: NewNotice,
  { clock, accounts }: NoticeDeps,
): Promise<FieldProblem[]> {
  const fields: FieldProblem[] = [];
  const refuse = (field: string, message: string) => void fields.push({ field, message });
  if (Object.keys(to).length !== 1) refuse('to', 'name one of account, role and site');
  else if (to.account !== undefined && (await accounts.get(to.account)) === undefined) {
    refuse('to.account', 'is no account here; give the sub of a person who has signed on');
  }
  for (const [field, words] of Object.entries({ title, text, 'action.label': action?.label })) {
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
