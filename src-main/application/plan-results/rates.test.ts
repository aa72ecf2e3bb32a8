import { describe, expect, it } from 'vitest';
import { ratioPpm, shareOfHeads } from './rates.ts';

describe('P-125 participation', () => {
  it('412 participants of 505 eligible, 548 active → 81.58 % and 75.18 %', () => {
    expect([shareOfHeads(412, 505), shareOfHeads(412, 548)]).toEqual([8_158, 7_518]);
  });

  it('halves go up, and nobody has no rate', () => {
    expect([shareOfHeads(1, 20_000), shareOfHeads(1, 20_001)]).toEqual([1, 0]);
    expect(shareOfHeads(0, 0)).toBeNull();
  });
});

describe('P-126 sums over sums', () => {
  it('are exact for the sums of a large company', () => {
    expect(ratioPpm(5_000, 100_000)).toBe(50_000);
    // Half a millionth more or less a cent.
    const whole = 9_007_199_254_000_000;
    const half = whole / 2_000_000;
    expect([half * 3 - 1, half * 3].map((part) => ratioPpm(part, whole))).toEqual([1, 2]);
    expect(ratioPpm(1, 0)).toBeNull();
  });
});
