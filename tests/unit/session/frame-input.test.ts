import { expect, test } from 'vitest';
import { FrameInput } from '../../../main/session/human-input.ts';

const [registry, provider] = ['https://registry.example', 'https://login.example'];

/** A workstation that has been seen at rest. */
function rested(): FrameInput {
  const input = new FrameInput();
  input.isInput(false, [], 2);
  return input;
}

test('[T1] typing in a frame of another site counts while its page has the keyboard and the system saw a hand just now', () => {
  expect(rested().isInput(true, [registry, provider], 0)).toBe(true);
  expect(rested().isInput(true, [registry, provider], 1)).toBe(true);
});

test('[T1] nothing else is taken for it: no frame of another site, another window in front, a system at rest', () => {
  expect(rested().isInput(true, [registry], 0)).toBe(false);
  expect(rested().isInput(true, [registry, registry], 0)).toBe(false);
  expect(rested().isInput(false, [registry, provider], 0)).toBe(false);
  expect(rested().isInput(true, [registry, provider], 2)).toBe(false);
});

test('[T1] a system that does not count its idle time, as Wayland’s under cage, keeps nobody signed in', () => {
  const input = new FrameInput();
  for (let second = 0; second < 3600; second++) expect(input.isInput(true, [registry, provider], 0)).toBe(false);
});
