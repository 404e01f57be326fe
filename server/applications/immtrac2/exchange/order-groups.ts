import type { Fault } from './faults.ts';
import type { Segment } from './hl7/message.ts';

/** Which segments of a VXU belong together: each ORC with its RXA, RXR and OBX [I7]. */

export interface Group {
  readonly orc?: Segment | undefined;
  readonly rxa: Segment;
  rxr?: Segment | undefined;
  readonly obx: Segment[];
}

export function groupsIn(segments: readonly Segment[], faults: Fault[]): Group[] {
  const groups: Group[] = [];
  let orc: Segment | undefined;
  const alone = (one: Segment) => {
    const text = 'This order has no RXA segment, so there is nothing to store. Send RXA after ORC.';
    faults.push({ severity: 'E', code: 100, at: `ORC^${one.occurrence}`, cause: 'broken-segment', text });
  };
  for (const each of segments) {
    const group = groups.at(-1);
    if (each.name === 'ORC') {
      if (orc !== undefined) alone(orc);
      orc = each;
    } else if (each.name === 'RXA') {
      groups.push({ orc, rxa: each, obx: [] });
      if (orc === undefined) {
        const text = 'There is no ORC before this RXA, so the dose has no order number by which it can be corrected.';
        faults.push({ severity: 'W', code: 100, at: 'ORC', cause: 'order', text: `RXA ${each.occurrence}: ${text}` });
      }
      orc = undefined;
    } else if (each.name === 'RXR' && group !== undefined) group.rxr ??= each;
    else if (each.name === 'OBX' && group !== undefined && orc === undefined) group.obx.push(each);
  }
  if (orc !== undefined) alone(orc);
  return groups;
}
