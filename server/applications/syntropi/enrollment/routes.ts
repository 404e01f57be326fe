import type { FastifyRequest } from 'fastify';
import { enrollmentsApi } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { AccessCheck, HttpServer } from '../../../http/server.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { historyOf } from './enrollment-history.ts';
import { approveEnrollment, returnEnrollment, submitEnrollment, withdrawEnrollment } from './enrollment-moves.ts';
import { enrollments } from './enrollment-records.ts';
import {
  discardDraft,
  enrollableSites,
  enrollmentsOf,
  type FormDeps,
  formOf,
  saveSection,
  startEnrollment,
  summaries,
} from './enrollments.ts';
import { movingBy } from './enrollment-trail.ts';
import { callerOf, doerOf, isOfSite, isReviewer, siteIdsOf, toProblem } from '../requests.ts';
import { refusal } from '../refusal.ts';
import { type TellDeps, tellNow } from '../notices/told-portal.ts';

/** Whoever answers for the site takes back what its people have worked on. */
const answersFor = (request: Pick<FastifyRequest, 'applicationSession'>) =>
  callerOf(request).roles.some((role) => role === 'authorized-signer' || role === 'point-of-contact');

const isSigner = (request: Pick<FastifyRequest, 'applicationSession'>) =>
  callerOf(request).roles.includes('authorized-signer');

/** Who may see an enrollment: its site's people, and the State's once it was submitted. Others do not learn that there is one. */
export function enrollmentAccess({ store }: Pick<FormDeps, 'store'>): Record<string, AccessCheck> {
  return {
    'of-enrollment': async (request) => {
      const { enrollment } = request.params as { enrollment: string };
      const record = await store.collection(enrollments).get(enrollment);
      const isRead = request.method === 'GET';
      const isSeen =
        record && (isOfSite(request, record) || (isRead && isReviewer(request) && record.signature !== undefined));
      if (!isSeen) throw new Problem('not-found');
    },
    'state-reviewer': async (request) => {
      if (!isReviewer(request)) throw new Problem('not-permitted');
      const { enrollment } = (request.params ?? {}) as { enrollment?: string };
      const record = enrollment === undefined ? undefined : await store.collection(enrollments).get(enrollment);
      // Nobody decides on their own site's.
      if (record && isOfSite(request, record)) throw new Problem('not-permitted');
    },
  };
}

export function enrollmentRoutes(
  app: HttpServer,
  deps: TellDeps & { readonly services: Pick<PortalServices, 'record'> },
): void {
  const moving = (request: Pick<FastifyRequest, 'applicationSession'>) => movingBy(deps.services, request);
  serve(app, enrollmentsApi.list, async (request) => {
    const { sites } = callerOf(request);
    return { sites: await enrollableSites(deps, sites), enrollments: await enrollmentsOf(deps, siteIdsOf(request)) };
  });
  serve(app, enrollmentsApi.start, async (request) => {
    const site = callerOf(request).sites.find(({ id }) => id === request.body.site);
    if (site === undefined) throw new Problem('not-permitted');
    const [found] = await enrollableSites(deps, [site]);
    if (!found!.mayStart && found!.underWay === undefined) {
      throw new Problem('request-invalid', { fields: [refusal('site', 'nothing-to-enroll')] });
    }
    return { id: await startEnrollment(deps, site, moving(request)) };
  });
  serve(app, enrollmentsApi.read, async (request) => {
    const { enrollment } = request.params;
    const record = await deps.store.collection(enrollments).get(enrollment);
    const ofSite = record !== undefined && isOfSite(request, record);
    return toProblem(
      formOf(deps, enrollment, {
        ofSite,
        signs: isSigner(request),
        answers: answersFor(request),
        reviews: isReviewer(request),
      }),
    );
  });
  serve(app, enrollmentsApi.save, async (request) => {
    const { section, answers } = request.body;
    const others = Object.keys(answers).filter((id) => id !== section);
    if (others.length > 0) {
      throw new Problem('request-invalid', { fields: [refusal(`answers.${others[0]}`, 'other-section')] });
    }
    return { revision: await toProblem(saveSection(deps, request.params.enrollment, request.body, doerOf(request))) };
  });
  serve(app, enrollmentsApi.submit, async (request) => {
    if (!isSigner(request)) throw new Problem('not-permitted');
    const { signature } = request.body;
    const signed = { signature, siteIds: siteIdsOf(request) };
    const done = await toProblem(submitEnrollment(deps, request.params.enrollment, signed, moving(request)));
    if ('mistakes' in done) throw new Problem('request-invalid', { fields: done.mistakes });
    await tellNow(deps);
    return done;
  });
  serve(app, enrollmentsApi.withdraw, async (request) => {
    if (!answersFor(request)) throw new Problem('not-permitted');
    await toProblem(withdrawEnrollment(deps, request.params.enrollment, moving(request)));
  });
  serve(app, enrollmentsApi.discard, async (request) => {
    if (!answersFor(request)) throw new Problem('not-permitted');
    await toProblem(discardDraft(deps, request.params.enrollment, moving(request)));
  });
  serve(app, enrollmentsApi.history, async ({ params }) => ({ entries: await historyOf(deps, params.enrollment) }));

  serve(app, enrollmentsApi.reviews, async (request) => {
    const all = deps.store.collection(enrollments);
    const statuses = ['submitted', 'returned', 'approved', 'withdrawn'] as const;
    const found = (await Promise.all(statuses.map((status) => all.find('status', status)))).flat();
    // A draft that was taken back has never been the State's.
    const seen = found.filter((record) => record.signature !== undefined && !isOfSite(request, record));
    return { enrollments: summaries(seen, today(deps)).slice(0, limits.enrollment.reviewsShown) };
  });
  serve(app, enrollmentsApi.sendBack, async (request) => {
    const { enrollment } = request.params;
    const wrong = await toProblem(returnEnrollment(deps, enrollment, request.body.comments, moving(request)));
    if (wrong) throw new Problem('request-invalid', { fields: [wrong] });
    await tellNow(deps);
  });
  serve(app, enrollmentsApi.approve, async (request) => {
    const done = await toProblem(approveEnrollment(deps, request.params.enrollment, moving(request)));
    if ('mistakes' in done) throw new Problem('request-invalid', { fields: done.mistakes });
    await tellNow(deps);
    return done;
  });
}
