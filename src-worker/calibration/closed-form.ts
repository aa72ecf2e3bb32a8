import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Ppm } from '../../src-shared/units.ts';

/** Where the search for a raise starts (W-64): never an answer by itself. */
export interface ClosedForm {
  /** S, stayers over closing headcount. */
  readonly stayerShare: Ppm;
  /** Raise of stayers that makes average pay grow by the target. */
  readonly raise: Ppm;
}

/**
 * W-64: the raise of stayers at which average pay grows by `target`, for turnover and headcount growth as shares of
 * opening headcount and pay of hires as a ratio to the opening average; everything in ppm, each result rounded once.
 * Turnover below 1, growth above −1.
 */
export function closedForm(turnover: Ppm, growth: Ppm, hireRatio: Ppm, target: Ppm): ClosedForm {
  const million = BigInt(MILLION);
  const stayers = million - BigInt(turnover);
  const closing = million + BigInt(growth);
  const paid = (million + BigInt(target)) * closing - (closing - stayers) * BigInt(hireRatio);
  return {
    stayerShare: Number(roundRatio(stayers * million, closing)) as Ppm,
    raise: (Number(roundRatio(paid, stayers)) - MILLION) as Ppm,
  };
}
