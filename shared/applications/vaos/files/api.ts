import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { CalendarDate, closed, SiteParams } from '../fields.ts';
import { CountReason } from '../stock/api.ts';

/** Files of counts and receipts: read and shown in the form, and filed by a person who has looked at them. */

export const CsvFile = Type.Object({ csv: Type.String({ maxLength: limits.stock.fileCharacters }) }, closed);

/** What of a file could not be used, and why. The message goes on after the field's name. */
export const FileRemark = Type.Object({
  line: Type.Integer(),
  field: Type.String(),
  message: Type.String(),
  /** What is wrong, by which a page words it in the person's language, and what those words depend on. */
  code: Type.Optional(Type.String()),
  parameters: Type.Optional(
    Type.Unsafe<readonly (string | number)[]>(Type.Array(Type.Union([Type.String(), Type.Number()]))),
  ),
});
export type FileRemark = Static<typeof FileRemark>;

export const CountRow = Type.Object({
  line: Type.Integer(),
  /** Its id on hand. */
  lot: Type.String(),
  doses: Type.Integer({ minimum: 0 }),
  reason: Type.Optional(CountReason),
});
export type CountRow = Static<typeof CountRow>;

export const ReceiptRow = Type.Object({
  line: Type.Integer(),
  ndc: Type.String(),
  lot: Type.String(),
  expires: CalendarDate,
  doses: Type.Integer({ minimum: 1 }),
});
export type ReceiptRow = Static<typeof ReceiptRow>;

const answerOf = <const Row extends typeof CountRow | typeof ReceiptRow>(row: Row) =>
  Type.Object({ rows: Type.Array(row), refused: Type.Array(FileRemark) });

export const filesApi = {
  count: endpoint({
    method: 'POST',
    path: '/api/sites/:site/files/count',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: CsvFile,
    answer: answerOf(CountRow),
    problems: ['not-found'],
  }),
  receipt: endpoint({
    method: 'POST',
    path: '/api/sites/:site/files/receipt',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: CsvFile,
    answer: answerOf(ReceiptRow),
    problems: ['not-found'],
  }),
};
