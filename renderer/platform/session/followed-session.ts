import type { ApiError } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import {
  type ActivityReport,
  type EndReason,
  sessionApi,
  type SessionClock,
} from '../../../shared/identity/api/session.ts';
import { ActivityReporter } from '../../../shared/identity/activity-reporter.ts';
import { ServerTime } from '../../../shared/identity/server-time.ts';
import { Countdown } from './countdown.ts';
import { listenForInput } from './human-input.ts';
import { SessionStream } from './stream.ts';
import { type TabMessage, Tabs } from './tabs.ts';
import { type Answer, showsWarning } from './warning-rule.ts';

/** How long the session of this page still lasts. */
export interface SessionClockState {
  readonly status: 'connected' | 'unreachable' | 'ended';
  readonly clock: SessionClock | undefined;
  /** Milliseconds; undefined until the server has said something. */
  readonly remaining: number | undefined;
  readonly endsBy: SessionClock['endsBy'];
  /** Whether the warning stands on the screen. */
  readonly warning: boolean;
  /** Undefined also when nobody has said why. */
  readonly reason: EndReason | undefined;
}

export interface FollowedSessionDeps {
  changed(state: Partial<SessionClockState>): void;
  ended(reason: EndReason | undefined): void;
}

const reportArrivesWithin = 10_000;
/** How long the other pages get to tell the server what was done at them. */
const othersTell = 500;
const tick = { warning: 250, before: 1000 };

const pause = (duration: number) => new Promise<void>((resolve) => setTimeout(resolve, duration));

/** One session, from when this page learns of it to its end. */
export class FollowedSession {
  readonly #deps: FollowedSessionDeps;
  readonly #time = new ServerTime(() => performance.now());
  readonly #countdown = new Countdown();
  readonly #reporter = new ActivityReporter({
    time: this.#time,
    send: (report) => this.#send(report),
    later: (callback, delay) => {
      const timer = setTimeout(callback, delay);
      return () => clearTimeout(timer);
    },
  });
  readonly #tabs: Tabs;
  readonly #over = new AbortController();
  /** Only while this page leads. */
  #stream: SessionStream | undefined;
  #clock: SessionClock | undefined;
  #unreachable = false;
  #ticking: ReturnType<typeof setTimeout> | undefined;
  #lastInputAt: number | undefined;
  #answer: Answer | undefined;
  #warning = false;

  constructor(deps: FollowedSessionDeps) {
    this.#deps = deps;
    this.#tabs = new Tabs(
      (message) => this.#receive(message),
      () => (this.#stream = new SessionStream(this.#streamListener())),
    );
    const { signal } = this.#over;
    const stopListening = listenForInput(() => this.#noteInput());
    signal.addEventListener('abort', stopListening);
    window.addEventListener('pagehide', () => void this.#reporter.flush(), { signal });
    // Timers stand still in the background and while the machine sleeps.
    document.addEventListener('visibilitychange', () => this.#tick(), { signal });
    this.#tick();
  }

  end(reason: EndReason | undefined): void {
    if (this.#over.signal.aborted) return;
    this.#tabs.tell({ type: 'ended', reason });
    this.#finish(reason);
  }

  answer(by?: Pick<Event, 'isTrusted'>): void {
    // What a script did is nobody's activity.
    if (by?.isTrusted) this.#noteInput();
    const now = this.#time.now();
    const left = now === undefined ? undefined : this.#countdown.at(now);
    if (now !== undefined && left) this.#answer = { at: now, endsAt: left.endsAt };
    this.#tick();
  }

  /** The person leaves this page because they want to: what ends meanwhile is no news to it. */
  leave(): void {
    this.#over.abort();
    clearTimeout(this.#ticking);
    this.#reporter.reset();
    this.#stream?.close();
    this.#tabs.close();
  }

  #finish(reason: EndReason | undefined): void {
    if (this.#over.signal.aborted) return;
    this.leave();
    this.#deps.ended(reason);
  }

  #noteInput(): void {
    const now = this.#time.now();
    if (now === undefined) return;
    // Whoever comes to a machine that has slept must not look like someone who was there in time.
    if (this.#countdown.at(now)?.remaining === 0) return this.#tick();
    this.#lastInputAt = now;
    if (this.#unreachable) this.#countdown.inputUntold(now);
    this.#reporter.noteInput();
    // An answer to the warning does not wait its turn.
    if (this.#countdown.at(now)?.warns) void this.#reporter.flush();
  }

  #streamListener() {
    return {
      clock: (clock: SessionClock) => {
        this.#said(clock);
        this.#tabs.tell({ type: 'clock', clock });
      },
      ended: (reason: EndReason) => this.end(reason),
      unreachable: () => {
        this.#tabs.tell({ type: 'unreachable' });
        this.#cannotReach();
      },
      // What people did while the server was away may bring the session back.
      refused: async () => {
        this.#tabs.tell({ type: 'flush' });
        await Promise.all([this.#reporter.flush(), pause(othersTell)]);
      },
      over: () => this.end(this.#ranOut()),
    };
  }

  #receive(message: TabMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#tellNewcomer();
      case 'clock':
        return this.#said(message.clock);
      case 'unreachable':
        return this.#cannotReach();
      case 'ended':
        return this.#finish(message.reason);
      case 'flush':
        return void this.#reporter.flush();
      case 'retry':
        return this.#stream?.retryNow();
    }
  }

  #tellNewcomer(): void {
    const now = this.#time.now();
    if (this.#stream === undefined || this.#clock === undefined || now === undefined) return;
    this.#tabs.tell(this.#unreachable ? { type: 'unreachable' } : { type: 'clock', clock: { ...this.#clock, now } });
  }

  #said(clock: SessionClock): void {
    if (this.#over.signal.aborted) return;
    this.#clock = clock;
    this.#time.set(clock.now);
    this.#countdown.said(clock);
    this.#unreachable = false;
    this.#deps.changed({ clock, status: 'connected' });
    this.#tick();
  }

  #cannotReach(): void {
    if (this.#over.signal.aborted) return;
    this.#unreachable = true;
    this.#deps.changed({ status: 'unreachable' });
    this.#tick();
  }

  async #send(request: ActivityReport): Promise<void> {
    try {
      this.#said(await call(sessionApi.reportActivity, { request, timeout: reportArrivesWithin, keepalive: true }));
    } catch (error) {
      if ((error as ApiError).type !== 'sign-in-required') throw error;
      // The event that says why is on its way.
      setTimeout(() => this.end(this.#ranOut()), othersTell);
    }
  }

  #ranOut(): EndReason | undefined {
    const now = this.#time.now();
    const left = now === undefined ? undefined : this.#countdown.at(now);
    return left?.remaining === 0 ? left.endsBy : undefined;
  }

  #tick(): void {
    clearTimeout(this.#ticking);
    if (this.#over.signal.aborted) return;
    if (this.#unreachable && this.#stream === undefined) this.#tabs.tell({ type: 'retry' });
    const now = this.#time.now();
    const left = now === undefined ? undefined : this.#countdown.at(now);
    if (now !== undefined && left) {
      // Whether or not the server answers.
      if (left.remaining === 0) return this.#finish(left.endsBy);
      if (!left.warns && !this.#warning) this.#answer = undefined;
      const moment = { now, left, shown: this.#warning, lastInputAt: this.#lastInputAt, answer: this.#answer };
      this.#warning = showsWarning(moment);
      this.#deps.changed({ remaining: left.remaining, endsBy: left.endsBy, warning: this.#warning });
    }
    const untilWarning = this.#clock && now !== undefined ? this.#clock.warnsAt - now : tick.before;
    const next = this.#warning || left?.warns ? tick.warning : Math.min(Math.max(untilWarning, 50), tick.before);
    this.#ticking = setTimeout(() => this.#tick(), next);
  }
}
