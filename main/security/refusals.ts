import { applicationIds } from '../../shared/applications/applications.ts';
import type { Refused } from '../diagnostics/events.ts';
import type { Log } from '../diagnostics/log.ts';
import { originOf } from '../diagnostics/redact.ts';
import type { ViewRole } from './origins.ts';

/** No page can fill the log by trying on. */
const most = 200;

/** Notes what the guard refused, once for each view, kind and origin, so that IT sees what is missing on a list. */
export class Refusals {
  readonly #log: Log;
  readonly #noted = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  note(refused: Refused, role: ViewRole | undefined, address: string): void {
    const application = role?.kind === 'page' ? applicationIds.find((id) => id === role.application) : undefined;
    const view = role?.kind ?? 'unassigned';
    const origin = originOf(address);
    const key = [refused, view, application, origin].join(' ');
    if (this.#noted.size >= most || this.#noted.has(key)) return;
    this.#noted.add(key);
    this.#log.warn('guard.refused', { refused, view, application, ...(origin === '' ? {} : { origin }) });
  }
}
