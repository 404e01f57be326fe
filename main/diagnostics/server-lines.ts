import type { Log } from './log.ts';

/** pino's numbers. */
const levelNames = { 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' } as const;

/** Logs what the embedded server wrote to its error output, line by line, as far as it may be kept. */
export class ServerLines {
  readonly #log: Log;
  #rest = '';

  constructor(log: Log) {
    this.#log = log;
  }

  /** @param text as it comes, perhaps in the middle of a line */
  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    // Whoever never ends a line does not fill the memory.
    if (this.#rest.length > 100_000) this.#rest = '';
    for (const line of lines) if (line.trim() !== '') logServerLine(this.#log, line);
  }
}

export function logServerLine(log: Log, line: string): void {
  const said = jsonObject(line);
  if (said === undefined) return log.warn('server.said', { severity: 'unknown', line });
  const { level, msg, err } = said;
  const name = levelNames[level as keyof typeof levelNames] ?? 'unknown';
  const thrown = typeof err === 'object' && err !== null ? (err as Record<string, unknown>) : undefined;
  // pino repeats an error's message as its own, and that quotes what the server was working on.
  const own = typeof msg === 'string' && msg !== thrown?.['message'] ? msg : undefined;
  log[name === 'info' ? 'info' : 'warn']('server.said', {
    severity: name,
    line: own,
    error: thrown && { ...thrown, name: thrown['type'] },
  });
}

function jsonObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
