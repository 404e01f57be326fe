/** The parameters of the sign-in page's address, which the identity server writes and the page reads. */
export const signInParameters = {
  /** Where the person was going: an authorization request of this server. */
  continue: 'continue',
  /** Why the last session ended. */
  ended: 'ended',
  /** Why somebody who is signed in is asked for the password once more. */
  again: 'again',
  /** Fills in the username: an application's `login_hint`. */
  username: 'username',
} as const;

export const again = {
  /** The application wants to know that it is still the same person. */
  password: 'password',
  /** The application was opened for somebody else. */
  person: 'person',
} as const;
export type Again = (typeof again)[keyof typeof again];

export const authorizationPath = '/oidc/authorize';

interface FirstUse {
  readonly username: string;
  readonly code: string;
}

/** Where a new account is opened. What is behind the # no browser sends, so the code is in no server's log. */
export function firstUseAddress(origin: string, { username, code }: FirstUse): string {
  return `${origin}/sign-in#${new URLSearchParams({ username, code }).toString()}`;
}

/** @param fragment of an address, with its # */
export function firstUseIn(fragment: string): FirstUse | undefined {
  const given = new URLSearchParams(fragment.replace(/^#/, ''));
  const [username, code] = [given.get('username'), given.get('code')];
  return username && code ? { username, code } : undefined;
}

/** The element in which a document of the portal's says what the server is, where nobody is signed in. */
export const deploymentInDocument = 'deployment';
