import { checkServer, type CheckedServer } from '../check/check-server.ts';
import type { Finding } from '../check/finding.ts';
import { asTyped } from './command.ts';

const words: Record<Finding['state'], string> = { ok: 'OK', attention: 'LOOK', wrong: 'WRONG' };

/** `serve --check` [R6]: one line for each finding. @returns the exit code */
export async function runCheck(server: CheckedServer, json: boolean): Promise<number> {
  const findings = await checkServer(server);
  const canStart = findings.every(({ state }) => state !== 'wrong');
  if (json) {
    process.stdout.write(`${JSON.stringify({ ok: canStart, findings })}\n`);
  } else {
    const lines = findings.map(({ check, state, says }) => `${words[state].padEnd(5)}  ${check.padEnd(11)}  ${says}`);
    const last = canStart
      ? 'The server can start.'
      : 'The server cannot start so, or would not work; see what is WRONG.';
    process.stdout.write(`${asTyped([...lines, last].join('\n'))}\n`);
  }
  return canStart ? 0 : 1;
}
