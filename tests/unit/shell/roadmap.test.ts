import { expect, test } from 'vitest';
import { roadmapOf } from '../../../main/windows/roadmap.ts';

test.each([
  [
    'Confidentiality Statement – ImmTrac2 – Enterprise Portal',
    ['Enterprise Portal', 'ImmTrac2', 'Confidentiality Statement'],
  ],
  ['[Training] Find a client – ImmTrac2 – Enterprise Portal', ['Enterprise Portal', 'ImmTrac2', 'Find a client']],
  ['Sign In – Enterprise Portal', ['Enterprise Portal', 'Sign In']],
  ['Some page of the real registry', ['Enterprise Portal', 'ImmTrac2', 'Some page of the real registry']],
  ['ImmTrac2', ['Enterprise Portal', 'ImmTrac2']],
  ['', ['Enterprise Portal', 'ImmTrac2']],
])('[O1] the roadmap of a page titled "%s"', (title, steps) => {
  expect(roadmapOf('ImmTrac2', title)).toEqual(steps);
});
