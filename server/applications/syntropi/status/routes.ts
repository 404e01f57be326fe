import { enrollmentsApi } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { enrollment as texts } from '../../../../shared/applications/syntropi/texts/en/enrollment.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { FormDeps } from '../enrollment/enrollments.ts';
import { askStatus } from './status.ts';

const { ask } = texts;

/** Whoever waits asks how an enrollment stands, without signing in [Y5]. */
export function statusRoutes(app: HttpServer, deps: FormDeps): void {
  const { perAddress, window } = limits.enrollment.status;
  serve(
    app,
    enrollmentsApi.status,
    async ({ body }) => {
      const { outcome, ...found } = await askStatus(deps, body);
      if (outcome === 'too many') {
        throw new Problem('too-many-requests', { detail: ask.tooMany, parameters: { refusal: 'number' } });
      }
      if (outcome === 'none') {
        throw new Problem('not-found', { detail: ask.none });
      }
      return found as Extract<Awaited<ReturnType<typeof askStatus>>, { outcome: 'found' }>;
    },
    {
      rateLimit: {
        max: perAddress,
        timeWindow: window,
        errorResponseBuilder: () => new Problem('too-many-requests'),
      },
    },
  );
}
