import { PlanAlignError } from '../../src-shared/errors.ts';
import { byId } from '../population/id-order.ts';
import { MAX_ORDINAL } from '../population/person-ids.ts';
import type { RunState } from '../run-state.ts';
import { DonorPools } from '../workforce/donors.ts';
import { hire, type HireColumns, type HiringCarry } from '../workforce/hires.ts';
import { addScheduledLeavers } from '../workforce/opening-leavers.ts';
import { addSameYearLeavers, hiresAtRisk, type HiresAtRisk } from '../workforce/same-year-leavers.ts';
import { pause, type YearContext } from '../workforce/year-context.ts';
import type { Foundation } from './foundation.ts';

/** EVENT_GENERATION 4 and 5 of W-30: hires with their attributes, and those who leave in the same year. */
export interface Arrivals {
  /** Persons of scheduled hires, ascending, then of simulated hires by ordinal. */
  readonly hired: Int32Array;
  readonly newPersonIds: readonly string[];
  readonly columns: HireColumns;
  readonly carry: HiringCarry;
  readonly atRisk: HiresAtRisk;
  readonly strength: number | null;
  /** Part of the quota of same-year leavers that nobody could meet (W-42). */
  readonly unmet: number;
}

export function arrive(context: YearContext, run: RunState, foundation: Foundation): Arrivals {
  const { persons, departments, levels, isExact, year, control } = context;
  const { opening, staff, scheduledHires, plan } = foundation;
  if (plan.simulatedHires > MAX_ORDINAL)
    throw new PlanAlignError(
      'GROWTH_UNREACHABLE',
      `${plan.simulatedHires} hires would be needed; at most ${MAX_ORDINAL} a year have an id`,
      { year: year.year },
    );
  const first = persons.count;
  const newPersonIds = run.addHires(year.year, plan.simulatedHires, control);
  const hired = run.memory.ints(plan.solution.hires);
  hired.set(scheduledHires);
  for (let row = scheduledHires.length; row < hired.length; row++)
    hired[row] = first + row - scheduledHires.length;
  const openingById = byId(opening, run.ids.census, run.ids.of);
  pause(context);
  const { columns, carry } = hire({
    context,
    people: hired,
    scheduled: scheduledHires.length,
    mix: { headcount: staff.headcount, levels, departments },
    carry: run.carried.hiring,
    donors: new DonorPools(persons, openingById, staff.headcount, levels),
  });
  pause(context);
  addScheduledLeavers(context, scheduledHires);
  const atRisk = hiresAtRisk(context, hired, plan.scheduledHireLeavers);
  const sameYear = addSameYearLeavers(context, atRisk, isExact ? plan.sameYearQuota : null);
  pause(context);
  return { hired, newPersonIds, columns, carry, atRisk, ...sameYear };
}
