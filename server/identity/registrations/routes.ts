import { registrationsApi } from '../../../shared/identity/api/registrations.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { testConnection } from './connection-test.ts';
import { registered } from './registered.ts';

type Deps = Pick<IdentityContext, 'audit' | 'clients' | 'origin'>;

/** Administrators see which applications sign people on here, and try whether they can be reached [J2]. */
export const registrations: Capability = { routes: registrationRoutes };

function registrationRoutes(app: HttpServer, context: Deps): void {
  const { clients, audit } = context;

  serve(app, registrationsApi.list, () => registered(context));

  serve(app, registrationsApi.test, async (request) => {
    const client = clients.find(({ id }) => id === request.params.id);
    if (client === undefined) throw new Problem('not-found', { detail: 'No such application is registered.' });
    const { account, session } = callerOf(request);
    const detail = { application: client.id };
    await audit.record({ event: 'application.tested', account: account.id, workstation: session.workstation, detail });
    return { results: await testConnection(client) };
  });
}
