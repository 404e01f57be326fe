import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** The security questions of the person who is signed in. Answers go to the server and never come back. */

const closed = { additionalProperties: false } as const;
const { chosen } = limits.questions;

export const SecurityQuestions = Type.Object({
  catalogue: Type.Array(Type.Object({ id: Type.String(), text: Type.String() })),
  /** Ids; empty until the questions are set. */
  chosen: Type.Array(Type.String()),
});
export type SecurityQuestions = Static<typeof SecurityQuestions>;

/** Longer than an answer may be, so that what is a little too long is refused with a reason. */
const typed = 256;

export const SecurityQuestionsChange = Type.Object(
  {
    /** The present password, given once more. */
    password: Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters }),
    answers: Type.Array(
      Type.Object({ question: Type.String({ maxLength: 64 }), answer: Type.String({ maxLength: typed }) }, closed),
      { minItems: chosen, maxItems: chosen },
    ),
  },
  closed,
);
export type SecurityQuestionsChange = Static<typeof SecurityQuestionsChange>;

/** Where the password profile knows no questions, there is nothing at these addresses. */
export const questionsApi = {
  read: endpoint({
    method: 'GET',
    path: '/api/questions',
    access: 'complete',
    answer: SecurityQuestions,
    problems: ['not-found'],
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/questions',
    access: 'complete',
    request: SecurityQuestionsChange,
    answer: SecurityQuestions,
    problems: ['not-found', 'questions-refused', 'password-wrong', 'sign-in-locked'],
  }),
};
