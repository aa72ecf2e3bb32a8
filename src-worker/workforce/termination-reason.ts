import { roundQuotient, shareOf } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';
import { TERMINATION_REASONS, type TerminationReason } from '../../src-shared/vocabulary.ts';
import { isYes, normalise } from '../random/draws.ts';

const REASON_ORDER = [
  'voluntary',
  'involuntary',
  'disability',
  'death',
] as const satisfies TerminationReason[];
const RETIREMENT = TERMINATION_REASONS.indexOf('retirement');
const REASON_INDEX = REASON_ORDER.map((reason) => TERMINATION_REASONS.indexOf(reason));

/** Weights of voluntary, involuntary, disability, death as cumulative shares in ppm; the last is one million (W-38). */
export function cumulativeShares(weights: readonly Ppm[]): readonly Ppm[] {
  let sum = 0;
  return normalise(weights).map((share) => {
    sum += share;
    return sum as Ppm;
  });
}

/**
 * W-38: reason of a random termination, as an index into TERMINATION_REASONS. `hazardPpm` > 0 is h, `retirementPpm` the
 * r within it; `cumulative` are the {@link cumulativeShares}; k is the draw.
 */
export function terminationReason(
  hazardPpm: number,
  retirementPpm: number,
  cumulative: readonly Ppm[],
  k: number,
): number {
  // Where retirement was scaled, r exceeds h: then every leaver retires.
  const retiring =
    retirementPpm === 0 ? 0 : Math.min(MILLION, roundQuotient(retirementPpm * MILLION, hazardPpm));
  if (isYes(k, retiring)) return RETIREMENT;
  const others = (MILLION - retiring) as Cents;
  let index = 0;
  while (
    index < cumulative.length - 1 &&
    !isYes(k, retiring + shareOf(others, cumulative[index] ?? (MILLION as Ppm)))
  )
    index++;
  return REASON_INDEX[index] ?? 0;
}
