import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');

/** Role name -> [light, dark], as #rrggbb. */
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [light, dark] as const] as const,
  ),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'accent-tint'];
const hues = ['neutral', 'progress', 'good', 'caution', 'bad'];

/** [what is read, what it is read on]: 4.5 to 1. */
const textPairs: ReadonlyArray<readonly [string, string]> = [
  ...grounds.flatMap((ground) => [['ink', ground] as const, ['ink-muted', ground] as const]),
  ...['canvas', 'surface', 'raised', 'hover', 'accent-tint'].map((ground) => ['accent-ink', ground] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ...hues.flatMap((hue) => [
    [`${hue}-ink`, `${hue}-tint`] as const,
    [`${hue}-ink`, 'surface'] as const,
    [`${hue}-ink`, 'canvas'] as const,
    ['ink', `${hue}-tint`] as const,
  ]),
];

/** [a control's border, a bar, a focus ring; what it lies on]: 3 to 1. */
const shapePairs: ReadonlyArray<readonly [string, string]> = [
  ...['canvas', 'surface', 'raised', 'sunken', 'accent-tint'].flatMap((ground) => [
    ['edge', ground] as const,
    ['focus', ground] as const,
    ['accent', ground] as const,
  ]),
  ...hues.flatMap((hue) => [[`${hue}-solid`, 'surface'] as const, [`${hue}-solid`, 'canvas'] as const]),
];

function colour(name: string, theme: 0 | 1): string {
  const pair = tokens.get(name);
  if (!pair) {
    throw new Error(`theme.css has no role ${name}`);
  }
  return pair[theme];
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_, theme) => {
  it.each(textPairs)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapePairs)('%s can be seen on %s', (shape, ground) => {
    expect(contrast(colour(shape, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('names every role for Tailwind, so that none goes unused or misspelt', () => {
  const names = [...css.matchAll(/--color-([a-z-]+): var\(--([a-z-]+)\);/g)];
  expect(names.every(([, utility, role]) => utility === role)).toBe(true);
  expect(names.map(([, utility]) => utility).sort()).toEqual([...tokens.keys(), 'scrim'].sort());
});
