import { nothingStarts, type Policy, type PolicyName, policyTable } from '../../shared/kiosk/policy.ts';
import { policyTexts } from '../../shared/kiosk/texts/policy.ts';
import type { PolicyProblem, ResolvedPolicy } from './resolved-policy.ts';

/** `--print-policy`: every setting, its value, where that comes from, and what is wrong. */
export function printPolicy(resolved: ResolvedPolicy): string {
  const { origin, problems } = resolved;
  const rows = policyTable.map(({ name }) => [name, readable(shownValue(resolved, name)), origin[name]]);
  const wrong = problems.length === 0 ? ['none'] : problems.map((problem) => `- ${sentence(problem)}`);
  return [...columns([['Setting', 'Value', 'Source'], ...rows]), '', 'Problems:', ...wrong].join('\n');
}

/** `--print-policy=json` */
export function printPolicyAsJson(resolved: ResolvedPolicy): string {
  const settings = policyTable.map(({ name }) => [
    name,
    { value: shownValue(resolved, name), source: resolved.origin[name] },
  ]);
  return JSON.stringify(
    { settings: Object.fromEntries(settings) as unknown, problems: resolved.problems },
    undefined,
    2,
  );
}

/** One problem, for a person or a log; no value of a secret is in it. */
export function sentence({ source, setting, problem, instead }: PolicyProblem): string {
  const about = [setting, source && `(${source})`].filter(Boolean).join(' ');
  return `${about === '' ? '' : `${about} `}${problem}; ${instead}.`;
}

/** Where nothing starts because of a setting, no value is meant by it, and null is shown. */
function shownValue({ policy, problems }: ResolvedPolicy, name: PolicyName): Policy[PolicyName] | null {
  if (problems.some(({ setting, stops }) => stops && setting === name)) return null;
  const isSecret = policyTable.find((each) => each.name === name)?.secret ?? false;
  if (!isSecret) return policy[name];
  return policy[name] === '' ? 'not set' : 'set';
}

function readable(value: Policy[PolicyName] | null): string {
  if (value === null) return `(${nothingStarts})`;
  if (value === true) return policyTexts.on;
  if (value === false) return policyTexts.off;
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text === '' ? `(${policyTexts.empty})` : text;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}
