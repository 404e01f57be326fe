import type { Evaluation } from '../../../shared/applications/immtrac2/immunizations-api.ts';
import type { ClientRecord, GivenDose } from './shapes.ts';

/** By the record's id, then by the vaccine group as it is shown. */
export type Evaluations = ReadonlyMap<string, ReadonlyMap<string, Evaluation>>;

/** The one call at which the evaluation of doses comes in; nothing is said of a dose that is not in its answer. */
export function evaluationsOf(_client: ClientRecord, _events: readonly GivenDose[]): Evaluations {
  return new Map();
}
