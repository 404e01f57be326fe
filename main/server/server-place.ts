import type { EmbeddedServer } from './embedded-server.ts';
import type { Credential } from './vault.ts';
import type { ServerTrust } from './server-trust.ts';

/** Where this kiosk's server is, and what the two show each other. */
export interface ServerPlace {
  readonly mode: 'local' | 'clinic';
  /** The portal's address. */
  readonly portal: string;
  /** Undefined for the one on this machine, which has nothing to prove. */
  readonly trust: ServerTrust | undefined;
  /** The server knows the workstation by it, whoever uses it. */
  readonly workstation: Credential;
  /** The one on this machine. */
  readonly embedded?: Pick<EmbeddedServer, 'codes' | 'forgetCodes' | 'onSetUp'>;
}
