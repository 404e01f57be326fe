import { limits } from '../../../shared/contract/limits.ts';
import { noticesApi } from '../../../shared/identity/api/notices.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Jobs } from '../../jobs.ts';
import type { IdentityContext } from '../context.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { postNotice, withdrawNotice } from './post-notice.ts';
import { deleteExpiredNotices, postedNotice } from './records.ts';

/** Applications post notices, and withdraw them [J2]. */
export function noticeRoutes(app: HttpServer, jobs: Pick<Jobs, 'add'>, context: IdentityContext): void {
  jobs.add({ name: 'expired-notices', every: limits.notices.sweepEvery, run: () => deleteExpiredNotices(context) });
  const limited = { rateLimit: perApplication(limits.notices.requestsPerMinute) };

  serve(
    app,
    noticesApi.post,
    async (request) => {
      const posted = await postNotice(serviceOf(request), request.body, context);
      switch (posted.outcome) {
        case 'refused':
          throw new Problem('request-invalid', { fields: posted.fields });
        case 'too many':
          throw new Problem('too-many-notices');
        case 'kept':
          return postedNotice(posted.notice);
      }
    },
    limited,
  );

  serve(
    app,
    noticesApi.withdraw,
    async (request) => {
      if (await withdrawNotice(serviceOf(request), request.params.key, context)) return;
      throw new Problem('not-found', { detail: 'The application has no notice under this key.' });
    },
    limited,
  );
}
