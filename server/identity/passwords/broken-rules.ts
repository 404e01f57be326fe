import { type PasswordRule, passwordProfiles, ruleInWords } from '../../../shared/identity/password-policy.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { Problem } from '../../http/problem.ts';
import type { IdentityContext } from '../context.ts';

/** Why a password cannot be used: the ids of the rules that it breaks, and what each asks for. */
export function brokenRules(
  broken: readonly PasswordRule[],
  { passwordProfile }: Pick<IdentityContext, 'passwordProfile'>,
): Problem {
  const message = (id: PasswordRule['id']) => ruleInWords(id, passwordProfiles[passwordProfile], en.password.rule);
  const fields = broken.map(({ id }) => ({ field: 'password', code: id, message: message(id) }));
  return new Problem('password-refused', { fields });
}
