import { NO_CODE } from '../../src-shared/units.ts';
import type { LEVEL_BASES } from '../../src-shared/vocabulary.ts';

/** Pay range of a level in cents: [min, max). */
export interface PayRange {
  readonly minCents: number;
  readonly maxCents: number;
}

export type LevelBasis = (typeof LEVEL_BASES)[number];

export interface LevelAssignment {
  /** 1 is the lowest. */
  readonly level: number;
  readonly basis: LevelBasis;
}

/**
 * Level that a census names by number or by name, without regard to case and outer blanks (W-27); null when there is
 * no such level.
 */
export function namedLevel(text: string, levelNames: readonly string[]): number | null {
  const wanted = text.trim().toLowerCase();
  const byName = levelNames.findIndex((name) => name.trim().toLowerCase() === wanted);
  if (byName !== NO_CODE) return byName + 1;
  const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
  return number >= 1 && number <= levelNames.length ? number : null;
}

/**
 * W-27 without a given level: by full-time-equivalent pay on the ranges of the start year, lowest level first. Pay is
 * annual cents for `hours`; 0 hours means full time. Compares exact ratios: pay × fullTime against range × hours.
 */
export function levelByPay(
  payCents: number,
  hoursHundredths: number,
  fullTimeHundredths: number,
  ranges: readonly PayRange[],
): LevelAssignment {
  const isPartTime = hoursHundredths > 0 && hoursHundredths < fullTimeHundredths;
  const payScale = isPartTime ? fullTimeHundredths : 1;
  const rangeScale = isPartTime ? hoursHundredths : 1;
  const pay = payCents * payScale;
  let inside = 0;
  let insideDistance = Infinity;
  let nearest = 0;
  let nearestDistance = Infinity;
  let below = true;
  let above = true;
  for (let index = 0; index < ranges.length; index++) {
    const min = (ranges[index]?.minCents ?? 0) * rangeScale;
    const max = (ranges[index]?.maxCents ?? 0) * rangeScale;
    below &&= pay < min;
    above &&= pay >= max;
    if (pay >= min && pay < max) {
      const distance = Math.abs(2 * pay - min - max);
      if (distance >= insideDistance) continue;
      inside = index + 1;
      insideDistance = distance;
    } else {
      const distance = pay < min ? min - pay : pay - max;
      if (distance >= nearestDistance) continue;
      nearest = index + 1;
      nearestDistance = distance;
    }
  }
  if (inside > 0) return { level: inside, basis: 'in-range' };
  return { level: nearest, basis: below ? 'below' : above ? 'above' : 'gap' };
}
