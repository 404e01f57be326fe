import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/platform/design/tokens.css'), 'utf8');
const [usual, more] = css.split('@media (prefers-contrast: more)') as [string, string];

/** What a theme gives a token. */
function colorOf(token: string, theme: 'light' | 'dark', contrast: 'usual' | 'more'): string {
  const pattern = new RegExp(`--${token}:\\s*light-dark\\((#\\w{6}), (#\\w{6})\\)`);
  const found = (contrast === 'more' ? pattern.exec(more) : undefined) ?? pattern.exec(usual);
  return found![theme === 'light' ? 1 : 2]!;
}

/** WCAG 2.2, relative luminance. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrastOf(one: string, other: string): number {
  const [bright, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright! + 0.05) / (dark! + 0.05);
}

const text: readonly (readonly [string, string])[] = [
  ...['surface', 'surface-sunken', 'primary-tint'].map((ground) => ['ink', ground] as const),
  ...['surface', 'surface-sunken'].map((ground) => ['ink-soft', ground] as const),
  ...['surface', 'surface-sunken', 'primary-tint'].map((ground) => ['primary', ground] as const),
  ['on-primary', 'primary'],
  ...['positive', 'warning', 'danger', 'training'].map((kind) => [kind, `${kind}-tint`] as const),
  ...['positive', 'warning', 'danger'].map((kind) => ['ink', `${kind}-tint`] as const),
  ['danger', 'surface'],
  ['training', 'surface'],
  ['on-training', 'training'],
];

describe.each([
  ['light', 'usual'],
  ['dark', 'usual'],
  ['light', 'more'],
  ['dark', 'more'],
] as const)('%s, %s contrast', (theme, contrast) => {
  test.each(text)('[L3] %s is readable on %s', (ink, ground) => {
    const least = contrast === 'more' ? 7 : 4.5;
    expect(contrastOf(colorOf(ink, theme, contrast), colorOf(ground, theme, contrast))).toBeGreaterThanOrEqual(least);
  });

  test.each(['surface', 'surface-sunken'])('[L3] the border of a control is seen on %s', (ground) => {
    const border = colorOf('line-strong', theme, contrast);
    expect(contrastOf(border, colorOf(ground, theme, contrast))).toBeGreaterThanOrEqual(3);
  });

  test('[L2] one of the two rings of the focus is seen on anything, and they differ from each other', () => {
    const [inner, halo] = [colorOf('focus', theme, contrast), /--focus-halo: (#\w{6})/.exec(usual)![1]!];
    expect(contrastOf(inner, halo)).toBeGreaterThanOrEqual(3);
    for (const ground of ['surface', 'primary', 'danger', 'training', 'danger-tint']) {
      const behind = colorOf(ground, theme, contrast);
      expect(Math.max(contrastOf(inner, behind), contrastOf(halo, behind)), ground).toBeGreaterThanOrEqual(3);
    }
  });
});
