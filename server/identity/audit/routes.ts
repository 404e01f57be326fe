import { limits } from '../../../shared/contract/limits.ts';
import { auditApi } from '../../../shared/identity/api/audit.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { IdentityContext } from '../context.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { recordForApplication } from './record-for-application.ts';

/** Applications write into the audit trail [J2]. */
export function auditRoutes(app: HttpServer, context: IdentityContext): void {
  // Each process counts for itself: at a clinic's pace, telling the others would cost more than what is counted.
  const limited = {
    rateLimit: perApplication(limits.applicationEntries.requestsPerMinute),
    countedHere: true,
  } as const;

  serve(
    app,
    auditApi.record,
    async (request) => {
      const recorded = await recordForApplication(serviceOf(request), request.body, context);
      if (recorded.outcome === 'refused') throw new Problem('request-invalid', { fields: recorded.fields });
      if (recorded.outcome === 'not signed on') throw new Problem('not-signed-on');
    },
    limited,
  );
}
