import type { Collections, Store } from '../../../store/contract.ts';
import { type LotRecord, lots, type MovementRecord, movements } from '../records.ts';
import { NotThere, refused } from '../refused.ts';

/**
 * Writes one line of the ledger and the balance of its lot. A line that is there already under its id stays, and nothing is
 * counted again.
 * @param collections of the transaction in which both are written
 * @throws Refused where the lot would have fewer than no doses @throws NotThere
 */
export async function post(collections: Collections, movement: MovementRecord): Promise<void> {
  const ofLots = collections.collection(lots);
  const lot = await ofLots.get(movement.lotId);
  if (lot?.siteId !== movement.siteId) throw new NotThere();
  if (!(await collections.collection(movements).insert(movement))) return;
  const doses = lot.doses + movement.doses;
  if (doses < 0) throw refused('doses', 'more-than-in-ledger', lot.doses, lot.lot);
  await ofLots.put({ ...lot, doses });
}

/**
 * Takes a line back by one that says the opposite.
 * @throws Refused where the doses that it added are gone since @throws NotThere
 */
export async function reverse(
  collections: Collections,
  id: string,
  by: Pick<MovementRecord, 'id' | 'siteId' | 'at' | 'day' | 'by' | 'reason'>,
): Promise<void> {
  const line = await collections.collection(movements).get(id);
  if (line?.siteId !== by.siteId) throw new NotThere();
  const [taken] = await collections.collection(movements).find('reverses', id);
  // The same request again.
  if (taken?.id === by.id) return;
  if (taken) throw refused('reason', 'taken-back-already');
  if (line.transfer !== undefined) throw refused('reason', 'of-transfer');
  if (line.kind === 'reversed') throw refused('reason', 'of-reversal');
  const doses = 0 - line.doses;
  await post(collections, { ...by, lotId: line.lotId, kind: 'reversed', doses, reverses: id });
}

export interface Difference {
  readonly lot: LotRecord;
  /** What the lines add up to, from the opening on. */
  readonly sum: number;
}

/** Proves the balances: each lot has what its lines add up to, and never had less than nothing. @returns the lots that do not */
export async function verify(store: Pick<Store, 'collection'>): Promise<{ lots: number; differences: Difference[] }> {
  const all = await store.collection(lots).list();
  const differences: Difference[] = [];
  for (const lot of all) {
    const lines = await store.collection(movements).find('lotId', lot.id);
    const sum = lines.reduce((total, { doses }) => total + doses, lot.opening);
    if (sum !== lot.doses || lot.doses < 0) differences.push({ lot, sum });
  }
  return { lots: all.length, differences };
}
