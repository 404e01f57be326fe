import { describe, expect, test } from 'vitest';
import { people } from './people.ts';
import { shownPerson } from './shown-person.ts';

describe('[I6] by the schedule that is in use', () => {
  test.each(people.map((each) => [each.group, each.about, each] as const))('%s: %s', (_group, _about, each) => {
    expect(shownPerson(each)).toEqual({ comesTo: each.comesTo, judged: each.judged });
  });
});
