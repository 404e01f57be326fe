import { limits } from '../../../shared/contract/limits.ts';
import { isPermitted } from '../../../shared/identity/permissions.ts';
import type { Account } from '../accounts/account.ts';
import { emailKey, matches, pairKey, siteKey, wordKey, wordsOf } from '../accounts/search-keys.ts';
import { usernameKey } from '../accounts/username.ts';
import { CursorError } from '../../store/contract.ts';
import type { IdentityContext } from '../context.ts';

type Deps = Pick<IdentityContext, 'accounts'>;

/** Whose accounts somebody sees: everybody's, or those of people at their own sites. */
export type Scope = 'everybody' | { readonly sites: readonly string[] };

export function scopeOf({ roles, sites }: Pick<Account, 'roles' | 'sites'>): Scope {
  return isPermitted('support', roles) ? 'everybody' : { sites: sites.map(({ id }) => id) };
}

export function isWithin(scope: Scope, { sites }: Pick<Account, 'sites'>): boolean {
  return scope === 'everybody' || sites.some(({ id }) => scope.sites.includes(id));
}

export interface Search {
  readonly found: readonly Account[];
  readonly next: string | undefined;
}

/** One key after the other is gone through; each account counts where the first of the keys that find it is. */
interface Step {
  readonly key: string;
  readonly counts: (account: Account) => boolean;
  /** Whether most of what it finds is somebody else, so that more is read at once. */
  readonly wide?: boolean;
  /** Whether, where it has found somebody, the step after it waits until it is asked for. */
  readonly enough?: boolean;
}

/**
 * One page of the accounts that have each of the words that were typed, or begin with it. A page costs a bounded number of
 * records, so it may have fewer than there are, or none, and another still follow.
 * @returns undefined where the words are too short to look for
 * @throws CursorError
 */
export async function searchAccounts(
  text: string,
  after: string | undefined,
  scope: Scope,
  { accounts }: Deps,
): Promise<Search | undefined> {
  const words = wordsOf(text);
  const steps = scope === 'everybody' ? stepsFor(text, words) : stepsThrough(scope.sites);
  if (steps === undefined) return undefined;
  const { page, read, readAtOnce } = limits.accountSearch;
  const found: Account[] = [];
  let [at, cursor] = positionOf(after);
  // Somebody who is called by the very username comes first.
  const [exactly] = await accounts.find('usernameKey', usernameKey(text));
  if (after === undefined && exactly && isWithin(scope, exactly)) found.push(exactly);
  for (let left = read; at < steps.length && found.length < page && left > 0; ) {
    const { key, counts, wide, enough } = steps[at]!;
    const limit = Math.min(left, wide ? readAtOnce : page);
    const got = await accounts.page({ index: ['searchKeys', key], limit, after: cursor });
    left -= Math.max(1, got.records.length);
    found.push(
      ...got.records.filter(
        (account) =>
          account.id !== exactly?.id && counts(account) && isWithin(scope, account) && matches(account, words),
      ),
    );
    cursor = got.next;
    if (cursor !== undefined) continue;
    at += 1;
    if (enough && found.length > 0) break;
  }
  return { found, next: at < steps.length ? [at, cursor].filter((part) => part !== undefined).join('.') : undefined };
}

/**
 * First whoever has the very address; then those who have two of the words in their own names, which are few; then those who
 * have the most telling one anywhere.
 */
function stepsFor(text: string, words: readonly string[]): Step[] | undefined {
  const [first, second] = mostTelling(text, words);
  const single = first === undefined ? undefined : wordKey(first);
  if (single === undefined) return undefined;
  const few = [
    text.includes('@') ? emailKey(text) : undefined,
    second === undefined ? undefined : pairKey(first!, second),
  ];
  const earlier: string[] = [];
  const steps: Step[] = [];
  for (const key of [...few, single]) {
    if (key === undefined) continue;
    const before = [...earlier];
    const counts = ({ searchKeys = [] }: Account) => !before.some((each) => searchKeys.includes(each));
    steps.push({ key, counts, ...(key === single ? { wide: words.length > 1 } : { enough: true }) });
    earlier.push(key);
  }
  return steps;
}

/** Numbers before words, longer ones before shorter; what stands behind an @ is that of many people. */
function mostTelling(text: string, words: readonly string[]): string[] {
  const ofDomain = new Set(wordsOf(/@(.*)$/.exec(text)?.[1] ?? ''));
  const weight = (word: string) => (ofDomain.has(word) ? 0 : 1000) + (/^\d{3,}$/.test(word) ? 500 : 0) + word.length;
  return words.toSorted((a, b) => weight(b) - weight(a));
}

function stepsThrough(sites: readonly string[]): Step[] {
  return sites.map((site) => ({
    key: siteKey(site),
    wide: true,
    counts: (account) => sites.find((each) => account.sites.some(({ id }) => id === each)) === site,
  }));
}

/** @throws CursorError */
function positionOf(after: string | undefined): [step: number, cursor: string | undefined] {
  if (after === undefined) return [0, undefined];
  const [, step, cursor] = /^(\d{1,4})(?:\.([\w-]+))?$/.exec(after) ?? [];
  if (step === undefined) throw new CursorError('this is no page of a search');
  return [Number(step), cursor];
}
