import type { Ledger, Movement } from '../../../../shared/applications/vaos/stock/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { type LotRecord, lots, type MovementRecord, movements, sites } from '../records.ts';
import { NotThere } from '../refused.ts';
import type { StockDeps } from './stock.ts';

/** A page of what happened to the stock of a site. @throws NotThere @throws CursorError */
export async function ledgerOf({ store }: StockDeps, siteId: string, after?: string): Promise<Ledger> {
  const site = await store.collection(sites).get(siteId);
  if (site === undefined) throw new NotThere();
  const ofLots = new Map((await store.collection(lots).find('siteId', siteId)).map((lot) => [lot.id, lot]));
  const lines = store.collection(movements);
  const page = await lines.page({ index: ['siteId', siteId], limit: limits.stock.movementsOfPage, after });
  const reversed = new Set<string>();
  for (const { id } of page.records) if ((await lines.find('reverses', id)).length > 0) reversed.add(id);
  return {
    site: { id: site.id, name: site.name, pin: site.pin },
    movements: page.records.map((line) => shown(line, ofLots.get(line.lotId), reversed)),
    ...(page.next !== undefined && { next: page.next }),
  };
}

/** @throws NotThere */
export async function movementOf({ store }: StockDeps, siteId: string, id: string): Promise<Movement> {
  const line = await store.collection(movements).get(id);
  if (line?.siteId !== siteId) throw new NotThere();
  const isReversed = (await store.collection(movements).find('reverses', id)).length > 0;
  return shown(line, await store.collection(lots).get(line.lotId), new Set(isReversed ? [id] : []));
}

function shown(line: MovementRecord, lot: LotRecord | undefined, reversed: ReadonlySet<string>): Movement {
  const { id, kind, at, day, lotId, doses, by, reason, signature, order, reverses } = line;
  return {
    id,
    kind,
    at: new Date(at).toISOString(),
    day,
    lotId,
    product: salePackages.get(lot?.ndc ?? '')?.product ?? '',
    ndc: lot?.ndc ?? '',
    lot: lot?.lot ?? '',
    doses,
    by: by.name,
    ...(reason && { reason }),
    ...(signature && { signature }),
    ...(order && { order }),
    ...(reverses && { reverses }),
    isReversed: reversed.has(id),
  };
}
