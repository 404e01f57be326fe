import type { FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.ts';
import type { Doer, EnrollmentRecord } from './enrollment/enrollment-records.ts';
import { EnrollmentChanged, NoSuchEnrollment } from './enrollment/enrollments.ts';

/** Who is signed on. */
export const callerOf = ({ applicationSession }: Pick<FastifyRequest, 'applicationSession'>) =>
  applicationSession!.caller;

export const siteIdsOf = (request: Pick<FastifyRequest, 'applicationSession'>) =>
  callerOf(request).sites.map(({ id }) => id);

/** As records name them. */
export const doerOf = (request: Pick<FastifyRequest, 'applicationSession'>): Doer => {
  const { accountId, name } = callerOf(request);
  return { accountId, name };
};

export const isReviewer = (request: Pick<FastifyRequest, 'applicationSession'>) =>
  callerOf(request).roles.includes('state-reviewer');

export const isOfSite = (request: Pick<FastifyRequest, 'applicationSession'>, { siteId }: EnrollmentRecord) =>
  callerOf(request).sites.some(({ id }) => id === siteId);

/** What a rule does not allow, as the page hears it. @throws Problem */
export async function toProblem<T>(done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (error) {
    if (error instanceof NoSuchEnrollment) throw new Problem('not-found');
    if (error instanceof EnrollmentChanged) throw new Problem('enrollment-changed', { fields: error.fields });
    throw error;
  }
}
