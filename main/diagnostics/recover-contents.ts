import type { RenderProcessGoneDetails, WebContents } from 'electron';
import type { ApplicationId } from '../../shared/applications/applications.ts';
import type { Log } from './log.ts';
import {
  aborted,
  decide,
  type LoadFailure,
  loadFailureOf,
  nothingHappened,
  type RecoveryAction,
  type WindowEvent,
} from './window-recovery.ts';

export interface WindowTrouble {
  readonly kind: 'crashed' | 'hangs' | LoadFailure;
  /** Whether it is tried again by itself. */
  readonly comesBack: boolean;
}

export interface ViewName {
  readonly view: 'portal' | 'page' | 'bar' | 'desk' | 'exit' | 'unassigned';
  readonly application?: ApplicationId | undefined;
}

export interface RecoverDeps {
  readonly log: Log;
  /** What the contents are for, asked when something happens: they are made before that is said. */
  readonly name: () => ViewName;
  /** Told when there is trouble, and with undefined when it is over. */
  readonly changed: (trouble: WindowTrouble | undefined) => void;
}

export type Recoverable = Pick<WebContents, 'on' | 'getURL' | 'loadURL' | 'isDestroyed' | 'forcefullyCrashRenderer'>;

/** Watches one page, loads it again where it was, and ends it when it hangs. */
export function recoverContents(contents: Recoverable, deps: RecoverDeps): void {
  const watched = new WatchedContents(contents, deps);
  contents.on('render-process-gone', (_event, details) => watched.gone(details));
  contents.on('unresponsive', () => watched.hangs());
  contents.on('responsive', () => watched.responds());
  contents.on('did-fail-load', (_event, code, _description, address, isMainFrame) => {
    if (isMainFrame && code !== aborted) watched.failedToLoad(code, address);
  });
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (isMainFrame && !isSameDocument) watched.goes(url);
  });
  contents.on('did-navigate', () => watched.loaded());
  contents.on('destroyed', () => watched.close());
}

class WatchedContents {
  readonly #contents: Recoverable;
  readonly #deps: RecoverDeps;
  #history = nothingHappened;
  #address = '';
  #trouble: WindowTrouble | undefined;
  #loadingAgain: NodeJS.Timeout | undefined;
  #waiting: NodeJS.Timeout | undefined;

  constructor(contents: Recoverable, deps: RecoverDeps) {
    this.#contents = contents;
    this.#deps = deps;
  }

  gone({ reason, exitCode }: RenderProcessGoneDetails): void {
    clearTimeout(this.#waiting);
    if (reason === 'clean-exit') return;
    this.#address = this.#contents.getURL() || this.#address;
    this.#deps.log.warn('window.crashed', { ...this.#deps.name(), reason, exitCode, origin: this.#address });
    this.#happened({ is: 'gone', reason }, 'crashed');
  }

  hangs(): void {
    clearTimeout(this.#waiting);
    this.#deps.log.warn('window.hangs', { ...this.#deps.name(), origin: this.#contents.getURL() });
    this.#happened({ is: 'unresponsive' }, 'hangs');
  }

  responds(): void {
    this.#happened({ is: 'responsive' });
    if (this.#trouble?.kind === 'hangs') this.#over();
  }

  failedToLoad(code: number, address: string): void {
    const why = loadFailureOf(code);
    this.#address = address;
    // A server that is away all night is one line, not thousands.
    if (this.#trouble?.kind !== why)
      this.#deps.log.warn('window.load-failed', { ...this.#deps.name(), why, code, origin: address });
    this.#happened({ is: 'load failed', why }, why);
  }

  /** Whoever has it go elsewhere meant that: the page that failed must not come back over it, least of all a person's. */
  goes(address: string): void {
    clearTimeout(this.#loadingAgain);
    this.#address = address;
  }

  loaded(): void {
    this.#happened({ is: 'loaded' });
    if (this.#trouble) this.#over();
  }

  close(): void {
    clearTimeout(this.#loadingAgain);
    clearTimeout(this.#waiting);
  }

  #happened(event: WindowEvent, kind?: WindowTrouble['kind']): void {
    const { action, history } = decide(event, this.#history, performance.now());
    this.#history = history;
    if (kind !== undefined) this.#say({ kind, comesBack: action.do !== 'give up' });
    this.#act(action);
  }

  #act(action: RecoveryAction): void {
    const { log, name } = this.#deps;
    switch (action.do) {
      case 'nothing':
        return;
      case 'load again':
        clearTimeout(this.#loadingAgain);
        this.#loadingAgain = setTimeout(() => this.#loadAgain(), action.after);
        return;
      case 'wait':
        this.#waiting = setTimeout(() => this.#happened({ is: 'still unresponsive' }), action.milliseconds);
        return;
      case 'stop waiting':
        clearTimeout(this.#waiting);
        return;
      case 'end its process':
        log.warn('window.ended', { ...name(), origin: this.#contents.getURL() });
        if (!this.#contents.isDestroyed()) this.#contents.forcefullyCrashRenderer();
        return;
      case 'give up':
        log.error('window.given-up', { ...name(), origin: this.#address });
    }
  }

  #loadAgain(): void {
    if (this.#contents.isDestroyed() || this.#address === '') return;
    // The outcome comes as an event.
    this.#contents.loadURL(this.#address).catch(() => {});
  }

  #say(trouble: WindowTrouble): void {
    this.#trouble = trouble;
    this.#deps.changed(trouble);
  }

  #over(): void {
    this.#trouble = undefined;
    this.#deps.log.info('window.well', this.#deps.name());
    this.#deps.changed(undefined);
  }
}
