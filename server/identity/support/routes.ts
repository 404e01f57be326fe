import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';

/** What ImmTrac2 Customer Support does for an account. */
export function supportRoutes(_app: HttpServer, _context: IdentityContext): void {}
