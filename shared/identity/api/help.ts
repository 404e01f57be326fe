import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { supportTopics } from '../support.ts';

/** Whom to ask about what [H1], and where to read [H2]. */

export const Contact = Type.Object({
  topic: Type.Enum([...supportTopics]),
  name: Type.String(),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
});
export type Contact = Static<typeof Contact>;

export const Help = Type.Object({
  contacts: Type.Array(Contact),
  links: Type.Object({ forms: Type.String(), userTraining: Type.String() }),
});
export type Help = Static<typeof Help>;

export const helpApi = {
  contacts: endpoint({ method: 'GET', path: '/api/help', access: 'anyone', answer: Help }),
};
