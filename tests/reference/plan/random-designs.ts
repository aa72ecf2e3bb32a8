import fc from 'fast-check';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { day, dayOf, iso } from '../calendar.ts';
import type { CensusPerson, CensusPlanFacts } from '../census.ts';
import { at } from '../exact.ts';
import { defaultScenario } from '../scenarios.ts';
import { randomCore, randomMatch } from './random-contributions.ts';
import type { Design } from './designs.ts';

/**
 * Random plan designs, timelines and census facts, valid under the scenario schema. They lean towards the awkward:
 * bounds of every range, dates at the ends of the year, rates that meet a limit exactly.
 */

/** Last year a timeline may name. */
const LAST_YEAR = 2100;

/** What of a scenario the plan side owns. */
type PlanSettings = Pick<Scenario, 'segments' | 'limits' | 'planDesigns' | 'planTimeline'>;

const share = (max = 1): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: max * 10_000 }).map((n) => Number(`${n}e-4`)), weight: 4 },
    { arbitrary: fc.constantFrom(0, max), weight: 1 },
  );
/** A factor near 1, with as many decimals as are kept. */
const factor = fc.oneof(
  fc.integer({ min: 1, max: 25_000 }).map((n) => Number(`${n}e-4`)),
  fc.constantFrom(0, 1, 0.333333),
);

const monthDay = fc.oneof(
  fc.constantFrom('01-01', '01-15', '12-31', '02-28', '03-01', '06-15', '07-01'),
  fc.integer({ min: 0, max: 364 }).map((offset) => iso(day('2025-01-01') + offset).slice(5)),
);

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const sometimes = <T>(value: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight }, { arbitrary: value, weight: 1 });

const perSegment = (count: number, value: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc.array(value, { minLength: count, maxLength: count });

const segmentBounds = (cuts: readonly number[], name: string) =>
  [0, ...cuts].map((min, i) => ({ name: `${name} ${i + 1}`, min, max: cuts[i] ?? null }));

const segments: fc.Arbitrary<Scenario['segments']> = fc.oneof(
  fc.constant(defaultScenario.segments),
  fc
    .record({
      ages: fc.uniqueArray(fc.integer({ min: 20, max: 70 }), { maxLength: 3 }),
      incomes: fc.uniqueArray(fc.integer({ min: 20, max: 400 }), { maxLength: 3 }),
    })
    .map(({ ages, incomes }) => ({
      behaviourAge: segmentBounds(
        ages.sort((a, b) => a - b),
        'Age',
      ),
      income: segmentBounds(
        incomes.sort((a, b) => a - b).map((thousands) => thousands * 1_000 + 0.01),
        'Income',
      ),
    })),
);

const hireCutoff = (startYear: number): fc.Arbitrary<string | null> =>
  sometimes(fc.integer({ min: -1_500, max: 800 }).map((offset) => iso(dayOf(startYear, 1, 1) + offset)));

type ExcludedClass = Design['eligibility']['excludedClasses'][number];

const classOf = (
  field: ExcludedClass['field'],
  values: fc.Arbitrary<ExcludedClass['values']>,
): fc.Arbitrary<ExcludedClass> => values.map((list) => ({ field, values: list }));

const excludedClasses = (levels: readonly number[]): fc.Arbitrary<ExcludedClass[]> =>
  fc.oneof(
    { arbitrary: fc.constant<ExcludedClass[]>([]), weight: 3 },
    {
      arbitrary: fc.array(
        fc.oneof(
          classOf('department', fc.constant(['Sales', 'Zürich'])),
          classOf('location', fc.constant(['Oslo'])),
          classOf('flsaStatus', fc.constant(['nonexempt'])),
          classOf('unionMember', fc.constant([true])),
          classOf('level', fc.subarray([...levels], { minLength: 1, maxLength: Math.min(2, levels.length) })),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      weight: 1,
    },
  );

function eligibility(levels: readonly number[]): fc.Arbitrary<Design['eligibility']> {
  return fc.record({
    minimumAge: oneOf(0, 18, 21, 21, 20),
    serviceBasis: oneOf('none', 'none', 'days', 'months', 'oneYear', 'hours', 'hours'),
    waitingDays: oneOf(0, 1, 30, 90, 365),
    waitingMonths: oneOf(0, 1, 3, 12),
    hoursRequired: oneOf(1_000, 1_000, 500, 1, 832),
    longTermPartTime: fc.boolean(),
    excludedClasses: excludedClasses(levels),
    bridgeService: fc.boolean(),
    compensationFrom: oneOf('entry' as const, 'year' as const),
    newHireIneligibility: fc.record({
      source: oneOf('none', 'none', 'dial', 'censusShare'),
      probability: share(),
    }),
  });
}

const steps = (bounds: readonly number[]): fc.Arbitrary<Record<string, number>[]> =>
  perSegment(bounds.length, factor).map((factors) =>
    bounds.map((bound, i) => ({ [String(bound)]: factors[i] ?? 1 })),
  );

function autoEnrollment(
  ages: number,
  incomes: number,
  startYear: number,
): fc.Arbitrary<Design['autoEnrollment']> {
  return fc.record({
    enabled: oneOf(true, true, true, false),
    arrangement: oneOf('ACA' as const, 'EACA' as const, 'QACA' as const),
    scope: oneOf('newEntrants' as const, 'allEligible' as const),
    hireDateCutoff: hireCutoff(startYear),
    windowDays: oneOf(0, 30, 45, 45, 90, 365),
    graceDays: oneOf(0, 1, 30, 90),
    sweepDate: monthDay,
    defaultRate: oneOf(0.01, 0.03, 0.06, 0.15, 0.0333),
    reenroll: oneOf('never' as const, 'never' as const, 'annual' as const),
    withdrawal: fc.boolean(),
    optOut: fc.record({
      baseRate: oneOf(0.3, 0.09, 0, 1),
      ageFactors: perSegment(ages, factor),
      incomeFactors: perSegment(incomes, factor),
    }),
  });
}

function voluntaryEnrollment(ages: number, incomes: number): fc.Arbitrary<Design['voluntaryEnrollment']> {
  const dial = oneOf(1, 1, 0.6, 1.5, 5, 0);
  return fc.record({
    proactive: fc
      .record({
        enabled: oneOf(true, true, false),
        ageRates: perSegment(ages, share()),
        dial,
        windowStartDay: oneOf(0, 7, 40),
        width: oneOf(1, 28, 300),
      })
      .map(({ width, ...rest }) => ({ ...rest, windowEndDay: rest.windowStartDay + width })),
    atEntry: fc.record({
      enabled: oneOf(true, true, false),
      ageRates: perSegment(ages, share()),
      incomeFactors: perSegment(incomes, factor),
      levelFactors: steps([1, 3, 5]),
      dial,
      lagDays: oneOf(0, 0, 1, 60, 365),
    }),
    yearOverYear: fc.record({
      enabled: oneOf(true, true, false),
      ageRates: perSegment(ages, share()),
      incomeFactors: perSegment(incomes, factor),
      tenureFactors: steps([0, 2, 5]),
      dial,
      date: monthDay,
      startRates: perSegment(ages, share(0.1)),
      includeOptedOut: fc.boolean(),
    }),
  });
}

const electedRate = oneOf(0, 0.03, 0.05, 0.1, 0.123456, 0.25, 0.6, 1);

function deferral(ages: number, incomes: number): fc.Arbitrary<Design['deferral']> {
  return fc.record({
    defaultRates: fc.array(perSegment(incomes, electedRate), { minLength: ages, maxLength: ages }),
    minimumRate: oneOf(0, 0.01, 0.02),
    maximumRate: oneOf(0.75, 0.75, 1, 0.1, 0.05, 0.3),
    hceMaximumRate: sometimes(oneOf(0, 0.04, 0.08, 0.5)),
    payBasis: oneOf('uncapped' as const, 'capped' as const),
    magnet: fc.record({ enabled: fc.boolean(), probability: share() }),
    catchUp: fc.record({ allowed: oneOf(true, true, false), superCatchUp: fc.boolean() }),
    roth: fc.record({ available: oneOf(true, true, false), electionShare: oneOf(0.5, 0.15, 1, 0) }),
    censusMissingRate: oneOf(0.03, 0.2, 0),
  });
}

function autoEscalation(startYear: number): fc.Arbitrary<Design['autoEscalation']> {
  return fc.record({
    enabled: oneOf(true, true, false),
    scope: oneOf('autoEnrolled' as const, 'allParticipants' as const),
    hireDateCutoff: hireCutoff(startYear),
    effectiveDay: monthDay,
    increment: oneOf(0.01, 0.02, 0.001, 0.05, 0.0123),
    cap: oneOf(0.1, 0.06, 0, 1, 0.15),
    firstEscalationDelayYears: oneOf(0, 1, 1, 2),
    minimumChange: oneOf(0.001, 0, 0.01),
    optOutProbability: oneOf(0, 0.2, 0.5, 1),
  });
}

const matchResponse: fc.Arbitrary<Design['matchResponse']> = fc.record({
  enabled: oneOf(true, true, true, false),
  upShare: oneOf(0.4, 0.9, 1),
  upToCeilingShare: share(),
  downShare: oneOf(0.15, 0.8, 1),
  downToCeilingShare: share(),
  partialFactor: oneOf(0.5, 0.25, 0, 1, 0.333333),
});

const schedule: fc.Arbitrary<Design['vesting']['match']> = oneOf<Design['vesting']['match']>(
  'immediate',
  'cliff1',
  'cliff2',
  'cliff3',
  'graded3',
  'graded4',
  'graded5',
  'graded6',
  [0, 12.34, 50, 100],
  [100],
  [5, 10, 20],
);

const vesting: fc.Arbitrary<Design['vesting']> = fc.record({
  match: schedule,
  core: schedule,
  serviceMethod: oneOf('elapsed' as const, 'hours' as const),
  hoursRequired: oneOf(1_000, 1_000, 1, 750),
  normalRetirementAge: oneOf(65, 55, 60),
  nraParticipationYears: oneOf(0, 1, 5),
  fullOnDeath: fc.boolean(),
  fullOnDisability: fc.boolean(),
  excludeServiceBefore18: fc.boolean(),
});

const forfeitures = (startYear: number): fc.Arbitrary<Design['forfeitures']> =>
  fc.record({
    policy: oneOf('offset' as const, 'expenses' as const, 'reallocate' as const, 'reallocate' as const),
    openingPool: oneOf(0, 0.01, 12_000, 250_000, 5_000_000),
    planExpensesByYear: oneOf<Record<string, number>>(
      {},
      { [String(startYear)]: 2_500, [String(startYear + 2)]: 100_000.55 },
    ),
    assumedAnnualReturn: oneOf(0, 0.05, -0.5, 0.5, 0.071234),
  });

const defaultDesign = at(defaultScenario.planDesigns, 0);

interface Frame {
  readonly startYear: number;
  readonly levels: readonly number[];
  readonly ages: number;
  readonly incomes: number;
}

function design(id: string, { startYear, levels, ages, incomes }: Frame): fc.Arbitrary<Design> {
  return fc.record({
    id: fc.constant(id),
    name: fc.constant(`Design ${id}`),
    eligibility: eligibility(levels),
    entry: fc.record({
      frequency: oneOf('immediate', 'immediate', 'monthly', 'quarterly', 'semiannual', 'annual'),
    }),
    autoEnrollment: autoEnrollment(ages, incomes, startYear),
    voluntaryEnrollment: voluntaryEnrollment(ages, incomes),
    deferral: deferral(ages, incomes),
    autoEscalation: autoEscalation(startYear),
    matchResponse,
    match: randomMatch,
    core: randomCore,
    vesting,
    forfeitures: forfeitures(startYear),
    testing: fc.boolean().map((topPaidGroup) => ({ ...defaultDesign.testing, topPaidGroup })),
  });
}

/** A random plan for a scenario: up to three designs, one after the other, in any years around the horizon. */
export function randomPlan({ simulation, jobLevels }: Scenario): fc.Arbitrary<PlanSettings> {
  const { startYear } = simulation;
  return segments.chain((bounds) => {
    const frame: Frame = {
      startYear,
      levels: jobLevels.map((level) => level.level),
      ages: bounds.behaviourAge.length,
      incomes: bounds.income.length,
    };
    return fc
      .record({
        designs: fc.tuple(design('a', frame), design('b', frame), design('c', frame)),
        first: oneOf(startYear, startYear - 3, startYear - 1, startYear, startYear + 1),
        gaps: fc.array(oneOf(1, 1, 2, 3), { maxLength: 3 }),
        ids: fc.shuffledSubarray(['a', 'b', 'c', 'a'], { minLength: 4 }),
        limits: fc.record({
          projection: fc.record({ indexRate: oneOf(0.025, 0, 0.2), wageBaseIndexRate: oneOf(0.035, 0, 0.2) }),
          overrides: oneOf<Scenario['limits']['overrides']>(
            {},
            {},
            {
              [String(Math.max(startYear, 2026) + 1)]: {
                annualAdditions: 40_000,
                compensation: 150_000,
                electiveDeferral: 9_999.99,
                rothCatchUpWages: 50_000,
              },
            },
          ),
        }),
      })
      .map(({ designs, first, gaps, ids, limits }) => {
        let fromYear = first;
        const planTimeline = [{ fromYear, designId: ids[0] ?? 'a' }];
        for (const [i, gap] of gaps.entries()) {
          fromYear += gap;
          if (fromYear > LAST_YEAR) break;
          planTimeline.push({ fromYear, designId: ids[i + 1] ?? 'a' });
        }
        return { segments: bounds, limits, planDesigns: designs, planTimeline };
      });
  });
}

const optionally = <T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight }, { arbitrary: value, weight: 1 });

/** An object without the entries that are undefined. */
const present = (facts: Record<string, unknown>): CensusPlanFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

/** Random census facts for somebody. */
export function randomFacts(person: CensusPerson, startYear: number): fc.Arbitrary<CensusPlanFacts> {
  const january = dayOf(startYear, 1, 1);
  const employed = Math.max(1, january - 1 - person.hire);
  const past = fc.integer({ min: 0, max: employed }).map((days) => Math.min(january - 1, person.hire + days));
  const cents = fc.integer({ min: 0, max: 30_000_000 });
  const isFuture = person.hire >= january;
  return fc
    .record({
      originalHire: optionally(
        fc.integer({ min: 1, max: 3_000 }).map((days) => person.hire - days),
        4,
      ),
      ownershipShare: optionally(oneOf(50_000, 50_001, 400_000), 8),
      priorOwnershipShare: optionally(oneOf(0, 60_000), 8),
      nonresidentAlien: optionally(fc.boolean(), 6),
      priorYearPay: optionally(fc.oneof(cents, oneOf(16_000_000, 16_000_001, 15_500_001))),
      priorYearFicaWages: optionally(fc.oneof(cents, oneOf(15_000_000, 15_000_001)), 2),
      priorYearHours: optionally(oneOf(0, 49_999, 50_000, 99_999, 100_000, 208_000), 2),
      eligibilityOverride: optionally(fc.boolean(), 6),
      planEntry: optionally(
        fc.oneof(
          { arbitrary: isFuture ? fc.constant(person.hire) : past, weight: 3 },
          {
            arbitrary: fc.integer({ min: 0, max: 900 }).map((days) => Math.max(january, person.hire) + days),
            weight: 1,
          },
        ),
        3,
      ),
      planEnrollment: optionally(past, 2),
      planOptOut: optionally(past, 4),
      planParticipant: optionally(fc.boolean(), 3),
      planEnrollmentSource: optionally(oneOf('auto', 'voluntary')),
      deferralRate: optionally(oneOf(0, 30_000, 60_000, 123_456, 250_000, 900_000)),
      rothShare: optionally(oneOf(0, 500_000, 333_333, 1_000_000)),
      autoEscalationOptOut: optionally(fc.boolean(), 4),
      balanceDeferral: optionally(cents),
      balanceMatch: optionally(cents),
      balanceCore: optionally(cents),
      balanceAfterTax: optionally(cents, 5),
      balanceRollover: optionally(cents, 5),
      vestingYears: optionally(oneOf(0, 100, 250, 299, 600, 33)),
    })
    .map(({ priorYearPay, priorYearFicaWages, originalHire, vestingYears, ...facts }) =>
      present(isFuture ? facts : { ...facts, priorYearPay, priorYearFicaWages, originalHire, vestingYears }),
    );
}

/** Weekly hours, in hundredths, on both sides of 500 and 1,000 hours a year. */
export const randomHours = oneOf(0, 0, 0, 900, 962, 1_200, 1_600, 1_924, 2_000, 3_750);
