import { describe, expect, it } from 'vitest';
import {
  MONTHLY_BASES,
  MONTHLY_DIMENSIONS,
  MONTHLY_MEASURES,
  type MonthlyBasis,
  type MonthlyDimension,
  type MonthlyMeasure,
  type MonthlyPivot,
  type MonthlyProgress,
} from '../../../src-shared/api/monthly.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { company } from '../../../src-worker/testing/synthetic-census.ts';
import { eventfulStudy, simulateInMemory, type SimulatedStudy } from '../../store/testing/simulated-study.ts';
import { storeStudy } from '../../store/testing/stored-run.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { ReadableRuns } from '../results/run-dictionary.ts';
import { MonthlyReader } from './monthly-service.ts';
import { naiveMonths, type PersonMonth } from './testing/naive-months.ts';

/** Everything that happens to people; the plan of the default scenario. */
const eventful = eventfulStudy(160);

/** Money by paycheck with a true-up, core integrated with Social Security, entry by quarter, conditions by hours. */
function paycheckStudy(): SimulatedStudy {
  const { scenario } = eventful;
  const [design] = scenario.planDesigns;
  if (design === undefined) throw new Error('the scenario has a plan');
  const planned: Scenario = {
    ...scenario,
    planDesigns: [
      {
        ...design,
        eligibility: { ...design.eligibility, serviceBasis: 'months', waitingMonths: 3 },
        entry: { ...design.entry, frequency: 'quarterly' },
        match: { ...design.match, frequency: 'perPayPeriodWithTrueUp', payFrequency: 'monthly' },
        core: {
          type: 'flat',
          rate: 0.05,
          integration: { ...design.core.integration, enabled: true, disparityRate: 0.05 },
          allocation: design.core.allocation,
        },
      },
    ],
  };
  return simulateInMemory(planned, company(160));
}

/** Sums of a reference by group and month: `${group} ${month}`. */
function summed(
  people: readonly PersonMonth[],
  groups: readonly MonthlyDimension[],
  measure: MonthlyMeasure,
  basis: MonthlyBasis,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { month, dimensions, counted, posted } of people) {
    const amount = (basis === 'posted' ? (posted[measure] ?? counted[measure]) : counted[measure]) ?? 0n;
    // Money of the plan is posted on one day; what is not posted in this month is nothing, not its earned part.
    const value = basis === 'posted' && PLAN.includes(measure) ? (posted[measure] ?? 0n) : amount;
    if (value === 0n) continue;
    const key = `${groups.map((dimension) => dimensions[dimension]).join(' | ')} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(value));
  }
  return sums;
}
const PLAN: readonly MonthlyMeasure[] = ['planCost', 'match', 'trueUp', 'core', 'coreExcess', 'deferrals'];

/** The same of an answer. */
function answered(pivot: MonthlyPivot, measure: number): Map<string, number> {
  const sums = new Map<string, number>();
  pivot.groups.forEach((texts, group) => {
    for (let month = 0; month < pivot.months; month += 1) {
      const value = pivot.values[measure]?.[group * pivot.months + month] ?? NaN;
      const key = `${texts.join(' | ')} ${month}`;
      if (value !== 0) sums.set(key, (sums.get(key) ?? 0) + value);
    }
  });
  return sums;
}

async function openMonthly(study: SimulatedStudy) {
  const workspace = await temporaryWorkspace();
  const { runId } = await storeStudy(workspace, study);
  return { workspace, runId, monthly: new MonthlyReader({ workspace, runs: new ReadableRuns(workspace) }) };
}

/** INV-1, INV-3: every group and month follows from its parts and from the month before. */
async function expectTiesOut(monthly: MonthlyReader, runId: string): Promise<void> {
  const measures: MonthlyMeasure[] = ['opening', 'hires', 'movedIn', 'leavers', 'movedOut', 'closing'];
  const { groups, months, values } = await monthly.pivot({
    runId,
    groups: ['level', 'department'],
    filters: [],
    measures,
    basis: 'earned',
  });
  const at = (measure: MonthlyMeasure, index: number): number =>
    values[measures.indexOf(measure)]?.[index] ?? NaN;
  for (let index = 0; index < groups.length * months; index += 1) {
    const followed =
      at('opening', index) +
      at('hires', index) +
      at('movedIn', index) -
      at('leavers', index) -
      at('movedOut', index);
    expect(at('closing', index)).toBe(followed);
    if (index % months > 0) expect(at('opening', index)).toBe(at('closing', index - 1));
  }
}

describe.each([
  [
    'a reduction, scheduled people and monthly promotions',
    () => eventful,
    ['severance', 'movedIn', 'leaversReduction', 'leaversScheduled', 'match', 'core', 'deferrals'],
  ],
  [
    'paychecks with a true-up and an integrated core',
    paycheckStudy,
    ['trueUp', 'coreExcess', 'planCost', 'leaversNewHire', 'leaversPriorYearHire'],
  ],
] as const)('the months of a study with %s', (_, study, occurring) => {
  it('equal the sums over people and days for every dimension, measure and basis (W-56, P-62, INV-3)', async () => {
    const { workspace, runId, monthly } = await openMonthly(study());
    const progress: MonthlyProgress[] = [];
    const info = await monthly.prepare({ runId }, (step) => progress.push(step));
    expect(progress.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
    expect(info).toMatchObject({ startYear: 2025, endYear: 2027, hasPlan: true });
    expect(info.checks.map(({ different }) => different)).toEqual([0, 0, 0]);
    expect(info.checks.every(({ compared }) => compared > 0)).toBe(true);

    const people = await naiveMonths(workspace, runId);
    for (const measure of occurring)
      expect(summed(people, [], measure, 'earned').size, measure).toBeGreaterThan(0);
    const cuts: MonthlyDimension[][] = [
      [],
      ...MONTHLY_DIMENSIONS.map((dimension) => [dimension]),
      ['level', 'location'],
    ];
    const measures = [...MONTHLY_MEASURES];
    for (const basis of MONTHLY_BASES)
      for (const groups of cuts) {
        const pivot = await monthly.pivot({ runId, groups, filters: [], measures, basis });
        measures.forEach((measure, index) => {
          const expected = summed(people, groups, measure, basis);
          expect(answered(pivot, index), `${measure} by ${groups.join()} ${basis}`).toEqual(expected);
        });
      }
    await expectTiesOut(monthly, runId);
  }, 60_000);
});

describe('the monthly service', () => {
  it('filters by the texts of values, and by none', async () => {
    const { workspace, runId, monthly } = await openMonthly(eventful);
    const people = await naiveMonths(workspace, runId);
    const wanted = ['Berlin', '(none)'];
    const pivot = await monthly.pivot({
      runId,
      groups: ['department'],
      filters: [
        { dimension: 'location', values: wanted },
        { dimension: 'origin', values: ['In the census'] },
      ],
      measures: ['closing', 'payroll'],
      basis: 'earned',
    });
    const few = people.filter(
      ({ dimensions }) => wanted.includes(dimensions.location) && dimensions.origin === 'In the census',
    );
    expect(answered(pivot, 0)).toEqual(summed(few, ['department'], 'closing', 'earned'));
    expect(answered(pivot, 1)).toEqual(summed(few, ['department'], 'payroll', 'earned'));
    const nobody = await monthly.pivot({
      runId,
      groups: [],
      filters: [{ dimension: 'location', values: ['Nowhere'] }],
      measures: ['closing'],
      basis: 'earned',
    });
    expect(nobody.groups).toEqual([[]]);
    expect([...(nobody.values[0] ?? [])].every((value) => value === 0)).toBe(true);
  });

  it('refuses a run without a result', async () => {
    const workspace = await temporaryWorkspace();
    const monthly = new MonthlyReader({ workspace, runs: new ReadableRuns(workspace) });
    const runId = '00000000-0000-4000-8000-000000000000';
    await expect(monthly.prepare({ runId }, () => undefined)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });
});
