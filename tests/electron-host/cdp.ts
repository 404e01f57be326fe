// A client of the Chrome DevTools Protocol over the browser's pipe. The pipe, not the socket: Chromium ends itself when
// the pipe closes, so not even SIGKILL of this process leaves a browser behind.
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
// Playwright ships the protocol's types without exporting them.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;

interface Answer {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/** The browser itself, or one page or frame of it. */
export class CdpSession extends EventEmitter<Protocol.EventMap> {
  readonly id: string | undefined;
  readonly #connection: CdpConnection;

  constructor(connection: CdpConnection, id?: string) {
    super();
    this.#connection = connection;
    this.id = id;
  }

  send<M extends Method>(method: M, params?: Protocol.CommandParameters[M]): Promise<Protocol.CommandReturnValues[M]> {
    return this.#connection.send(method, params, this.id) as Promise<Protocol.CommandReturnValues[M]>;
  }

  /** The session of a target that this one attached to. */
  child(sessionId: string): CdpSession {
    return this.#connection.session(sessionId);
  }
}

export class CdpConnection {
  readonly browser = new CdpSession(this);
  readonly #sessions = new Map<string, CdpSession>();
  readonly #calls = new Map<number, PromiseWithResolvers<unknown> & { method: string }>();
  readonly #output: Writable;
  #lastCall = 0;
  #closed = false;

  constructor(input: Readable, output: Writable) {
    this.#output = output;
    let rest = '';
    input.setEncoding('utf8');
    input.on('data', (chunk: string) => {
      const messages = (rest + chunk).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Answer);
    });
    input.once('close', () => this.#close());
    output.on('error', () => this.#close());
  }

  session(id: string): CdpSession {
    const session = this.#sessions.get(id) ?? new CdpSession(this, id);
    this.#sessions.set(id, session);
    return session;
  }

  send(method: string, params: unknown, sessionId: string | undefined): Promise<unknown> {
    const id = ++this.#lastCall;
    const call = { method, ...Promise.withResolvers<unknown>() };
    if (this.#closed) call.reject(new Error(`${method}: Chromium is gone`));
    else {
      this.#calls.set(id, call);
      this.#output.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    }
    return call.promise;
  }

  #receive({ id, sessionId, method, params, result, error }: Answer): void {
    if (id === undefined) {
      const session: EventEmitter | undefined = sessionId === undefined ? this.browser : this.#sessions.get(sessionId);
      if (method !== undefined) session?.emit(method, params);
      return;
    }
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error === undefined) call?.resolve(result);
    else call?.reject(new Error(`${call.method}: ${error.message}`));
  }

  #close(): void {
    this.#closed = true;
    for (const call of this.#calls.values()) call.reject(new Error(`${call.method}: Chromium is gone`));
    this.#calls.clear();
  }
}

/** Sends a command whose target may be gone by now, which is no fault. */
export function ignoreFailure(promise: Promise<unknown>): void {
  promise.catch(() => {});
}
