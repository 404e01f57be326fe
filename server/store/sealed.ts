import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** `EPK1`, 12 bytes of nonce, ciphertext, 16 bytes of tag: AES-256-GCM. The magic is authenticated too. */
export const magic = Buffer.from('EPK1');
const nonceBytes = 12;
const tagBytes = 16;
const nowhere = new Uint8Array();

export class UnreadableError extends Error {}

/**
 * @param key an object where much is sealed under it: of a buffer Node makes one each time, which costs several times the rest
 * @param place where it is kept, so that what was moved to another place does not open
 */
export function seal(key: Buffer | KeyObject, plain: string, place: Uint8Array = nowhere): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.concat([magic, place]));
  return Buffer.concat([magic, nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws UnreadableError when the content is not of this format, was changed, or was sealed under another key */
export function unseal(key: Buffer | KeyObject, sealed: Buffer, place: Uint8Array = nowhere): string {
  if (sealed.length < magic.length + nonceBytes + tagBytes || !sealed.subarray(0, magic.length).equals(magic)) {
    throw new UnreadableError('not a file of this product');
  }
  const nonce = sealed.subarray(magic.length, magic.length + nonceBytes);
  const body = sealed.subarray(magic.length + nonceBytes, -tagBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce)
      .setAAD(Buffer.concat([magic, place]))
      .setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableError('damaged, or encrypted with another key');
  }
}

/** While keys are being rotated, a file may be under any of them. @throws UnreadableError where none opens it */
export function unsealWithAny(keys: readonly Buffer[], sealed: Buffer, place?: Uint8Array): string {
  for (const key of keys.slice(0, -1)) {
    try {
      return unseal(key, sealed, place);
    } catch {
      // Perhaps the next.
    }
  }
  return unseal(keys.at(-1)!, sealed, place);
}
