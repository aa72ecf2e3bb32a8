import type { Cents, Ppm } from '../../../src-shared/units.ts';
import type { MatchLoss } from '../match-loss.ts';
import { splitVested } from '../vesting.ts';
import type { TestWorking } from './nondiscrimination-test.ts';

/**
 * What becomes of the shares in the correction of a failed test (P-97, P-101). Facts of people are columns by index;
 * results are of the HCEs, in the order of `hces` of the test. A test without a correction gives zeros.
 */

/** P-97: what becomes of the ADP shares, cents. */
export interface AdpDistribution {
  /** Becomes catch-up; keeps its match. */
  readonly recharacterised: Float64Array;
  /** Paid back. */
  readonly refund: Float64Array;
  /** Match on what is paid back. */
  readonly matchForfeited: Float64Array;
}

/** What becomes of the ACP shares, cents (P-101). */
export interface AcpDistribution {
  readonly forfeited: Float64Array;
  readonly distributed: Float64Array;
}

/** Calls back with each HCE's share that is not 0, its place in the list, and the person's index. */
function forEachShare(
  { people, hces, correction }: TestWorking,
  use: (share: Cents, at: number, person: number) => void,
): void {
  if (correction === null) return;
  for (let at = 0; at < hces.length; at++) {
    const share = correction.shares[at] ?? 0;
    if (share > 0) use(share as Cents, at, people[hces[at] ?? 0] ?? 0);
  }
}

/**
 * P-97: each share becomes catch-up as far as the person has room, in cents; the rest is refunded, and the match on it is
 * forfeited. `lossOf` is asked only for people with a refund.
 */
export function distributeAdp(
  working: TestWorking,
  unusedCatchUp: Float64Array,
  lossOf: (person: number) => MatchLoss,
): AdpDistribution {
  const count = working.hces.length;
  const recharacterised = new Float64Array(count);
  const refund = new Float64Array(count);
  const matchForfeited = new Float64Array(count);
  forEachShare(working, (share, at, person) => {
    const caughtUp = Math.min(share, unusedCatchUp[person] ?? 0);
    const refunded = (share - caughtUp) as Cents;
    recharacterised[at] = caughtUp;
    refund[at] = refunded;
    if (refunded > 0) matchForfeited[at] = matchOnRefund(lossOf(person), refunded);
  });
  return { recharacterised, refund, matchForfeited };
}

/** P-97: match on refunded deferrals, M(d) − M(d − refund). */
function matchOnRefund({ unmatched, lostBy }: MatchLoss, refund: Cents): Cents {
  return refund <= unmatched ? (0 as Cents) : lostBy((refund - unmatched) as Cents);
}

/** P-101: the vested part of each share is distributed, the rest forfeited. `vestedRate` is in ppm. */
export function distributeAcp(working: TestWorking, vestedRate: Float64Array): AcpDistribution {
  const forfeited = new Float64Array(working.hces.length);
  const distributed = new Float64Array(working.hces.length);
  forEachShare(working, (share, at, person) => {
    const split = splitVested(share, (vestedRate[person] ?? 0) as Ppm);
    forfeited[at] = split.forfeited;
    distributed[at] = split.vested;
  });
  return { forfeited, distributed };
}
