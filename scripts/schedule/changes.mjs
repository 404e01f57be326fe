/** What a new schedule changes, one line for each difference: where it stands, what stood there, and what does now. */
export function changes(before, now) {
  if (before === undefined)
    return [`a first schedule: version ${now.version}, ${Object.keys(now.antigens).length} antigens`];
  const lines = [...differences(named(before), named(now), [])];
  const count = lines.length === 0 ? 'nothing changes' : `${lines.length} changes`;
  return [...lines, ...concerned(lines, now), count];
}

/** For whom: everybody, or people with a risk, by the series that change; and where all of an antigen's are concerned. */
function concerned(lines, { antigens }) {
  const found = { everybody: new Map(), 'people with a risk': new Map() };
  for (const [, antigen, what, series] of lines.map(
    (line) => /^antigens \/ (.+?)(?: \/ (.+?)(?: \/ (.+?))?)?(?: \/ |: )/.exec(line) ?? [],
  )) {
    if (antigen === undefined) continue;
    const type = antigens[antigen]?.series.find(({ name }) => name === series)?.type;
    const names = found[type === 'risk' ? 'people with a risk' : 'everybody'];
    names.set(antigen, (names.get(antigen) ?? new Set()).add(what === 'series' ? series : what));
  }
  return Object.entries(found).flatMap(([whom, names]) =>
    [...names].map(([antigen, series]) => `concerns ${whom}: ${antigen} (${[...series].join(', ')})`),
  );
}

/** Series by their names and doses by their numbers, so that one more shows as one more. */
function named(schedule) {
  const antigens = Object.entries(schedule.antigens).map(([name, { series, ...rest }]) => {
    const bySeries = series.map(({ doses, ...head }) => [
      head.name,
      { ...head, ...Object.fromEntries(doses.map((dose, index) => [`dose ${index + 1}`, dose])) },
    ]);
    return [name, { ...rest, series: Object.fromEntries(bySeries) }];
  });
  return { ...schedule, antigens: Object.fromEntries(antigens) };
}

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function* differences(before, now, path) {
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  if (isRecord(before) && isRecord(now)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      yield* differences(before[key], now[key], [...path, key]);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(now)) {
    const [had, has] = [before, now].map((list) => list.map((each) => JSON.stringify(each)));
    for (const gone of had.filter((each) => !has.includes(each))) yield `${path.join(' / ')}: no longer ${gone}`;
    for (const added of has.filter((each) => !had.includes(each))) yield `${path.join(' / ')}: now ${added}`;
    return;
  }
  const shown = (value) => (value === undefined ? 'nothing' : isRecord(value) ? 'an entry' : JSON.stringify(value));
  yield `${path.join(' / ')}: ${shown(before)} becomes ${shown(now)}`;
}
