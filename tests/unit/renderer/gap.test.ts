import { expect, test } from 'vitest';
import { Gap } from '../../../renderer/applications/immtrac2/clients/gap.ts';
import { limits } from '../../../shared/contract/limits.ts';

const longest = limits.registry.askedAgainAfter;

test('[I5] after a rest it is asked once whether it is still the same client, and not while somebody types on', () => {
  const gap = new Gap(longest);
  gap.done(0);
  gap.done(longest);
  expect(gap.isOpen).toBe(false);
  gap.done(2 * longest + 1);
  // What is done after the rest does not take the question back.
  gap.done(2 * longest + 2);
  expect(gap.isOpen).toBe(true);
  gap.answered();
  gap.done(2 * longest + 3);
  expect(gap.isOpen).toBe(false);
});
