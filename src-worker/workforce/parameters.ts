import { toCents, toPpm } from '../../src-shared/arithmetic.ts';
import { daysInYear, toDay } from '../../src-shared/dates.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { valueInYear, type Yearly } from '../../src-shared/scenario/yearly.ts';
import type { Day, Ppm } from '../../src-shared/units.ts';
import type { FlowMode } from '../../src-shared/vocabulary.ts';
import { bandLookup, rowLookup } from '../population/bands.ts';
import { codesOf, endCode, startCode } from '../population/calendar.ts';
import type { PayRange } from '../population/levels.ts';
import { categoryThresholds, type CategoryThresholds } from '../random/draws.ts';
import { monthStarts } from './dates.ts';
import { rangePath } from './pay-range.ts';
import { multiplierTable, type MultiplierTable } from './multipliers.ts';
import { cumulativeShares } from './termination-reason.ts';

/**
 * The scenario in the engine's units: every number converted once to integers (ppm, cents, hundredths of hours), every
 * table joined by id, every yearly value resolved (INITIALIZATION of W-30). Nothing else in the engine reads the
 * scenario.
 */

/** A day of every year. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** When a change happens within the year (W-28). */
export type Timing =
  | ({ readonly kind: 'fixed' } & MonthDay)
  | { readonly kind: 'monthly'; readonly thresholds: CategoryThresholds }
  | { readonly kind: 'anniversary' };

export interface RetirementTable {
  /** Row and column by completed age and service; −1 where there is none. */
  readonly rowOfAge: Int8Array;
  readonly columnOfService: Int8Array;
  readonly rows: number;
  readonly columns: number;
  /** Probability in ppm by row × columns + column. */
  readonly ratesPpm: readonly Ppm[];
}

export interface ReductionRule extends MonthDay {
  readonly selection: 'random' | 'lastIn' | 'hazard';
  /** Departments in scope by name, levels by number; empty means all. */
  readonly departments: readonly string[];
  readonly levels: readonly number[];
  /** Weeks in millionths. */
  readonly weeksPerYear: number;
  readonly minWeeks: number;
  readonly maxWeeks: number;
}

export interface AgeBracket {
  readonly min: number;
  readonly max: number;
}

export interface HiringRule {
  readonly brackets: readonly AgeBracket[];
  readonly bracketThresholds: CategoryThresholds;
  /** Weights by level − 1; null means adaptive. */
  readonly levelMix: readonly number[] | null;
  /** Weights by department name; null means adaptive. */
  readonly departmentMix: Readonly<Record<string, number>> | null;
  readonly monthThresholds: CategoryThresholds;
  readonly partTimeShare: Ppm;
  /** Hundredths of weekly hours. */
  readonly partTimeHours: number;
  readonly fullTimeHours: number;
  /** By level − 1. */
  readonly percentile: readonly Ppm[];
  readonly market: readonly Ppm[];
  readonly noiseStdDev: Ppm;
}

export interface PromotionRule {
  readonly multipliers: MultiplierTable;
  readonly minMonthsInLevel: number;
  readonly timing: Timing;
  readonly increaseRate: Ppm;
  readonly spread: Ppm;
  readonly maxIncrease: Ppm;
  /** By level − 1; null where the general increase applies. */
  readonly byFromLevel: readonly (Ppm | null)[];
  readonly floorAtRangeMin: boolean;
}

export interface MeritRule {
  readonly timing: Timing;
  readonly minServiceMonths: number;
  /** By level − 1. */
  readonly weights: readonly Ppm[];
}

/** A market adjustment of a year (W-49). */
export interface MarketRow {
  readonly day: Day;
  readonly rate: Ppm;
  /** null means all. */
  readonly levels: readonly number[] | null;
  readonly departments: readonly string[] | null;
}

/** What does not depend on the year. */
export interface RunParameters {
  readonly startYear: number;
  readonly endYear: number;
  readonly startDay: Day;
  readonly seed: number;
  readonly mode: FlowMode;
  readonly levelNames: readonly string[];
  readonly ageBandIds: readonly string[];
  readonly tenureBandIds: readonly string[];
  /** Band index by completed years. */
  readonly ageBandOf: Uint8Array;
  readonly tenureBandOf: Uint8Array;
  /** Ranges of the start year by level − 1 (W-27). */
  readonly startRanges: readonly PayRange[];
  readonly termination: MultiplierTable;
  /** null when retirement is disabled. */
  readonly retirement: RetirementTable | null;
  /** Cumulative shares of voluntary, involuntary, disability, death in ppm (W-38). */
  readonly reasonShares: readonly Ppm[];
  /** Months of leaving; null means uniform over the days (W-39). */
  readonly leaveMonths: CategoryThresholds | null;
  readonly reduction: ReductionRule;
  readonly hiring: HiringRule;
  readonly promotion: PromotionRule;
  readonly merit: MeritRule;
}

/** What a year adds. */
export interface YearParameters {
  readonly year: number;
  /** D, 1 January and 31 December. */
  readonly days: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The first day of each month and of the next January. */
  readonly monthStarts: Int32Array;
  /** Start and end code (calendar.ts) of each day, by day − 1 January. */
  readonly startCodes: Int32Array;
  readonly endCodes: Int32Array;
  readonly growth: Ppm;
  readonly experiencedRate: Ppm;
  readonly newHireRate: Ppm;
  readonly promotionRate: Ppm;
  readonly meritBudget: Ppm;
  readonly colaRate: Ppm;
  readonly colaDay: Day;
  readonly reductionDay: Day;
  /** Adjustments of the year with a rate above 0, in the order of the scenario. */
  readonly market: readonly MarketRow[];
  /** By level − 1 (W-29). */
  readonly ranges: readonly PayRange[];
}

/** Value of a table that must have every id (W-28). Throws SCENARIO_INVALID. */
function required(table: Readonly<Record<string, number>>, id: string, setting: string): number {
  const value = table[id];
  if (value === undefined)
    throw new PlanAlignError('SCENARIO_INVALID', `${setting} has no value for ${id}`, { setting });
  return value;
}

const ppmByIds = (
  table: Readonly<Record<string, number>>,
  ids: readonly string[],
  setting: string,
): readonly Ppm[] => ids.map((id) => toPpm(required(table, id, setting)));

const toHundredths = (hours: number): number => toCents(hours);

/** A day of every year from its text, MM-DD. */
export const monthDay = (text: string): MonthDay => ({
  month: Number(text.slice(0, 2)),
  day: Number(text.slice(3, 5)),
});

/** A day of every year in one year. */
export const dayOf = (year: number, { month, day }: MonthDay): Day => toDay(year, month, day);

const monthThresholds = (weights: readonly number[]): CategoryThresholds =>
  categoryThresholds(weights.map(toPpm));

const timingOf = (
  timing: Scenario['compensation']['merit']['timing'] | Scenario['compensation']['promotion']['timing'],
): Timing => {
  switch (timing.kind) {
    case 'fixed':
      return { kind: 'fixed', ...monthDay(timing.date) };
    case 'monthly':
      return { kind: 'monthly', thresholds: monthThresholds(timing.weights) };
    case 'anniversary':
      return timing;
  }
};

const retirementOf = ({ enabled, table }: Scenario['workforce']['retirement']): RetirementTable | null =>
  enabled
    ? {
        rowOfAge: rowLookup(table.ages),
        columnOfService: rowLookup(table.service),
        rows: table.ages.length,
        columns: table.service.length,
        ratesPpm: table.rates.flat().map(toPpm),
      }
    : null;

const hiringOf = (hiring: Scenario['hiring'], levels: readonly string[]): HiringRule => {
  const { levelMix, departmentMix, pay } = hiring;
  return {
    brackets: hiring.ageDistribution,
    bracketThresholds: categoryThresholds(hiring.ageDistribution.map(({ weight }) => toPpm(weight))),
    levelMix: levelMix === 'adaptive' ? null : levels.map((level) => toPpm(levelMix[level] ?? 0)),
    departmentMix:
      departmentMix === 'adaptive'
        ? null
        : Object.fromEntries(Object.entries(departmentMix).map(([name, weight]) => [name, toPpm(weight)])),
    monthThresholds: monthThresholds(hiring.startDateProfile),
    partTimeShare: toPpm(hiring.partTimeShare),
    partTimeHours: toHundredths(hiring.partTimeHours),
    fullTimeHours: toHundredths(hiring.fullTimeHours),
    percentile: ppmByIds(pay.percentileByLevel, levels, 'hiring.pay.percentileByLevel'),
    market: ppmByIds(pay.marketAdjustmentByLevel, levels, 'hiring.pay.marketAdjustmentByLevel'),
    noiseStdDev: toPpm(pay.noiseStdDev),
  };
};

/** Resolves everything that does not depend on the year. Throws SCENARIO_INVALID and PERSON_MATCHES_NO_CELL. */
export function runParameters(scenario: Scenario): RunParameters {
  const { simulation, bands, jobLevels, workforce, hiring, compensation } = scenario;
  const { terminationHazard, promotionHazard, reduction } = workforce;
  const { promotion, merit } = compensation;
  const levels = jobLevels.map(({ level }) => String(level));
  const ageBandIds = bands.age.map(({ id }) => id);
  const tenureBandIds = bands.tenure.map(({ id }) => id);
  const multipliers = (
    tables: Pick<
      typeof terminationHazard | typeof promotionHazard,
      'ageMultipliers' | 'tenureMultipliers' | 'levelMultipliers'
    >,
    setting: string,
  ): MultiplierTable =>
    multiplierTable(
      ppmByIds(tables.ageMultipliers, ageBandIds, `${setting}.ageMultipliers`),
      ppmByIds(tables.tenureMultipliers, tenureBandIds, `${setting}.tenureMultipliers`),
      ppmByIds(tables.levelMultipliers, levels, `${setting}.levelMultipliers`),
    );
  const { voluntary, involuntary, disability, death } = terminationHazard.reasonShares;
  return {
    startYear: simulation.startYear,
    endYear: simulation.endYear,
    startDay: toDay(simulation.startYear, 1, 1),
    seed: simulation.randomSeed,
    mode: simulation.flowMode,
    levelNames: jobLevels.map(({ name }) => name),
    ageBandIds,
    tenureBandIds,
    ageBandOf: bandLookup(bands.age, 'bands.age'),
    tenureBandOf: bandLookup(bands.tenure, 'bands.tenure'),
    startRanges: jobLevels.map(({ minPay, maxPay }) => ({
      minCents: toCents(minPay),
      maxCents: toCents(maxPay),
    })),
    termination: multipliers(terminationHazard, 'workforce.terminationHazard'),
    retirement: retirementOf(workforce.retirement),
    reasonShares: cumulativeShares([voluntary, involuntary, disability, death].map(toPpm)),
    leaveMonths:
      terminationHazard.dateProfile === 'uniform' ? null : monthThresholds(terminationHazard.dateProfile),
    reduction: {
      ...monthDay(reduction.effectiveDate),
      selection: reduction.selection,
      departments: reduction.departments,
      levels: reduction.levels,
      weeksPerYear: toPpm(reduction.severanceWeeksPerYear),
      minWeeks: toPpm(reduction.minWeeks),
      maxWeeks: toPpm(reduction.maxWeeks),
    },
    hiring: hiringOf(hiring, levels),
    promotion: {
      multipliers: multipliers(promotionHazard, 'workforce.promotionHazard'),
      minMonthsInLevel: promotionHazard.minMonthsInLevel,
      timing: timingOf(promotion.timing),
      increaseRate: toPpm(promotion.increaseRate),
      spread: toPpm(promotion.spread),
      maxIncrease: toPpm(promotion.maxIncrease),
      byFromLevel: levels.map((level) => {
        const increase = promotion.byFromLevel[level];
        return increase === undefined ? null : toPpm(increase);
      }),
      floorAtRangeMin: promotion.floorAtRangeMin,
    },
    merit: {
      timing: timingOf(merit.timing),
      minServiceMonths: merit.minServiceMonths,
      weights: ppmByIds(merit.byLevelWeights, levels, 'compensation.merit.byLevelWeights'),
    },
  };
}

/** Resolves every year of the horizon, in order. */
export function yearParameters(scenario: Scenario): readonly YearParameters[] {
  const { simulation, jobLevels, workforce, compensation } = scenario;
  const { startYear, endYear } = simulation;
  const count = endYear - startYear + 1;
  const rangePaths = jobLevels.map(({ minPay, maxPay, rangeGrowthRate }) => ({
    min: rangePath(toCents(minPay), toPpm(rangeGrowthRate), count),
    max: rangePath(toCents(maxPay), toPpm(rangeGrowthRate), count),
  }));
  return Array.from({ length: count }, (_, index): YearParameters => {
    const year = startYear + index;
    const ppm = (value: Yearly): Ppm => toPpm(valueInYear(value, year));
    return {
      year,
      days: daysInYear(year),
      firstDay: toDay(year, 1, 1),
      lastDay: toDay(year, 12, 31),
      monthStarts: monthStarts(year),
      startCodes: codesOf(toDay(year, 1, 1), daysInYear(year), startCode),
      endCodes: codesOf(toDay(year, 1, 1), daysInYear(year), endCode),
      growth: ppm(workforce.targetGrowthRate),
      experiencedRate: ppm(workforce.experiencedTerminationRate),
      newHireRate: ppm(workforce.newHireTerminationRate),
      promotionRate: ppm(workforce.promotionHazard.annualRate),
      meritBudget: ppm(compensation.merit.budget),
      colaRate: ppm(compensation.cola.rate),
      colaDay: dayOf(year, monthDay(compensation.cola.effectiveDate)),
      reductionDay: dayOf(year, monthDay(workforce.reduction.effectiveDate)),
      market: compensation.market
        .filter((row) => row.year === year && toPpm(row.rate) > 0)
        .map((row) => ({
          day: dayOf(year, monthDay(row.date)),
          rate: toPpm(row.rate),
          levels: row.levels ?? null,
          departments: row.departments ?? null,
        })),
      ranges: rangePaths.map(({ min, max }) => ({
        minCents: min[index] ?? 0,
        maxCents: max[index] ?? 0,
      })),
    };
  });
}
