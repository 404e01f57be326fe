import { Type } from 'typebox';
import { limits } from '../../contract/limits.ts';

/** What several of VAOS's requests and answers have in them. */

export const closed = { additionalProperties: false } as const;

export const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const SiteParams = Type.Object({ site: Type.String({ pattern: '^\\d{10}$' }) }, closed);

/**
 * Made by whoever sends the request, when the form is opened: the same request that comes twice, by a second click or after an
 * answer that was lost, counts once.
 */
export const Key = Type.String({
  format: 'uuid',
  description: 'the request’s own key; a repeated one changes nothing',
});

export const Ndc = Type.String({ pattern: '^\\d{5}-\\d{4}-\\d{2}$', description: 'unit of sale, 11 digits, 5-4-2' });

export const Doses = Type.Integer({ minimum: 1, maximum: limits.stock.doses });
