import { Type } from 'typebox';

/** What several of VAOS's requests and answers have in them. */

export const closed = { additionalProperties: false } as const;

export const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const SiteParams = Type.Object({ site: Type.String({ pattern: '^\\d{10}$' }) }, closed);
