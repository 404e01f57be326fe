import { type Static, Type } from 'typebox';
import { limits } from '../../contract/limits.ts';

/** The security questions of the person who is signed in. Answers go to the server and never come back. */

const closed = { additionalProperties: false } as const;
const { chosen } = limits.questions;

export const SecurityQuestions = Type.Object(
  {
    catalogue: Type.Array(Type.Object({ id: Type.String(), text: Type.String() }, closed)),
    /** Ids; empty until the questions are set. */
    chosen: Type.Array(Type.String()),
  },
  closed,
);
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
