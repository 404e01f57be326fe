import { importApi, type ImportRun, remarkPlace } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { followed, runOf } from './progress.ts';
import { importAccounts, type ImportOutcome } from './import-accounts.ts';
import type { ImportProgress, ImportDeps } from './options.ts';

/** In JSON, quotes and line ends take two characters. */
const bodyLimit = 2 * limits.import.fileBytes;

function endOf({ written, report }: ImportOutcome): Pick<ImportRun, 'state' | 'created' | 'updated'> {
  if (!written) return { state: 'refused' };
  return { state: 'written', created: report.created, updated: report.updated.length };
}

type Deps = ImportDeps & Pick<IdentityContext, 'settings'>;

/** Bringing accounts over from other systems [S4]. */
export const importing: Capability = { routes: importRoutes };

function importRoutes(app: HttpServer, context: Deps): void {
  serve(app, importApi.run, (request) => runOf(callerOf(request).account.id, context));

  serve(
    app,
    importApi.importAccounts,
    async (request) => {
      const { csv, dryRun, partial, update } = request.body;
      const { account, session } = callerOf(request);
      const alone = context.settings.administration?.secondPerson === true;
      const by = { account: account.id, workstation: session.workstation };
      const work = (progress?: (at: ImportProgress) => void) =>
        importAccounts(csv, { dryRun, partial, update, alone, by, atOnce: 1, ...(progress && { progress }) }, context);
      const running = dryRun ? work() : followed(account.id, work, endOf, context);
      const { written, report } = await running.catch((error: unknown) => {
        throw error instanceof HashingBusyError ? new Problem('busy') : error;
      });
      if (dryRun || written) return report;
      throw new Problem('import-refused', {
        detail: 'Nothing was written. Correct the rows that are named here, or import the others without them.',
        fields: report.refused.map((remark) => ({ field: remarkPlace(remark), message: remark.reason })),
      });
    },
    { bodyLimit },
  );
}
