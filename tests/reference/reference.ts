import type { CensusColumns } from '../../src-shared/columns.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import {
  averageBridge,
  growthPpm,
  levelOf,
  payrollBridge,
  type Bridge,
  type BridgePerson,
  type Ratio,
} from './bridges.ts';
import { dateOf, daysInYear, iso } from './calendar.ts';
import { byCodePoint, MILLION, rnd, sum } from './exact.ts';
import { newHireLeavers, simulatedHires, type Hire, type HiringCarries } from './hires.ts';
import { openingLeavers, severanceWeeks, type Alignment, type Leaving } from './leavers.ts';
import { eventsOf, type ReferenceEvent } from './events.ts';
import { paidInYear } from './paid.ts';
import type { Parameters } from './parameters.ts';
import { choosePromotions, payChanges, stateAfter, type Employed } from './pay.ts';
import { byId, type Person } from './people.ts';
import { openPlan, planOpeningRow } from './plan/open-plan.ts';
import { planYear, type PlanRun, type PlanYear } from './plan/plan-year.ts';
import type { Luck } from './random.ts';
import { readCensus, type Staff } from './read-census.ts';
import { readScenario } from './read-scenario.ts';
import { amount, facts, type PersonYear, type Row } from './rows.ts';
import { monthRows, snapshotRow } from './year-end.ts';

/**
 * The workforce specification once more, one person at a time, with exact integers, sorting and plain loops: slow and
 * obvious. It shares nothing with the engine but the scenario and census it reads.
 */

export interface ReferenceYear {
  readonly year: number;
  readonly events: readonly ReferenceEvent[];
  readonly snapshot: readonly Row[];
  readonly months: readonly Row[];
  readonly cells: readonly Row[];
  readonly summary: Row;
  readonly groups: readonly Row[];
  readonly alignment: readonly Row[];
  readonly warnings: readonly string[];
}

/** A year with the plan in it: its events stand among those of the workforce and count in their sequence. */
interface ReferencePlanYear extends ReferenceYear {
  /** One row a person in the order of the snapshot; none where no design is in force. */
  readonly planSnapshot: readonly Row[];
  /** Null where no design is in force. */
  readonly planSummary: Row | null;
}

export interface ReferenceRun {
  readonly counts: Staff['counts'];
  readonly opening: readonly Row[];
  readonly years: Generator<ReferenceYear>;
}

export interface ReferencePlanRun extends ReferenceRun {
  /** Plan state of the opening persons. */
  readonly planOpening: readonly Row[];
  readonly years: Generator<ReferencePlanYear>;
}

const bridgeRow = (bridge: Bridge): Record<string, number> =>
  Object.fromEntries(Object.entries(bridge).map(([name, value]) => [name, Number(value)]));

interface SimulatedYear {
  readonly workforce: ReferenceYear;
  readonly plan: PlanYear | null;
}

interface State {
  staff: Person[];
  future: Person[];
  departments: readonly string[];
  path: bigint;
  leaverCarry: bigint;
  promotionCarry: bigint;
  hiring: HiringCarries;
  paidAverage: Ratio | null;
  positionAverage: Ratio | null;
}

function simulateYear(
  p: Parameters,
  luck: Luck,
  year: number,
  state: State,
  planRun: PlanRun | null,
): SimulatedYear {
  const opening = [...state.staff].sort(byId);
  const arrivals = state.future.filter((person) => dateOf(person.hire).year === year);
  const { solution, leaving, cells, alignment, warnings } = openingLeavers(p, luck, year, opening, arrivals, {
    path: state.path,
    carry: state.leaverCarry,
  });
  if (solution.raised > 0n) warnings.push('TARGET_RAISED');
  if (2n * solution.hires > BigInt(opening.length)) warnings.push('HIRES_ABOVE_HALF');

  const simulatedCount = Number(solution.hires) - arrivals.length;
  const hires = [
    ...arrivals.map((person): Hire => ({ person, facts: null })),
    ...simulatedHires(p, luck, year, simulatedCount, opening, state.departments, state.hiring),
  ];
  const sameYear = newHireLeavers(p, luck, year, hires, solution);
  if (sameYear.unmet > 0n) warnings.push('QUOTA_UNMET');
  const alignments: Alignment[] = [...alignment, sameYear.alignment];
  const leavingOf = (person: Person): Leaving | null =>
    leaving.get(person.id) ?? sameYear.leaving.get(person.id) ?? null;

  const staff = [...opening, ...hires.map((hire) => hire.person)];
  const employed = staff.map((person): Employed => ({ person, leaves: leavingOf(person)?.day ?? null }));
  const promotions = choosePromotions(p, luck, year, employed, state.promotionCarry);
  alignments.push(promotions.alignment);
  const changesOf = payChanges(p, luck, year, employed, promotions.promotions);

  const people = staff.map((person): PersonYear => {
    const left = leavingOf(person);
    const changes = changesOf.get(person.id) ?? [];
    const after = stateAfter(person, changes);
    return {
      person,
      hire: hires.find((hire) => hire.person === person) ?? null,
      leaving: left,
      changes,
      after,
      paid: paidInYear(year, person.hire, left?.day ?? null, person.pay, changes),
      severance:
        left?.category === 'reduction'
          ? rnd(after.pay * severanceWeeks(p, person.hire, left.day), 52n * MILLION)
          : null,
    };
  });
  people.sort((a, b) => byId(a.person, b.person));
  const plan = planRun === null ? null : planYear(planRun, year, people);
  const events = people.flatMap((one) => eventsOf(one, plan?.eventsOf(one.person.id) ?? []));

  const bridgePeople = people.map((one): BridgePerson => ({
    department: one.person.department,
    firstPay: one.person.pay,
    firstLevel: one.person.level,
    opening: one.hire === null,
    closing: one.leaving === null,
    closingPay: one.after.pay,
    closingLevel: one.after.level,
    changes: one.changes,
  }));
  const total = payrollBridge(bridgePeople, () => 'all', 'all');
  const closing = bridgePeople.filter((one) => one.closing);
  const stayers = closing.filter((one) => one.opening);
  const paid: Ratio = {
    numerator: sum(people.map((one) => one.paid.prorated)) * BigInt(daysInYear(year)),
    denominator: sum(people.map((one) => BigInt(one.paid.employedDays))),
  };
  const position: Ratio = { numerator: total.closing, denominator: BigInt(closing.length) };
  const earlierPosition: Ratio = state.positionAverage ?? {
    numerator: total.opening,
    denominator: BigInt(opening.length),
  };
  const average = averageBridge(bridgePeople);
  const count = (condition: (one: PersonYear) => boolean): number => people.filter(condition).length;
  const groups: Row[] = [
    ...p.levels.map(({ level }): Row => ({
      kind: 'level',
      key: String(level),
      headcount: closing.filter((one) => one.closingLevel === level).length,
      ...bridgeRow(payrollBridge(bridgePeople, (_, at) => String(at), String(level))),
    })),
    ...[...new Set(staff.map((person) => person.department))].sort(byCodePoint).map((department): Row => ({
      kind: 'department',
      key: department,
      headcount: closing.filter((one) => one.department === department).length,
      ...bridgeRow(payrollBridge(bridgePeople, (one) => one.department, department)),
    })),
  ];

  const summary: Row = {
    opening: opening.length,
    hires: hires.length,
    scheduledHires: arrivals.length,
    experiencedTerminations: count(
      (one) => one.hire === null && one.leaving !== null && one.leaving.category !== 'reduction',
    ),
    reductions: count((one) => one.leaving?.category === 'reduction'),
    newHireTerminations: count((one) => one.hire !== null && one.leaving !== null),
    promotions: events.filter((event) => event.type === 'PROMOTION').length,
    raises: events.filter((event) => event.type === 'RAISE').length,
    closing: closing.length,
    targetClosing: Number(solution.target + sameYear.unmet),
    raised: Number(solution.raised),
    unmet: Number(sameYear.unmet),
    proratedPayrollCents: Number(sum(people.map((one) => one.paid.prorated))),
    severanceCents: Number(sum(people.map((one) => one.severance ?? 0n))),
    paidAverageCents: amount(levelOf(paid)),
    paidGrowthPpm: amount(growthPpm(paid, state.paidAverage)),
    samePersonsGrowthPpm: amount(
      growthPpm(
        { numerator: sum(stayers.map((one) => one.closingPay)), denominator: 1n },
        { numerator: sum(stayers.map((one) => one.firstPay)), denominator: 1n },
      ),
    ),
    positionAverageCents: amount(levelOf(position)),
    positionGrowthPpm: amount(growthPpm(position, earlierPosition)),
    ...Object.fromEntries(
      Object.entries(bridgeRow(total)).map(([name, value]) => [`payroll ${name}`, value]),
    ),
    ...Object.fromEntries(Object.entries(average).map(([name, value]) => [`average ${name}`, amount(value)])),
  };

  const snapshot = people.map((one) => snapshotRow(p, year, one));
  const months = monthRows(year, people);

  // STATE_ACCUMULATION: only now does the year become the state (W-30, W-53).
  for (const one of people) {
    Object.assign(one.person, one.after);
    one.person.sequence += events.filter((event) => event.employeeId === one.person.id).length;
  }
  state.staff = people.filter((one) => one.leaving === null).map((one) => one.person);
  state.path = solution.path + sameYear.unmet * MILLION;
  state.leaverCarry = solution.carry;
  state.promotionCarry = promotions.carry;
  state.paidAverage = paid;
  state.positionAverage = position;

  const workforce: ReferenceYear = {
    year,
    events,
    snapshot,
    months,
    cells: cells.map((cell) => ({ ...cell, hazardSum: Number(cell.hazardSum) })),
    summary,
    groups,
    alignment: (p.exact ? alignments : []).map((one) => ({
      process: one.process,
      quota: Number(one.quota),
      hazardSum: Number(one.hazardSum),
      strength: one.strength,
    })),
    warnings: [...new Set(warnings)].sort(),
  };
  return { workforce, plan };
}

function* simulate(
  p: Parameters,
  luck: Luck,
  staff: Staff,
  planRun: PlanRun | null,
): Generator<SimulatedYear> {
  const state: State = {
    staff: staff.opening,
    future: staff.future,
    departments: staff.departments,
    path: BigInt(staff.opening.length) * MILLION,
    leaverCarry: 0n,
    promotionCarry: 0n,
    hiring: { levels: new Map(), departments: new Map() },
    paidAverage: null,
    positionAverage: null,
  };
  for (let year = p.startYear; year <= p.endYear; year += 1)
    yield simulateYear(p, luck, year, state, planRun);
}

const openingRows = (staff: Staff): Row[] =>
  staff.opening.map((person) => ({
    ...facts(person),
    level: person.level,
    levelSince: iso(person.levelSince),
    levelBasis: person.basis,
    annualPayCents: Number(person.pay),
  }));

/** The run of the workforce alone. Expected failures throw a ReferenceFailure with the code of the catalogue. */
export function reference(scenario: Scenario, census: CensusColumns, replicate: number): ReferenceRun {
  const p = readScenario(scenario);
  const staff = readCensus(p, census);
  const years = function* (): Generator<ReferenceYear> {
    for (const { workforce } of simulate(p, { seed: p.seed, replicate }, staff, null)) yield workforce;
  };
  return { counts: staff.counts, opening: openingRows(staff), years: years() };
}

/** The whole run, the plan included. Fails as {@link reference} does. */
export function referenceWithPlan(
  scenario: Scenario,
  census: CensusColumns,
  replicate: number,
): ReferencePlanRun {
  const p = readScenario(scenario);
  const staff = readCensus(p, census);
  const luck = { seed: p.seed, replicate };
  const planRun = openPlan(scenario, p, luck, census, staff.opening);
  const years = function* (): Generator<ReferencePlanYear> {
    for (const { workforce, plan } of simulate(p, luck, staff, planRun)) {
      yield { ...workforce, planSnapshot: plan?.snapshot ?? [], planSummary: plan?.summary ?? null };
    }
  };
  return {
    counts: staff.counts,
    opening: openingRows(staff),
    planOpening: staff.opening.map((person) => planOpeningRow(planRun, person)),
    years: years(),
  };
}
