import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { cents, hundredths, ppm } from './exact.ts';
import { normalise } from './allocate.ts';
import type { Multipliers, Parameters, Timing, Yearly } from './parameters.ts';

/** A yearly value (W-28): a missing year takes the latest earlier entry, before the first entry the first. */
function yearly(value: number | Readonly<Record<string, number>>): Yearly {
  if (typeof value === 'number') return () => ppm(value);
  const entries = Object.entries(value)
    .map(([year, rate]) => ({ year: Number(year), rate: ppm(rate) }))
    .sort((a, b) => a.year - b.year);
  return (year) => {
    let found = entries[0]?.rate ?? 0n;
    for (const entry of entries) if (entry.year <= year) found = entry.rate;
    return found;
  };
}

const byName = (table: Readonly<Record<string, number>>): Map<string, bigint> =>
  new Map(Object.entries(table).map(([name, value]) => [name, ppm(value)]));

const byLevel = (table: Readonly<Record<string, number>>): Map<number, bigint> =>
  new Map(Object.entries(table).map(([level, value]) => [Number(level), ppm(value)]));

const multipliers = (tables: {
  readonly ageMultipliers: Readonly<Record<string, number>>;
  readonly tenureMultipliers: Readonly<Record<string, number>>;
  readonly levelMultipliers: Readonly<Record<string, number>>;
}): Multipliers => ({
  age: byName(tables.ageMultipliers),
  tenure: byName(tables.tenureMultipliers),
  level: byLevel(tables.levelMultipliers),
});

const weights = (list: readonly number[]): bigint[] => normalise(list.map(ppm));

function timing(
  value:
    | { readonly kind: 'fixed'; readonly date: string }
    | { readonly kind: 'monthly'; readonly weights: readonly number[] }
    | { readonly kind: 'anniversary' },
): Timing {
  return value.kind === 'monthly' ? { kind: 'monthly', weights: weights(value.weights) } : value;
}

/** A scenario in exact units. */
export function readScenario(scenario: Scenario): Parameters {
  const { simulation, bands, workforce, hiring, compensation } = scenario;
  const { terminationHazard, retirement, reduction } = workforce;
  const shares = terminationHazard.reasonShares;
  const levelNumbers = scenario.jobLevels.map((level) => level.level);
  const levelMix = hiring.levelMix;
  return {
    startYear: simulation.startYear,
    endYear: simulation.endYear,
    seed: BigInt(simulation.randomSeed),
    exact: simulation.flowMode === 'exact',
    ageBands: bands.age,
    tenureBands: bands.tenure,
    levels: scenario.jobLevels.map((level) => ({
      level: level.level,
      name: level.name,
      min: cents(level.minPay),
      max: cents(level.maxPay),
      growth: ppm(level.rangeGrowthRate),
    })),
    growth: yearly(workforce.targetGrowthRate),
    experiencedRate: yearly(workforce.experiencedTerminationRate),
    newHireRate: yearly(workforce.newHireTerminationRate),
    termination: multipliers(terminationHazard),
    reasonShares: weights([shares.voluntary, shares.involuntary, shares.disability, shares.death]),
    dateProfile: terminationHazard.dateProfile === 'uniform' ? null : weights(terminationHazard.dateProfile),
    retirement: retirement.enabled
      ? {
          ages: retirement.table.ages,
          service: retirement.table.service,
          rates: retirement.table.rates.map((row) => row.map(ppm)),
        }
      : null,
    promotionRate: yearly(workforce.promotionHazard.annualRate),
    promotion: multipliers(workforce.promotionHazard),
    minMonthsInLevel: workforce.promotionHazard.minMonthsInLevel,
    reduction: {
      date: reduction.effectiveDate,
      selection: reduction.selection,
      departments: reduction.departments,
      levels: reduction.levels,
      weeksPerYear: ppm(reduction.severanceWeeksPerYear),
      minWeeks: ppm(reduction.minWeeks),
      maxWeeks: ppm(reduction.maxWeeks),
    },
    hiring: {
      ages: hiring.ageDistribution,
      ageWeights: weights(hiring.ageDistribution.map((bracket) => bracket.weight)),
      levelMix:
        levelMix === 'adaptive' ? null : levelNumbers.map((level) => ppm(levelMix[String(level)] ?? 0)),
      departmentMix: hiring.departmentMix === 'adaptive' ? null : byName(hiring.departmentMix),
      startProfile: weights(hiring.startDateProfile),
      partTimeShare: ppm(hiring.partTimeShare),
      partTimeHours: hundredths(hiring.partTimeHours),
      fullTimeHours: hundredths(hiring.fullTimeHours),
      percentile: byLevel(hiring.pay.percentileByLevel),
      market: byLevel(hiring.pay.marketAdjustmentByLevel),
      noise: ppm(hiring.pay.noiseStdDev),
    },
    colaRate: yearly(compensation.cola.rate),
    colaDate: compensation.cola.effectiveDate,
    increase: {
      rate: ppm(compensation.promotion.increaseRate),
      spread: ppm(compensation.promotion.spread),
      max: ppm(compensation.promotion.maxIncrease),
      byFromLevel: byLevel(compensation.promotion.byFromLevel),
      floorAtRangeMin: compensation.promotion.floorAtRangeMin,
      timing: timing(compensation.promotion.timing),
    },
    meritBudget: yearly(compensation.merit.budget),
    meritWeights: byLevel(compensation.merit.byLevelWeights),
    meritMinServiceMonths: compensation.merit.minServiceMonths,
    meritTiming: timing(compensation.merit.timing),
    market: compensation.market.map((row) => ({
      year: row.year,
      date: row.date,
      levels: row.levels ?? null,
      departments: row.departments ?? null,
      rate: ppm(row.rate),
    })),
  };
}
