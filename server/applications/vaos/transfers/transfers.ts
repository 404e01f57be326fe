import type { NewTransfer, Transfer, TransferStatus } from '../../../../shared/applications/vaos/transfers/api.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { lotCondition } from '../overview/dashboard.ts';
import { post } from '../stock/ledger.ts';
import { lots, sites, type TransferRecord, transfers } from '../records.ts';
import { NotThere, refused } from '../refused.ts';
import type { Doing, StockDeps } from '../stock/stock.ts';

/** It is no longer where somebody saw it, or not yet where they want it. */
export class TransferChanged extends Error {}

/** What each status may become, and whose turn it is; approval is the State's. */
const following: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  requested: ['approved', 'cancelled'],
  approved: ['sent', 'cancelled'],
  sent: ['received'],
  received: [],
  cancelled: [],
};

/** To and from a site, the latest first. @throws NotThere */
export async function transfersOf({ store }: StockDeps, siteId: string): Promise<Transfer[]> {
  if (!(await store.collection(sites).get(siteId))) throw new NotThere();
  const all = [
    ...(await store.collection(transfers).find('from', siteId)),
    ...(await store.collection(transfers).find('to', siteId)),
  ];
  const shown = await Promise.all(all.map((each) => shownTransfer(store, each)));
  return shown.toSorted((a, b) => b.statusSince.localeCompare(a.statusSince) || a.id.localeCompare(b.id));
}

export async function shownTransfer(
  store: Pick<Collections, 'collection'>,
  { from, to, by: _by, lotId: _lot, ...rest }: TransferRecord,
): Promise<Transfer> {
  const named = async (id: string) => {
    const { name = '', pin = '' } = (await store.collection(sites).get(id)) ?? {};
    return { id, name, pin };
  };
  const product = salePackages.get(rest.ndc)?.product ?? rest.ndc;
  return { ...rest, product, from: await named(from), to: await named(to) };
}

/** Asks for it; nothing moves. @throws Refused @throws NotThere */
export async function requestTransfer(deps: StockDeps, { siteId, by }: Doing, asked: NewTransfer): Promise<void> {
  const day = today(deps);
  await deps.store.transaction(async (collections) => {
    const { key, lot: lotId, toPin, doses, reason } = asked;
    const lot = await collections.collection(lots).get(lotId);
    if (lot?.siteId !== siteId) throw new NotThere();
    const [to] = await collections.collection(sites).find('pin', toPin);
    if (to === undefined) throw refused('toPin', 'no-such-pin');
    if (to.id === siteId) throw refused('toPin', 'own-pin');
    if (doses > lot.doses) throw refused('doses', 'more-than-on-hand', lot.doses);
    if (lotCondition(lot.expires, day) === 'expired') {
      throw refused('lot', 'transfer-expired');
    }
    const { ndc, expires, lot: number } = lot;
    const record: TransferRecord = {
      id: key,
      from: siteId,
      to: to.id,
      lotId,
      ndc,
      lot: number,
      expires,
      doses,
      reason: reason.trim(),
      by,
      status: 'requested',
      statusSince: day,
    };
    await collections.collection(transfers).insert(record);
  });
}

/** @throws TransferChanged @throws NotThere */
export async function cancelTransfer(deps: StockDeps, { siteId }: Doing, id: string): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const transfer = await transferOf(collections, id, { from: siteId });
    await moveTransfer(collections, transfer, 'cancelled', today(deps));
  });
}

/** It leaves the site. The ledgers change when it has arrived. @throws TransferChanged @throws NotThere */
export async function sendTransfer(deps: StockDeps, { siteId }: Doing, id: string, packedAt: number): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const transfer = await transferOf(collections, id, { from: siteId });
    await moveTransfer(collections, transfer, 'sent', today(deps), { packedAt });
  });
}

/**
 * It has arrived: the ledgers of both sites change in one step, so that together they always have the same doses.
 * @throws Refused where the sender has used it up since @throws TransferChanged @throws NotThere
 */
export async function receiveTransfer(deps: StockDeps, doing: Doing, id: string, unpackedAt: number): Promise<void> {
  const day = today(deps);
  await deps.store.transaction(async (collections) => {
    const transfer = await transferOf(collections, id, { to: doing.siteId });
    if (transfer.status === 'received') return;
    await moveTransfer(collections, transfer, 'received', day, { unpackedAt });
    const { from, to, lotId, ndc, lot, expires, doses, reason } = transfer;
    const ofLots = collections.collection(lots);
    const same = (await ofLots.find('siteId', to)).find((each) => each.ndc === ndc && each.lot === lot);
    const arrived = same ?? { id: `${id}-to`, siteId: to, ndc, lot, expires, doses: 0, opening: 0 };
    if (!same) await ofLots.insert(arrived);
    const line = { at: deps.clock.now(), day, by: doing.by, reason, transfer: id };
    await post(collections, { ...line, id: `${id}-out`, siteId: from, lotId, kind: 'sent', doses: -doses });
    await post(collections, { ...line, id: `${id}-in`, siteId: to, lotId: arrived.id, kind: 'arrived', doses });
  });
}

async function transferOf(
  collections: Collections,
  id: string,
  of: Partial<Pick<TransferRecord, 'from' | 'to'>>,
): Promise<TransferRecord> {
  const transfer = await collections.collection(transfers).get(id);
  const isTheirs = transfer && (of.from === undefined ? transfer.to === of.to : transfer.from === of.from);
  if (!transfer || !isTheirs) throw new NotThere();
  return transfer;
}

/** What is there already stays as it is. @throws TransferChanged */
export async function moveTransfer(
  collections: Collections,
  transfer: TransferRecord,
  status: TransferStatus,
  day: string,
  more: Partial<Pick<TransferRecord, 'packedAt' | 'unpackedAt'>> = {},
): Promise<void> {
  if (transfer.status === status) return;
  if (!following[transfer.status].includes(status)) throw new TransferChanged();
  await collections.collection(transfers).put({ ...transfer, ...more, status, statusSince: day });
}
