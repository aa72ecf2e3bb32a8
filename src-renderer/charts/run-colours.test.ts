import { describe, expect, it } from 'vitest';
import { chartColours } from './colours.ts';
import { runColour } from './run-colours.ts';

/** Most runs a comparison takes. */
const RUNS = 8;

type Triple = readonly [number, number, number];

const triple = (of: (index: number) => number): Triple => [of(0), of(1), of(2)];

const linear = (hex: string): Triple =>
  triple((index) => {
    const value = Number.parseInt(hex.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });

const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const times = (matrix: readonly Triple[], [x, y, z]: Triple): Triple =>
  triple((index) => {
    const [a, b, c] = matrix[index] ?? [0, 0, 0];
    return Math.min(1, Math.max(0, a * x + b * y + c * z));
  });

const XYZ: readonly Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const WHITE: Triple = [0.95047, 1, 1.08883];

/** CIE L*a*b* of a linear colour. */
function lab(colour: Triple): Triple {
  const xyz = times(XYZ, colour);
  const [x, y, z] = triple((index) => {
    const t = (xyz[index] ?? 0) / (WHITE[index] ?? 1);
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How colour-blind readers see (Machado, Oliveira and Fernandes 2009, full severity). */
const SIGHT: Readonly<Record<string, readonly Triple[]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe.each(['light', 'dark'] as const)('the colours of runs in the %s theme', (scheme) => {
  const colours = chartColours(scheme);
  const all = Array.from({ length: RUNS }, (_, index) => runColour(index, colours));

  it('show the base grey and every alternative in a colour of its own', () => {
    expect(all[0]).toBe(colours.neutral);
    expect(new Set(all).size).toBe(RUNS);
  });

  it('have a contrast of 3 : 1 with their ground', () => {
    expect(all.filter((colour) => contrast(colour, colours.ground) < 3)).toEqual([]);
  });

  it.each(Object.entries(SIGHT))('differ for %s sight', (_, matrix) => {
    const seen = all.map((colour) => lab(times(matrix, linear(colour))));
    const close = seen.flatMap((a, i) =>
      seen.slice(i + 1).flatMap((b, j) => {
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        return distance < 14 ? [`${all[i] ?? ''} ${all[i + 1 + j] ?? ''} ${distance.toFixed(1)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});
