import { SettingsError } from '../../settings.ts';
import { StoreUnavailableError } from '../contract.ts';

/** PostgreSQL's code, or the operating system's. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** That another transaction came between; the same work may well succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error));
}

/** Classes: connections; refused at sign-in; resources, such as a full disk; somebody or something stepped in. */
const unavailableClasses = /^(08|28|53|57)/;

/** Lock timeout, idle in a transaction, and a server that became a read-only standby. */
const unavailableCodes = new Set(['55P03', '25P03', '25P04', '25006']);

const networkCodes =
  /^(ECONN\w+|EPIPE|EMFILE|ENFILE|ETIMEDOUT|ENOTFOUND|EAI_\w+|EHOST\w+|ENET\w+|ERR_(TLS|SSL)_\w+)$|CERT|SIGNATURE/;

/** What pg says without a code. */
const connectionMessage =
  /connection (terminated|error|timeout)|not queryable|client was closed|trying to connect|read timeout|been discarded|SASL|does not support SSL/i;

export function isUnavailable(error: unknown): boolean {
  // The password's file is read for each connection.
  if (error instanceof SettingsError) return true;
  const code = codeOf(error);
  if (unavailableClasses.test(code) || unavailableCodes.has(code) || isConflict(error)) return true;
  if (networkCodes.test(code) || (error as NodeJS.ErrnoException | undefined)?.syscall === 'connect') return true;
  return code === '' && error instanceof Error && connectionMessage.test(error.message);
}

/** As the store's callers are to see it; what is no failure of the database passes through. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreUnavailableError || !isUnavailable(error)) return error;
  const reason = codeOf(error) || (error as Error).message;
  return new StoreUnavailableError(`the database cannot be used now (${reason})`, { cause: error });
}
