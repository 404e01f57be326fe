import type { Account } from '../accounts/account.ts';

/** Which claims each scope brings; `docs/openid-connect.md` says what each of them means. */
export const claimsByScope = {
  openid: ['sub'],
  profile: ['name', 'preferred_username', 'locale', 'roles', 'sites', 'site_ids'],
  email: ['email'],
  workstation: ['workstation', 'interrupted'],
};

/** Of the session in which somebody is signed in; nothing when it is over. */
interface SessionClaims {
  readonly workstation?: string;
  /** Whether the session before it, there, ended without their signing out. */
  readonly interrupted?: boolean;
}

export function claimsOf(
  { id, name, username, email, language, roles, sites }: Account,
  { workstation, interrupted }: SessionClaims,
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
    interrupted,
    sites: sites.map((site) => ({ ...site })),
    // Beside the objects, because many clients read no more than texts and lists of them.
    site_ids: sites.map((site) => site.id),
  };
}
