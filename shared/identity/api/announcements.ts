import { type Static, type TSchema, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import type { Language } from '../../contract/languages.ts';
import { limits } from '../../contract/limits.ts';
import { roleIds } from '../roles.ts';
import { Severity, Site } from './identity.ts';

/** What an administrator has to say to everybody, to a role, or to a site [N1]. */

const closed = { additionalProperties: false } as const;
const { titleCharacters, textCharacters, siteCharacters } = limits.announcements;

const Wording = Type.Object(
  { title: Type.String({ maxLength: titleCharacters }), text: Type.String({ maxLength: textCharacters }) },
  closed,
);

/** One of the two, or neither: everybody. */
export const Audience = Type.Object(
  { role: Type.Optional(Type.Enum(roleIds)), site: Type.Optional(Type.String({ maxLength: siteCharacters })) },
  closed,
);
export type Audience = Static<typeof Audience>;

/** `2026-11-30T08:00`, on the clinic's clock. */
const ClinicMinute = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$' });

const content = {
  severity: Severity,
  audience: Audience,
  /** The first minute in which it is shown, and the first in which it is no longer. */
  from: ClinicMinute,
  to: ClinicMinute,
  /** The same in each language of the product. */
  en: Wording,
  es: Wording,
} satisfies Record<Language, TSchema> & Record<string, TSchema>;

export const NewAnnouncement = Type.Object(content, closed);
export type NewAnnouncement = Static<typeof NewAnnouncement>;

export const announcementStates = ['upcoming', 'shown', 'over', 'withdrawn'] as const;

export const Announcement = Type.Object({
  ...NewAnnouncement.properties,
  id: Type.String(),
  /** Counts its changes, so that two administrators do not overwrite each other. */
  version: Type.Integer(),
  state: Type.Enum([...announcementStates]),
  /** The name of the audience's site. */
  siteName: Type.Optional(Type.String()),
  /** Whoever changed it last. */
  by: Type.String(),
  changedAt: Type.Integer(),
});
export type Announcement = Static<typeof Announcement>;

/** Why a field cannot be used, by which a page words it. */
export const announcementFaults = [
  'not-plain',
  'not-a-time',
  'ends-before',
  'over',
  'too-long',
  'unknown-site',
] as const;
export type AnnouncementFault = (typeof announcementFaults)[number];

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed);
const Version = Type.Integer({ minimum: 1 });

export const announcementsApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/announcements',
    access: 'administrator',
    answer: Type.Array(Announcement),
  }),
  /** Those that one can be for. Asked for only where somebody wants to choose one: all accounts are looked through. */
  sites: endpoint({
    method: 'GET',
    path: '/api/announcements/sites',
    access: 'administrator',
    answer: Type.Array(Site),
  }),
  write: endpoint({
    method: 'POST',
    path: '/api/announcements',
    access: 'administrator',
    request: NewAnnouncement,
    answer: Announcement,
    problems: ['too-many-notices'],
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/announcements/:id',
    access: 'administrator',
    params: Id,
    request: Type.Object({ ...NewAnnouncement.properties, version: Version }, closed),
    answer: Announcement,
    problems: ['not-found', 'record-changed'],
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/announcements/:id/withdrawal',
    access: 'administrator',
    params: Id,
    request: Type.Object({ version: Version }, closed),
    answer: Announcement,
    problems: ['not-found', 'record-changed'],
  }),
};
