import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diagnosticsTexts } from '../../shared/kiosk/texts/diagnostics.ts';
import { canSeeLock } from '../session/workstation-events.ts';
import type { PolicyOrigin, ResolvedPolicy } from '../policy/resolved-policy.ts';
import { checkedEntry } from './events.ts';
import { logFolder } from './log.ts';
import { readLogFiles } from './log-file.ts';

/** What is asked of the workstation, from outside, so that the rules can be tested without Electron. */
export interface HealthFacts {
  readonly versions: { readonly kiosk: string; readonly electron: string; readonly node: string };
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** The kiosk's own folder. */
  readonly userData: string;
  /** The user's, which is not named in what is shown. */
  readonly home: string;
  readonly policy: () => Promise<ResolvedPolicy>;
  readonly vault: () => Promise<Vault>;
}

export interface Vault {
  /** `none`: no key file is there and no key store answers. */
  readonly kind: 'key store' | 'key file' | 'none';
  readonly holdsKey: boolean;
}

export type FolderState = 'writable' | 'not writable' | 'not there yet' | 'not used';
export type HealthProblem = keyof typeof diagnosticsTexts.problems;

export interface Health {
  readonly kiosk: string;
  readonly electron: string;
  readonly node: string;
  readonly platform: string;
  readonly policySources: readonly PolicyOrigin[];
  readonly policyProblems: number;
  /** The kiosk starts nothing because of them. */
  readonly policyStops: boolean;
  readonly vault: Vault['kind'];
  readonly data: FolderState;
  readonly logs: FolderState;
  readonly logFolder: string;
  readonly freeMegabytes: number | null;
  /** Whether the kiosk notices when somebody locks the workstation or switches its user [T5]. */
  readonly locking: 'seen' | 'not seen';
  /** Where pages of applications wanted to go, and which no list has: what IT may have forgotten. */
  readonly missingOrigins: readonly string[];
  readonly problems: readonly HealthProblem[];
}

/** Below this the server may not be able to write what people enter. */
export const leastFreeMegabytes = 200;

/** Only looks; a kiosk that is running is not disturbed. */
export async function healthOf(facts: HealthFacts): Promise<Health> {
  const { userData, home, versions, platform, architecture } = facts;
  const [resolved, vault] = await Promise.all([facts.policy(), facts.vault()]);
  const isLocal = resolved.policy.ServerMode === 'local';
  const folder = join(userData, 'data');
  const seen = {
    policyProblems: resolved.problems.length,
    policyStops: resolved.problems.some(({ stops }) => stops),
    data: isLocal ? await folderState(folder) : 'not used',
    logs: await folderState(logFolder(userData)),
    freeMegabytes: await freeMegabytes(userData),
  } as const;
  return {
    ...versions,
    platform: `${platform} ${architecture}`,
    policySources: [...new Set(Object.values(resolved.origin))],
    vault: vault.kind,
    logFolder: withoutHome(logFolder(userData), home),
    ...seen,
    locking: canSeeLock(platform) ? 'seen' : 'not seen',
    missingOrigins: missingOrigins(logFolder(userData)),
    problems: problemsOf(seen, vault),
  };
}

type Seen = Pick<Health, 'policyProblems' | 'policyStops' | 'data' | 'logs' | 'freeMegabytes'>;

export function problemsOf(seen: Seen, vault: Vault): HealthProblem[] {
  const { policyProblems, policyStops, data, logs, freeMegabytes: free } = seen;
  const found: Record<HealthProblem, boolean> = {
    policy: policyProblems > 0,
    'nothing starts': policyStops,
    // Before the first start nothing has been locked away yet.
    key: !vault.holdsKey && (data === 'writable' || data === 'not writable'),
    data: data === 'not writable',
    logs: logs === 'not writable',
    disk: free === null || free < leastFreeMegabytes,
  };
  return (Object.keys(found) as HealthProblem[]).filter((problem) => found[problem]);
}

/** The log that is kept, each line once. */
function missingOrigins(folder: string): string[] {
  const lines = readLogFiles(folder).flatMap(({ text }) => text.split('\n').filter((line) => line !== ''));
  const entries = lines.map((line) => checkedEntry(parsed(line)) ?? {});
  const origins = entries.flatMap((entry: Record<string, unknown>) => {
    const { event, view, refused, origin } = entry;
    const isMissing =
      event === 'guard.refused' && view === 'page' && (refused === 'navigation' || refused === 'window');
    return isMissing && typeof origin === 'string' ? [origin] : [];
  });
  return [...new Set(origins)].slice(-10);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function folderState(folder: string): Promise<FolderState> {
  try {
    if (!(await stat(folder)).isDirectory()) return 'not writable';
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return 'writable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'not there yet' : 'not writable';
  }
}

/** What the nearest folder that is there says. */
async function freeMegabytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / 1_000_000);
  } catch {
    return dirname(folder) === folder ? null : freeMegabytes(dirname(folder));
  }
}

/** A home folder is named after its user. */
export function withoutHome(text: string, home: string): string {
  return home === '' || dirname(home) === home ? text : text.replaceAll(home, '~');
}

export function printHealth(health: Health): string {
  const { labels, locking, problems, sound, unknown } = diagnosticsTexts;
  const rows: [string, string][] = [
    [labels.kiosk, health.kiosk],
    [labels.electron, health.electron],
    [labels.node, health.node],
    [labels.platform, health.platform],
    [labels.policySources, health.policySources.join(', ')],
    [labels.policyProblems, String(health.policyProblems)],
    [labels.vault, health.vault],
    [labels.data, health.data],
    [labels.logs, `${health.logFolder} (${health.logs})`],
    [labels.locking, locking[health.locking]],
    [labels.missingOrigins, health.missingOrigins.join(', ') || labels.none],
    [labels.free, health.freeMegabytes === null ? unknown : `${health.freeMegabytes} MB`],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const wrong = health.problems.length === 0 ? [sound] : health.problems.map((problem) => `- ${problems[problem]}`);
  return [...rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`), '', ...wrong].join('\n');
}
