import type { Program } from '../../../../shared/applications/programs.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import { type Enrollment, programsInForce } from './enrolled.ts';
import { type SiteRecord, sites } from '../records.ts';
import type { StockDeps } from '../stock/stock.ts';
import { supplied } from './supplied.ts';

type Opening = Pick<Enrollment, 'ofSite'>;

/**
 * A site whose enrollment the State has approved orders from then on [Y2][V2]: the first request for it makes its record.
 * @returns makes sure of it @throws Problem where Syntropi cannot say now
 */
export function siteOpening(deps: StockDeps, enrollment: Opening): (siteId: string) => Promise<void> {
  // Sites are never deleted.
  const known = new Set<string>();
  return async (siteId) => {
    if (known.has(siteId)) return;
    if ((await deps.store.collection(sites).get(siteId)) === undefined) await learnSite(deps, siteId, enrollment);
    else known.add(siteId);
  };
}

/**
 * Writes down a site that began here as Syntropi knows it: its name and PIN, and for each product of its programs the usual
 * maximum; a program of a later approval adds its own.
 * @returns for which programs it is enrolled, undefined where nobody can be asked @throws Problem where Syntropi cannot say now
 */
export async function learnSite(
  { store, ...time }: StockDeps,
  siteId: string,
  enrollment: Opening,
): Promise<Program[] | undefined> {
  const known = await enrollment.ofSite(siteId);
  if (known === undefined) return undefined;
  const [{ site }, programs] = [known, programsInForce(known)];
  if (site === undefined || programs.length === 0) return programs;
  const products = programs.flatMap((program): readonly string[] => supplied[program]);
  const usual = Object.fromEntries(products.map((ndc) => [ndc, limits.stock.usualMaximum]));
  const opened: SiteRecord = { id: siteId, ...site, maximumStock: usual, openedOn: today(time) };
  const records = store.collection(sites);
  if (await records.insert(opened)) return programs;
  await records.update(siteId, (before) =>
    before.openedOn === undefined ? before : { ...before, ...site, maximumStock: { ...usual, ...before.maximumStock } },
  );
  return programs;
}
