import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Clock } from '../../../server/clock.ts';
import type { RunningDeployment } from '../../../server/deployment.ts';
import type { SessionClock } from '../../../shared/identity/api/session.ts';
import { freeServerPort } from '../../support/free-ports.ts';
import { MachineClock } from '../../support/machine-clock.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

const minute = 60_000;
const idle = 15 * minute;
const absolute = 12 * 60 * minute;

export type Act =
  | { readonly act: 'input' | 'poll' | 'listen' | 'sign on' | 'replay' | 'restart' }
  /** A report of something done that long ago, milliseconds. */
  | { readonly act: 'late report' | 'pass' | 'sleep' | 'set clock'; readonly by: number }
  /** Time passes to that long before the end as it now is; negative: after it. */
  | { readonly act: 'approach'; readonly by: number };

const durations = fc.oneof(fc.constantFrom(1, 999, minute, idle - 1, idle, 3 * 60 * minute), fc.nat(20 * minute));
export const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Act>({ act: 'input' }, { act: 'poll' }, { act: 'sign on' }, { act: 'listen' }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Act>({ act: 'replay' }, { act: 'restart' }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('pass' as const, 'sleep' as const), by: durations }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('late report' as const), by: durations }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('approach' as const), by: fc.constantFrom(1, 900, 0, -1) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('set clock' as const), by: fc.constantFrom(-60 * minute, -1, 5000) }),
  },
);

type Start = (clock: Clock, port: number) => Promise<RunningDeployment>;

/** A server, somebody at a workstation, and how long their session lasts by the rules alone. */
export class World {
  readonly #machine = new MachineClock();
  #clock: Clock = this.#machine.start();
  #port!: number;
  #deployment!: RunningDeployment;
  #visitor!: Visitor;
  #createdAt = 0;
  #lastHumanAt = 0;
  #ended = false;
  #reports: number[] = [];
  readonly #start: Start;

  constructor(start: Start) {
    this.#start = start;
  }

  async open(): Promise<void> {
    this.#port = await freeServerPort();
    this.#deployment = await this.#start(this.#clock, this.#port);
  }

  close(): Promise<void> {
    return this.#deployment.close();
  }

  async signIn(): Promise<void> {
    this.#visitor = await signedInVisitor(this.#deployment.portal, 'maria.garcia');
    this.#createdAt = this.#lastHumanAt = this.#clock.now();
    this.#ended = false;
    this.#reports = [];
    await this.#visitor.visit(this.#deployment.applications.vaos);
  }

  async perform(step: Act): Promise<void> {
    switch (step.act) {
      case 'input':
        return this.#report(this.#clock.now());
      case 'late report':
        return this.#report(this.#clock.now() - step.by);
      case 'replay':
        for (const at of [...this.#reports]) await this.#report(at);
        return;
      case 'poll':
        for (const path of ['/api/session', '/api/notifications', '/']) await this.#visitor.send('GET', path);
        await this.#visitor.send('GET', new URL('/api/session', this.#deployment.applications.vaos).href);
        return;
      case 'listen':
        return this.#listen();
      case 'sign on':
        await this.#visitor.visit(this.#deployment.applications.syntropi);
        return;
      case 'restart':
        return this.#restart();
      case 'pass':
        return this.#machine.pass(step.by);
      case 'sleep':
        return this.#machine.sleep(step.by);
      case 'set clock':
        return this.#machine.set(step.by);
      case 'approach':
        return this.#machine.pass(Math.max(0, this.#end() - this.#clock.now() - step.by));
    }
  }

  /** What the rules say and what the servers do must be the same, to the millisecond. */
  async check(): Promise<void> {
    const lasts = this.#lasts();
    const answers = await Promise.all(
      [this.#deployment.portal, this.#deployment.applications.vaos].map(async (address) => {
        const { status } = await this.#visitor.send('GET', new URL('/api/session', address).href);
        return status === 200;
      }),
    );
    assert.deepEqual(answers, [lasts, lasts], `${this.#clock.now() - this.#end()} ms after the end`);
  }

  #end(): number {
    return Math.min(this.#lastHumanAt + idle, this.#createdAt + absolute);
  }

  #lasts(): boolean {
    return !this.#ended && this.#clock.now() < this.#end();
  }

  async #report(at: number): Promise<void> {
    const lastInputAt = Math.max(0, at);
    // In turn by the portal's page and by an application's.
    const address = [this.#deployment.portal, this.#deployment.applications.vaos][this.#reports.length % 2];
    const answer = await this.#visitor.send('POST', new URL('/api/session/activity', address).href, { lastInputAt });
    this.#reports.push(at);
    const lasted = this.#lasts();
    if (lasted) assert.equal(answer.status, 200);
    if (answer.status === 200) {
      // After the end only something done before it may count, and only until the end is carried out.
      assert.ok(lasted || at < this.#end());
      this.#lastHumanAt = Math.max(this.#lastHumanAt, Math.min(at, this.#clock.now()));
      const clock = (await answer.json()) as SessionClock;
      assert.deepEqual([clock.now, clock.endsAt], [this.#clock.now(), this.#end()]);
    } else if (at > this.#lastHumanAt && at < this.#end()) {
      // Either the end was carried out before, or what was done then is too long ago by now.
      if (this.#clock.now() < Math.min(at + idle, this.#createdAt + absolute)) this.#ended = true;
      else this.#lastHumanAt = at;
    }
  }

  async #listen(): Promise<void> {
    const gone = new AbortController();
    const cookie = [...this.#visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL('/api/session/events', this.#deployment.portal), {
      headers: { cookie },
      signal: gone.signal,
    });
    assert.equal(answer.status, this.#lasts() ? 200 : 401);
    gone.abort();
  }

  async #restart(): Promise<void> {
    // A clock that was set back before the start says less than has passed; that has a test of its own.
    if (this.#machine.wall() < this.#clock.now()) return;
    await this.#deployment.close();
    this.#clock = this.#machine.start();
    this.#deployment = await this.#start(this.#clock, this.#port);
  }
}
