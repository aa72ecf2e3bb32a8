import type { Cents } from '../../../src-shared/units.ts';
import type { MatchLoss } from '../match-loss.ts';

/** An ADP share. */
export interface AdpShare {
  /** Becomes catch-up; keeps its match. */
  readonly recharacterised: Cents;
  /** Paid back. */
  readonly refund: Cents;
}

/** P-97: an ADP share becomes catch-up as far as the person has room, and the rest is refunded. */
export function splitAdpShare(share: Cents, unusedCatchUp: Cents): AdpShare {
  const recharacterised = Math.min(share, unusedCatchUp) as Cents;
  return { recharacterised, refund: (share - recharacterised) as Cents };
}

/** P-97: match on refunded deferrals, M(d) − M(d − refund), which is forfeited. */
export function matchOnRefund({ unmatched, lostBy }: MatchLoss, refund: Cents): Cents {
  return refund <= unmatched ? (0 as Cents) : lostBy((refund - unmatched) as Cents);
}
