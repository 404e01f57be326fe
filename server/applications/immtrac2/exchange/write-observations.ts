import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { segment, type Value, writtenDate } from './hl7/write.ts';

/** OBX of an answer [I7]. */

export const coded = (code: string, text: string | undefined, system: string): Value => [code, text, system];

/** Numbers OBX from 1 on through the message, as CDC's own examples do, and ties what belongs together by OBX-4. */
export class Observations {
  #number = 0;
  readonly segments: string[] = [];

  add(type: 'CE' | 'TS' | 'NM', code: string, text: string, group: number, value: Value, date?: CalendarDate): void {
    this.#number += 1;
    const system = 'LN';
    const observedOn = date === undefined ? undefined : writtenDate(date);
    this.segments.push(
      segment(
        'OBX',
        String(this.#number),
        type,
        [code, text, system],
        String(group),
        value,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        'F',
        undefined,
        undefined,
        observedOn,
      ),
    );
  }

  taken(): string[] {
    return this.segments.splice(0);
  }
}
