import { AccountFacts, type Density, type LauncherStyle } from '../../../shared/identity/api/identity.ts';
import type { TourState } from '../../../shared/identity/learning.ts';
import type { Language } from '../../../shared/contract/languages.ts';
import { defineCollection } from '../../store/contract.ts';
import type { ForeignScheme } from './foreign-hash.ts';
import { withSearchKeys } from './search-keys.ts';

/** What proves that someone knows the account's password. */
export interface PasswordRecord {
  /** PHC string, argon2id with the server's pepper. */
  readonly hash: string;
  /** An imported password has it: how the old system's digest is made, which `hash` then wraps. */
  readonly foreign?: ForeignScheme;
  /** When this password was set, or, of an imported one, when the account came here: it gets a full period [E1]. */
  readonly changedAt: number;
  /**
   * Nobody signs in with it: none was ever given, or the code of a reset was used in its place. It stays so that it is not
   * chosen again; only a new one opens the account.
   */
  readonly closed?: true;
}

/** A one-time code that stands for the password once [R3]. */
export interface PendingReset {
  /** Keyed, and bound to the account. */
  readonly digest: string;
  readonly expiresAt: number;
}

/** As kept, where nobody changes them. A username is as its owner writes it: employee numbers begin with zeros. */
export type KeptFacts = {
  readonly [Field in keyof AccountFacts]: AccountFacts[Field] extends (infer Each)[]
    ? readonly Each[]
    : AccountFacts[Field];
};

export interface Account extends KeptFacts {
  readonly id: string;
  readonly usernameKey: string;
  readonly status: 'active' | 'disabled';
  readonly password: PasswordRecord;
  /** While somebody may still use it. */
  readonly reset?: PendingReset | null;
  /** Hashes of former passwords, newest first. */
  readonly formerPasswords: readonly string[];
  /** Three, or none yet. */
  readonly securityQuestions: readonly SecurityQuestion[];
  /** Calendar day, in the deployment's time zone, of the last completed reset by the owner [P7]. */
  readonly lastResetDay?: string;
  /** The person's own choice; the deployment's default holds where there is none. */
  readonly launcher?: LauncherStyle;
  /** How much room the rows of tables have, where they have chosen. */
  readonly density?: Density;
  /** Where this person is in the guided tour [H3]. */
  readonly tour?: TourState;
  /** In which pages and mail speak to this person, where they have chosen one. */
  readonly language?: Language;
  /** Beginnings of words by which support finds the account; see search-keys.ts. */
  readonly searchKeys?: readonly string[];
  /** The account's place on pages. */
  readonly place?: number;
}

export interface SecurityQuestion {
  readonly question: string;
  /** argon2id like a password's, of the answer in its compared form [Q2]. */
  readonly answerHash: string;
}

const factNames = Object.keys(AccountFacts.properties) as (keyof AccountFacts)[];

/** What an account says of its person, and nothing else of it. */
export function factsOf(account: KeptFacts): AccountFacts {
  const known = factNames.filter((name) => account[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, account[name]])) as unknown as AccountFacts;
}

export const accounts = defineCollection<Account>()({
  name: 'accounts',
  lifetime: 'lasting',
  indexes: ['usernameKey'],
  several: ['searchKeys'],
  order: 'place',
  version: 2,
  // Those of before were found by their username alone.
  upgrade: (record) => withSearchKeys(record as unknown as Account),
});

export type AccountIndex = 'usernameKey' | 'searchKeys';
