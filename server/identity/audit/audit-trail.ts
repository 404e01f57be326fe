import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../shared/limits.ts';
import type { Clock } from '../../clock.ts';
import type { Keys } from '../../keys/keys.ts';
import { syncDirectory } from '../../store/lowdb/durable-file.ts';
import { lockDirectory } from '../../store/lowdb/process-lock.ts';
import { chain } from './chain.ts';
import { keepSeal, newestSeal, Sealing } from './seals.ts';
import {
  currentFile,
  findEnd,
  nameOfPast,
  recoverIncompleteLine,
  takeOverUnchained,
  type TrailEnd,
} from './trail-files.ts';

/** Everything that is recorded, by name. An entry holds no password, code, token or patient data. */
export type AuditEvent =
  | 'sign-in.succeeded'
  | 'sign-in.refused'
  | 'sign-in.locked'
  | 'sign-in.unlocked'
  | 'sign-in.concurrent'
  | 'session.ended'
  | 'agreement.accepted'
  | 'application.opened'
  | 'application.refused'
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
  | 'account.signed-out'
  | 'workstation.code-made'
  | 'workstation.enrolled'
  | 'workstation.revoked'
  | 'accounts.imported'
  | 'accounts.exported'
  | 'audit.recovered'
  | 'audit.damaged'
  | 'backup.restored'
  | 'keys.rotated';

export interface AuditEntry {
  readonly event: AuditEvent;
  readonly account?: string;
  readonly workstation?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

export interface AuditOptions {
  /** Made when it is missing, for this user only. */
  readonly directory: string;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log?: FastifyBaseLogger;
}

/** One JSON line for each event in files that only grow; an entry is on disk before `record` resolves [R4]. */
export class AuditTrail {
  readonly #options: AuditOptions;
  readonly #key: Buffer;
  readonly #sealing: Sealing;
  readonly #lock: { release(): Promise<void> };
  #file: FileHandle | undefined;
  #end: Omit<TrailEnd, 'foreign'>;
  /** What a write that failed may have left behind is cut off before the next. */
  #torn = false;
  #closed = false;
  #unwritten: { readonly at: string }[] = [];
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(options: AuditOptions, end: TrailEnd, lock: { release(): Promise<void> }) {
    this.#options = options;
    this.#key = chainKey(options.keys);
    this.#sealing = new Sealing(options.keys);
    this.#lock = lock;
    this.#end = end;
  }

  /** Recovers from a crash, and says so in the trail. @throws InUseError, or the file system's error */
  static async open(options: AuditOptions): Promise<AuditTrail> {
    const { directory, keys, clock, log } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const lock = await lockDirectory(directory);
    try {
      await takeOverUnchained(directory);
      if (await recoverIncompleteLine(directory, chainKey(keys), new Date(clock.now()).toISOString())) {
        log?.warn('the last line of the audit trail was incomplete; it was moved aside');
      }
      const end = await findEnd(directory, chainKey(keys));
      const trail = new AuditTrail(options, end, lock);
      await trail.#noteDamage(end);
      return trail;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** @throws the file system's error; what was to be recorded must then not happen */
  record(entry: AuditEntry): Promise<void> {
    this.#unwritten.push({ at: new Date(this.#options.clock.now()).toISOString(), ...entry });
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next]);
    await this.#seal().catch((error: unknown) => {
      this.#options.log?.error({ err: error }, 'the audit trail could not be sealed');
    });
    this.#closed = true;
    await this.#file?.close();
    this.#file = undefined;
    await this.#lock.release();
  }

  async #afterCurrent(): Promise<void> {
    await this.#flushing?.catch(() => {});
    this.#next = undefined;
    this.#flushing = this.#flush(this.#unwritten.splice(0));
    return this.#flushing;
  }

  async #flush(entries: readonly { readonly at: string }[]): Promise<void> {
    const { at } = entries.at(-1)!;
    const { head, length } = this.#end;
    if (dayOf(at) > dayOf(head.at)) await this.#seal();
    const full = length >= limits.audit.fileBytes || (length > 0 && monthOf(at) > monthOf(head.at));
    if (full && head.at !== '') await this.#beginFile();
    await this.#append(entries);
  }

  async #append(entries: readonly { readonly at: string }[]): Promise<void> {
    let { head } = this.#end;
    let lines = '';
    for (const entry of entries) {
      const { line, link } = chain(entry, head, this.#key);
      head = link;
      lines += `${line}\n`;
    }
    this.#file ??= await this.#openFile();
    if (this.#torn) await this.#cutOff(this.#file);
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      this.#torn = true;
      // The caller hears of the write; whatever this one says is met again before the next.
      await this.#cutOff(this.#file).catch(() => {});
      throw error;
    }
    this.#end = { ...this.#end, head, length: this.#end.length + Buffer.byteLength(lines) };
  }

  async #openFile(): Promise<FileHandle> {
    if (this.#closed) throw new Error('the audit trail is closed');
    const { directory } = this.#options;
    const file = await open(join(directory, currentFile), 'a', 0o600);
    // A new name, or the one that a full file has now, has to last too.
    await syncDirectory(directory);
    return file;
  }

  async #cutOff(file: FileHandle): Promise<void> {
    await file.truncate(this.#end.length);
    await file.datasync();
    this.#torn = false;
  }

  async #beginFile(): Promise<void> {
    const { directory } = this.#options;
    const { head, begins } = this.#end;
    if (this.#torn && this.#file) await this.#cutOff(this.#file);
    await this.#file?.close();
    this.#file = undefined;
    await rename(join(directory, currentFile), join(directory, nameOfPast(head, begins)));
    this.#end = { head, begins: head.n + 1, length: 0 };
  }

  async #seal(): Promise<void> {
    const { head } = this.#end;
    if (head.at === '') return;
    const seal = this.#sealing.seal(head);
    await keepSeal(this.#options.directory, seal);
    this.#options.log?.info({ seal }, 'audit trail sealed');
  }

  /** What happened to the trail while no server ran, as far as its end shows it. The verification reads all of it. */
  async #noteDamage({ head, foreign }: TrailEnd): Promise<void> {
    const sealed = await newestSeal(this.#options.directory, this.#sealing);
    const missing = sealed === undefined ? 0 : Math.max(0, sealed.sequence - head.n);
    if (foreign === 0 && missing === 0) return;
    this.#options.log?.error({ foreign, missing }, 'the end of the audit trail was tampered with; verify it');
    const detail = { foreignLines: String(foreign), missingEntries: String(missing) };
    await this.record({ event: 'audit.damaged', detail });
  }
}

export function chainKey(keys: Keys): Buffer {
  return keys.derive('audit/chain');
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

function monthOf(at: string): string {
  return at.slice(0, 7);
}
