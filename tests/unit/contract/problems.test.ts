import { expect, test } from 'vitest';
import { problems, problemTypeOf, problemUri } from '../../../shared/contract/problems.ts';

test('[K7] a problem is known by the type that its answer names, and anything else is a fault of the server', () => {
  for (const type of Object.keys(problems) as (keyof typeof problems)[]) {
    expect(problemTypeOf({ type: problemUri(type) })).toBe(type);
  }
  const others = [undefined, null, '', 'busy', {}, { type: 7 }, { type: 'busy' }, { type: '/elsewherebusy' }];
  for (const body of [...others, { type: '/problems/toString' }, { type: '/problems/' }, { type: 'about:blank' }]) {
    expect(problemTypeOf(body), JSON.stringify(body)).toBe('internal');
  }
});
