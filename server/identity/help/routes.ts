import { type Contact, helpApi } from '../../../shared/identity/api/help.ts';
import { support, supportTopics } from '../../../shared/identity/support.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import type { IdentityContext } from '../context.ts';

/** Whom to ask about what, as this deployment has it [H1][H2]. */
export const help: Capability = { routes: helpRoutes };

function helpRoutes(app: HttpServer, { deployment, settings }: Pick<IdentityContext, 'deployment' | 'settings'>) {
  const { helpDesk, orderingAccess, ordering, enrollment } = support;
  const usual = { signIn: deployment.support, orderingAccess, ordering, enrollment, incident: helpDesk };
  const contacts = supportTopics.map(
    (topic): Contact => ({ topic, ...usual[topic], ...(topic !== 'signIn' && settings.contacts?.[topic]) }),
  );
  serve(app, helpApi.contacts, async () => ({ contacts, links: deployment.links }));
}
