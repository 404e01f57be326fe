import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** Resetting a forgotten password: one request for each step, tied together by a cookie. */

const closed = { additionalProperties: false } as const;

/** As long as a password may be, so that nobody can make the server hash megabytes. */
const Answer = Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters });

export const RecoveryStart = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: limits.signIn.usernameCharacters }) },
  closed,
);
export type RecoveryStart = Static<typeof RecoveryStart>;

/**
 * The id of the question that is asked of whoever gives this name (see `security-questions.ts`); null under a password
 * profile that knows no questions.
 */
export const AskedQuestion = Type.Object({ question: Type.Union([Type.String(), Type.Null()]) });
export type AskedQuestion = Static<typeof AskedQuestion>;

export const QuestionAnswer = Type.Object({ answer: Answer }, closed);
export type QuestionAnswer = Static<typeof QuestionAnswer>;

export const RecoveryChoices = Type.Object({
  /** Where a code would go, masked. */
  mailTo: Type.String(),
  /** Ids of all that are asked when one chooses them; absent where that is no choice. */
  questions: Type.Optional(Type.Array(Type.String())),
});
export type RecoveryChoices = Static<typeof RecoveryChoices>;

export const CodeSent = Type.Object({
  /** Masked; absent where nothing was proved yet, because it would tell that there is such an account. */
  mailTo: Type.Optional(Type.String()),
  /** A duration, because clocks of workstations are wrong. */
  secondsLeft: Type.Integer(),
});
export type CodeSent = Static<typeof CodeSent>;

/** What this browser's reset waits for, for a page that is loaded again. Nothing in it tells whose it is. */
export const OpenRecovery = Type.Object({
  open: Type.Boolean(),
  /** How long a code that was sent still works; null where none was, or it was used. */
  codeSecondsLeft: Type.Union([Type.Integer(), Type.Null()]),
});
export type OpenRecovery = Static<typeof OpenRecovery>;

export const TypedCode = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: limits.pastedCodeCharacters }) },
  closed,
);
export type TypedCode = Static<typeof TypedCode>;

/** They are in the order in which the questions were given. */
export const AllAnswers = Type.Object(
  {
    answers: Type.Array(Answer, { minItems: limits.recovery.questionsAsked, maxItems: limits.recovery.questionsAsked }),
  },
  closed,
);
export type AllAnswers = Static<typeof AllAnswers>;

export const Proved = Type.Object({ next: Type.Literal('new-password') });
export type Proved = Static<typeof Proved>;

export const ResetPassword = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters }) },
  closed,
);
export type ResetPassword = Static<typeof ResetPassword>;

export const ResetDone = Type.Object({ next: Type.Literal('sign-in') });
export type ResetDone = Static<typeof ResetDone>;

const endsOfRecovery = ['recovery-ended', 'recovery-tries-used-up', 'too-many-requests'] as const;

export const recoveryApi = {
  standing: endpoint({ method: 'GET', path: '/api/recovery', access: 'anyone', answer: OpenRecovery }),
  begin: endpoint({
    method: 'POST',
    path: '/api/recovery',
    access: 'anyone',
    request: RecoveryStart,
    answer: AskedQuestion,
    problems: ['too-many-requests'],
  }),
  end: endpoint({ method: 'DELETE', path: '/api/recovery', access: 'anyone', problems: ['too-many-requests'] }),
  answer: endpoint({
    method: 'POST',
    path: '/api/recovery/answer',
    access: 'anyone',
    request: QuestionAnswer,
    answer: RecoveryChoices,
    problems: [...endsOfRecovery, 'recovery-answer-wrong', 'recovery-once-a-day'],
  }),
  sendCode: endpoint({
    method: 'POST',
    path: '/api/recovery/code',
    access: 'anyone',
    answer: CodeSent,
    problems: endsOfRecovery,
  }),
  redeemCode: endpoint({
    method: 'POST',
    path: '/api/recovery/code/redeem',
    access: 'anyone',
    request: TypedCode,
    answer: Proved,
    problems: [...endsOfRecovery, 'recovery-code-wrong', 'recovery-code-expired'],
  }),
  answerAll: endpoint({
    method: 'POST',
    path: '/api/recovery/answers',
    access: 'anyone',
    request: AllAnswers,
    answer: Proved,
    problems: [...endsOfRecovery, 'recovery-answer-wrong'],
  }),
  setPassword: endpoint({
    method: 'POST',
    path: '/api/recovery/password',
    access: 'anyone',
    request: ResetPassword,
    answer: ResetDone,
    problems: [...endsOfRecovery, 'recovery-once-a-day', 'password-refused'],
  }),
};
