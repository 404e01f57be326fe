import { accepted, sourceLanguage } from '../../../shared/contract/languages.ts';
import { identityApi } from '../../../shared/identity/api/identity.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionOf } from '../sign-in/routes.ts';
import { notificationsFor } from './notifications.ts';

/** What the portal's home page shows besides the applications. */
export function homeRoutes(app: HttpServer, context: IdentityContext): void {
  serve(app, identityApi.notifications, async (request) =>
    notificationsFor(callerOf(request), context, accepted(request.headers['accept-language']) ?? sourceLanguage),
  );

  serve(app, identityApi.changePreferences, async (request) => {
    const { id } = callerOf(request).account;
    const account = await context.accounts.update(id, (present) => ({ ...present, ...request.body }));
    return sessionOf(account!, context);
  });
}
