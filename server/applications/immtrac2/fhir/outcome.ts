import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { limits } from '../../../../shared/contract/limits.ts';
import { problems } from '../../../../shared/contract/problems.ts';
import type { Problem } from '../../../http/problem.ts';

/** FHIR's own way to say what is wrong, at every address below `/fhir` [I8]. */

export const fhirJson = 'application/fhir+json; charset=utf-8';

type IssueCode = OperationOutcomeIssue['code'];

const byStatus: Readonly<Record<number, IssueCode>> = {
  400: 'invalid',
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  406: 'not-supported',
  409: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  429: 'throttled',
  503: 'transient',
};

export function outcomeOf({
  type,
  message,
  fields = [],
}: Pick<Problem, 'type' | 'message' | 'fields'>): OperationOutcome {
  const { status, title } = problems[type];
  const issue = { severity: 'error', code: byStatus[status] ?? 'exception', details: { text: title } } as const;
  const issues = fields.map((field): OperationOutcomeIssue => {
    const isPath = field.field.startsWith('Parameters');
    return { ...issue, diagnostics: `${field.field} ${field.message}`, ...(isPath && { expression: [field.field] }) };
  });
  const whole = { ...issue, ...(message && { diagnostics: message }) };
  return { resourceType: 'OperationOutcome', issue: issues.length > 0 ? issues : [whole] };
}

export function sendOutcome(_request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status } = problems[problem.type];
  if (status === 503) reply.header('retry-after', limits.overload.retryAfterSeconds);
  reply.header('cache-control', 'no-store');
  return reply.code(status).type(fhirJson).serializer(JSON.stringify).send(outcomeOf(problem));
}
