import { MILLION } from '../../src-shared/units.ts';
import { allocate } from './allocate.ts';

/** One stratum of opening staff as the split of leavers sees it (W-33). */
export interface StratumShare {
  /** All opening persons of the stratum. */
  readonly size: number;
  /** Termination rate in ppm. */
  readonly rate: number;
  /** Scheduled leavers of the year. */
  readonly scheduled: number;
  /** Persons at risk with a hazard above 0. */
  readonly candidates: number;
}

/** Expected random leavers of a stratum in micro-heads: its rate less the scheduled leavers, at least 0 (W-33, W-34). */
export function expectedRandomLeavers(share: Omit<StratumShare, 'candidates'>): number {
  return Math.max(0, share.size * share.rate - MILLION * share.scheduled);
}

/** W-33: random leavers of exact mode by stratum: experienced staff (E) and last year's hires (P). */
export function splitLeavers(
  quota: number,
  experienced: StratumShare,
  priorYearHires: StratumShare,
): { readonly experienced: number; readonly priorYearHires: number } {
  const { parts } = allocate(
    quota,
    [expectedRandomLeavers(experienced), expectedRandomLeavers(priorYearHires)],
    [],
    [experienced.candidates, priorYearHires.candidates],
  );
  return { experienced: parts[0] ?? 0, priorYearHires: parts[1] ?? 0 };
}
