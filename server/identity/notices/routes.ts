import { Type } from 'typebox';
import { limits } from '../../../shared/contract/limits.ts';
import { NewNotice, NoticeKey, PostedNotice } from '../../../shared/identity/api/notices.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Jobs } from '../../jobs.ts';
import type { IdentityContext } from '../context.ts';
import { perApplication, serviceOf } from '../services/service-access.ts';
import { postNotice, withdrawNotice } from './post-notice.ts';
import { deleteExpiredNotices, postedNotice } from './records.ts';

const KeyParams = Type.Object({ key: NoticeKey }, { additionalProperties: false });

/** Applications post notices, and withdraw them [J2]. */
export function noticeRoutes(app: HttpServer, jobs: Pick<Jobs, 'add'>, context: IdentityContext): void {
  jobs.add({ name: 'expired-notices', every: limits.notices.sweepEvery, run: () => deleteExpiredNotices(context) });
  const config = { access: 'notices', rateLimit: perApplication(limits.notices.requestsPerMinute) };

  app.post(
    '/api/notices',
    { config, schema: { body: NewNotice, response: { 200: PostedNotice, 201: PostedNotice } } },
    async (request, reply) => {
      const posted = await postNotice(serviceOf(request), request.body, context);
      switch (posted.outcome) {
        case 'refused':
          throw new Problem('request-invalid', { fields: posted.fields });
        case 'too many':
          throw new Problem('too-many-notices');
        case 'known':
        case 'posted':
          return reply.code(posted.outcome === 'posted' ? 201 : 200).send(postedNotice(posted.notice));
      }
    },
  );

  app.delete('/api/notices/:key', { config, schema: { params: KeyParams } }, async (request, reply) => {
    if (await withdrawNotice(serviceOf(request), request.params.key, context)) return reply.code(204).send();
    throw new Problem('not-found', { detail: 'The application has no notice under this key.' });
  });
}
