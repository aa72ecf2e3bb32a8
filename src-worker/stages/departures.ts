import {
  addScheduledLeavers,
  settleOpeningLeavers,
  type LeaverSelection,
  type LeaverStrengths,
} from '../workforce/opening-leavers.ts';
import { addReduction } from '../workforce/reduction.ts';
import { pause, type YearContext } from '../workforce/year-context.ts';
import type { Foundation } from './foundation.ts';

/** EVENT_GENERATION 1 to 3 of W-30: opening staff who leave on a scheduled date, at random, and in a reduction. */
export interface Departures {
  readonly strengths: LeaverStrengths;
  /** Opening persons who leave, in any of the three ways. */
  readonly openingLeavers: number;
}

export function depart(context: YearContext, selection: LeaverSelection, foundation: Foundation): Departures {
  const { leavers, isExact } = context;
  const { opening, staff, plan } = foundation;
  addScheduledLeavers(context, opening);
  const firstRandom = leavers.count;
  pause(context);
  const strengths = selection.run(context, staff, isExact ? plan.leaverQuotas : null);
  pause(context);
  settleOpeningLeavers(context, firstRandom);
  addReduction(context, staff, plan.solution.reduction);
  pause(context);
  return { strengths, openingLeavers: leavers.count };
}
