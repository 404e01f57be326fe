import type { Language, Translation } from '../../../../shared/contract/languages.ts';
import { vaosEn } from '../../../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../../../shared/applications/vaos/texts/es.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { timeInWords } from '../../../../shared/contract/time.ts';
import type { Job } from '../../../jobs.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { noticeWords } from '../../platform/notice-words.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { type AllocationRecord, allocations, sites } from '../records.ts';
import type { StockDeps } from '../stock/stock.ts';

const catalogues: Record<Language, Translation<typeof vaosEn>> = { en: vaosEn, es: vaosEs };

interface NoticeDeps extends StockDeps {
  /** VAOS's own. */
  readonly origin: string;
  readonly services: Pick<PortalServices, 'postNotice' | 'withdrawNotice'>;
}

/** Tells a site of vaccine that is set aside for it, until it has answered, and ends what nobody has answered [V2]. */
export function allocationNotices(deps: NoticeDeps): Job {
  return { name: 'allocation-notices', every: limits.allocations.lookEvery, run: () => look(deps) };
}

async function look(deps: NoticeDeps): Promise<void> {
  const { store, clock, services } = deps;
  const all = store.collection(allocations);
  for (const allocation of await all.find('status', 'offered')) {
    if (allocation.until <= clock.now()) {
      await all.replaceIf(allocation.id, { status: 'offered' }, { status: 'lapsed' });
    } else if (allocation.notice === undefined) {
      await post(allocation, deps);
      await all.update(allocation.id, (record) => ({ ...record, notice: 'posted' }));
    }
  }
  // One that lapses goes from the portal by itself.
  for (const status of ['accepted', 'declined'] as const) {
    for (const { id, notice } of await all.find('status', status)) {
      if (notice !== 'posted') continue;
      await services.withdrawNotice(keyOf(id));
      await all.update(id, (record) => ({ ...record, notice: 'withdrawn' }));
    }
  }
}

async function post({ id, siteId, ndc, doses, until }: AllocationRecord, deps: NoticeDeps): Promise<void> {
  const { store, origin, services, timeZone } = deps;
  const { name = '' } = (await store.collection(sites).get(siteId)) ?? {};
  const product = salePackages.get(ndc)?.product ?? ndc;
  await services.postNotice({
    key: keyOf(id),
    to: { site: siteId },
    severity: 'warning',
    ...noticeWords(catalogues, `${origin}/sites/${siteId}`, ({ allocations: { notice } }, language) => ({
      title: notice.title(doses, product),
      text: notice.text(name, timeInWords(until, timeZone, { language })),
      label: notice.action,
    })),
    expiresAt: new Date(until).toISOString(),
  });
}

const keyOf = (id: string) => `allocation:${id}`;
