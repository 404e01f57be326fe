/**
 * Longer input is refused before it is hashed, so that nobody can make the server hash megabytes. Apart from the other limits,
 * because the page to sign in on needs these alone.
 */
export const credentialLimits = { usernameCharacters: 128, passwordCharacters: 256 } as const;
