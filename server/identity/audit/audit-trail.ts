import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock.ts';

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
  | 'accounts.exported';

export interface AuditEntry {
  readonly event: AuditEvent;
  readonly account?: string;
  readonly workstation?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** One JSON line for each event in a file that only grows; an entry is on disk before `record` resolves. */
export class AuditTrail {
  readonly #file: FileHandle;
  readonly #clock: Clock;
  #unwritten: string[] = [];
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(file: FileHandle, clock: Clock) {
    this.#file = file;
    this.#clock = clock;
  }

  static async open(directory: string, clock: Clock): Promise<AuditTrail> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return new AuditTrail(await open(join(directory, 'audit.jsonl'), 'a', 0o600), clock);
  }

  /** @throws the file system's error; what was to be recorded must then not happen */
  record(entry: AuditEntry): Promise<void> {
    this.#unwritten.push(`${JSON.stringify({ at: new Date(this.#clock.now()).toISOString(), ...entry })}\n`);
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next]);
    await this.#file.close();
  }

  async #afterCurrent(): Promise<void> {
    await this.#flushing?.catch(() => {});
    this.#next = undefined;
    this.#flushing = this.#flush(this.#unwritten.splice(0).join(''));
    return this.#flushing;
  }

  async #flush(lines: string): Promise<void> {
    await this.#file.appendFile(lines);
    await this.#file.datasync();
  }
}
