import { type PasswordProfileId, passwordProfiles, passwordRules } from '../../shared/identity/password-policy.ts';
import { passwordTexts as texts } from '../../shared/identity/texts/password.ts';

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
): NewPasswordErrors {
  const broken = passwordRules(passwordProfiles[profile], username).some(({ holds }) => holds && !holds(password));
  return {
    ...(broken && { password: texts.rulesNotMet }),
    ...(!broken && password !== confirmation && { confirmation: texts.mismatch }),
  };
}
