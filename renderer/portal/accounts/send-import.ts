import { importApi, type ImportReport, type ImportRequest, remarkOf } from '../../../shared/identity/api/import.ts';
import { ApiError } from '../../platform/api/api-error.ts';
import { call } from '../../platform/api/client.ts';

/** Every account costs the server a password hash: many thousands take minutes, longer than other calls may. */
const timeout = 30 * 60_000;

/** @returns the report, also of a refused import; @throws ApiError for everything else */
export async function sendImport(request: ImportRequest): Promise<ImportReport> {
  try {
    return await call(importApi.importAccounts, { request, timeout });
  } catch (error) {
    if (!(error instanceof ApiError) || error.type !== 'import-refused') throw error;
    // Nothing was written, so this is what a check would have said.
    const nothing = { dryRun: true, created: 0, updated: [], changes: [], unchanged: 0, hints: [] };
    return { ...nothing, refused: error.fields.map(remarkOf) };
  }
}
