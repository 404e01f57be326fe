import { limits } from '../../../shared/contract/limits.ts';
import type { IdentityContext } from '../context.ts';
import { nameOfWorkstation } from '../workstations/enrolment.ts';
import type { ChainedEntry } from './chain.ts';
import type { TrailRange } from './trail-storage.ts';

export interface TrailPage {
  readonly found: readonly ChainedEntry[];
  /** Below which entry the next page goes on, and when the last one was made that this one read; absent at the end. */
  readonly next?: number;
  readonly lookedBackTo?: number;
}

/**
 * One page of what fits, newest first. It reads so many entries at most, wherever they lead, so that no question keeps the
 * server busy; the next page goes on where it stopped.
 */
export async function trailPage(
  range: TrailRange,
  limit: number,
  fits: (entry: ChainedEntry) => boolean,
  { audit }: Pick<IdentityContext, 'audit'>,
): Promise<TrailPage> {
  const found: ChainedEntry[] = [];
  let read = 0;
  for await (const entry of audit.backwards(range)) {
    if (found.length === limit || read === limits.auditSearch.readEntries) {
      // The next page begins with this one.
      return { found, next: entry.n + 1, lookedBackTo: Date.parse(entry.at) };
    }
    read += 1;
    if (fits(entry)) found.push(entry);
  }
  return { found };
}

/** What ids stand for, each asked for once. */
export class Names {
  readonly #deps: Pick<IdentityContext, 'accounts' | 'store'>;
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(deps: Pick<IdentityContext, 'accounts' | 'store'>) {
    this.#deps = deps;
  }

  account(id: string): Promise<string | undefined> {
    return this.#once(`account ${id}`, async () => (await this.#deps.accounts.get(id))?.username);
  }

  workstation(id: string): Promise<string | undefined> {
    return this.#once(`workstation ${id}`, () => nameOfWorkstation(id, this.#deps));
  }

  #once(key: string, ask: () => Promise<string | undefined>): Promise<string | undefined> {
    const known = this.#known.get(key) ?? ask();
    this.#known.set(key, known);
    return known;
  }
}

/** The form of an account's id. */
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function looksLikeId(text: string): boolean {
  return id.test(text);
}
