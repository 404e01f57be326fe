import { enrolledApi } from '../../../../shared/applications/syntropi/enrolled/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import { callingSystemOf, perCallingSystem, worksFor } from '../../platform/callers.ts';
import { asOf, deliveryHoursOf, pinOf, siteWithOrganization } from './enrolled.ts';
import type { FormDeps } from '../enrollment/enrollments.ts';

/** VAOS asks it, and so may anyone's ordering system [Y4]. */
export function enrolledRoutes(app: HttpServer, deps: FormDeps): void {
  serve(
    app,
    enrolledApi.ofSite,
    async (request) => {
      const { site } = request.params;
      if (!worksFor(callingSystemOf(request), site)) {
        throw new Problem('scope-refused', { detail: 'The registration of this application does not name this site.' });
      }
      const day = today(deps);
      const { site: known, organization, enrolments } = await siteWithOrganization(deps.store, site);
      const pin = known && pinOf(known, organization);
      const enrollments = enrolments
        .map((enrolment) => asOf(enrolment, day))
        .filter(({ status }) => status === 'approved' || status === 'expired')
        .map(({ program, status, enrolledOn, renewBy }) => ({
          program,
          status: status === 'approved' ? ('approved' as const) : ('lapsed' as const),
          ...(enrolledOn !== undefined && { enrolledOn }),
          ...(renewBy !== undefined && { renewBy }),
        }));
      const deliveryHours = await deliveryHoursOf(deps.store, site);
      return {
        asOf: new Date(deps.clock.now()).toISOString(),
        enrollments,
        ...(known && pin !== undefined && { site: { name: known.name, pin } }),
        ...(deliveryHours && { deliveryHours }),
      };
    },
    { rateLimit: perCallingSystem(limits.services.callsPerMinute), countedHere: true },
  );
}
