// What the host lacks must fail at once and by name: a silent `undefined` would make a test pass for the wrong reason.
import { EventEmitter } from 'node:events';

/** Node, Playwright and the inspector look these up on any object. */
const lookedUpByTools = /^(then|toJSON|inspect|domain|_.*)$/;

export function notEmulated(what: string): Error {
  return new Error(`${what} is not emulated by tests/electron-host: keep the app off it, or add it there`);
}

function refusing(base: object, name?: string): object {
  return new Proxy(base, {
    get(target, key, receiver: object) {
      if (typeof key === 'symbol' || key in target || lookedUpByTools.test(key)) {
        return Reflect.get(target, key, receiver) as unknown;
      }
      throw notEmulated(`${name ?? receiver.constructor.name}.${key}`);
    },
  });
}

type Listener = Parameters<EventEmitter['on']>[1];

function checkEvent(emitter: EventEmitter, event: string | symbol): void {
  const { events, name } = emitter.constructor as typeof EmulatedObject;
  if (events !== undefined && !events.includes(String(event))) throw notEmulated(`${name} event '${String(event)}'`);
}

/** Base of every emulated class. Subclasses list the `events` they know; without a list any name is taken. */
export class EmulatedObject extends EventEmitter {
  static readonly events: readonly string[] | undefined = undefined;

  override on(event: string | symbol, listener: Listener): this {
    checkEvent(this, event);
    return super.on(event, listener); // also reached from once()
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }
}
Object.setPrototypeOf(EmulatedObject.prototype, refusing(EventEmitter.prototype));

/** The same for an object without a class. Its members stay replaceable, as specs do with `app.evaluate`. */
export function emulated<T extends object>(name: string, members: T): T {
  Object.setPrototypeOf(members, refusing(Object.prototype, name));
  return members;
}

export type Preventable<T> = T & { preventDefault(): void; readonly defaultPrevented: boolean };

/** Electron's event object. Getters among the details stay getters. */
export function electronEvent<T extends object>(details: T): Preventable<T> {
  let prevented = false;
  return Object.defineProperties(details, {
    defaultPrevented: { get: () => prevented, enumerable: true },
    preventDefault: { value: () => (prevented = true), enumerable: true },
  }) as Preventable<T>;
}

/** Whatever is asked of a destroyed object throws, but whether it is destroyed. Listening and being listened to goes on. */
export function throwOnceDestroyed(
  object: object,
  prototype: object,
  properties: string[],
  spared: string[] = [],
): void {
  const methods = Object.getOwnPropertyNames(prototype);
  for (const name of [...methods, ...properties]) {
    if (['constructor', 'isDestroyed', ...spared].includes(name)) continue;
    Object.defineProperty(object, name, {
      get() {
        throw new TypeError('Object has been destroyed');
      },
    });
  }
}
