import { limits } from '../../../shared/contract/limits.ts';
import { noticesApi } from '../../../shared/identity/api/notices.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Capability } from '../capability.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { postNotice, withdrawNotice, type PostDeps } from './post-notice.ts';
import { deleteExpiredNotices, postedNotice } from './records.ts';

/** Applications post notices, and withdraw them [J2]. */
export const notices: Capability = {
  routes: noticeRoutes,
  jobs: (context) => [
    { name: 'expired-notices', every: limits.notices.sweepEvery, run: () => deleteExpiredNotices(context) },
  ],
};

function noticeRoutes(app: HttpServer, context: PostDeps): void {
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
