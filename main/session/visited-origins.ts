import { app, type Session } from 'electron';

/** Every origin whose pages somebody saw, so that each can be looked at afterwards. */
export class VisitedOrigins {
  readonly #origins = new Set<string>();

  constructor(web: Session) {
    app.on('web-contents-created', (_event, contents) => {
      if (contents.session !== web) return;
      contents.on('did-navigate', (_navigation, address) => {
        const { protocol, origin } = new URL(address);
        if (['http:', 'https:'].includes(protocol)) this.#origins.add(origin);
      });
    });
  }

  get origins(): ReadonlySet<string> {
    return this.#origins;
  }

  /** For the next person. */
  forget(): void {
    this.#origins.clear();
  }
}
