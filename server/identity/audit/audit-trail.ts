import type { KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { Keys } from '../../keys/keys.ts';
import { chain, type ChainedEntry, type Link, readChained } from './chain.ts';
import { FileTrail } from './file-trail.ts';
import { newestSeal, Sealing } from './seals.ts';
import { addressOfCaller } from './source-address.ts';
import type { Appended, TrailRange, TrailStorage } from './trail-storage.ts';

/** Everything that is recorded, by name. An entry holds no password, code, token or patient data. */
export type AuditEvent =
  | 'sign-in.succeeded'
  | 'sign-in.refused'
  | 'sign-in.locked'
  | 'sign-in.unlocked'
  | 'sign-in.concurrent'
  | 'session.ended'
  | 'agreement.accepted'
  | 'agreement.version-written'
  | 'agreement.version-withdrawn'
  | 'application.opened'
  | 'application.refused'
  | 'application.tested'
  | 'outbox.retried'
  | 'notice.posted'
  | 'notice.withdrawn'
  | 'announcement.written'
  | 'announcement.changed'
  | 'announcement.withdrawn'
  | 'password.changed'
  | 'password.refused'
  | 'password.rehashed'
  | 'incident.filed'
  | 'questions.changed'
  | 'recovery.started'
  | 'recovery.answered'
  | 'recovery.code-sent'
  | 'recovery.refused'
  | 'recovery.completed'
  | 'account.found-by-support'
  | 'accounts.searched'
  | 'account.signed-out'
  | 'account.shown'
  | 'account.history-shown'
  | 'account.created'
  | 'account.disabled'
  | 'account.enabled'
  | 'account.roles-changed'
  | 'account.sites-changed'
  | 'account.email-changed'
  | 'account.name-changed'
  | 'account.language-changed'
  | 'account.updated'
  | 'account.verification-sent'
  | 'account.verification-refused'
  | 'account.verified'
  | 'account.reset'
  | 'account.reset-used'
  | 'workstation.code-made'
  | 'workstation.enrolled'
  | 'workstation.revoked'
  | 'accounts.imported'
  | 'accounts.exported'
  | 'accounts.listed'
  | 'approval.asked'
  | 'approval.approved'
  | 'approval.refused'
  | 'approval.withdrawn'
  | 'approval.expired'
  | 'audit.searched'
  | 'audit.recovered'
  | 'audit.damaged'
  | 'backup.restored'
  | 'server.checked'
  | 'site.created'
  | 'site.renamed'
  | 'site.closed'
  | 'site.opened'
  | 'setup.refused'
  | 'setup.completed'
  | 'keys.prepared'
  | 'keys.rotated'
  /** Of an application, after its id; none of ours has a slash. */
  | `${string}/${string}`;

export interface AuditEntry {
  readonly event: AuditEvent;
  readonly account?: string;
  readonly workstation?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** A genuine entry, with the line that it stands in. */
export interface WrittenEntry {
  readonly entry: ChainedEntry;
  readonly line: Buffer;
}

/** Milliseconds. */
const setBackAtMost = 24 * 3600 * 1000;

export interface AuditOptions {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log?: FastifyBaseLogger | undefined;
}

/** Each entry proves the one before it and is durable before `record` resolves [R4]. */
export class AuditTrail {
  readonly #storage: TrailStorage;
  readonly #options: AuditOptions;
  readonly #key: KeyObject;
  readonly #sealing: Sealing;
  #unwritten: { readonly at: string }[] = [];
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(storage: TrailStorage, options: AuditOptions) {
    this.#storage = storage;
    this.#options = options;
    this.#key = chainKey(options.keys);
    this.#sealing = new Sealing(options.keys);
  }

  /** Keeps it in files of this process alone. @param directory made when it is missing @throws InUseError, or the file system's error */
  static async open({ directory, ...options }: AuditOptions & { readonly directory: string }): Promise<AuditTrail> {
    const { keys, clock, log } = options;
    return AuditTrail.over(await FileTrail.open({ directory, key: chainKey(keys), clock, log }), options);
  }

  /** Closes the storage with itself. What happened to the trail while no server ran is said in it. */
  static async over(storage: TrailStorage, options: AuditOptions): Promise<AuditTrail> {
    const trail = new AuditTrail(storage, options);
    try {
      await trail.#noteDamage();
      return trail;
    } catch (error) {
      await storage.close();
      throw error;
    }
  }

  /** @throws the storage's error; what was to be recorded must then not happen */
  record(entry: AuditEntry): Promise<void> {
    const at = new Date(this.#options.clock.now()).toISOString();
    this.#unwritten.push({ at, ...entry, ...addressOfCaller() });
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  /** Genuine entries of a range from the newest back, each as soon as it is read. */
  async *backwards(range: TrailRange): AsyncGenerator<ChainedEntry> {
    const { from, to, below = Number.POSITIVE_INFINITY } = range;
    let read = 0;
    for await (const lines of this.#storage.backwards(range)) {
      for (const line of lines) {
        // Others get their turn: a long trail takes seconds.
        read += 1;
        if (read % 500 === 0) await setImmediate();
        const entry = readChained(line, this.#key);
        if (entry === undefined || entry.n >= below || entry.at >= to) continue;
        // The clock may have been set back meanwhile, by minutes and not by a day.
        if (Date.parse(entry.at) < Date.parse(from) - setBackAtMost) return;
        if (entry.at >= from) yield entry;
      }
    }
  }

  /** The newest entry. */
  head(): Promise<Pick<Link, 'n'>> {
    return this.#storage.head();
  }

  /** Genuine entries after the one of that number, piece by piece, as far as the trail went when it was begun. */
  async *forwards(after: number): AsyncGenerator<readonly WrittenEntry[]> {
    let last = after;
    for await (const lines of this.#storage.forwards(after + 1)) {
      const found: WrittenEntry[] = [];
      for (const line of lines) {
        const entry = readChained(line, this.#key);
        if (entry === undefined || entry.n <= last) continue;
        last = entry.n;
        found.push({ entry, line });
      }
      if (found.length > 0) yield found;
    }
  }

  /** Whether this very entry is in it, under its number. */
  async holds({ n, mac }: Pick<Link, 'n' | 'mac'>): Promise<boolean> {
    for await (const [first] of this.forwards(n - 1)) return first!.entry.n === n && first!.entry.mac === mac;
    return false;
  }

  /** @throws where nothing could be recorded now */
  async tryOut(): Promise<void> {
    await this.#storage.tryOut();
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next]);
    await this.#seal().catch((error: unknown) => {
      this.#options.log?.error({ err: error }, 'the audit trail could not be sealed');
    });
    await this.#storage.close();
  }

  async #afterCurrent(): Promise<void> {
    await this.#flushing?.catch(() => {});
    this.#next = undefined;
    this.#flushing = this.#flush(this.#unwritten.splice(0));
    return this.#flushing;
  }

  async #flush(entries: readonly { readonly at: string }[]): Promise<void> {
    let made: Appended | undefined;
    await this.#storage.append((head) => (made = this.#following(head, entries)));
    if (made?.seal) this.#options.log?.info({ seal: made.seal }, 'audit trail sealed');
  }

  #following(end: Link, entries: readonly { readonly at: string }[]): Appended {
    let head = end;
    const lines = entries.map((entry) => {
      const { line, link } = chain(entry, head, this.#key);
      head = link;
      return line;
    });
    // The first after midnight seals what was before.
    const isNewDay = end.at !== '' && dayOf(head) > dayOf(end);
    return { lines, head, seal: isNewDay ? this.#sealing.seal(end) : undefined };
  }

  async #seal(): Promise<void> {
    const head = await this.#storage.head();
    if (head.at === '') return;
    const seal = this.#sealing.seal(head);
    await this.#storage.keepSeal(seal);
    this.#options.log?.info({ seal }, 'audit trail sealed');
  }

  /** As far as its end shows it; the verification reads all of it. */
  async #noteDamage(): Promise<void> {
    const { head, foreign, missing: known } = await this.#storage.findEnd();
    const sealed = newestSeal(await this.#storage.seals(), this.#sealing);
    const missing = Math.max(known, sealed === undefined ? 0 : sealed.sequence - head.n);
    if (foreign === 0 && missing === 0) return;
    this.#options.log?.error({ foreign, missing }, 'the end of the audit trail was tampered with; verify it');
    const detail = { foreignLines: String(foreign), missingEntries: String(missing) };
    await this.record({ event: 'audit.damaged', detail });
  }
}

export function chainKey(keys: Keys): KeyObject {
  return keys.object('audit/chain');
}

function dayOf({ at }: Link): string {
  return at.slice(0, 10);
}
