import type { AccessCheck, HttpServer } from '../http/server.ts';
import type { Job } from '../jobs.ts';
import type { IdentityContext } from './context.ts';

/**
 * What a part of the identity server adds to it, each of which names the few things of the context that it uses.
 * `capabilities.ts` has all of them. What a capability keeps stands beside its rules (`defineCollection`).
 */
export interface Capability {
  routes?(app: HttpServer, context: IdentityContext): void | Promise<void>;
  /** What is done again and again. */
  jobs?(context: IdentityContext): readonly Job[];
  /** Who may call routes, here and in other capabilities, by the names that endpoints give. */
  access?(context: IdentityContext): Checks | Promise<Checks>;
}

type Checks = Readonly<Record<string, AccessCheck>>;
