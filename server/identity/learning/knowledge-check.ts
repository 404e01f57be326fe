import type { CheckResult, Learned } from '../../../shared/identity/api/learning.ts';
import { knowledgeCheck, type QuestionId } from '../../../shared/identity/learning.ts';
import { type ClinicTime, today } from '../../../shared/contract/time.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { Account } from '../accounts/account.ts';

interface ResultRecord extends CheckResult {
  /** Of the account. */
  readonly id: string;
  /** As they were at the last try. */
  readonly name: string;
  readonly siteIds: readonly string[];
}

const results = defineCollection<ResultRecord>()({
  name: 'knowledge-checks',
  lifetime: 'lasting',
  indexes: [],
  several: ['siteIds'],
});

interface LearningDeps extends ClinicTime {
  readonly store: Store;
}

export async function resultOf(
  { store }: Pick<LearningDeps, 'store'>,
  { id }: Account,
): Promise<CheckResult | undefined> {
  const record = await store.collection(results).get(id);
  return record && shown(record);
}

/** Who has passed once stays so. @returns the questions that were answered right, and what is kept */
export async function takeCheck(
  deps: LearningDeps,
  { id, name, sites }: Account,
  answers: Readonly<Record<string, string>>,
): Promise<{ right: QuestionId[]; result: CheckResult }> {
  const right = knowledgeCheck.filter((question) => answers[question.id] === question.right).map((each) => each.id);
  const day = today(deps);
  const record = await deps.store.transaction(async (on) => {
    const before = await on.collection(results).get(id);
    const passedOn = before?.passedOn ?? (right.length === knowledgeCheck.length ? day : undefined);
    const kept: ResultRecord = {
      id,
      name,
      siteIds: sites.map((site) => site.id),
      tries: (before?.tries ?? 0) + 1,
      lastOn: day,
      lastRight: right.length,
      ...(passedOn && { passedOn }),
    };
    await on.collection(results).put(kept);
    return kept;
  });
  return { right, result: shown(record) };
}

/** Those of sites whose Point of Contact somebody is. */
export async function peopleOf({ store }: Pick<LearningDeps, 'store'>, { roles, sites }: Account): Promise<Learned[]> {
  if (!roles.includes('point-of-contact')) return [];
  const people = new Map<string, Learned>();
  for (const site of sites) {
    for (const record of await store.collection(results).find('siteIds', site.id)) {
      people.set(record.id, { name: record.name, result: shown(record) });
    }
  }
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function shown({ tries, lastOn, lastRight, passedOn }: ResultRecord): CheckResult {
  return { tries, lastOn, lastRight, ...(passedOn && { passedOn }) };
}
