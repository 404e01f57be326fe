/** What a log may tell of an error. Never its message: that quotes what the program was working on [K10]. */
export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  /** File, line and column of each frame, innermost first. */
  readonly stack: readonly string[];
}

const nameForm = /^(?:[A-Z][A-Za-z]{0,40})?(?:Error|Exception)$/;
const codeForm = /^(?:E[A-Z]{2,20}|ERR_[A-Z0-9_]{2,60})$/;
const frameForm = /^[\w-]{1,40}(?:\.[\w-]{1,20}){0,2}\.[cm]?[jt]s:\d{1,6}:\d{1,6}$/;
const framesKept = 12;

export function factsOf(error: unknown): ErrorFacts {
  if (typeof error !== 'object' || error === null) return { name: 'no error object', stack: [] };
  const { name, code, message, stack } = error as Record<string, unknown>;
  return checkedFacts({ name, code, stack: framesOf(stack, message) })!;
}

/** @returns undefined for what never was facts of an error */
export function checkedFacts(stored: unknown): ErrorFacts | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { name, code, stack } = stored as Record<string, unknown>;
  return {
    name: name === 'no error object' || matches(name, nameForm) ? name : 'Error',
    ...(matches(code, codeForm) && { code }),
    stack: Array.isArray(stack) ? stack.filter((frame) => matches(frame, frameForm)).slice(0, framesKept) : [],
  };
}

/** A message of several lines could look like frames, so that it is cut off first; where it is not found, there are none. */
function framesOf(stack: unknown, message: unknown): string[] {
  if (typeof stack !== 'string' || typeof message !== 'string' || !stack.includes(message)) return [];
  const behindMessage = stack.slice(stack.indexOf(message) + message.length);
  return behindMessage.split('\n').flatMap((line) => {
    const [, place] = /^\s+at (?:.*\()?([^()]+)\)?$/.exec(line) ?? [];
    // Even the file in a page's address could be somebody's name.
    if (place === undefined || /^(?!file:)[a-z][a-z0-9+.-]+:(?!\d)/i.test(place)) return [];
    return [place.split(/[\\/]/).at(-1)!];
  });
}

function matches(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
