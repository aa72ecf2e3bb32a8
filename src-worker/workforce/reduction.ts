import { PlanAlignError } from '../../src-shared/errors.ts';
import { NO_DAY } from '../../src-shared/units.ts';
import { inChunks } from '../cancellation.ts';
import { STILL_EMPLOYED } from '../population/persons.ts';
import { comparePersonKeys } from '../random/person-key.ts';
import { PROCESS } from '../random/processes.ts';
import { CATEGORY, INVOLUNTARY, NONE, RULE } from './leavers.ts';
import type { OpeningStaff } from './opening-staff.ts';
import { Contest, lnStay, raceKeyOf, raceOrder } from './selection.ts';
import type { YearContext } from './year-context.ts';

/** Positions of opening staff that a reduction may take: in scope, staying otherwise, without a scheduled date. */
function pool({ persons, parameters, departments, control }: YearContext, staff: OpeningStaff): Int32Array {
  const rule = parameters.reduction;
  const { department, level, leaveDay, scheduledLeaveDay } = persons;
  const inDepartment = Uint8Array.from(departments, (name) =>
    rule.departments.length === 0 || rule.departments.includes(name) ? 1 : 0,
  );
  const positions = new Int32Array(staff.persons.length);
  let count = 0;
  inChunks(control, 0, positions.length, (from, to) => {
    for (let position = from; position < to; position++) {
      const person = staff.persons[position] ?? 0;
      if (leaveDay[person] !== STILL_EMPLOYED || scheduledLeaveDay[person] !== NO_DAY) continue;
      if (inDepartment[department[person] ?? 0] !== 1) continue;
      if (rule.levels.length > 0 && !rule.levels.includes(level[person] ?? 0)) continue;
      positions[count++] = position;
    }
  });
  return positions.subarray(0, count);
}

/**
 * W-40: adds `quota` people of opening staff who are laid off on the effective date. In stochastic mode at most the
 * people left in scope; in exact mode throws REDUCTION_SCOPE_TOO_SMALL when there are fewer.
 */
export function addReduction(context: YearContext, staff: OpeningStaff, quota: number): void {
  if (quota === 0) return;
  const { persons, parameters, isExact, grid, leavers, draws, year } = context;
  const rule = parameters.reduction;
  const positions = pool(context, staff);
  const people = Int32Array.from(positions, (position) => staff.persons[position] ?? 0);
  const k = new Float64Array(people.length);
  if (rule.selection !== 'lastIn')
    draws.fill(k, people, 0, people.length, persons, year.year, PROCESS.RIF_SELECT, 0);
  const hazardOf = (entrant: number): number => staff.hazards[staff.group[positions[entrant] ?? 0] ?? 0] ?? 0;
  const contest = new Contest();
  for (const [entrant, person] of people.entries()) {
    const draw = k[entrant] ?? 0;
    switch (rule.selection) {
      case 'random':
        contest.enter(entrant, draw);
        break;
      case 'lastIn':
        contest.enter(entrant, -(persons.hireDay[person] ?? 0));
        break;
      case 'hazard': {
        const hazard = hazardOf(entrant);
        if (hazard > 0) contest.enter(entrant, raceOrder(draw, hazard, lnStay(hazard)));
        break;
      }
    }
  }
  if (isExact && contest.count < quota)
    throw new PlanAlignError(
      'REDUCTION_SCOPE_TOO_SMALL',
      `${quota} people must leave, but only ${contest.count} are in scope`,
      { setting: 'workforce.reduction', year: year.year },
    );
  const taken = contest.take(quota, (a, b) => comparePersonKeys(persons, people[a] ?? 0, people[b] ?? 0));
  for (const [index, entrant] of taken.positions.entries()) {
    const group = staff.group[positions[entrant] ?? 0] ?? 0;
    const byHazard = rule.selection === 'hazard';
    leavers.add(
      people[entrant] ?? 0,
      CATEGORY.reduction,
      RULE.reduction,
      rule.selection === 'lastIn' ? NaN : (k[entrant] ?? 0),
      byHazard ? raceKeyOf(taken.orders[index] ?? 0) : NaN,
      quota,
      byHazard ? hazardOf(entrant) : NONE,
      byHazard ? (grid.retirement[group % grid.groups] ?? 0) : NONE,
    );
    leavers.settle(persons, leavers.count - 1, year.reductionDay, INVOLUNTARY);
  }
}
