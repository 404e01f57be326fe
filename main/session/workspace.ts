import type { Rectangle } from 'electron';
import { Value } from 'typebox/value';
import type { PortalApplication } from '../../shared/identity/api/identity.ts';
import { Workspace } from '../../shared/identity/api/session.ts';
import type { PortalClient } from '../server/portal-client.ts';
import { belongsTo } from '../security/origins.ts';
import { reachable } from '../windows/bounds.ts';
import type { Opening } from '../windows/application-windows.ts';

export interface WorkspaceDeps {
  readonly client: Pick<PortalClient, 'workspace' | 'keepWorkspace'>;
  readonly applications: readonly PortalApplication[];
  readonly windows: { list(): Workspace['windows']; open(id: string, opening: Opening): unknown };
  readonly portal: { readonly path: string | undefined; goTo(path: string): void };
  /** The usable area of each screen. */
  screens(): Rectangle[];
}

/** Moving a window reports every step of the way; nobody needs each of them kept. */
const saveAfter = 500;
const retryAfter = 2000;

/** Steps of signing in are no places to come back to. */
const signInSteps = /^\/(sign-in|agreement|password|recovery|interaction|oidc)\b/;

/** What one person has open, kept by the server so that they find it again [T4]. */
export class WorkspaceKeeper {
  readonly #deps: WorkspaceDeps;
  readonly #cookie: string;
  #state: 'new' | 'restoring' | 'keeping' | 'over' = 'new';
  #timer: NodeJS.Timeout | undefined;
  #restored = Promise.resolve();
  #saving = Promise.resolve();

  /** @param cookie of the person whose workspace this is */
  constructor(deps: WorkspaceDeps, cookie: string) {
    this.#deps = deps;
    this.#cookie = cookie;
  }

  /** Brings back what was open, once; only then what is open now is worth keeping. Resolves after the first try. */
  restore(): Promise<void> {
    if (this.#state === 'new') this.#restored = this.#restore();
    return this.#restored;
  }

  async #restore(): Promise<void> {
    this.#state = 'restoring';
    clearTimeout(this.#timer);
    try {
      const kept = await this.#deps.client.workspace(this.#cookie);
      if (this.#isOver()) return;
      this.#state = 'keeping';
      if (kept) this.#open(kept);
    } catch {
      if (this.#isOver()) return;
      // What is not known must not be overwritten with what happens to be open now.
      this.#state = 'new';
      this.#timer = setTimeout(() => void this.restore(), retryAfter);
    }
  }

  changed(): void {
    if (this.#state === 'keeping') this.#saveIn(saveAfter);
  }

  /** Nothing is kept any more: windows that close from here on close because the session ends. */
  close(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
  }

  #open({ portal, windows }: Workspace): void {
    if (portal !== '/' && portal !== this.#deps.portal.path) this.#deps.portal.goTo(portal);
    const screens = this.#deps.screens();
    for (const { application: id, address, bounds } of windows) {
      const application = this.#deps.applications.find((each) => each.id === id);
      if (application === undefined) continue;
      const place = reachable(bounds, screens);
      this.#deps.windows.open(id, {
        ...(belongsTo(address, application) && { address }),
        ...(place && { bounds: place }),
      });
    }
  }

  #saveIn(delay: number): void {
    clearTimeout(this.#timer);
    // One after the other, so that an earlier state is not the last to arrive.
    this.#timer = setTimeout(() => void (this.#saving = this.#saving.then(() => this.#save())), delay);
  }

  async #save(): Promise<void> {
    if (this.#isOver()) return;
    const { client, windows, portal } = this.#deps;
    const path = portal.path ?? '/';
    const workspace = { portal: signInSteps.test(path) ? '/' : path, windows: windows.list() };
    if (!Value.Check(Workspace, workspace)) return;
    await client.keepWorkspace(this.#cookie, workspace).catch(() => {
      if (!this.#isOver()) this.#saveIn(retryAfter);
    });
  }

  #isOver(): boolean {
    return this.#state === 'over';
  }
}
