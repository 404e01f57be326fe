let common: ReadonlySet<string> | undefined;

/**
 * Whether a password is, or is little more than, one that many people use. Judged on the letters between leading and
 * trailing digits and symbols, because "Password2026!" is no better than "password".
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= await read();
  const lower = password.normalize('NFKC').toLowerCase();
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(lower) || (core.length >= 4 && common.has(core));
}

/** Some thirty thousand words, which no start needs. */
async function read(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
