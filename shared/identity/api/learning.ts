import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { knowledgeCheck } from '../learning.ts';

/** The knowledge check, and who has passed it [H3]. The tour is a preference. */

const closed = { additionalProperties: false } as const;

const CalendarDate = Type.String({ format: 'date', description: 'calendar date of the clinic' });

export const CheckAnswers = Type.Object(
  Object.fromEntries(knowledgeCheck.map(({ id, choices }) => [id, Type.Enum([...(choices as readonly string[])])])),
  closed,
);

/** What is kept of a person: the first day on which they had everything right, and how often they tried. */
export const CheckResult = Type.Object({
  tries: Type.Integer({ minimum: 1 }),
  lastOn: CalendarDate,
  lastRight: Type.Integer({ minimum: 0 }),
  passedOn: Type.Optional(CalendarDate),
});
export type CheckResult = Static<typeof CheckResult>;

export const Learned = Type.Object({ name: Type.String(), result: CheckResult });
export type Learned = Static<typeof Learned>;

export const learningApi = {
  result: endpoint({
    method: 'GET',
    path: '/api/learning/check',
    access: 'complete',
    answer: CheckResult,
    orNothing: true,
  }),
  answer: endpoint({
    method: 'POST',
    path: '/api/learning/check',
    access: 'complete',
    request: CheckAnswers,
    answer: Type.Object({ right: Type.Array(Type.String(), { description: 'ids of questions' }), result: CheckResult }),
  }),
  /** Who of the sites whose Point of Contact the caller is has tried it; nobody for anybody else. */
  people: endpoint({
    method: 'GET',
    path: '/api/learning/people',
    access: 'complete',
    answer: Type.Object({ people: Type.Array(Learned) }),
  }),
};
