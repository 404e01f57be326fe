import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What everything secret comes from. Before a rotation, both are the master key itself. */
export interface KeyRing {
  /** Never changes: passwords are peppered and the audit trail is chained with what comes from it. */
  readonly root: Buffer;
  /** They seal the stores' files, the newest first; the others are those that files may still be under. */
  readonly database: readonly Buffer[];
}

export interface StoreKeys {
  readonly key: Buffer;
  readonly previousKeys: readonly Buffer[];
}

/**
 * Everything secret that the server derives, by purpose (HKDF-SHA-256, RFC 5869). Knowing one tells nothing of another.
 */
export class Keys {
  readonly #ring: KeyRing;
  /** Node takes several times as long to make one as to use it. */
  readonly #objects = new Map<string, KeyObject>();

  constructor(master: Buffer, ring: KeyRing = { root: master, database: [master] }) {
    if (master.length !== 32) throw new Error('the master key is 32 bytes');
    this.#ring = ring;
  }

  derive(purpose: string): Buffer {
    return deriveFrom(this.#ring.root, purpose);
  }

  /** The same, to use again and again. @param purpose one of few, which are kept */
  object(purpose: string): KeyObject {
    const made = this.#objects.get(purpose) ?? createSecretKey(this.derive(purpose));
    this.#objects.set(purpose, made);
    return made;
  }

  /** HMAC-SHA-256 of a text under what comes from a purpose. */
  code(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.object(purpose)).update(text).digest();
  }

  ofStore(name: string): StoreKeys {
    const [key, ...previousKeys] = this.#ring.database.map((each) => deriveFrom(each, `store/${name}`));
    return { key: key!, previousKeys };
  }
}

export function deriveFrom(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `enterprise-portal-kiosk/${purpose}`, 32));
}
