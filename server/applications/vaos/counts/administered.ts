import {
  type Administered,
  administeredApi,
  type AdministeredLot,
} from '../../../../shared/applications/immtrac2/administered/api.ts';
import type { AdministeredBeside } from '../../../../shared/applications/vaos/counts/api.ts';
import { type CalendarDate, plusDays, today } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { salePackages, vaccines } from '../../platform/codes/vaccines.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { type LotRecord, lots, sites } from '../records.ts';
import { NotThere } from '../refused.ts';
import type { StockDeps } from '../stock/stock.ts';

export type AskRegistry = (siteId: string, from: CalendarDate) => Promise<Administered>;

/** ImmTrac2, wherever it is, asked by VAOS's own credentials. */
export function askRegistry(services: Pick<PortalServices, 'ask'>, address: string | undefined): AskRegistry {
  return async (site, from) => {
    if (address === undefined) throw new Problem('application-unreachable');
    return services.ask(address, administeredApi.sinceDay, { site, from }, 'doses:read');
  };
}

/** Since the day after the last count: what was given on its day was counted. @throws NotThere @throws Problem */
export async function administeredSinceCount(
  { store, ...time }: StockDeps,
  siteId: string,
  ask: AskRegistry,
): Promise<AdministeredBeside> {
  const site = await store.collection(sites).get(siteId);
  if (site === undefined) throw new NotThere();
  const since = site.lastCount === undefined ? `${today(time).slice(0, 7)}-01` : plusDays(site.lastCount, 1);
  const { asOf, lots: given } = await ask(siteId, since);
  return { since, asOf, ...besideLots(await store.collection(lots).find('siteId', siteId), given) };
}

/** A lot number is told as it is printed: people leave out its hyphens and spaces. */
export const bareLot = (lot: string) => lot.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The registry names the unit that was used and VAOS the package, so they meet by lot number and vaccine. */
export function besideLots(
  onHand: readonly Pick<LotRecord, 'id' | 'lot' | 'ndc'>[],
  given: readonly AdministeredLot[],
): Pick<AdministeredBeside, 'lots' | 'others'> {
  const byLot = new Map<string, number>();
  const others: AdministeredBeside['others'] = [];
  for (const { lot, cvx, doses } of given) {
    const same = onHand.find(
      (each) => bareLot(each.lot) === bareLot(lot) && bareLot(lot) !== '' && salePackages.get(each.ndc)?.cvx === cvx,
    );
    if (same === undefined) others.push({ lot, vaccine: vaccines.get(cvx)?.name ?? cvx, doses });
    else byLot.set(same.id, (byLot.get(same.id) ?? 0) + doses);
  }
  return { lots: [...byLot].map(([lot, doses]) => ({ lot, doses })), others };
}
