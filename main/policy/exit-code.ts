import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { exitCodeHashPattern } from '../../shared/kiosk/policy.ts';

/** The code that leaves kiosk mode [K5]. Policy holds only its hash, because everyone at a workstation can read policy. */

export const exitCodeCharacters = { minimum: 8, maximum: 64 } as const;

/** OWASP's set of 32 MiB for scrypt; a kiosk has little memory, and one code is checked at a time. */
const cost = { ln: 15, p: 3 } as const;
const blockSize = 8;
const digestBytes = 32;
const hashForm = new RegExp(`^${exitCodeHashPattern}$`);

/** Its message is written for IT. */
export class ExitCodeError extends Error {}

/** @returns what goes into KioskExitCodeHash @throws ExitCodeError for a code that is too short or too long */
export async function hashExitCode(code: string, salt: Buffer = randomBytes(16)): Promise<string> {
  if (!hasRightLength(code)) {
    const { minimum, maximum } = exitCodeCharacters;
    throw new ExitCodeError(`An exit code has ${minimum} to ${maximum} characters.`);
  }
  const digest = await derive(code, salt, cost.ln, cost.p);
  return `$scrypt$ln=${cost.ln},r=${blockSize},p=${cost.p}$${base64(salt)}$${base64(digest)}`;
}

/** @returns false too for what is no hash of a code */
export async function verifyExitCode(code: string, hash: string): Promise<boolean> {
  const [, ln, p, salt, digest] = hashForm.exec(hash) ?? [];
  if (ln === undefined || p === undefined || salt === undefined || digest === undefined) return false;
  // Refused before it costs anything; that says no more than what everybody may know.
  if (!hasRightLength(code)) return false;
  const derived = await derive(code, Buffer.from(salt, 'base64'), Number(ln), Number(p));
  return timingSafeEqual(derived, Buffer.from(digest, 'base64'));
}

function hasRightLength(code: string): boolean {
  const { length } = code.normalize('NFC');
  return length >= exitCodeCharacters.minimum && length <= exitCodeCharacters.maximum;
}

function derive(code: string, salt: Buffer, ln: number, p: number): Promise<Buffer> {
  const N = 2 ** ln;
  // Node's own limit is below what these costs need.
  const maxmem = 2 * 128 * blockSize * (N + p);
  return new Promise((resolve, reject) => {
    scrypt(code.normalize('NFC'), salt, digestBytes, { N, r: blockSize, p, maxmem }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
