import type { ScheduleTables } from '../../server/applications/immtrac2/forecast/schedule-tables.ts';

type Schedule = Omit<ScheduleTables, 'source' | 'published'>;

/** What a new schedule changes, one line for each difference: where it stands, what stood there, and what does now. */
export function changes(before: Schedule | undefined, now: Schedule): string[] {
  if (before === undefined)
    return [`a first schedule: version ${now.version}, ${Object.keys(now.antigens).length} antigens`];
  const lines = [...differences(named(before), named(now), [])];
  const count = lines.length === 0 ? 'nothing changes' : `${lines.length} changes`;
  return [...lines, ...concerned(lines, now), count];
}

/** For whom: everybody, or people with a risk, by the series that change; and where all of an antigen's are concerned. */
function concerned(lines: readonly string[], { antigens }: Schedule): string[] {
  const found = {
    everybody: new Map<string, Set<string | undefined>>(),
    'people with a risk': new Map<string, Set<string | undefined>>(),
  };
  for (const [, antigen, what, series] of lines.map(
    (line) => /^antigens \/ (.+?)(?: \/ (.+?)(?: \/ (.+?))?)?(?: \/ |: )/.exec(line) ?? [],
  )) {
    if (antigen === undefined) continue;
    const type = antigens[antigen]?.series.find(({ name }) => name === series)?.type;
    const names = found[type === 'risk' ? 'people with a risk' : 'everybody'];
    names.set(antigen, (names.get(antigen) ?? new Set<string | undefined>()).add(what === 'series' ? series : what));
  }
  return Object.entries(found).flatMap(([whom, names]) =>
    [...names].map(([antigen, series]) => `concerns ${whom}: ${antigen} (${[...series].join(', ')})`),
  );
}

/** Series by their names and doses by their numbers, so that one more shows as one more. */
function named(schedule: Schedule): object {
  const antigens = Object.entries(schedule.antigens).map(([name, { series, ...rest }]) => {
    const bySeries = series.map(({ doses, ...head }): [string, object] => [
      head.name,
      { ...head, ...Object.fromEntries(doses.map((dose, index) => [`dose ${index + 1}`, dose])) },
    ]);
    return [name, { ...rest, series: Object.fromEntries(bySeries) }];
  });
  return { ...schedule, antigens: Object.fromEntries(antigens) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* differences(before: unknown, now: unknown, path: readonly string[]): Generator<string> {
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  if (isRecord(before) && isRecord(now)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      yield* differences(before[key], now[key], [...path, key]);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(now)) {
    const [had, has] = [before.map((each) => JSON.stringify(each)), now.map((each) => JSON.stringify(each))];
    for (const gone of had.filter((each) => !has.includes(each))) yield `${path.join(' / ')}: no longer ${gone}`;
    for (const added of has.filter((each) => !had.includes(each))) yield `${path.join(' / ')}: now ${added}`;
    return;
  }
  const shown = (value: unknown) =>
    value === undefined ? 'nothing' : isRecord(value) ? 'an entry' : JSON.stringify(value);
  yield `${path.join(' / ')}: ${shown(before)} becomes ${shown(now)}`;
}
