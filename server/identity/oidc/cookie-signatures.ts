import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * Signs the provider's cookies in Keygrip's form (HMAC-SHA-1, base64url), so that sessions outlast an update. Its own class
 * makes three keys of texts at each look at a cookie, which takes most of a look's time.
 */
export class CookieSignatures {
  readonly #keys: readonly KeyObject[];

  /** @param secrets the first signs, all of them are accepted */
  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  }

  sign(data: string): string {
    return signed(this.#keys[0]!, data);
  }

  verify(data: string, signature: string): boolean {
    return this.index(data, signature) >= 0;
  }

  /** @returns the place of the secret that signed it, or -1 */
  index(data: string, signature: string): number {
    const given = Buffer.from(signature);
    return this.#keys.findIndex((key) => {
      const right = Buffer.from(signed(key, data));
      return given.length === right.length && timingSafeEqual(given, right);
    });
  }
}

function signed(key: KeyObject, data: string): string {
  return createHmac('sha1', key).update(data).digest('base64url');
}
