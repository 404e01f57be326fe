import { app, type Session } from 'electron';

/** Every origin whose pages somebody saw, so that each can be looked at afterwards. */
export class VisitedOrigins {
  readonly #origins = new Set<string>();

  constructor(web: Session) {
    app.on('web-contents-created', (_event, contents) => {
      if (contents.session !== web) return;
      // Every frame counts, too: real applications embed pages.
      contents.on('did-frame-navigate', (_navigation, address) => {
        const url = URL.parse(address);
        if (url && ['http:', 'https:'].includes(url.protocol)) this.#origins.add(url.origin);
      });
    });
  }

  get origins(): ReadonlySet<string> {
    return this.#origins;
  }

  /** Forgets them all, before the next person. */
  forget(): void {
    this.#origins.clear();
  }
}
