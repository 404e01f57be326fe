import { join } from 'node:path';
import type { Policy } from '../../shared/kiosk/policy.ts';
import { type EventName, type Fields, type Level, levels, storedFields } from './events.ts';
import { LogFile } from './log-file.ts';

/** An event without needed fields may be logged by its name alone. */
type Arguments<Name extends EventName> = object extends Fields<Name> ? [fields?: Fields<Name>] : [fields: Fields<Name>];

export function logFolder(userData: string): string {
  return join(userData, 'logs');
}

/** The log of the shell: JSON lines of what the table of events declares, and of nothing else [K10]. */
export class Log {
  readonly #file: LogFile;
  readonly #now: () => Date;
  /** Until policy is known, everything is kept. */
  #from: Level = 'info';

  constructor(folder: string, now: () => Date = () => new Date()) {
    this.#file = new LogFile(folder);
    this.#now = now;
  }

  /** What policy says about it. */
  keepFrom(level: Policy['LogLevel']): void {
    this.#from = levels.find((each) => each === level) ?? 'info';
  }

  info<Name extends EventName>(event: Name, ...[fields]: Arguments<Name>): void {
    this.#write('info', event, fields ?? {});
  }

  warn<Name extends EventName>(event: Name, ...[fields]: Arguments<Name>): void {
    this.#write('warn', event, fields ?? {});
  }

  error<Name extends EventName>(event: Name, ...[fields]: Arguments<Name>): void {
    this.#write('error', event, fields ?? {});
  }

  #write(level: Level, event: EventName, fields: object): void {
    if (levels.indexOf(level) < levels.indexOf(this.#from)) return;
    const entry = { time: this.#now().toISOString(), level, event, ...storedFields(event, fields) };
    this.#file.append(JSON.stringify(entry));
  }
}
