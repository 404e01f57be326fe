import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';

/** Bringing accounts over from other systems. */
export function importRoutes(_app: HttpServer, _context: IdentityContext): void {}
