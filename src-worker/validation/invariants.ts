import type {
  AlignmentStrength,
  AverageBridge,
  HireEvents,
  InvariantResult,
  PayrollBridge,
  PromotionEvents,
  RunOpening,
  SnapshotColumns,
  TerminationEvents,
} from '../../src-shared/columns.ts';
import { MILLION } from '../../src-shared/units.ts';
import type { Severity } from '../../src-shared/vocabulary.ts';
import { bridgeGap } from '../metrics/pay-flows.ts';
import type { CellFigures } from '../metrics/cells.ts';
import type { Calibration } from '../workforce/hazards.ts';
import { CATEGORY } from '../workforce/leavers.ts';
import { isWithinBinomialBound } from './binomial.ts';

/** The checks of section 11 that need what only the engine knows. The store checks the others from its own tables. */

const MAX_OFFENDERS = 20;

/** Collects the failures of one check. */
class Check {
  readonly #id: string;
  readonly #severity: Severity;
  readonly #offenders: string[] = [];
  #checked = 0;
  #failed = 0;

  constructor(id: string, severity: Severity = 'FAIL') {
    this.#id = id;
    this.#severity = severity;
  }

  /** Counts `count` things that were checked and found right. */
  passed(count: number): void {
    this.#checked += count;
  }

  /** Counts one thing found wrong. */
  fail(describe: () => string): void {
    this.expect(false, describe);
  }

  /** Counts one thing; `describe` says what is wrong with it. */
  expect(isRight: boolean, describe: () => string): void {
    this.#checked += 1;
    if (isRight) return;
    this.#failed += 1;
    if (this.#offenders.length < MAX_OFFENDERS) this.#offenders.push(describe());
  }

  result(): InvariantResult {
    return {
      id: this.#id,
      severity: this.#severity,
      checked: this.#checked,
      failed: this.#failed,
      offenders: this.#offenders,
    };
  }
}

/** A calibration of W-34 beside what it should reach. */
export interface CalibrationCheck {
  readonly process: AlignmentStrength['process'];
  readonly people: number;
  readonly target: number;
  readonly calibration: Calibration;
  readonly hazards: Int32Array;
}

export interface YearFacts {
  readonly isExact: boolean;
  readonly isFirstYear: boolean;
  readonly counts: RunOpening['counts'];
  readonly reservedIds: readonly string[];
  readonly persons: number;
  readonly keys: number;
  readonly opening: number;
  readonly closing: number;
  readonly target: number;
  /** Hires that the solver asked for, and how many of them are scheduled. */
  readonly solverHires: number;
  readonly scheduledHires: number;
  /** Terminations by category, and in exact mode what the solver asked for. */
  readonly terminationsByCategory: Int32Array;
  readonly quotaByCategory: readonly number[];
  readonly calibrations: readonly CalibrationCheck[];
  readonly cells: CellFigures;
  readonly alignment: readonly AlignmentStrength[];
  readonly hires: HireEvents;
  readonly terminations: TerminationEvents;
  readonly promotions: PromotionEvents;
  readonly snapshot: SnapshotColumns;
  readonly levels: number;
  readonly departments: number;
  /** Lookup tables end here: completed years a person may have. */
  readonly maxYears: number;
  readonly merit: {
    readonly people: number;
    readonly spend: number;
    readonly target: number;
    readonly tolerance: number;
  };
  readonly bridges: readonly PayrollBridge[];
  readonly averageBridge: AverageBridge;
  readonly idOf: (person: number) => string;
}

/** All checks of a year, in the order of their ids. */
export function checkYear(facts: YearFacts): readonly InvariantResult[] {
  return [
    closingTarget(facts),
    hiresAsSolved(facts),
    quotasMet(facts),
    hazardSums(facts),
    hazardsOfTheChosen(facts),
    cellsOfPeople(facts),
    meritBudget(facts),
    bridgesAddUp(facts),
    censusReconciles(facts),
    keysUnique(facts),
    leaversByCell(facts),
    hiresWithinHalf(facts),
    alignmentInRange(facts),
    terminationAfterHire(facts),
  ].map((check) => check.result());
}

function closingTarget({ isExact, closing, target }: YearFacts): Check {
  const check = new Check('INV-2');
  if (isExact)
    check.expect(closing === target, () => `closing headcount is ${closing}, the target ${target}`);
  return check;
}

function hiresAsSolved(facts: YearFacts): Check {
  const check = new Check('INV-13');
  const { hires, scheduledHires, solverHires, levels, departments } = facts;
  let placed = 0;
  for (let row = scheduledHires; row < hires.rowCount; row++) {
    const level = hires.level[row] ?? 0;
    if (level >= 1 && level <= levels && (hires.department[row] ?? departments) < departments) placed += 1;
  }
  check.expect(
    placed === solverHires - scheduledHires,
    () =>
      `${placed} simulated hires have a level and a department; the solver asked for ${solverHires - scheduledHires}`,
  );
  return check;
}

function quotasMet({ isExact, terminationsByCategory, quotaByCategory }: YearFacts): Check {
  const check = new Check('INV-14');
  if (!isExact) return check;
  for (const [category, quota] of quotaByCategory.entries()) {
    const leavers = terminationsByCategory[category] ?? 0;
    check.expect(
      leavers === quota,
      () => `category ${category} has ${leavers} terminations instead of ${quota}`,
    );
  }
  return check;
}

function hazardSums({ calibrations }: YearFacts): Check {
  const check = new Check('INV-15');
  for (const { process, people, target, calibration, hazards } of calibrations) {
    check.passed(people);
    for (let row = 0; row < hazards.length; row++) {
      const hazard = hazards[row] ?? 0;
      if (hazard < 0 || hazard > MILLION) check.fail(() => `${process}: a hazard of ${hazard} ppm`);
    }
    // An unreachable target of the hires shows in `unmet`.
    if (calibration.unreachable) continue;
    const gap = calibration.hazardSum - target;
    check.expect(Math.abs(gap) <= people, () => `${process}: Σ h differs from its target by ${gap} ppm`);
  }
  return check;
}

function hazardsOfTheChosen({ terminations, promotions, idOf }: YearFacts): Check {
  const check = new Check('INV-16');
  const describe = (table: { person: Int32Array }, row: number): string =>
    `${idOf(table.person[row] ?? 0)} was chosen with a hazard of 0`;
  let right = 0;
  for (let row = 0; row < terminations.rowCount; row++) {
    if ((terminations.category[row] ?? 0) > CATEGORY.newHire) continue;
    if ((terminations.hazardPpm[row] ?? 0) > 0) right += 1;
    else check.fail(() => describe(terminations, row));
  }
  for (let row = 0; row < promotions.rowCount; row++) {
    if ((promotions.hazardPpm[row] ?? 0) > 0) right += 1;
    else check.fail(() => describe(promotions, row));
  }
  check.passed(right);
  return check;
}

function cellsOfPeople({ snapshot, levels, maxYears, idOf }: YearFacts): Check {
  const check = new Check('INV-17');
  const { ageAtYearEnd, tenureYears, level, rowCount } = snapshot;
  let right = 0;
  for (let row = 0; row < rowCount; row++) {
    const age = ageAtYearEnd[row] ?? -1;
    const tenure = tenureYears[row] ?? -1;
    const own = level[row] ?? 0;
    if (age >= 0 && age <= maxYears && tenure >= 0 && tenure <= maxYears && own >= 1 && own <= levels) {
      right += 1;
      continue;
    }
    check.fail(
      () => `${idOf(snapshot.person[row] ?? 0)}: age ${age}, tenure ${tenure}, level ${own} match no cell`,
    );
  }
  check.passed(right);
  return check;
}

function meritBudget({ merit }: YearFacts): Check {
  const check = new Check('INV-18');
  check.passed(merit.people);
  check.expect(
    Math.abs(merit.spend - merit.target) <= merit.tolerance,
    () => `merit raises of ${merit.spend} cents against a budget of ${merit.target}`,
  );
  return check;
}

function bridgesAddUp({ bridges, averageBridge }: YearFacts): Check {
  const check = new Check('INV-22');
  for (const bridge of bridges) {
    const gap = bridgeGap(bridge);
    check.expect(gap === 0, () => `a payroll bridge misses its closing by ${gap} cents`);
  }
  const { openingCents, closingCents } = averageBridge;
  if (openingCents === null || closingCents === null) return check;
  const effects =
    averageBridge.leaverMixCents +
    averageBridge.colaCents +
    averageBridge.promotionCents +
    averageBridge.meritCents +
    averageBridge.marketCents +
    averageBridge.hireMixCents +
    averageBridge.replacementCents;
  const gap = openingCents + effects - closingCents;
  check.expect(gap === 0, () => `the average-pay bridge misses its closing by ${gap} cents`);
  return check;
}

function censusReconciles({ counts, isFirstYear, opening }: YearFacts): Check {
  const check = new Check('INV-23');
  const { accepted, openingActive, futureHire, former } = counts;
  check.expect(
    openingActive + futureHire + former === accepted,
    () =>
      `${openingActive} opening, ${futureHire} future and ${former} former are not ${accepted} accepted rows`,
  );
  if (isFirstYear)
    check.expect(
      opening === openingActive,
      () => `opening headcount is ${opening}, the census has ${openingActive}`,
    );
  return check;
}

function keysUnique({ keys, persons, reservedIds }: YearFacts): Check {
  const check = new Check('INV-24');
  check.passed(keys);
  check.expect(keys === persons, () => `${persons} persons have ${keys} keys`);
  for (const id of reservedIds) check.fail(() => `the census has the reserved id ${id}`);
  return check;
}

/** Cells with fewer people are too small to judge. */
const MIN_CELL = 30;

function leaversByCell({ isExact, cells }: YearFacts): Check {
  const check = new Check('INV-25', 'WARN');
  if (isExact) return check;
  for (const [cell, atRisk] of cells.atRisk.entries()) {
    if (atRisk < MIN_CELL) continue;
    const probability = (cells.hazardSum[cell] ?? 0) / (atRisk * MILLION);
    const leavers = cells.randomLeavers[cell] ?? 0;
    check.expect(
      isWithinBinomialBound(atRisk, probability, leavers),
      () => `cell ${cell}: ${leavers} of ${atRisk} left, expected ${(atRisk * probability).toFixed(1)}`,
    );
  }
  return check;
}

function hiresWithinHalf({ hires, opening }: YearFacts): Check {
  const check = new Check('INV-27', 'WARN');
  check.expect(hires.rowCount * 2 <= opening, () => `${hires.rowCount} hires for ${opening} opening staff`);
  return check;
}

/** Quotas below this say little about the fit of the hazards. */
const MIN_QUOTA = 50;
const MIN_STRENGTH = 0.6;
const MAX_STRENGTH = 1.5;

function alignmentInRange({ alignment }: YearFacts): Check {
  const check = new Check('INV-28', 'WARN');
  for (const { process, quota, strength } of alignment) {
    if (quota < MIN_QUOTA || strength === null) continue;
    check.expect(
      strength >= MIN_STRENGTH && strength <= MAX_STRENGTH,
      () => `${process}: alignment strength ${strength.toFixed(2)}`,
    );
  }
  return check;
}

function terminationAfterHire({ hires, scheduledHires, snapshot, idOf }: YearFacts): Check {
  const check = new Check('INV-29');
  const simulated = hires.rowCount - scheduledHires;
  let right = 0;
  for (let row = snapshot.rowCount - simulated; row < snapshot.rowCount; row++) {
    const hasLeft = (snapshot.terminationReason[row] ?? 0) > 0;
    if (!hasLeft || (snapshot.terminationDay[row] ?? 0) > (snapshot.hireDay[row] ?? 0)) right += 1;
    else check.fail(() => `${idOf(snapshot.person[row] ?? 0)} leaves on or before the hire date`);
  }
  check.passed(right);
  return check;
}
