import type { OrderStatus } from '../../../../shared/applications/vaos/overview/api.ts';
import type { Store } from '../../../store/contract.ts';
import { trainingSites } from '../../../training/sites.ts';
import { type ClinicTime, plusDays, today } from '../../../../shared/contract/time.ts';
import { Synthetic } from '../../platform/synthetic.ts';
import { setAside } from './depot.ts';
import { lots, orders, sites } from '../records.ts';
import { supplied } from '../enrollment/supplied.ts';

const { bluebonnet, pecan } = trainingSites;

/** What each clinic keeps: every vaccine of the childhood schedule, and for the one that sees adults theirs too. */
const [spikevax, comirnaty] = supplied['COVID-19'];
const childhood = [...supplied.TVFC, spikevax];
const adulthood = [...supplied.ASN.filter((ndc) => !childhood.some((other) => other === ndc)), comirnaty];

/** Days from today until expiration that every site is given, so that each condition is there to be seen. */
const shortDated = [-12, -3, 9, 24];

/** Those that the depot will take on are of today, so that they stay until tomorrow. */
const orderHistory: readonly (readonly [status: OrderStatus, daysAgo: number])[] = [
  ['draft', 0],
  ['submitted', 0],
  ['approved', 0],
  ['shipped', 4],
  ['received', 19],
  ['received', 33],
  ['cancelled', 41],
  ['received', 64],
];

/** Fills an empty store with synthetic stock and orders of the two training sites. */
export async function seedVaos(store: Store, time: ClinicTime): Promise<void> {
  const random = new Synthetic(20_210_316);
  const day = today(time);
  const ndcsOf = { [bluebonnet.id]: [...childhood, ...adulthood], [pecan.id]: childhood };

  await store.transaction(async (collections) => {
    for (const [index, site] of [bluebonnet, pecan].entries()) {
      const ndcs = ndcsOf[site.id];
      const maximumStock = Object.fromEntries(ndcs.map((ndc, place) => [ndc, 60 + 20 * (place % 4)]));
      await collections.collection(sites).put({ ...site, pin: `99000${index + 1}`, maximumStock, lastCount: day });

      for (const [place, ndc] of ndcs.entries()) {
        for (let delivery = 0; delivery < (place % 3 === 0 ? 2 : 1); delivery += 1) {
          const lot = {
            id: `${site.id}-${ndc}-${delivery}`,
            siteId: site.id,
            ndc,
            lot: random.lotNumber(),
            expires: plusDays(day, (delivery === 0 ? shortDated[place] : undefined) ?? random.integer(45, 640)),
            doses: random.integer(1, 8) * 5 + random.integer(0, 4),
          };
          await collections.collection(lots).put({ ...lot, opening: lot.doses });
        }
      }
      for (const [place, [status, daysAgo]] of orderHistory.entries()) {
        await collections.collection(orders).put({
          id: `VA-${2_400_100 + index * 500 + (orderHistory.length - place) * 13}`,
          siteId: site.id,
          ndc: random.pick(ndcs),
          doses: random.integer(1, 6) * 10,
          status,
          statusSince: plusDays(day, -daysAgo),
        });
      }
    }
  });
  for (const site of await store.collection(sites).list()) await setAside({ store, ...time }, site);
}
