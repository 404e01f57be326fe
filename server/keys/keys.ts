import { hkdfSync } from 'node:crypto';

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

  constructor(master: Buffer, ring: KeyRing = { root: master, database: [master] }) {
    if (master.length !== 32) throw new Error('the master key is 32 bytes');
    this.#ring = ring;
  }

  derive(purpose: string): Buffer {
    return deriveFrom(this.#ring.root, purpose);
  }

  ofStore(name: string): StoreKeys {
    const [key, ...previousKeys] = this.#ring.database.map((each) => deriveFrom(each, `store/${name}`));
    return { key: key!, previousKeys };
  }
}

export function deriveFrom(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `enterprise-portal-kiosk/${purpose}`, 32));
}
