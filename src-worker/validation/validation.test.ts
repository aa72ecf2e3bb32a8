import { describe, expect, it } from 'vitest';
import type { InvariantResult, YearBatch } from '../../src-shared/columns.ts';
import { openSimulation } from '../simulation.ts';
import { defaultScenario } from '../testing/scenarios.ts';
import { company } from '../testing/synthetic-census.ts';
import { isWithinBinomialBound } from './binomial.ts';
import { checkYear, type YearFacts } from './invariants.ts';

const census = company(300);

const firstYear = (): { readonly batch: YearBatch; readonly accepted: number } => {
  const { opening, years } = openSimulation({ scenario: defaultScenario, census, replicate: 0 });
  for (const batch of years({ isCancelled: () => false }))
    return { batch, accepted: opening.counts.accepted };
  throw new RangeError('no year');
};

const { batch, accepted } = firstYear();
const right = { hazardSum: 36_000_000, retirementScaled: false, unreachable: false };

/** Facts of a year in which everything is right. */
const facts: YearFacts = {
  isExact: true,
  isFirstYear: true,
  counts: {
    accepted,
    openingActive: accepted,
    futureHire: 0,
    futureHireBeyondHorizon: 0,
    former: 0,
    levelBasis: { given: 0, 'in-range': accepted, below: 0, gap: 0, above: 0 },
    levelUnknown: 0,
  },
  reservedIds: [],
  persons: 360,
  keys: 360,
  opening: accepted,
  closing: batch.summary.closing,
  target: batch.summary.targetClosing,
  solverHires: batch.hires.rowCount,
  scheduledHires: 0,
  terminationsByCategory: Int32Array.of(3, 2, 1, 0, 0),
  quotaByCategory: [3, 2, 1, 0, 0],
  calibrations: [
    {
      process: 'experienced',
      people: 300,
      target: 36_000_200,
      calibration: right,
      hazards: Int32Array.of(0, 120_000, 1_000_000),
    },
  ],
  cells: {
    headcount: Int32Array.of(100),
    atRisk: Int32Array.of(100),
    hazardSum: Float64Array.of(12_000_000),
    scheduled: Int32Array.of(0),
    randomLeavers: Int32Array.of(12),
  },
  alignment: [{ process: 'experienced', quota: 100, hazardSumPpm: 100_000_000, strength: 1.02 }],
  hires: batch.hires,
  terminations: batch.terminations,
  promotions: batch.promotions,
  snapshot: batch.snapshot,
  levels: 5,
  departments: 7,
  maxYears: 150,
  merit: { people: 10, spend: 35_000, target: 35_003.5, tolerance: 6 },
  bridges: [batch.summary.payrollBridge],
  averageBridge: batch.summary.averageBridge,
  idOf: (person) => `person ${person}`,
};

const failedIds = (changes: Partial<YearFacts>): readonly string[] =>
  checkYear({ ...facts, ...changes })
    .filter(({ failed }) => failed > 0)
    .map(({ id }) => id);

const resultOf = (id: string, changes: Partial<YearFacts>): InvariantResult => {
  const result = checkYear({ ...facts, ...changes }).find((check) => check.id === id);
  if (result === undefined) throw new RangeError(id);
  return result;
};

describe('section 11: checks of the engine', () => {
  it('a right year passes all of them, and says how much was checked', () => {
    expect(failedIds({})).toEqual([]);
    expect(resultOf('INV-17', {}).checked).toBe(batch.snapshot.rowCount);
    expect(resultOf('INV-16', {}).checked).toBe(batch.terminations.rowCount + batch.promotions.rowCount);
  });

  it.each<[string, Partial<YearFacts>]>([
    ['INV-2', { closing: facts.closing + 1 }],
    ['INV-13', { solverHires: facts.solverHires + 1 }],
    ['INV-14', { quotaByCategory: [3, 2, 2, 0, 0] }],
    ['INV-15', { calibrations: facts.calibrations.map((own) => ({ ...own, target: own.target + 200 })) }],
    [
      'INV-15',
      { calibrations: facts.calibrations.map((own) => ({ ...own, hazards: Int32Array.of(1_000_001) })) },
    ],
    ['INV-16', { promotions: { ...batch.promotions, hazardPpm: new Int32Array(batch.promotions.rowCount) } }],
    [
      'INV-17',
      { snapshot: { ...batch.snapshot, ageAtYearEnd: new Int32Array(batch.snapshot.rowCount).fill(151) } },
    ],
    ['INV-18', { merit: { people: 10, spend: 35_010, target: 35_003.5, tolerance: 6 } }],
    ['INV-22', { bridges: [{ ...batch.summary.payrollBridge, colaCents: 1 }] }],
    ['INV-22', { averageBridge: { ...batch.summary.averageBridge, hireMixCents: 1 } }],
    ['INV-23', { counts: { ...facts.counts, former: 1 } }],
    ['INV-23', { opening: facts.opening + 1 }],
    ['INV-24', { keys: 359 }],
    ['INV-24', { reservedIds: ['NH-2025-000001'] }],
    ['INV-27', { opening: 1, isFirstYear: false }],
    ['INV-28', { alignment: [{ process: 'promotion', quota: 50, hazardSumPpm: 1, strength: 1.51 }] }],
    [
      'INV-29',
      {
        snapshot: {
          ...batch.snapshot,
          terminationDay: batch.snapshot.hireDay,
          terminationReason: new Uint8Array(batch.snapshot.rowCount).fill(1),
        },
      },
    ],
  ])('%s finds what is wrong', (id, changes) => {
    expect(failedIds(changes)).toEqual([id]);
  });

  it('INV-25 judges the leavers of a cell in stochastic mode only', () => {
    const many = { ...facts.cells, randomLeavers: Int32Array.of(40) };
    expect(failedIds({ cells: many })).toEqual([]);
    expect(failedIds({ cells: many, isExact: false })).toEqual(['INV-25']);
    expect(failedIds({ isExact: false })).toEqual([]);
  });

  it('names at most 20 offenders, with the id of the person', () => {
    const ageAtYearEnd = new Int32Array(batch.snapshot.rowCount).fill(-1);
    const { failed, offenders } = resultOf('INV-17', { snapshot: { ...batch.snapshot, ageAtYearEnd } });
    expect(failed).toBe(batch.snapshot.rowCount);
    expect(offenders.length).toBe(20);
    expect(offenders[0]).toMatch(/^person 0: age -1,/);
  });

  it('INV-15 an unreachable rate of hires is no failure: it shows in unmet', () => {
    const calibrations = facts.calibrations.map((own) => ({
      ...own,
      target: own.target * 2,
      calibration: { ...right, unreachable: true },
    }));
    expect(failedIds({ calibrations })).toEqual([]);
  });
});

describe('INV-25 binomial bound', () => {
  it('INV-25 bounds of 100 trials at 12 %: 3 … 24', () => {
    const within = Array.from({ length: 101 }, (_, successes) => successes).filter((successes) =>
      isWithinBinomialBound(100, 0.12, successes),
    );
    expect([within[0], within.at(-1)]).toEqual([3, 24]);
    expect(within.length).toBe(22);
  });

  it('INV-25 certain outcomes', () => {
    expect([isWithinBinomialBound(40, 0, 0), isWithinBinomialBound(40, 0, 1)]).toEqual([true, false]);
    expect([isWithinBinomialBound(40, 1, 40), isWithinBinomialBound(40, 1, 39)]).toEqual([true, false]);
  });

  it('INV-25 large cells', () => {
    expect(
      [500_000, 501_600, 501_700].map((successes) => isWithinBinomialBound(1_000_000, 0.5, successes)),
    ).toEqual([true, true, false]);
  });
});
