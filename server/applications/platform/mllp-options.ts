import type { Server } from 'node:tls';
import type { Site } from '../../../shared/identity/site.ts';

/** Who may send, known by the certificate that their system shows. */
export interface MllpSender {
  /** SHA-256 of the certificate, as Node writes it. */
  readonly fingerprint: string;
  readonly id: string;
  readonly name: string;
  readonly sites: readonly Site[];
}

export interface MllpOptions {
  readonly host: string;
  readonly port: number;
  readonly senders: readonly MllpSender[];
  /** Told of the server, which gets a renewed certificate as the others do. */
  readonly secured: (server: Server) => void;
}
