import { type Static, type TSchema, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import type { Language, sourceLanguage } from '../../contract/languages.ts';
import { limits } from '../../contract/limits.ts';
import { roleIds } from '../roles.ts';
import { Severity } from './identity.ts';
import { serviceProblems } from './services.ts';

/** Notices of applications, on the portal's home page [J2, N1]. */

const closed = { additionalProperties: false } as const;
const { keyCharacters, titleCharacters, textCharacters, labelCharacters, addressCharacters, idCharacters } =
  limits.notices;

/** The application's own name of a notice: sent again, it is the same notice. It stands in addresses. */
export const NoticeKey = Type.String({ minLength: 1, maxLength: keyCharacters, pattern: '^[A-Za-z0-9._:-]*$' });

/** One of the three. */
export const Recipient = Type.Object(
  {
    /** The `sub` of a person. */
    account: Type.Optional(Type.String({ minLength: 1, maxLength: idCharacters })),
    /** Everybody who has it. */
    role: Type.Optional(Type.Enum(roleIds)),
    /** Everybody who works there: one of `site_ids`. */
    site: Type.Optional(Type.String({ minLength: 1, maxLength: idCharacters })),
  },
  closed,
);
export type Recipient = Static<typeof Recipient>;

const title = Type.String({ minLength: 1, maxLength: titleCharacters });
const text = Type.String({ minLength: 1, maxLength: textCharacters });
const label = Type.String({ minLength: 1, maxLength: labelCharacters });

const Translated = Type.Object({ title, text, label: Type.Optional(label) }, closed);

const content = {
  key: NoticeKey,
  to: Recipient,
  severity: Severity,
  /** In English, unless the application speaks to people in one other language alone. */
  title,
  text,
  /** The same for who reads another language. */
  translations: Type.Optional(
    Type.Object(
      { es: Type.Optional(Translated) } satisfies Record<Exclude<Language, typeof sourceLanguage>, TSchema>,
      closed,
    ),
  ),
  /** Where in the application to do something about it. */
  action: Type.Optional(
    Type.Object(
      {
        label,
        address: Type.String({ minLength: 1, maxLength: addressCharacters, format: 'uri' }),
      },
      closed,
    ),
  ),
  /** From then on nobody is shown it, and it is deleted. */
  expiresAt: Type.String({ format: 'date-time' }),
  /** To an account: whether it is sent by mail as well, in a frame of the person's language. */
  mail: Type.Optional(Type.Boolean()),
};

export const NewNotice = Type.Object(content, closed);
export type NewNotice = Static<typeof NewNotice>;

export const PostedNotice = Type.Object({
  ...content,
  id: Type.String(),
  postedAt: Type.String({ format: 'date-time' }),
  withdrawn: Type.Boolean(),
});
export type PostedNotice = Static<typeof PostedNotice>;

export const noticesApi = {
  post: endpoint({
    method: 'POST',
    path: '/api/notices',
    access: 'notices',
    request: NewNotice,
    answer: PostedNotice,
    problems: [...serviceProblems, 'too-many-notices'],
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/api/notices/:key',
    access: 'notices',
    params: Type.Object({ key: NoticeKey }, closed),
    problems: [...serviceProblems, 'not-found'],
  }),
};
