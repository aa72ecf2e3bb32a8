import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { ENTRY_BASES, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import { simulated, type StudyPerson } from './tested-study-fixtures.ts';

const ENTERED_ON = toDay(2020, 1, 1);

describe('a year without a plan', () => {
  const people: readonly StudyPerson[] = [
    { id: 'A', left: toDay(2025, 5, 5) },
    {
      id: 'B',
      plan: { balanceDeferralCents: 100, balanceMatchCents: 20, balanceCoreCents: 3, rothSharePpm: 250_000 },
    },
    { id: 'C', weeklyHours: 20, plan: { planOptOutDay: toDay(2022, 2, 2) } },
    { id: 'D', plan: { planEntryDay: NO_DAY } },
  ];

  it('P-23 P-24 carries the state of the census until the plan begins', () => {
    const { batches } = simulated({ people, years: 2, planFrom: 2027 });
    const [before, after] = batches.map(({ plan }) => plan);
    const columns = before?.snapshot;
    expect([before?.summary, before?.compliance, before?.invariants]).toEqual([null, null, []]);
    expect(after?.compliance?.year).toBe(2027);
    expect(Array.from(columns?.entryDay ?? [])).toEqual([ENTERED_ON, ENTERED_ON, NO_DAY]);
    expect(Array.from(columns?.entryBasis ?? [], (basis) => ENTRY_BASES[basis])).toEqual([
      'census',
      'census',
      'none',
    ]);
    expect(Array.from(columns?.planStatus ?? [], (status) => PLAN_STATUSES[status])).toEqual([
      'neverEnrolled',
      'optedOut',
      'notEntered',
    ]);
    expect(Array.from(columns?.optOutDay ?? [])).toEqual([NO_DAY, toDay(2022, 2, 2), NO_DAY]);
    expect(Array.from(columns?.enrollmentDay ?? [])).toEqual([NO_DAY, NO_DAY, NO_DAY]);
    expect(Array.from(columns?.rothSharePpm ?? [])).toEqual([250_000, -1, -1]);
    expect(Array.from(columns?.deferralRatePpm ?? [])).toEqual([0, 0, 0]);
    expect(Array.from(columns?.creditedYears ?? [])).toEqual([10, 10, 10]);
    expect(Array.from(columns?.balanceDeferralCents ?? [])).toEqual([10_000, 0, 0]);
    expect(Array.from(columns?.balanceMatchCents ?? [])).toEqual([2_000, 0, 0]);
    expect(Array.from(columns?.balanceCoreCents ?? [])).toEqual([300, 0, 0]);
    expect(Array.from(columns?.hoursHundredths ?? [])).toEqual([208_000, 104_000, 208_000]);
  });

  it('P-23 says nothing but hours in a run without any plan', () => {
    const { batches } = simulated({ people, planFrom: 2030 });
    const [year] = batches.map(({ plan }) => plan);
    const columns = year?.snapshot;
    expect([year?.summary, year?.compliance, year?.invariants]).toEqual([null, null, []]);
    const none = [NO_DAY, NO_DAY, NO_DAY];
    for (const days of [columns?.entryDay, columns?.enrollmentDay, columns?.optOutDay, columns?.scheduledDay])
      expect(Array.from(days ?? [])).toEqual(none);
    expect(Array.from(columns?.rothSharePpm ?? [])).toEqual([-1, -1, -1]);
    expect(Array.from(columns?.hoursHundredths ?? [])).toEqual([208_000, 104_000, 208_000]);
  });
});

describe('P-84 forfeitures that are reallocated', () => {
  const people: readonly StudyPerson[] = [
    { id: 'A', pay: 30_000 },
    { id: 'B', pay: 70_000 },
    { id: 'C', pay: 90_000, plan: { planEntryDay: NO_DAY, eligibilityOverride: 0 } },
    { id: 'D', pay: 40_000, left: toDay(2026, 12, 30) },
  ];
  const sharesOf = (openingPool: number, rest: readonly StudyPerson[] = people): readonly number[] => {
    const { batches, names } = simulated({
      people: rest,
      design: { forfeitures: { policy: 'reallocate', openingPool } },
      growth: [rest === people ? -1 / 4 : 0],
    });
    const [year] = batches;
    const shares = new Map(
      Array.from(year?.snapshot.person ?? [], (person, row) => [
        names[person],
        (year?.plan.snapshot.reallocatedCents[row] ?? NaN) / 100,
      ]),
    );
    return ['A', 'B', 'C', 'D'].map((id) => shares.get(id) ?? 0);
  };

  it('go by pay to those who have core money at the end of the year', () => {
    expect(sharesOf(1_000)).toEqual([300, 700, 0, 0]);
    expect(sharesOf(0)).toEqual([0, 0, 0, 0]);
    expect(sharesOf(1_000, people.slice(2, 3))).toEqual([0, 0, 0, 0]);
  });
});

it('INV-30 PINV-22 each year with a plan is checked, and all checks pass', () => {
  const { batches } = simulated({
    people: [
      { id: 'A', plan: { deferralRatePpm: 60_000 } },
      { id: 'B', pay: 400_000, plan: { deferralRatePpm: 90_000 } },
    ],
  });
  const [year] = batches;
  const checks = year?.plan.invariants ?? [];
  expect(checks.length).toBeGreaterThan(2);
  expect(new Set(checks.map(({ id }) => id)).has('PINV-22')).toBe(true);
});

describe('a run that is not tested', () => {
  const people: readonly StudyPerson[] = [{ id: 'A', plan: { deferralRatePpm: 60_000 } }, { id: 'B' }];

  it('P-25 is the same but for the tests', () => {
    const [tested, untested] = [true, false].map((tests) => simulated({ people, tests, years: 2 }).batches);
    expect(untested?.map(({ plan }) => plan.compliance)).toEqual([null, null]);
    expect(tested?.map(({ plan }) => plan.compliance?.year)).toEqual([2026, 2027]);
    expect(untested?.map(({ plan }) => plan.summary)).toEqual(tested?.map(({ plan }) => plan.summary));
    expect(untested?.map(({ plan }) => plan.snapshot)).toEqual(tested?.map(({ plan }) => plan.snapshot));
    const checked = untested?.flatMap(({ plan }) => plan.invariants.map(({ id }) => id));
    expect(checked).not.toContain('PINV-22');
    expect(checked).toHaveLength(6);
  });

  it('P-23 has years without a plan', () => {
    const { batches } = simulated({ people, tests: false, years: 2, planFrom: 2027 });
    expect(batches.map(({ plan }) => plan.summary?.eligible ?? null)).toEqual([null, 2]);
  });

  it('P-115 a plan that begins later has no former key employees from before it', () => {
    const owner: StudyPerson = { id: 'O', plan: { priorOwnershipSharePpm: 60_000 } };
    const formerKeys = (planFrom: number): readonly (number | undefined)[] =>
      simulated({ people: [...people, owner], years: 2, planFrom }).batches.map(
        ({ plan }) => plan.compliance?.topHeavy.yearEnd.formerKeyEmployees,
      );
    expect(formerKeys(2026)).toEqual([1, 1]);
    expect(formerKeys(2027)).toEqual([undefined, 0]);
  });
});
