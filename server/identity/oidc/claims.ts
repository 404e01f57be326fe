import type { Account } from '../accounts/account.ts';

/** Which claims each scope brings; `docs/openid-connect.md` says what each of them means. */
export const claimsByScope = {
  openid: ['sub'],
  profile: ['name', 'preferred_username', 'locale', 'roles', 'sites', 'site_ids'],
  email: ['email'],
  workstation: ['workstation'],
};

/** @param workstation where the person is signed in, while they are */
export function claimsOf(
  { id, name, username, email, language, roles, sites }: Account,
  workstation: string | undefined,
) {
  return {
    sub: id,
    name,
    preferred_username: username,
    email,
    // As a language tag (OpenID Connect Core 1.0, 5.1); nothing where none was chosen.
    locale: language,
    roles: [...roles],
    workstation,
    sites: sites.map((site) => ({ ...site })),
    // Beside the objects, because many clients read no more than texts and lists of them.
    site_ids: sites.map((site) => site.id),
  };
}
