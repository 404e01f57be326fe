import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';

/** Resetting a forgotten password. */
export function recoveryRoutes(_app: HttpServer, _context: IdentityContext): void {}
