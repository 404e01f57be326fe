import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';
import { limits } from '../../../../shared/contract/limits.ts';
import type { Clock } from '../../../clock.ts';
import { seal, unseal } from '../../../store/sealed.ts';
import { type Search, refusedParameter } from './search.ts';

/** Answers to searches, page by page. */

export interface Hit {
  readonly resource: Resource & { readonly id?: string };
  /** Where it stands among the hits; each has another one. */
  readonly key: string;
  /** 0 to 1, where not all fits. */
  readonly score?: number;
}

interface NextPage {
  readonly values: Search['values'];
  readonly count: number;
  readonly after: string;
  readonly until: number;
}

/** The link to the next page holds the search, names and all, so nobody but this server can read it [T3]. */
export class Pages {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(key: Buffer, clock: Clock) {
    this.#key = key;
    this.#clock = clock;
  }

  link(place: string, { values, count }: Search, after: string): string {
    const next: NextPage = { values, count, after, until: this.#clock.now() + limits.fhir.page.lifetime };
    return seal(this.#key, JSON.stringify(next), placeOf(place)).toString('base64url');
  }

  /** The search that a link goes on with. @throws Problem for one that is not of this server, or over */
  search(place: string, search: Search): { search: Search; after: string } {
    if (search.page === undefined) return { search, after: '' };
    let next: NextPage | undefined;
    try {
      next = JSON.parse(unseal(this.#key, Buffer.from(search.page, 'base64url'), placeOf(place))) as NextPage;
    } catch {
      next = undefined;
    }
    if (next === undefined || next.until <= this.#clock.now()) {
      throw refusedParameter('_page', 'is not a link of this server, or is too old; search again');
    }
    return { search: { ...search, values: next.values, count: next.count }, after: next.after };
  }
}

const placeOf = (place: string) => Buffer.from(`fhir-page ${place}`);

/** What of a search an answer shows. */
export function pageOf(
  hits: readonly Hit[],
  { count }: Search,
  after: string,
): { shown: readonly Hit[]; more: boolean } {
  const left = hits.toSorted((a, b) => compare(a.key, b.key)).filter(({ key }) => key > after);
  const shown = left.slice(0, count);
  // Whoever asks for nothing asks how many there are.
  return { shown, more: count > 0 && left.length > count };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function searchset(
  base: string,
  { total, shown, self, next }: { total: number; shown: readonly Hit[]; self: string; next: string | undefined },
): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next' as const, url: next }])],
    ...(shown.length > 0 && {
      entry: shown.map(
        ({ resource, score }): BundleEntry => ({
          fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
          resource,
          search: { mode: 'match', ...(score !== undefined && { score }) },
        }),
      ),
    }),
  };
}
