import type { RunState } from '../run-state.ts';
import type { MeritOutcome } from '../workforce/merit-plan.ts';
import { payCalendar, type PayCalendar } from '../workforce/pay-calendar.ts';
import { PromotionTerms } from '../workforce/promotion-terms.ts';
import type { PromotionOutcome } from '../workforce/promotions.ts';
import { pause, type YearContext } from '../workforce/year-context.ts';

/** EVENT_GENERATION 6 of W-30: who is promoted, what merit costs, which raises the year has for everybody. */
export interface PayChanges {
  readonly calendar: PayCalendar;
  readonly promoted: PromotionOutcome;
  readonly terms: PromotionTerms;
  readonly merit: MeritOutcome;
}

export function decidePay(context: YearContext, run: RunState, people: Int32Array): PayChanges {
  const { parameters, year, levels, departments, persons } = context;
  const { promotions, meritPlan, carried } = run;
  const promoted = promotions.choose(context, people, carried.promotionCarry);
  const calendar = payCalendar(year, levels, departments);
  const terms = new PromotionTerms(
    parameters.promotion,
    parameters.hiring.fullTimeHours,
    year,
    promotions,
    persons,
  );
  const merit = meritPlan.run({ context, people, calendar, promotions, terms });
  pause(context);
  return { calendar, promoted, terms, merit };
}
