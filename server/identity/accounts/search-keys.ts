import { createHash } from 'node:crypto';
import { limits } from '../../../shared/contract/limits.ts';
import type { Site } from '../../../shared/identity/site.ts';
import { withoutFormatCharacters } from '../../../shared/contract/typed-text.ts';

/**
 * What accounts are found by where somebody types a part of a name, a username, an address or a site: the beginnings of
 * their words, which the store keeps as digests. What is longer than a kept beginning is compared once a record is read.
 */

interface Findable {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly sites: readonly Site[];
}

interface SearchKeys {
  readonly searchKeys: readonly string[];
  readonly place: number;
}

const { beginnings, numberDigits, paired, pairedWords, sitesInWords } = limits.accountSearch;

/** Words without accents, capitals and apostrophes: people spell names by ear. */
export function wordsOf(text: string): string[] {
  const plain = withoutFormatCharacters(text)
    .normalize('NFKD')
    .replaceAll(/[\p{M}'\u2018\u2019\u02BC`]/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ß', 'ss');
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))];
}

export const emailKey = (email: string) => `mail|${withoutFormatCharacters(email).trim().toLowerCase()}`;
export const siteKey = (siteId: string) => `at|${siteId}`;

/** The key of the longest beginning that is kept of a word; undefined where the word is too short to look for. */
export function wordKey(word: string): string | undefined {
  return word.length < beginnings.minimum ? undefined : `word|${word.slice(0, longest(word))}`;
}

/** Of two words of one person, in whichever order; undefined where one is too short. */
export function pairKey(one: string, other: string): string | undefined {
  if (one.length < paired || other.length < paired) return undefined;
  return `pair|${[one, other]
    .map((word) => word.slice(0, paired))
    .toSorted()
    .join('|')}`;
}

/** Whether each of these begins a word of the account. */
export function matches(account: Findable, asked: readonly string[]): boolean {
  const words = [...personWords(account), ...siteWords(account)];
  return asked.every((begin) => words.some((word) => word.startsWith(begin)));
}

/** The account with what it is found by; so is every account written whose person's facts are new or changed. */
export function withSearchKeys<A extends Findable>(account: A): A & SearchKeys {
  return { ...account, searchKeys: keysOf(account), place: placeOf(account.id) };
}

function keysOf(account: Findable): string[] {
  const words = [...personWords(account), ...siteWords(account)];
  const own = personWords(account).slice(0, pairedWords);
  const pairs = own.flatMap((one, at) => own.slice(at + 1).map((other) => pairKey(one, other)));
  const keys = [
    ...words.flatMap(beginningsOf),
    ...pairs,
    emailKey(account.email),
    ...account.sites.map(({ id }) => siteKey(id)),
  ];
  return [...new Set(keys.filter((key) => key !== undefined))];
}

function personWords({ name, username, email }: Findable): string[] {
  return [...new Set([...wordsOf(name), ...wordsOf(username), ...wordsOf(email)])];
}

function siteWords({ sites }: Findable): string[] {
  return [...new Set(sites.slice(0, sitesInWords).flatMap(({ id, name }) => [...wordsOf(id), ...wordsOf(name)]))];
}

function beginningsOf(word: string): string[] {
  const lengths = Math.min(word.length, longest(word)) - beginnings.minimum + 1;
  return Array.from({ length: Math.max(0, lengths) }, (_, more) => `word|${word.slice(0, beginnings.minimum + more)}`);
}

/** Employee numbers differ only at their end. */
function longest(word: string): number {
  return /^\d+$/.test(word) ? numberDigits : beginnings.maximum;
}

/** Databases see it, so it is a number that says nothing about the person. It gives pages an order that stays. */
function placeOf(id: string): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6);
}
