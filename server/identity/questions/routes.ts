import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';

/** Choosing security questions. */
export function questionRoutes(_app: HttpServer, _context: IdentityContext): void {}
