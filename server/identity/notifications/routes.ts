import { accepted, sourceLanguage } from '../../../shared/contract/languages.ts';
import { identityApi } from '../../../shared/identity/api/identity.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { type SessionDeps, sessionOf } from '../sign-in/routes.ts';
import { type NotificationDeps, notificationsFor } from './notifications.ts';

type Deps = NotificationDeps & SessionDeps & Pick<IdentityContext, 'accounts'>;

/** What the portal's home page shows besides the applications. */
export const notifications: Capability = { routes: homeRoutes };

function homeRoutes(app: HttpServer, context: Deps): void {
  serve(app, identityApi.notifications, async (request) =>
    notificationsFor(callerOf(request), context, accepted(request.headers['accept-language']) ?? sourceLanguage),
  );

  serve(app, identityApi.changePreferences, async (request) => {
    const { id } = callerOf(request).account;
    const account = await context.accounts.update(id, (present) => ({ ...present, ...request.body }));
    return sessionOf(account!, context);
  });
}
