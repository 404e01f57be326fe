import { open, unlink } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { diagnosticsTexts } from '../../shared/kiosk/texts/diagnostics.ts';
import type { CommandAnswer } from '../starting/command-answer.ts';
import { printPolicyAsJson } from '../policy/print-policy.ts';
import { checkedEntry } from './events.ts';
import { type HealthFacts, healthOf, withoutHome } from './health.ts';
import { logFolder } from './log.ts';
import { type LogFileContent, readLogFiles } from './log-file.ts';
import { redact } from './redact.ts';

/** Saves what support needs, in one file that only this user reads and that takes the place of no other. */
export async function collectLogs(facts: HealthFacts, file: string): Promise<CommandAnswer> {
  const bundle = gzipSync(JSON.stringify(await bundleOf(facts)));
  try {
    await writeNew(file, bundle);
    return { exitCode: 0, output: diagnosticsTexts.saved(file) };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const { alreadyThere, notSaved } = diagnosticsTexts;
    return { exitCode: 1, output: code === 'EEXIST' ? alreadyThere(file) : notSaved(file, code) };
  }
}

export function defaultBundleName(now: Date): string {
  return `kiosk-diagnostics-${now.toISOString().slice(0, 19).replaceAll(':', '')}.json.gz`;
}

async function bundleOf(facts: HealthFacts) {
  const policy = printPolicyAsJson(await facts.policy());
  return {
    health: await healthOf(facts),
    policy: JSON.parse(withoutHome(policy, JSON.stringify(facts.home).slice(1, -1))) as unknown,
    logs: readLogFiles(logFolder(facts.userData)).map(checkedFile),
  };
}

/** Somebody else will read it, so that nothing is taken on the word of a file. */
function checkedFile({ name, text }: LogFileContent) {
  const lines = text.split('\n').filter((line) => line !== '');
  return { name, lines: lines.map((line) => checkedEntry(parsed(line)) ?? { unknown: redact(line) }) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Half a file is none. */
async function writeNew(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
  } catch (error) {
    await unlink(file).catch(() => {});
    throw error;
  } finally {
    await handle.close();
  }
}
