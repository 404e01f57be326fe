import { observationsEn, type ObservationTexts } from './texts/en.ts';

/** By code. */
export function namesOfObservations(groups: ObservationTexts): ReadonlyMap<string, string> {
  return new Map(
    Object.values(groups).flatMap(({ prefix, observations }) =>
      Object.entries(observations).map(([code, name]): [string, string] => [
        code,
        prefix === undefined ? name : `${prefix}: ${name}`,
      ]),
    ),
  );
}

export const observationNames = namesOfObservations(observationsEn);
