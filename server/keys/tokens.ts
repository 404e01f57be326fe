import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits for cookies and other bearer secrets. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a bearer secret, so that a copy of the store opens nothing. */
export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function equalInConstantTime(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
