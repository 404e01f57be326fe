import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

const closed = { additionalProperties: false } as const;

const Password = Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters });

/** Why a signed-in person chooses a new password. */
export const ChosenChange = Type.Enum(['chosen', 'expired', 'compromised']);

export const PasswordChangeRequest = Type.Object(
  {
    reason: ChosenChange,
    /** The present password; not asked of someone who has just signed in with one that expired. */
    current: Type.Optional(Password),
    password: Password,
  },
  closed,
);
export type PasswordChangeRequest = Static<typeof PasswordChangeRequest>;

/** What the Help Desk needs to know about a password that somebody else may have [A3]. */
export const IncidentReport = Type.Object({ number: Type.String(), phone: Type.String(), text: Type.String() });
export type IncidentReport = Static<typeof IncidentReport>;

export const PasswordChanged = Type.Object({ incident: Type.Optional(IncidentReport) });
export type PasswordChanged = Static<typeof PasswordChanged>;

export const passwordApi = {
  change: endpoint({
    method: 'POST',
    path: '/api/password',
    access: 'signed-in',
    request: PasswordChangeRequest,
    answer: PasswordChanged,
    problems: ['agreement-required', 'password-refused', 'password-wrong', 'sign-in-locked'],
  }),
};
