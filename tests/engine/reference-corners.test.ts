import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { day, dayOf } from '../reference/calendar.ts';
import type { CensusPerson } from '../reference/census.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { differences, engineOutcome, referenceOutcome, type Outcome } from './outcome.ts';
import type { Study } from './random-studies.ts';

/** Studies that random ones rarely are: large, long, or with nobody left. */

const MODES = ['exact', 'stochastic'] as const;

const january = dayOf(2025, 1, 1);

const staff = (count: number): CensusPerson[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `E${String((i * 7_919) % 100_003).padStart(6, '0')}`,
    birth: january - 58 * 366 - ((i * 4_241) % (9 * 366)) + ((i * 131) % (38 * 365)),
    hire: january - 1 - ((i * i * 7 + i) % 8_500),
    pay: 4_500_000 + ((i * 7_919_993) % 30_000_000),
    hours: i % 11 === 0 ? 2_000 : 0,
    department: ['Sales', 'Finance', 'Operations', 'Ärzte'][i % 4] ?? 'Sales',
    location: i % 3 === 0 ? 'Oslo' : null,
  })).map((person) => ({ ...person, birth: Math.min(person.birth, person.hire - 16 * 366) }));

interface Change {
  readonly years: number;
  readonly mode: (typeof MODES)[number];
  readonly seed?: number;
  readonly workforce?: Partial<Scenario['workforce']>;
  readonly compensation?: Partial<Scenario['compensation']>;
}

const scenarioWith = ({ years, mode, seed = 42, workforce, compensation }: Change): Scenario => ({
  ...defaultScenario,
  planTimeline: [],
  simulation: { startYear: 2025, endYear: 2024 + years, randomSeed: seed, flowMode: mode },
  workforce: { ...defaultScenario.workforce, ...workforce },
  compensation: { ...defaultScenario.compensation, ...compensation },
});

function agree(input: Study): Outcome {
  const found = engineOutcome(input);
  expect(differences(found, referenceOutcome(input))).toEqual([]);
  return found;
}

describe.each(MODES)('the engine agrees with the reference in %s mode', (mode) => {
  it('W-35 on 2,000 people, where the race is run in parts', () => {
    const months = [26, 3, 7, 17, 4, 5, 21, 3, 4, 7, 2, 1];
    const { terminationHazard } = defaultScenario.workforce;
    const scenario = scenarioWith({
      years: 2,
      mode,
      workforce: {
        // The second year asks for far more leavers than hazards of the first suggest, and then for a reduction.
        targetGrowthRate: { '2025': 0.03, '2026': -0.35 },
        terminationHazard: { ...terminationHazard, dateProfile: months },
        reduction: { ...defaultScenario.workforce.reduction, selection: 'hazard' },
      },
      compensation: {
        merit: { ...defaultScenario.compensation.merit, timing: { kind: 'monthly', weights: months } },
        promotion: {
          ...defaultScenario.compensation.promotion,
          timing: { kind: 'monthly', weights: months },
        },
      },
    });
    const outcome = agree({ scenario, people: staff(2_000), replicate: 3 });
    expect(outcome.failure).toBeNull();
    expect(Number(outcome.years[1]?.summary['reductions'])).toBeGreaterThan(50);
  });

  it('W-13 over 30 years, where carries and ages accumulate', () => {
    const outcome = agree({ scenario: scenarioWith({ years: 30, mode }), people: staff(40), replicate: 0 });
    expect(outcome.years).toHaveLength(30);
  });

  it('W-40 W-46 where everybody is laid off', () => {
    const scenario = scenarioWith({
      years: 3,
      mode,
      workforce: { targetGrowthRate: { '2025': -1, '2026': 1 } },
    });
    const outcome = agree({ scenario, people: staff(30), replicate: 0 });
    // Stochastic leavers may be fewer than the plan counted on; the path of 0 takes the rest the year after.
    expect(outcome.years.slice(mode === 'exact' ? 0 : 1).map((year) => year.summary['closing'])).toEqual(
      mode === 'exact' ? [0, 0, 0] : [0, 0],
    );
  });
});

it('W-44 a firm that lost everybody hires without a mix to copy, as the reference says', () => {
  let empty = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const workforce = {
      targetGrowthRate: 0,
      experiencedTerminationRate: 1,
      newHireTerminationRate: 0.75,
      retirement: { ...defaultScenario.workforce.retirement, enabled: false },
    };
    const scenario = scenarioWith({ years: 4, mode: 'stochastic', seed, workforce });
    const outcome = agree({ scenario, people: staff(2), replicate: 0 });
    empty += outcome.years.filter(
      (year) => year.summary['opening'] === 0 && year.summary['hires'] !== 0,
    ).length;
  }
  expect(empty).toBeGreaterThan(0);
});

it('W-42 hires who cannot leave cut the quota and raise the target', () => {
  const decemberHire = (id: string): CensusPerson => ({
    id,
    birth: day('1990-01-01'),
    hire: day('2025-12-31'),
    pay: 6_000_000,
  });
  const cannotLeave = Object.fromEntries(
    Object.keys(defaultScenario.workforce.terminationHazard.ageMultipliers).map((band) => [
      band,
      band === '25-34' ? 0 : 1,
    ]),
  );
  let unmet = 0;
  for (let seed = 0; seed < 30; seed += 1) {
    const scenario = scenarioWith({
      years: 2,
      mode: seed % 5 === 0 ? 'stochastic' : 'exact',
      seed,
      workforce: {
        newHireTerminationRate: 0.6,
        experiencedTerminationRate: 0.05,
        terminationHazard: { ...defaultScenario.workforce.terminationHazard, ageMultipliers: cannotLeave },
      },
    });
    const people = [...staff(12), decemberHire('Z1'), decemberHire('Z2')];
    const outcome = agree({ scenario, people, replicate: 0 });
    unmet += outcome.years.filter((year) => year.summary['unmet'] !== 0).length;
  }
  expect(unmet).toBeGreaterThan(0);
});

it.each([
  ['composed and decomposed', 'Jos\u00e9', 'Jose\u0301'],
  ['with a blank around', 'E1', ' E1'],
])('W-8 two ids with one person key stop the run: %s', (_, first, second) => {
  const [a, b] = staff(2);
  if (a === undefined || b === undefined) throw new Error('no staff');
  const people = [
    { ...a, id: first },
    { ...b, id: second },
  ];
  const input = { scenario: scenarioWith({ years: 1, mode: 'exact' }), people, replicate: 0 };
  expect(engineOutcome(input).failure).toBe('PERSON_KEY_COLLISION');
  expect(referenceOutcome(input).failure).toBe('PERSON_KEY_COLLISION');
});
