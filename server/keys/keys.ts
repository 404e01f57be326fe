import { hkdfSync } from 'node:crypto';

/**
 * Everything secret that the server derives from its one master key, by purpose (HKDF-SHA-256, RFC 5869). Knowing one
 * tells nothing of another.
 */
export class Keys {
  readonly #master: Buffer;

  constructor(master: Buffer) {
    if (master.length !== 32) throw new Error('the master key is 32 bytes');
    this.#master = master;
  }

  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, Buffer.alloc(0), `enterprise-portal-kiosk/${purpose}`, 32));
  }
}
