import type { Site } from '../../../shared/identity/api/identity.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../../shared/contract/languages.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import type { Collections } from '../../store/contract.ts';
import { type Account, accounts } from '../accounts/account.ts';
import { withSearchKeys } from '../accounts/search-keys.ts';
import { usernameKey } from '../accounts/username.ts';
import type { AuditEvent } from '../audit/audit-trail.ts';
import { givenSites } from '../sites/sites.ts';
import { endAllSessions } from '../sessions/end-session.ts';
import { isWorkingAdministrator } from './administrators.ts';
import { type AdministrationDeps, entryOf, type Operator } from './deps.ts';
import { emailChangedMails } from './mails.ts';
import { voidMailedCodes } from './verify-owner.ts';

/** What an administrator changes of an account; fields are as `shared/identity/account-fields.ts` lets them be. */
export type AccountChange =
  | { readonly field: 'status'; readonly value: Account['status'] }
  | { readonly field: 'roles'; readonly value: readonly Role[] }
  | { readonly field: 'sites'; readonly value: readonly Site[] }
  | { readonly field: 'email' | 'name'; readonly value: string }
  | { readonly field: 'language'; readonly value: Language };

export type Changed =
  | { readonly outcome: 'changed' | 'unchanged'; readonly account: Account }
  | { readonly outcome: 'not found' | 'last administrator' | 'closed site' };

/**
 * Changes one field of an account, and records who did and why, or does nothing at all [R3]. Where an application may
 * still go by what was before, the account's sessions end: at a disabled one's and at other roles and sites.
 */
export async function changeAccount(
  username: string,
  wanted: AccountChange,
  operator: Operator,
  deps: AdministrationDeps,
): Promise<Changed> {
  const { store, audit, clock, mail } = deps;
  let recorded = false;
  let before: Account | undefined;
  const changed = await store.transaction(async (collections): Promise<Changed> => {
    const known = collections.collection(accounts);
    [before] = await known.find('usernameKey', usernameKey(username));
    if (before === undefined) return { outcome: 'not found' };
    const change = await underKeptNames(wanted, before, collections);
    if (change === undefined) return { outcome: 'closed site' };
    const account = changedBy(before, change);
    if (isDeepStrictEqual(account[change.field], before[change.field]))
      return { outcome: 'unchanged', account: before };
    if (await wasLastAdministrator(before, account, collections, clock.now())) return { outcome: 'last administrator' };
    await known.put(account);
    // Last, and within: what cannot be recorded does not happen. Once, though a store may have to begin again after this.
    if (!recorded)
      await audit.record({ event: eventOf(change), ...entryOf(account.id, operator, detailOf(before, change)) });
    recorded = true;
    return { outcome: 'changed', account };
  });
  // Whoever disables is sure of it, also where an earlier try was cut off.
  if (changed.outcome === 'unchanged' && wanted.value === 'disabled') {
    await endAllSessions(changed.account.id, 'administrator', deps);
  }
  if (changed.outcome !== 'changed') return changed;
  if (wanted.field === 'email') {
    await voidMailedCodes(changed.account.id, deps);
    for (const each of emailChangedMails(changed.account, before!.email, deps)) await mail.queue(each);
  } else if (wanted.field !== 'name' && wanted.field !== 'language') {
    await endAllSessions(changed.account.id, 'administrator', deps);
  }
  return changed;
}

/** @returns undefined where it gives a site that is closed */
async function underKeptNames(
  change: AccountChange,
  { sites }: Account,
  collections: Collections,
): Promise<AccountChange | undefined> {
  if (change.field !== 'sites') return change;
  const value = await givenSites(change.value, sites, collections);
  return value && { field: 'sites', value };
}

function changedBy(account: Account, change: AccountChange): Account {
  // A code from before opens neither what is enabled again, nor an account whose mail went to somebody else.
  const ends = change.field === 'status' || change.field === 'email';
  return withSearchKeys({ ...account, [change.field]: change.value, ...(ends && { reset: null }) });
}

/** Whether this change takes the last administrator who can sign in. */
export async function wasLastAdministrator(
  before: Account,
  after: Account,
  collections: Collections,
  now: number,
): Promise<boolean> {
  if (!isWorkingAdministrator(before, now) || isWorkingAdministrator(after, now)) return false;
  const all = await collections.collection(accounts).list();
  return !all.some((account) => account.id !== before.id && isWorkingAdministrator(account, now));
}

function eventOf({ field, value }: AccountChange): AuditEvent {
  if (field === 'status') return value === 'active' ? 'account.enabled' : 'account.disabled';
  return `account.${field}-changed`;
}

/** Addresses of people are not for the trail. */
function detailOf(before: Account, change: AccountChange): Record<string, string> {
  switch (change.field) {
    case 'roles':
      return { before: before.roles.join(' '), after: change.value.join(' ') };
    case 'sites':
      return { before: idsOf(before.sites), after: idsOf(change.value) };
    case 'language':
      return { after: change.value };
    case 'status':
    case 'name':
    case 'email':
      return {};
  }
}

function idsOf(sites: readonly Site[]): string {
  return sites.map(({ id }) => id).join(' ');
}
