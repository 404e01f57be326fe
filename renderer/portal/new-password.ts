import {
  type PasswordProfileId,
  passwordProfiles,
  passwordRules,
  ruleInWords,
} from '../../shared/identity/password-policy.ts';
import type { Texts } from '../../shared/identity/texts/texts.ts';
import type { ApiError } from '../platform/api/api-error.ts';

export interface NewPassword {
  readonly password: string;
  readonly confirmation: string;
}

export interface NewPasswordErrors {
  readonly password?: string | undefined;
  readonly confirmation?: string | undefined;
}

/** What is wrong with a new password as far as the form can tell, by the server's own rules [P6]. */
export function newPasswordErrors(
  { password, confirmation }: NewPassword,
  profile: PasswordProfileId,
  username: string,
  texts: Texts['password'],
): NewPasswordErrors {
  const broken = passwordRules(passwordProfiles[profile], username).some(({ holds }) => holds && !holds(password));
  return {
    ...(broken && { password: texts.rulesNotMet }),
    ...(!broken && password !== confirmation && { confirmation: texts.mismatch }),
  };
}

/** The rules that a refused password breaks, of which some only the server knows; undefined where it is not about them. */
export function refusedRules(
  { fields }: ApiError,
  profile: PasswordProfileId,
  texts: Texts['password'],
): string | undefined {
  const refused = fields.filter(({ field }) => field === 'password');
  if (refused.length === 0) return undefined;
  const rules = passwordRules(passwordProfiles[profile], '');
  return refused
    .map(({ code, message }) => {
      const rule = rules.find(({ id }) => id === code);
      return rule ? ruleInWords(rule.id, passwordProfiles[profile], texts.rule) : message;
    })
    .join('; ');
}
