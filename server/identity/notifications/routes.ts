import { Type } from 'typebox';
import { Notification, Preferences, Session } from '../../../shared/identity/api/identity.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionOf } from '../sign-in/routes.ts';
import { notificationsFor } from './notifications.ts';

/** What the portal's home page shows besides the applications. */
export function homeRoutes(app: HttpServer, context: IdentityContext): void {
  app.get(
    '/api/notifications',
    { config: { access: 'complete' }, schema: { response: { 200: Type.Array(Notification) } } },
    async (request) => notificationsFor(callerOf(request), context),
  );

  app.put(
    '/api/preferences',
    { config: { access: 'complete' }, schema: { body: Preferences, response: { 200: Session } } },
    async (request) => {
      const { id } = callerOf(request).account;
      const account = await context.accounts.update(id, (present) => ({ ...present, ...request.body }));
      return sessionOf(account!, context);
    },
  );
}
