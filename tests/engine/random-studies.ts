import fc from 'fast-check';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { dateOf, day, dayOf, yearsBetween } from '../reference/calendar.ts';
import type { CensusPerson } from '../reference/census.ts';
import { defaultScenario } from '../reference/scenarios.ts';

/**
 * Random scenarios and censuses for the comparison of the engine with the reference. They lean towards the awkward:
 * rates of 0 and 1, dates at the ends of years and on 29 February, ids of several scripts, empty groups.
 */

export interface Study {
  readonly scenario: Scenario;
  readonly people: readonly CensusPerson[];
  readonly replicate: number;
}

/** A value with at most six decimals between two bounds. */
const decimal = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.ceil(min * 1e6), max: Math.floor(max * 1e6) }).map((ppm) => Number(`${ppm}e-6`));

const often = <T>(common: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: common, weight }, { arbitrary: rare, weight: 1 });

const rateOf = (typicalMax: number, max: number): fc.Arbitrary<number> =>
  often(decimal(0, typicalMax), fc.constantFrom(0, 0.000001, max, max / 2), 3);

const yearly = (value: fc.Arbitrary<number>, startYear: number) =>
  often<number | Record<string, number>>(
    value,
    fc.dictionary(fc.integer({ min: startYear - 2, max: startYear + 4 }).map(String), value, {
      minKeys: 1,
      maxKeys: 3,
    }),
    3,
  );

const monthDay = fc.oneof(
  fc.constantFrom('01-01', '12-31', '02-28', '03-01', '04-01', '06-30', '12-30'),
  fc.integer({ min: 0, max: 364 }).map((offset) => {
    const date = dateOf(day('2025-01-01') + offset);
    return `${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
  }),
);

const weight = fc.oneof(fc.integer({ min: 0, max: 30 }), decimal(0, 1));
const weightsOf = (length: number): fc.Arbitrary<number[]> =>
  fc
    .array(weight, { minLength: length, maxLength: length })
    .map((list) => (list.some((one) => one > 0) ? list : list.map(() => 1)));
const monthWeights = fc.oneof(
  weightsOf(12),
  fc.constantFrom(11, 1, 0).map((month) => Array.from({ length: 12 }, (_, i) => (i === month ? 1 : 0))),
);

const multiplier = fc.oneof(
  { arbitrary: decimal(0.1, 3), weight: 16 },
  { arbitrary: fc.constantFrom(0, 1, 25, 0.001), weight: 1 },
);

interface BandCut {
  readonly id: string;
  readonly label: string;
  readonly min: number;
  readonly max: number | null;
}

const bands = (prefix: string, highest: number): fc.Arbitrary<BandCut[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max: highest }), { maxLength: 5 }).map((cuts) => {
    const bounds = [0, ...cuts.sort((a, b) => a - b)];
    return bounds.map((min, i) => ({
      id: `${prefix}${i + 1}`,
      label: `from ${min}`,
      min,
      max: bounds[i + 1] ?? null,
    }));
  });

const perKey = (keys: readonly string[], value: fc.Arbitrary<number>): fc.Arbitrary<Record<string, number>> =>
  fc
    .array(value, { minLength: keys.length, maxLength: keys.length })
    .map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i] ?? 0])));

const jobLevels = fc
  .record({
    ranges: fc.array(
      fc.record({
        step: fc.integer({ min: -5_000, max: 40_000 }),
        width: fc.integer({ min: 1, max: 60_000 }),
        cents: fc.integer({ min: 0, max: 99 }),
        growth: fc.constantFrom(0, 0.02, 0.031234, -0.05, 0.2),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ ranges }) => {
    let floor = 30_000;
    return ranges.map(({ step, width, cents, growth }, i) => {
      floor = Math.max(1_000, floor + step);
      const minPay = Number(`${floor}.${String(cents).padStart(2, '0')}`);
      floor += width;
      return { level: i + 1, name: `Grade ${i + 1}`, minPay, maxPay: floor + 1, rangeGrowthRate: growth };
    });
  });

const DEPARTMENTS = ['Sales', 'sales', 'Ärzte', 'Zürich', '\u{1F600} Fun', 'A|B', 'Unassigned', '営業部'];

const ageDistribution = fc
  .array(
    fc.record({ min: fc.integer({ min: 14, max: 98 }), width: fc.integer({ min: 1, max: 40 }), weight }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((list) =>
    list.map((one, i) => ({
      min: one.min,
      max: Math.min(100, one.min + one.width),
      weight: i === 0 ? one.weight + 1 : one.weight,
    })),
  );

const retirementTable = fc
  .record({
    ages: fc.uniqueArray(fc.integer({ min: 18, max: 80 }), { minLength: 1, maxLength: 4 }),
    service: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
    rates: fc.array(rateOf(0.4, 1), { minLength: 12, maxLength: 12 }),
  })
  .map(({ ages, service, rates }) => {
    const columns = [0, ...service.sort((a, b) => a - b)];
    return {
      ages: ages.sort((a, b) => a - b),
      service: columns,
      rates: ages.map((_, row) => columns.map((__, column) => rates[row * 3 + column] ?? 0)),
    };
  });

/** Settings that follow from the bands, levels and first year. */
function scenarioArbitrary(
  startYear: number,
  frame: { age: BandCut[]; tenure: BandCut[]; levels: Scenario['jobLevels'] },
): fc.Arbitrary<Scenario> {
  const ageIds = frame.age.map((band) => band.id);
  const tenureIds = frame.tenure.map((band) => band.id);
  const levelIds = frame.levels.map((level) => String(level.level));
  const levelNumbers = frame.levels.map((level) => level.level);
  const multipliers = {
    ageMultipliers: perKey(ageIds, multiplier),
    tenureMultipliers: perKey(tenureIds, multiplier),
    levelMultipliers: perKey(levelIds, multiplier),
  };
  const fixed = fc.record({ kind: fc.constant('fixed' as const), date: monthDay });
  const monthly = fc.record({ kind: fc.constant('monthly' as const), weights: monthWeights });
  const anniversary = fc.constant({ kind: 'anniversary' as const });
  const growth = often(decimal(-0.1, 0.15), fc.constantFrom(0, -1, -0.5, 0.5, 1, -0.25), 5);
  return fc.record({
    schemaVersion: fc.constant(defaultScenario.schemaVersion),
    name: fc.constant('Random'),
    description: fc.constant(''),
    simulation: fc.record({
      startYear: fc.constant(startYear),
      endYear: fc.integer({ min: startYear, max: startYear + 4 }),
      randomSeed: often(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.constantFrom(0, 2 ** 53 - 1, 2 ** 32, 2 ** 40 + 7),
      ),
      flowMode: fc.constantFrom('exact' as const, 'stochastic' as const),
    }),
    bands: fc.constant({ age: frame.age, tenure: frame.tenure }),
    jobLevels: fc.constant(frame.levels),
    workforce: fc.record({
      targetGrowthRate: yearly(growth, startYear),
      experiencedTerminationRate: yearly(rateOf(0.3, 1), startYear),
      newHireTerminationRate: yearly(rateOf(0.5, 0.99), startYear),
      terminationHazard: fc.record({
        ...multipliers,
        reasonShares: weightsOf(4).map(([voluntary = 0, involuntary = 0, disability = 0, death = 0]) => ({
          voluntary,
          involuntary,
          disability,
          death,
        })),
        dateProfile: fc.oneof(fc.constant('uniform' as const), monthWeights),
      }),
      retirement: fc.record({ enabled: fc.boolean(), table: retirementTable }),
      promotionHazard: fc.record({
        annualRate: yearly(rateOf(0.3, 1), startYear),
        ...multipliers,
        minMonthsInLevel: fc.constantFrom(0, 1, 6, 12, 24),
      }),
      reduction: fc.record({
        effectiveDate: monthDay,
        selection: fc.constantFrom('random' as const, 'lastIn' as const, 'hazard' as const),
        departments: often(fc.constant<string[]>([]), fc.subarray(DEPARTMENTS, { minLength: 1 }), 3),
        levels: often(fc.constant<number[]>([]), fc.subarray(levelNumbers, { minLength: 1 }), 3),
        severanceWeeksPerYear: fc.constantFrom(0, 1, 2, 2.5, 104),
        minWeeks: fc.constantFrom(0, 2, 3.25),
        maxWeeks: fc.constantFrom(4, 26, 104),
      }),
    }),
    hiring: fc.record({
      ageDistribution,
      levelMix: fc.oneof(
        fc.constant('adaptive' as const),
        weightsOf(levelIds.length).map((list) =>
          Object.fromEntries(levelIds.map((id, i) => [id, list[i] ?? 0] as const)),
        ),
      ),
      departmentMix: fc.oneof(
        fc.constant('adaptive' as const),
        fc
          .dictionary(fc.constantFrom(...DEPARTMENTS, 'New site'), weight, { minKeys: 1, maxKeys: 4 })
          .filter((mix) => Object.values(mix).some((one) => one > 0)),
      ),
      startDateProfile: monthWeights,
      partTimeShare: rateOf(0.5, 1),
      partTimeHours: fc.constantFrom(1, 20, 37.5),
      fullTimeHours: often(fc.constant(40), fc.constantFrom(38.5, 80, 1)),
      pay: fc.record({
        percentileByLevel: perKey(levelIds, rateOf(1, 1)),
        marketAdjustmentByLevel: perKey(levelIds, often(decimal(-0.2, 0.2), fc.constantFrom(-0.5, 1))),
        noiseStdDev: rateOf(0.1, 0.25),
      }),
    }),
    compensation: fc.record({
      cola: fc.record({ rate: yearly(rateOf(0.05, 0.25), startYear), effectiveDate: monthDay }),
      promotion: fc.record({
        increaseRate: rateOf(0.3, 1),
        spread: rateOf(0.3, 1),
        maxIncrease: rateOf(0.5, 1),
        byFromLevel: fc.dictionary(fc.constantFrom(...levelIds), rateOf(0.3, 1), { maxKeys: 2 }),
        floorAtRangeMin: fc.boolean(),
        timing: fc.oneof(fixed, monthly),
      }),
      merit: fc.record({
        budget: yearly(rateOf(0.06, 0.25), startYear),
        byLevelWeights: perKey(levelIds, often(decimal(0.5, 2), fc.constantFrom(0, 1, 100), 12)).map(
          (table) => (Object.values(table).some((one) => one > 0) ? table : { ...table, '1': 1 }),
        ),
        minServiceMonths: fc.constantFrom(0, 1, 6, 12, 60),
        timing: fc.oneof(fixed, monthly, anniversary),
      }),
      market: fc.array(
        fc
          .record({
            year: fc.integer({ min: startYear, max: startYear + 2 }),
            date: monthDay,
            rate: rateOf(0.1, 0.5),
            levels: fc.option(fc.subarray(levelNumbers, { minLength: 1 }), { nil: null }),
            departments: fc.option(fc.subarray(DEPARTMENTS, { minLength: 1 }), { nil: null }),
          })
          .map(({ levels, departments, ...row }) => ({
            ...row,
            ...(levels === null ? {} : { levels }),
            ...(departments === null ? {} : { departments }),
          })),
        { maxLength: 3 },
      ),
    }),
    segments: fc.constant(defaultScenario.segments),
    limits: fc.constant(defaultScenario.limits),
    planDesigns: fc.constant(defaultScenario.planDesigns),
    // The workforce alone; studies with plans are made from random designs.
    planTimeline: fc.constant([]),
  });
}

const identifier = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }).map((n) => `E${String(n).padStart(5, '0')}`),
  fc.integer({ min: 0, max: 99_999 }).map(String),
  fc.constantFrom(
    'Zoë',
    'José',
    '007',
    'nh-2025-000001',
    'Ω-1',
    '\u{1F600}',
    '\uFF21',
    'ß',
    'a b',
    'z',
    '従業員1',
    'NH',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).map((text) => `x${text}x`),
);

const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

function personArbitrary(startYear: number, levels: Scenario['jobLevels']): fc.Arbitrary<CensusPerson> {
  const start = dayOf(startYear, 1, 1);
  const boundary = fc.constantFrom(
    start - 1,
    start - 365,
    start - 366,
    dayOf(startYear - (startYear % 4) - 4, 2, 29),
    dayOf(startYear - 1, 7, 1),
    dayOf(startYear - 1, 2, 29),
  );
  const past = fc.integer({ min: start - 366 * 35, max: start - 1 });
  const lastYear = fc.integer({ min: start - 365, max: start - 1 });
  const future = fc.oneof(
    fc.integer({ min: start, max: start + 366 * 4 }),
    fc.constantFrom(start, dayOf(startYear, 12, 31), dayOf(startYear + 1, 12, 31), dayOf(startYear, 12, 30)),
  );
  const hire = fc.oneof(
    { arbitrary: past, weight: 8 },
    { arbitrary: lastYear, weight: 3 },
    { arbitrary: boundary, weight: 1 },
    { arbitrary: future, weight: 1 },
  );
  const birth = fc.oneof(
    { arbitrary: fc.integer({ min: 14 * 366, max: 366 * 72 }), weight: 8 },
    { arbitrary: fc.constantFrom(16 * 366, 55 * 366, 65 * 366), weight: 1 },
  );
  const leaves = fc.oneof(
    { arbitrary: fc.constant(null), weight: 9 },
    {
      arbitrary: fc.oneof(
        fc.integer({ min: start - 700, max: start + 366 * 6 }),
        fc.constantFrom(start, start - 1, dayOf(startYear, 12, 31), dayOf(startYear + 1, 1, 1)),
      ),
      weight: 1,
    },
  );
  const boundaries = levels
    .flatMap((level) => [level.minPay, level.maxPay])
    .map((pay) => Math.round(pay * 100));
  return fc
    .record({
      id: identifier,
      ageInDays: birth,
      leapBirth: fc.boolean(),
      hire,
      leaves,
      sameDay: fc.integer({ min: 0, max: 40 }),
      reason: fc.constantFrom(
        'voluntary' as const,
        'involuntary' as const,
        'retirement' as const,
        'death' as const,
        'disability' as const,
      ),
      inactive: fc.integer({ min: 0, max: 40 }),
      pay: often(fc.integer({ min: 1_500_000, max: 60_000_000 }), fc.constantFrom(100_000, ...boundaries)),
      hours: fc.constantFrom(0, 0, 0, 4_000, 2_000, 3_750, 4_500),
      union: fc.boolean(),
      flsa: fc.constantFrom('none' as const, 'exempt' as const, 'nonexempt' as const),
      level: often(
        fc.constant(null),
        fc.constantFrom('Chief', '99', ...levels.flatMap((level) => [String(level.level), level.name])),
        2,
      ),
      department: fc.constantFrom(...DEPARTMENTS, 'Sales', 'Sales', 'Sales'),
      location: nullable(fc.constantFrom('Oslo', 'Åre')),
      costCentre: nullable(fc.constantFrom('100', '200')),
      jobTitle: nullable(fc.constantFrom('Clerk', 'clerk')),
    })
    .map(({ ageInDays, leapBirth, leaves: termination, sameDay, inactive, ...person }) => {
      const youngest = Math.max(Math.min(person.hire, start) - ageInDays, start - 99 * 365);
      const { year } = dateOf(youngest);
      const birthDay = leapBirth && year % 4 === 0 && year !== 1900 ? dayOf(year, 2, 29) : youngest;
      const tooYoung = yearsBetween(birthDay, person.hire) < 14;
      const lastDay = sameDay === 0 && person.hire >= start ? person.hire : termination;
      const leavesAt = lastDay !== null && lastDay >= person.hire ? lastDay : null;
      const { reason, ...rest } = person;
      return {
        ...rest,
        birth: tooYoung ? birthDay - 366 : birthDay,
        termination: leavesAt,
        reason: leavesAt === null ? ('none' as const) : reason,
        inactive: leavesAt === null && inactive === 0,
      };
    });
}

/** Largest yearly value. */
const highest = (value: number | Readonly<Record<string, number>>): number =>
  typeof value === 'number' ? value : Math.max(...Object.values(value));

/** People a run may grow to and still be quick in the reference. */
const MOST_PEOPLE = 300;

/** Fewer census rows where growth and same-year leaving would hire thousands. */
function limited(study: Study): Study {
  const { workforce, simulation } = study.scenario;
  const years = simulation.endYear - simulation.startYear + 1;
  const growth = Math.max(0, highest(workforce.targetGrowthRate));
  const leaving = highest(workforce.experiencedTerminationRate) + growth;
  const factor = (1 + growth) ** years * (1 + leaving / (1 - highest(workforce.newHireTerminationRate)));
  const people = study.people.slice(0, Math.max(1, Math.floor(MOST_PEOPLE / factor)));
  return { ...study, people };
}

/** A random study. Ids are unique also as person keys see them: trimmed and composed. */
export const study = (): fc.Arbitrary<Study> =>
  fc
    .record({
      startYear: fc.constantFrom(2000, 2024, 2025, 2026, 2028, 2096),
      age: often(fc.constant<BandCut[]>(defaultScenario.bands.age), bands('a', 75)),
      tenure: often(fc.constant<BandCut[]>(defaultScenario.bands.tenure), bands('t', 30)),
      levels: often(fc.constant<Scenario['jobLevels']>(defaultScenario.jobLevels), jobLevels, 2),
    })
    .chain(({ startYear, ...frame }) =>
      fc.record({
        scenario: scenarioArbitrary(startYear, frame),
        people: fc.uniqueArray(personArbitrary(startYear, frame.levels), {
          minLength: 0,
          maxLength: 120,
          size: 'max',
          selector: (person) => person.id.trim().normalize('NFC'),
        }),
        replicate: often(fc.constant(0), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
      }),
    )
    .map(limited);
