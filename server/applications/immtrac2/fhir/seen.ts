import type { CallingSystem } from '../../platform/callers.ts';
import { keepAccess } from '../clients/accesses.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';

/** What another system has seen of clients, said in the audit trail and to the client before it is answered [R4]. */
export class Seen {
  readonly #deps: RegistryDeps;
  readonly #trail: Recorder;

  constructor(deps: RegistryDeps, trail: Recorder) {
    this.#deps = deps;
    this.#trail = trail;
  }

  /** @param clientIds of those who are about to be shown */
  async searched(system: CallingSystem, clientIds: readonly string[]): Promise<void> {
    await this.#trail.record('clients.searched', system, { reason });
    await Promise.all(clientIds.map((client) => this.#trail.record('client.found', system, { client, reason })));
    await keepAccess(this.#deps, accessor(system), clientIds, { what: 'found', reason });
  }

  async opened(system: CallingSystem, client: string): Promise<void> {
    await this.#trail.record('client.opened', system, { client, reason });
    await keepAccess(this.#deps, accessor(system), [client], { what: 'opened', reason });
  }
}

/** Systems ask for whom they treat; no person says why. */
const reason = 'client-care';

function accessor({ name, sites }: CallingSystem) {
  return { name, sites: sites === 'all' ? [] : sites };
}
