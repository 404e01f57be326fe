import type * as Electron from 'electron';
import { emulated } from './emulated.ts';

/** What a listener may answer, over all three stages. */
export interface Verdict {
  cancel?: boolean;
  redirectURL?: string;
  requestHeaders?: Record<string, string | string[]>;
  responseHeaders?: Record<string, string | string[]>;
}
export interface RequestDetails {
  url: string;
  resourceType: string;
  /** Left out of main frames, where Electron has it too unless the app itself asked. */
  initiatorOrigin?: string;
}
type Stage = 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived';
type StageListener = (details: never, callback: (verdict: Verdict) => void) => void;
type Registered = { filter: Electron.WebRequestFilter | undefined; listener: StageListener };

/** One listener for each stage, the last registered one, as in Electron. */
export class WebRequest {
  readonly #listeners = new Map<Stage, Registered>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  readonly api = emulated('WebRequest', {
    onBeforeRequest: this.#register('onBeforeRequest'),
    onBeforeSendHeaders: this.#register('onBeforeSendHeaders'),
    onHeadersReceived: this.#register('onHeadersReceived'),
  }) satisfies Pick<Electron.WebRequest, Stage>;

  listensTo(stage: Stage): boolean {
    return this.#listeners.has(stage);
  }

  async ask(stage: Stage, details: RequestDetails): Promise<Verdict> {
    const registered = this.#listeners.get(stage);
    if (registered === undefined || !applies(registered.filter, details)) return {};
    return new Promise((resolve) => registered.listener(details as never, resolve));
  }

  #register(stage: Stage) {
    return (...given: [StageListener | null] | [Electron.WebRequestFilter, StageListener | null]): void => {
      const [filter, listener] = given.length === 2 ? given : [undefined, given[0]];
      if (listener === null) this.#listeners.delete(stage);
      else this.#listeners.set(stage, { filter, listener });
      this.#changed();
    };
  }
}

function applies(filter: Electron.WebRequestFilter | undefined, { url, resourceType }: RequestDetails): boolean {
  if (filter === undefined) return true;
  const matches = (pattern: string): boolean => asRegExp(pattern).test(url);
  const types: readonly string[] = filter.types ?? [resourceType];
  const included = filter.urls.length === 0 || filter.urls.some(matches);
  return included && types.includes(resourceType) && !(filter.excludeUrls ?? []).some(matches);
}

function asRegExp(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
}
