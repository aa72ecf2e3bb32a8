import type { AlignmentStrength, RunWarning, YearBatch } from '../src-shared/columns.ts';
import { PlanAlignError } from '../src-shared/errors.ts';
import { MILLION, type Cents } from '../src-shared/units.ts';
import { checkCancelled, type SimulationControl } from './cancellation.ts';
import { promotionEvents, terminationEvents } from './events/event-tables.ts';
import { cellColumns, cellFigures } from './metrics/cells.ts';
import { sumOf } from './metrics/sums.ts';
import { addSeverance, monthColumns } from './metrics/months.ts';
import { summarise } from './metrics/year-summary.ts';
import { byId } from './population/id-order.ts';
import { everybody, stillEmployed } from './population/people.ts';
import { MAX_ORDINAL } from './population/person-ids.ts';
import { snapshot } from './population/snapshot.ts';
import type { RunState } from './run-state.ts';
import { checkYear, type CalibrationCheck } from './validation/invariants.ts';
import { DonorPools } from './workforce/donors.ts';
import { hire } from './workforce/hires.ts';
import { addScheduledLeavers, settleOpeningLeavers } from './workforce/opening-leavers.ts';
import { openingStaff, type OpeningStaff } from './workforce/opening-staff.ts';
import type { YearParameters } from './workforce/parameters.ts';
import { payCalendar } from './workforce/pay-calendar.ts';
import { MAX_PAY } from './workforce/pay-segments.ts';
import { PromotionTerms } from './workforce/promotion-terms.ts';
import { addReduction } from './workforce/reduction.ts';
import { addSameYearLeavers, hiresAtRisk } from './workforce/same-year-leavers.ts';
import { runLedger, type LedgerColumns } from './workforce/year-ledger.ts';
import { planYear, type YearPlan } from './workforce/year-plan.ts';
import { CATEGORY } from './workforce/leavers.ts';
import { meritTolerance } from './workforce/merit.ts';

/**
 * One simulated year in the order of W-30. It reads the year-end state of the year before and the parameters, nothing
 * else; it changes the state of the run to that of the end of this year and returns what happened.
 * Throws CANCELLED and the errors of the engines.
 */
export function simulateYear(run: RunState, year: YearParameters, control: SimulationControl): YearBatch {
  // INITIALIZATION: nothing of the year before but the state.
  const { parameters, persons, draws, grid, departments, leavers, promotions, carried, ids } = run;
  const isExact = parameters.mode === 'exact';
  const levels = parameters.levelNames.length;
  const { opening } = run;
  leavers.clear();

  // FOUNDATION: who is there, how likely each is to leave, how many leave and come.
  const staff = openingStaff(persons, opening, grid, departments.length, year, control);
  const scheduledHires = run.scheduledHires.get(year.year) ?? new Int32Array(0);
  const plan = planYear(staff, scheduledHires, carried.path, persons, year);
  const { solution } = plan;

  // EVENT_GENERATION 1 and 2: opening staff who leave on their own.
  addScheduledLeavers(persons, opening, leavers, year);
  const firstRandom = leavers.count;
  checkCancelled(control);
  const strengths = run.selection.run(
    staff,
    isExact ? plan.leaverQuotas : null,
    grid,
    persons,
    leavers,
    draws,
    year,
    control,
  );
  checkCancelled(control);
  settleOpeningLeavers(persons, leavers, firstRandom, draws, parameters, year);

  // 3: reduction in force.
  addReduction(
    persons,
    staff,
    solution.reduction,
    parameters.reduction,
    isExact,
    departments,
    grid,
    leavers,
    draws,
    year,
    control,
  );
  const openingLeavers = leavers.count;
  checkCancelled(control);

  // 4: hires and their attributes.
  const firstHire = persons.count;
  if (plan.simulatedHires > MAX_ORDINAL)
    throw new PlanAlignError(
      'GROWTH_UNREACHABLE',
      `${plan.simulatedHires} hires would be needed; at most ${MAX_ORDINAL} a year have an id`,
      { year: year.year },
    );
  const newPersonIds = run.addHires(year.year, plan.simulatedHires, control);
  const hired = new Int32Array(solution.hires);
  hired.set(scheduledHires);
  for (let row = scheduledHires.length; row < hired.length; row++)
    hired[row] = firstHire + row - scheduledHires.length;
  const openingById = byId(opening, ids.census, ids.of);
  checkCancelled(control);
  const hiring = hire({
    persons,
    people: hired,
    scheduled: scheduledHires.length,
    isExact,
    mix: { headcount: staff.headcount, levels, departments },
    carry: carried.hiring,
    donors: new DonorPools(persons, openingById, staff.headcount, levels),
    rule: parameters.hiring,
    draws,
    year,
    control,
  });

  // 5: hires who leave in the same year.
  checkCancelled(control);
  addScheduledLeavers(persons, scheduledHires, leavers, year);
  const atRisk = hiresAtRisk(persons, hired, plan.scheduledHireLeavers, parameters, year);
  const sameYear = addSameYearLeavers(
    atRisk,
    isExact ? plan.sameYearQuota : null,
    persons,
    leavers,
    draws,
    parameters,
    year,
  );
  const target = solution.target + sameYear.unmet;
  checkCancelled(control);

  // 6: who is promoted, what merit costs; then every pay change in its order.
  const people = everybody(opening, hired, scheduledHires.length);
  const promoted = promotions.choose({
    persons,
    people,
    carry: carried.promotionCarry,
    draws,
    parameters,
    year,
    control,
  });
  const calendar = payCalendar(year, levels, departments);
  const terms = new PromotionTerms(parameters.promotion, parameters.hiring.fullTimeHours, year);
  const merit = run.meritPlan.run({
    persons,
    people,
    calendar,
    promotions,
    terms,
    draws,
    parameters,
    year,
    control,
  });

  checkCancelled(control);

  // STATE_ACCUMULATION: fold the events, sum pay, describe the year end.
  const { columns: ledger, meritSpend } = runLedger({
    persons,
    people,
    departments: departments.length,
    levels,
    calendar,
    promotions,
    terms,
    meritKeys: run.meritPlan.key,
    meritRates: merit.rates,
    meritWeights: parameters.merit.weights,
    raises: merit.raises,
    leavers: leavers.count,
    hireRanks: hiring.columns.rank,
    year,
    control,
  });
  checkCancelled(control);
  const terminations = terminationEvents(ledger.terminations, leavers, persons, parameters.reduction);
  const promotionTable = promotionEvents(ledger.promotions, promotions);
  promotions.unmark(persons);
  const yearEnd = snapshot(persons, people, ledger, leavers, parameters, year, control);
  checkCancelled(control);
  const closing = people.length - leavers.count;
  run.opening = stillEmployed(people, persons, closing);
  addSeverance(ledger.months, terminations, persons.department);
  const months = monthColumns(ledger.months, year.year);
  const cells = cellFigures(staff, grid, parameters.termination);
  const alignment: readonly AlignmentStrength[] = isExact
    ? [
        {
          process: 'experienced',
          quota: plan.leaverQuotas.experienced,
          hazardSumPpm: staff.experienced.calibration.hazardSum,
          strength: strengths.experienced,
        },
        {
          process: 'priorYearHire',
          quota: plan.leaverQuotas.priorYearHires,
          hazardSumPpm: staff.priorYearHires.calibration.hazardSum,
          strength: strengths.priorYearHires,
        },
        {
          process: 'newHire',
          quota: plan.sameYearQuota - sameYear.unmet,
          hazardSumPpm: atRisk.calibration.hazardSum,
          strength: sameYear.strength,
        },
        {
          process: 'promotion',
          quota: promoted.quota ?? 0,
          hazardSumPpm: promoted.calibration.hazardSum,
          strength: promoted.strength,
        },
      ]
    : [];
  const { summary, levels: growthLevels } = summarise({
    year: year.year,
    daysOfYear: year.days,
    opening: opening.length,
    hires: hired.length,
    scheduledHires: scheduledHires.length,
    openingLeavers,
    plan,
    target,
    unmet: sameYear.unmet,
    leavers,
    promotions: promotions.count,
    ledger,
    months,
    alignment,
    warnings: warningsOf(staff, plan, sameYear.unmet, year.year),
    departments,
    priorLevels: carried.levels,
  });
  checkExact(ledger, yearEnd.annualPayCents, year.year);
  run.carried = {
    path: {
      pathMicro: solution.pathMicro + sameYear.unmet * MILLION,
      leaverCarry: solution.leaverCarry,
    },
    hiring: hiring.carry,
    promotionCarry: promoted.carry,
    levels: growthLevels,
  };

  // VALIDATION: what only the engine can check.
  checkCancelled(control);
  const budgeted = merit.pay.reduce((sum, cents) => sum + cents, 0);
  const meritPeople = merit.people.reduce((sum, count) => sum + count, 0);
  const invariants = checkYear({
    isExact,
    isFirstYear: year.year === parameters.startYear,
    counts: run.counts,
    reservedIds: run.reservedIds,
    persons: persons.count,
    keys: run.keys.size,
    opening: opening.length,
    closing,
    target,
    solverHires: solution.hires,
    scheduledHires: scheduledHires.length,
    terminationsByCategory: leavers.byCategory,
    quotaByCategory: quotasOf(plan, sameYear.unmet),
    calibrations: [
      calibrationOf('experienced', staff, 0, grid.groups),
      calibrationOf('priorYearHire', staff, grid.groups, grid.groups),
      { ...atRisk, process: 'newHire', people: atRisk.people.length },
      { ...promoted, process: 'promotion', people: promoted.eligible },
    ],
    cells,
    alignment,
    hires: hiring.columns,
    terminations,
    promotions: promotionTable,
    snapshot: yearEnd,
    levels,
    departments: departments.length,
    maxYears: parameters.ageBandOf.length - 1,
    merit: {
      people: meritPeople,
      spend: meritSpend,
      target: (budgeted * year.meritBudget) / MILLION,
      tolerance: meritTolerance(budgeted as Cents, meritPeople),
    },
    bridges: [summary.payrollBridge, ...summary.payrollBridgeByLevel, ...summary.payrollBridgeByDepartment],
    averageBridge: summary.averageBridge,
    idOf: ids.of,
  });

  // REPORTING is the caller's: it stores the batch.
  return {
    year: year.year,
    newPersonIds,
    hires: hiring.columns,
    terminations,
    promotions: promotionTable,
    raises: ledger.raises,
    snapshot: yearEnd,
    months,
    cells: cellColumns(cells, parameters.termination),
    summary,
    eventCounts: {
      HIRE: hiring.columns.rowCount,
      PROMOTION: promotionTable.rowCount,
      RAISE: ledger.raises.rowCount,
      TERMINATION: terminations.rowCount,
    },
    invariants,
  };
}

function calibrationOf(
  process: 'experienced' | 'priorYearHire',
  staff: OpeningStaff,
  from: number,
  groups: number,
): CalibrationCheck {
  const stratum = process === 'experienced' ? staff.experienced : staff.priorYearHires;
  return {
    process,
    people: stratum.atRisk,
    target: stratum.target,
    calibration: stratum.calibration,
    hazards: staff.hazards.subarray(from, from + groups),
  };
}

/** Terminations that the solver asked for, by category (INV-14). */
function quotasOf(plan: YearPlan, unmet: number): readonly number[] {
  const quotas: number[] = [];
  quotas[CATEGORY.experienced] = plan.leaverQuotas.experienced;
  quotas[CATEGORY.priorYearHire] = plan.leaverQuotas.priorYearHires;
  quotas[CATEGORY.newHire] = plan.sameYearQuota - unmet;
  quotas[CATEGORY.reduction] = plan.solution.reduction;
  quotas[CATEGORY.scheduled] = plan.scheduledLeavers + plan.scheduledHireLeavers;
  return quotas;
}

function warningsOf(staff: OpeningStaff, plan: YearPlan, unmet: number, year: number): readonly RunWarning[] {
  const { raised, hires } = plan.solution;
  const warnings: RunWarning[] = [];
  if (raised > 0)
    warnings.push({
      code: 'TARGET_RAISED',
      message: `${year}: scheduled hires exceed what growth needs; the closing target was raised by ${raised}.`,
    });
  for (const [name, stratum] of [
    ['experienced staff', staff.experienced],
    ['last year’s hires', staff.priorYearHires],
  ] as const) {
    if (!stratum.calibration.retirementScaled) continue;
    warnings.push({
      code: 'RETIREMENT_SCALED',
      message: `${year}: retirement alone exceeds the termination rate of ${name}; it was scaled down.`,
    });
  }
  if (unmet > 0)
    warnings.push({
      code: 'QUOTA_UNMET',
      message: `${year}: ${unmet} fewer hires can leave in the year of hire than the rate asks for; the closing target was raised.`,
    });
  if (hires * 2 > staff.persons.length)
    warnings.push({
      code: 'HIRES_ABOVE_HALF',
      message: `${year}: ${hires} hires for an opening headcount of ${staff.persons.length}.`,
    });
  return warnings;
}

/** Sums of money that floating point holds exactly end here. */
const MAX_SUM = Number.MAX_SAFE_INTEGER;

/** Throws PAY_TOO_LARGE where a pay or a sum of pays left the range in which everything is exact. */
function checkExact(ledger: LedgerColumns, pays: Float64Array, year: number): void {
  const { amounts } = ledger.flows;
  let largest = 0;
  for (let row = 0; row < pays.length; row++) largest = Math.max(largest, pays[row] ?? 0);
  const total = sumOf(amounts);
  if (largest <= MAX_PAY && total <= MAX_SUM) return;
  throw new PlanAlignError(
    'PAY_TOO_LARGE',
    `annual pay reaches ${largest / 100} dollars, payroll flows ${total / 100} dollars`,
    { year },
  );
}
