/**
 * How another system hashed a password. Only the scheme with its salt and cost is kept; the digest itself is wrapped in
 * argon2id at import, so that no weak hash stays at rest.
 */
export interface ForeignScheme {
  readonly scheme: 'bcrypt';
  readonly salt: string;
}

/** What the old system would have kept for this password; compared through its argon2id wrapping. */
export async function foreignDigest(_scheme: ForeignScheme, _password: string): Promise<string> {
  throw new Error('no foreign scheme is known yet');
}
