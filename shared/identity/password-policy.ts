import type { Translation } from '../contract/languages.ts';
import type { password } from './texts/en/password.ts';

/**
 * What a new password has to be, by named profile. The form ticks these rules while one types, and the server checks
 * with the same code; that it is none of the last ones, and not a common one, only the server can tell.
 */
export interface PasswordProfile {
  readonly minimumCharacters: number;
  readonly maximumCharacters: number;
  readonly composition: boolean;
  /** How many former passwords may not come back. */
  readonly history: number;
  /** Null: passwords do not expire. */
  readonly lifetimeDays: number | null;
  readonly securityQuestions: boolean;
}

export const passwordProfiles = {
  /** What the portal's training script asks for, with a longer minimum. */
  'hhs-2022': {
    minimumCharacters: 12,
    maximumCharacters: 128,
    composition: true,
    history: 8,
    lifetimeDays: 90,
    securityQuestions: true,
  },
  /** NIST SP 800-63B-4, 3.1.1: length alone, no expiry, no questions. */
  'nist-63b-4': {
    minimumCharacters: 15,
    maximumCharacters: 128,
    composition: false,
    history: 0,
    lifetimeDays: null,
    securityQuestions: false,
  },
} as const satisfies Record<string, PasswordProfile>;

export type PasswordProfileId = keyof typeof passwordProfiles;

/** The profile that a server's settings choose. */
export function passwordProfileOf({ passwordProfile }: { readonly passwordProfile?: PasswordProfileId }) {
  return passwordProfile ?? ('hhs-2022' satisfies PasswordProfileId);
}

export interface PasswordRule {
  readonly id: 'length' | 'cases' | 'digit-or-symbol' | 'username' | 'common' | 'history';
  /** Whether this password keeps the rule; absent where only the server can tell. */
  readonly holds?: (password: string) => boolean;
}

/** The rules of a profile, in the order in which they are shown. */
export function passwordRules(profile: PasswordProfile, username: string): PasswordRule[] {
  const { minimumCharacters, maximumCharacters, composition, history } = profile;
  const name = username.trim().toLowerCase();
  const rules: (PasswordRule | false)[] = [
    {
      id: 'length',
      holds: (password) => {
        // Code points, so that every character that one sees counts once or more, never less.
        const { length } = Array.from(password.normalize('NFC'));
        return length >= minimumCharacters && length <= maximumCharacters;
      },
    },
    composition && {
      id: 'cases',
      holds: (password) => /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password),
    },
    composition && {
      id: 'digit-or-symbol',
      holds: (password) => /[^\p{L}\s]/u.test(password),
    },
    {
      id: 'username',
      holds: (password) => password !== '' && (name === '' || !password.toLowerCase().includes(name)),
    },
    { id: 'common' },
    history > 0 && { id: 'history' },
  ];
  return rules.filter((rule) => rule !== false);
}

/** What one rule of a profile asks for. */
export function ruleInWords(
  id: PasswordRule['id'],
  { minimumCharacters, maximumCharacters, history }: PasswordProfile,
  words: Translation<typeof password.rule>,
): string {
  const { length, history: former } = words;
  return { ...words, length: length(minimumCharacters, maximumCharacters), history: former(history) }[id];
}
