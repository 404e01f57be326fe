import type { PortalApplication, Session } from '../../shared/identity/api/identity.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { Asked } from './asked-application.ts';

export interface RequestedApplicationDeps {
  readonly applications: () => readonly PortalApplication[];
  /** Milliseconds; it goes on while the machine sleeps. */
  readonly now: () => number;
  open(id: string): void;
  /** The portal does not offer this application to whoever is signed in, who should see that. */
  notTheirs(id: string): void;
  /** What was asked for is nothing that the kiosk has. */
  ignored(because: 'form' | 'application'): void;
}

/**
 * The application that somebody asked to start with [K1]. It opens when the portal offers it to the person who is signed
 * in, after everything that the portal demands first. One request serves one person: it is gone after their sign-in, when
 * the desk is cleared, and after a while.
 */
export class RequestedApplication {
  readonly #deps: RequestedApplicationDeps;
  #wanted: { readonly id: string; readonly until: number } | undefined;

  constructor(deps: RequestedApplicationDeps) {
    this.#deps = deps;
  }

  ask(asked: Asked): void {
    if (asked.kind === 'nothing') return;
    if (asked.kind === 'refused') return this.#deps.ignored('form');
    if (!this.#deps.applications().some(({ id }) => id === asked.id)) return this.#deps.ignored('application');
    this.#wanted = { id: asked.id, until: this.#deps.now() + limits.starting.requestKeptFor };
  }

  /** Somebody is signed in, and this is what the portal offers them as of now. */
  present({ pending, applications }: Pick<Session, 'pending' | 'applications'>): void {
    if (this.#wanted === undefined || pending !== 'none') return;
    const { id, until } = this.#wanted;
    this.forget();
    if (this.#deps.now() >= until) return;
    if (applications.some((offered) => offered.id === id)) this.#deps.open(id);
    else this.#deps.notTheirs(id);
  }

  forget(): void {
    this.#wanted = undefined;
  }
}
