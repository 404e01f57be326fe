/** One for each round. */
export type Samples = readonly number[];

function median(samples: Samples): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const shown = (value: number) => value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0);
const spread = (samples: Samples) => `${shown(Math.min(...samples))}–${shown(Math.max(...samples))}`;
const verdict = (met: boolean) => (met ? 'met' : 'MISSED');

/** Rates of two things that were measured in turn; the goal, where there is one, is for the first as a share of the second. */
export function against(
  what: string,
  samples: Samples,
  baseline: string,
  baselineSamples: Samples,
  goal?: number,
): void {
  const [ours, theirs] = [median(samples), median(baselineSamples)];
  const share = ours / theirs;
  console.log(`${what}: ${shown(ours)}/s (${spread(samples)})`);
  console.log(`  ${baseline}: ${shown(theirs)}/s (${spread(baselineSamples)})`);
  const judged = goal === undefined ? '' : `, goal at least ${goal.toFixed(2)}: ${verdict(share >= goal)}`;
  console.log(`  share ${share.toFixed(2)}${judged}`);
}

export function atMost(what: string, samples: Samples, unit: string, goal?: number): void {
  const value = median(samples);
  const judged = goal === undefined ? '' : `; goal at most ${goal} ${unit}: ${verdict(value <= goal)}`;
  console.log(`${what}: ${shown(value)} ${unit} (${spread(samples)})${judged}`);
}

/** A rate for which there is a goal of its own. */
export function atLeast(what: string, samples: Samples, goal: number): void {
  const value = median(samples);
  console.log(`${what}: ${shown(value)}/s (${spread(samples)}); goal at least ${goal}/s: ${verdict(value >= goal)}`);
}

/** How many times as much something costs as before; the goal is for that. */
export function growth(what: string, before: Samples, after: Samples, goal: number): void {
  const times = median(after) / median(before);
  console.log(
    `${what}: ${times.toFixed(2)} times the cost; goal at most ${goal.toFixed(2)}: ${verdict(times <= goal)}`,
  );
}
