import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** Bringing accounts over from other systems, as the portal and the command line do it. */

const closed = { additionalProperties: false } as const;

/** The columns of an import file, in the order in which an export writes them. */
export const importColumns = ['username', 'name', 'email', 'roles', 'sites', 'password_hash'] as const;
export type ImportColumn = (typeof importColumns)[number];

/** Of these, a file may leave out none. */
export const requiredColumns: readonly ImportColumn[] = ['username', 'name', 'email', 'roles'];

export const ImportRequest = Type.Object(
  {
    csv: Type.String({ maxLength: limits.import.fileBytes }),
    /** Checks the file and writes nothing. */
    dryRun: Type.Boolean(),
    /** Imports the rows that can be imported, instead of all or none. */
    partial: Type.Boolean(),
    /** Gives accounts that are here the name, email, roles and sites that the file has; never a password. */
    update: Type.Boolean({ default: false }),
  },
  closed,
);
export type ImportRequest = Static<typeof ImportRequest>;

/** What is to be said about a place in the file. It never repeats what stands there. */
export const ImportRemark = Type.Object({
  line: Type.Integer({ description: 'where the row begins, counted from 1 with the header' }),
  field: Type.String({ description: 'the column, or "row" or "file"' }),
  reason: Type.String(),
});
export type ImportRemark = Static<typeof ImportRemark>;

export const FieldChange = Type.Object({
  line: Type.Integer(),
  username: Type.String(),
  field: Type.String(),
  before: Type.String(),
  after: Type.String(),
});
export type FieldChange = Static<typeof FieldChange>;

export const ImportReport = Type.Object({
  dryRun: Type.Boolean(),
  created: Type.Integer({ description: 'in a dry run: how many would be' }),
  /** Accounts that are here and are now as the file has them, each with the fields that changed. */
  updated: Type.Array(ImportRemark),
  /** What changes of those, as far as a report shows it. */
  changes: Type.Array(FieldChange),
  /** Rows whose accounts are here already, just like that. */
  unchanged: Type.Integer(),
  refused: Type.Array(ImportRemark),
  /** Nothing wrong, but worth a look. */
  hints: Type.Array(ImportRemark),
});
export type ImportReport = Static<typeof ImportReport>;

/** The line in which a text holds what a decoder leaves where bytes were no UTF-8; undefined where there is none. */
export function unreadableLine(text: string): number | undefined {
  const at = text.search(/\uFFFD|\p{Cs}/u);
  return at < 0 ? undefined : text.slice(0, at).split(/\r\n?|\n/).length;
}

/** A refused row as a problem's field: `12.email`. */
export function remarkPlace({ line, field }: ImportRemark): string {
  return `${line}.${field}`;
}

export function remarkOf({ field, message }: { field: string; message: string }): ImportRemark {
  const [line, ...name] = field.split('.');
  return { line: Number(line) || 1, field: name.join('.') || field, reason: message };
}

/** The newest import of whoever asks. */
export const ImportRun = Type.Object({
  state: Type.Enum(['running', 'written', 'refused', 'failed']),
  /** Milliseconds since 1970. */
  startedAt: Type.Integer(),
  /** Accounts that are ready to be written, of how many. */
  done: Type.Integer(),
  total: Type.Integer(),
  /** What is written of it; none where it was refused. */
  created: Type.Optional(Type.Integer()),
  updated: Type.Optional(Type.Integer()),
});
export type ImportRun = Static<typeof ImportRun>;

export const importApi = {
  run: endpoint({
    method: 'GET',
    path: '/api/accounts/import',
    access: 'administrator',
    answer: ImportRun,
    orNothing: true,
  }),
  importAccounts: endpoint({
    method: 'POST',
    path: '/api/accounts/import',
    access: 'administrator',
    request: ImportRequest,
    answer: ImportReport,
    problems: ['import-refused', 'too-large'],
  }),
};
