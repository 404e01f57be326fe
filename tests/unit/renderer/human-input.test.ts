import { describe, expect, test } from 'vitest';
import { humanInput } from '../../../renderer/platform/session/human-input.ts';

const event = (type: string, rest: object = {}) => ({ type, isTrusted: true, ...rest });
const move = (screenX: number, screenY: number) => event('pointermove', { screenX, screenY });

describe('[T1] what counts as activity', () => {
  test.each(['keydown', 'pointerdown', 'wheel', 'touchstart'])('%s by a person does', (type) => {
    expect(humanInput()(event(type))).toBe(true);
  });

  test('nothing that a script does counts', () => {
    const isHuman = humanInput();
    isHuman(move(1, 1));
    expect(isHuman({ ...move(2, 2), isTrusted: false })).toBe(false);
    expect(isHuman(event('keydown', { isTrusted: false }))).toBe(false);
  });

  test('a pointer that really moved counts', () => {
    const isHuman = humanInput();
    isHuman(move(10, 10));
    expect(isHuman(move(10, 11))).toBe(true);
    expect(isHuman(move(9, 11))).toBe(true);
  });

  test('a pointer that rests while the page moves below it does not', () => {
    const isHuman = humanInput();
    expect(isHuman(move(10, 10))).toBe(false);
    expect(isHuman(move(10, 10))).toBe(false);
  });
});
