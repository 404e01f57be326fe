/** One line of `serve --check`: what was looked at, and what is to be said about it. */
export interface Finding {
  readonly check: 'settings' | 'key' | 'data' | 'space' | 'certificate' | 'mail' | 'syslog' | 'database' | 'ports';
  /** A server starts with `attention`; it does not start, or does not work, with `wrong`. */
  readonly state: 'ok' | 'attention' | 'wrong';
  /** For the person who starts the server: what it is, or what is wrong and what to do. Holds no secret. */
  readonly says: string;
}

type Check = Finding['check'];

export function fine(check: Check, says: string): Finding {
  return { check, state: 'ok', says };
}

export function attention(check: Check, says: string): Finding {
  return { check, state: 'attention', says };
}

export function wrong(check: Check, says: string): Finding {
  return { check, state: 'wrong', says };
}

/** @returns what it found, or what it threw as a finding of that check */
export async function orWrong(check: Check, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [wrong(check, (error as Error).message)];
  }
}
