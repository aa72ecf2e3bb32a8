import type { Ppm } from '../../../src-shared/units.ts';

const PERCENT = 10_000;

/** The last bucket takes everything that is rounded to 10 % or more (P-127). */
export const LAST_BUCKET = 10;

/**
 * P-127: bucket of a deferral rate in the distribution: 0 for 0 %, else the nearest whole percent, half up, at least 1 and
 * at most {@link LAST_BUCKET}.
 */
export function deferralBucket(rate: Ppm): number {
  if (rate === 0) return 0;
  return Math.min(LAST_BUCKET, Math.max(1, Math.floor((rate + PERCENT / 2) / PERCENT)));
}
