import { limits } from '../../../shared/contract/limits.ts';
import { ApplicationEntry } from '../../../shared/identity/api/audit.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { recordForApplication } from './record-for-application.ts';

/** Applications write into the audit trail [J2]. */
export function auditRoutes(app: HttpServer, context: IdentityContext): void {
  // Each process counts for itself: at a clinic's pace, telling the others would cost more than what is counted.
  const rateLimit = perApplication(limits.applicationEntries.requestsPerMinute);

  app.post(
    '/api/audit/entries',
    { config: { access: 'audit', rateLimit, countedHere: true }, schema: { body: ApplicationEntry } },
    async (request, reply) => {
      const recorded = await recordForApplication(serviceOf(request), request.body, context);
      switch (recorded.outcome) {
        case 'refused':
          throw new Problem('request-invalid', { fields: recorded.fields });
        case 'not signed on':
          throw new Problem('not-signed-on');
        case 'recorded':
          return reply.code(204).send();
      }
    },
  );
}
