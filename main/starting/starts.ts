import { app } from 'electron';
import { type Asked, askedApplication } from './asked-application.ts';

/** Electron may reorder the arguments of a second start and add its own, so that start hands over its own list. */
export interface SecondStart {
  readonly arguments: readonly string[];
}

/** Every way in which this kiosk is asked to show itself. What comes before somebody listens is kept: the last of it. */
export class Starts {
  #listener: ((asked: Asked) => void) | undefined;
  #waiting: Asked | undefined;

  /** @param given arguments of this process */
  constructor(given: readonly string[]) {
    this.#take(askedApplication(given));
    // Whoever can start a program can also send this.
    app.on('second-instance', (_event, _arguments, _folder, data) => this.#take(askedApplication(textsOf(data))));
    // macOS opens links so, perhaps before anything else is there.
    app.on('open-url', (event, address) => {
      event.preventDefault();
      this.#take(askedApplication([address]));
    });
  }

  listen(listener: (asked: Asked) => void): void {
    this.#listener = listener;
    if (this.#waiting) listener(this.#waiting);
    this.#waiting = undefined;
  }

  #take(asked: Asked): void {
    if (this.#listener) this.#listener(asked);
    // The kiosk shows itself anyway as soon as it can.
    else if (asked.kind !== 'nothing') this.#waiting = asked;
  }
}

function textsOf(data: unknown): string[] {
  const { arguments: given } = (data ?? {}) as Partial<SecondStart>;
  return Array.isArray(given) ? given.filter((each) => typeof each === 'string') : [];
}
