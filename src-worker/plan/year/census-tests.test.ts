import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { firstYear, type StudyPerson, type StudyYear } from './tested-study-fixtures.ts';

/** All accounts of a person, with nothing in them but the given money. */
const accounts = (deferral: number, match = 0, core = 0) => ({
  balanceDeferralCents: deferral,
  balanceMatchCents: match,
  balanceCoreCents: core,
});

describe('the top-heavy ratio of 2025', () => {
  const accountsOf = accounts(1_000);
  /** Everybody has 1,000, so that what is counted says who is; the three thresholds of 2025 are just met or not. */
  const people: readonly StudyPerson[] = [
    // Left before 2025, and rows that are not opening staff stand before those that are.
    {
      id: 'A1',
      left: toDay(2024, 12, 31),
      plan: { ...accounts(64_000), officer: 1, priorYearPayCents: 400_000 },
    },
    {
      id: 'A2',
      hire: toDay(2026, 3, 1),
      plan: { ...accounts(128_000), officer: 1, priorYearPayCents: 400_000 },
    },
    { id: 'B1', pay: 1_000, plan: { ...accountsOf, officer: 1, priorYearPayCents: 230_001 } },
    { id: 'B2', pay: 400_000, plan: { ...accountsOf, officer: 1, priorYearPayCents: 230_000 } },
    { id: 'B3', plan: { ...accountsOf, officer: 0, priorYearPayCents: 300_000 } },
    { id: 'C1', plan: { ...accountsOf, priorOwnershipSharePpm: 50_001, priorYearPayCents: 40_000 } },
    { id: 'C2', plan: { ...accountsOf, priorOwnershipSharePpm: 50_000, ownershipSharePpm: 0 } },
    { id: 'D1', plan: { ...accountsOf, onePercentOwner: 1, priorYearPayCents: 150_001 } },
    { id: 'D2', plan: { ...accountsOf, onePercentOwner: 1, priorYearPayCents: 150_000 } },
    { id: 'D3', plan: { ...accountsOf, ownershipSharePpm: 10_001, priorYearPayCents: 150_001 } },
    { id: 'D4', plan: { ...accountsOf, ownershipSharePpm: 10_000, priorYearPayCents: 150_001 } },
    {
      id: 'D5',
      plan: { ...accountsOf, onePercentOwner: 0, ownershipSharePpm: 20_000, priorYearPayCents: 150_001 },
    },
    // Pay of 2025 is assumed to be that of today.
    { id: 'E1', pay: 200_000, plan: { ...accountsOf, onePercentOwner: 1 } },
    // All accounts of one person but the rollovers.
    {
      id: 'F1',
      left: toDay(2026, 1, 1),
      plan: { ...accounts(100, 20, 3), balanceAfterTaxCents: 4_000, balanceRolloverCents: 50_000 },
    },
    // Left on the first and the last day of 2025.
    {
      id: 'G1',
      left: toDay(2025, 12, 31),
      plan: { ...accounts(2_000), officer: 1, priorYearPayCents: 250_000 },
    },
    { id: 'G2', left: toDay(2025, 1, 1), plan: { ...accounts(500), officer: 1 } },
  ];
  const determinationOf = ({ tests }: StudyYear) => tests.topHeavy.determination;

  it('P-114 P-115 counts the accounts of opening staff and of those who left in the year', () => {
    // Keys: B1, C1, D1, D3, E1 with 1,000 each and G1 with 2,000. Others: B2, B3, C2, D2, D4, D5 with 1,000 each, F1
    // with 100 + 20 + 3 + 4,000, and G2 with 500.
    expect(determinationOf(firstYear({ people }))).toEqual({
      date: '2025-12-31',
      result: 'notTopHeavy',
      // 7,000 ÷ 17,623 = 39.72 %.
      ratio: 3_972,
      keyBalanceCents: 700_000,
      totalBalanceCents: 1_762_300,
      keyEmployees: 6,
      formerKeyEmployees: 0,
      officersMaximum: 3,
      isIncomplete: false,
    });
  });

  it('P-114 the share says who owns more than 1 % where the flag is blank', () => {
    const keysOf = (plan: StudyPerson['plan']): number | undefined =>
      determinationOf(firstYear({ people: [{ id: 'A', plan: { priorYearPayCents: 150_001, ...plan } }] }))
        ?.keyEmployees;
    expect([20_000, 10_001, 10_000].map((ownershipSharePpm) => keysOf({ ownershipSharePpm }))).toEqual([
      1, 1, 0,
    ]);
    expect([0, 1].map((onePercentOwner) => keysOf({ onePercentOwner, ownershipSharePpm: 20_000 }))).toEqual([
      0, 1,
    ]);
    expect(keysOf({ onePercentOwner: 1, ownershipSharePpm: 0 })).toBe(1);
  });

  it('P-115 flags a ratio in which one account of one person is not known', () => {
    const { balanceCoreCents, ...some } = accountsOf;
    expect(balanceCoreCents).toBe(0);
    const missing = people.map((person) => (person.id === 'B3' ? { ...person, plan: some } : person));
    const determination = determinationOf(firstYear({ people: missing }));
    expect(determination).toMatchObject({
      result: 'notTopHeavy',
      totalBalanceCents: 1_762_300,
      isIncomplete: true,
    });
  });

  it('P-115 does not evaluate a ratio in which nobody’s accounts are known, whatever some of them hold', () => {
    const unknown = people.map(({ plan, ...person }) => ({
      ...person,
      plan: { priorYearPayCents: plan?.priorYearPayCents ?? 60_000, balanceMatchCents: 10 },
    }));
    expect(determinationOf(firstYear({ people: unknown }))).toMatchObject({
      result: 'notEvaluated',
      keyEmployees: 0,
      // Twelve of the opening staff and the two who left.
      totalBalanceCents: 14_000,
      isIncomplete: false,
    });
  });

  it('P-114 takes the three best paid officers, of whatever staff, former employees included', () => {
    const officers = [250_000, 240_000, 260_000, 270_000].map((pay, at) => ({
      id: `O${at}`,
      plan: { ...accounts(2 ** at), officer: 1, priorYearPayCents: pay },
      ...(at === 3 ? { left: toDay(2025, 6, 30) } : {}),
    }));
    // All but O1.
    expect(determinationOf(firstYear({ people: officers }))).toMatchObject({
      keyBalanceCents: 1_300,
      totalBalanceCents: 1_500,
      keyEmployees: 3,
      officersMaximum: 3,
    });
  });

  it('P-114 lets 10 % of the counted employees be officers, rounded up', () => {
    const many = Array.from({ length: 31 }, (_, at) => ({ id: `P${100 + at}`, plan: accounts(1) }));
    expect(determinationOf(firstYear({ people: many }))?.officersMaximum).toBe(4);
    // Somebody who left counts; somebody under 17.5 hours does not.
    const [first = { id: '' }, ...rest] = many;
    const others = [{ ...first, weeklyHours: 17 }, ...rest];
    expect(determinationOf(firstYear({ people: others }))?.officersMaximum).toBe(3);
  });
});

describe('P-116 whose deferrals count in the first year', () => {
  /** HOLDER was an officer above the threshold in 2025 and keeps the plan top-heavy; NEXT will be one in 2026 only. */
  const people: readonly StudyPerson[] = [
    {
      id: 'A-FORMER',
      left: toDay(2025, 3, 31),
      plan: { ...accounts(0), officer: 1, priorYearPayCents: 300_000 },
    },
    { id: 'B-LATER', hire: toDay(2026, 1, 1), pay: 100_000, plan: { planEntryDay: NO_DAY } },
    {
      id: 'HOLDER',
      pay: 100_000,
      plan: { ...accounts(90_000), officer: 1, priorYearPayCents: 231_000, deferralRatePpm: 60_000 },
    },
    {
      id: 'NEXT',
      pay: 240_000,
      plan: { ...accounts(1_000), officer: 1, priorYearPayCents: 200_000, deferralRatePpm: 50_000 },
    },
    { id: 'WORKER', pay: 50_000, plan: { ...accounts(1_000), deferralRatePpm: 40_000 } },
    { id: 'YOUNG', pay: 40_000, plan: accounts(1_000) },
  ];

  it('P-115 P-116 those who were key employees on the date that decides', () => {
    const { tests, ids } = firstYear({ people });
    const { topHeavy } = tests;
    expect(topHeavy.result).toBe('topHeavy');
    // 90,000 of 93,000.
    expect(topHeavy.determination?.ratio).toBe(9_677);
    const amounts = Object.fromEntries(ids.map((id, at) => [id, (topHeavy.people.amount[at] ?? 0) / 100]));
    expect(amounts).toEqual({
      // Matched 3 % + half of 2 % of 100,000, core 1 %, and 6,000 of deferrals.
      HOLDER: 4_000 + 1_000 + 6_000,
      // 4 % and 1 % of 240,000; 12,000 of deferrals are not added.
      NEXT: 9_600 + 2_400,
      // 4 % are matched by 3.5 %.
      WORKER: 1_750 + 500,
      YOUNG: 400,
      'B-LATER': 1_000,
    });
    // Key rate of HOLDER 11 %, so 3 % are due: NEXT, WORKER have more; YOUNG has 1 %, B-LATER 1 %.
    expect(topHeavy.minimum).toMatchObject({ highestKeyRatePpm: 110_000, ratePpm: 30_000, people: 2 });
    expect(topHeavy.minimum?.totalCents).toBe((800 + 2_000) * 100);
  });
});

describe('P-93 the averages of 2025', () => {
  const prior = { testing: { adpMethod: 'prior', acpMethod: 'prior' } } as const;
  const contributed = (pay: number, deferral: number, match: number) => ({
    priorYearPayCents: pay,
    preTaxContributionCents: deferral,
    matchContributionCents: match,
  });
  const people: readonly StudyPerson[] = [
    // Left before 2025: in no average, whatever the row says.
    { id: 'A1', left: toDay(2024, 6, 30), plan: contributed(10_000, 10_000, 10_000) },
    // Hired later: without pay in 2025.
    { id: 'A2', hire: toDay(2026, 2, 1), plan: { planEntryDay: NO_DAY } },
    {
      id: 'A3',
      hire: toDay(2025, 3, 1),
      plan: { planEntryDay: NO_DAY, eligibilityOverride: 0, priorYearPayCents: 40_000 },
    },
    // 5 % and 2 %.
    { id: 'B1', plan: contributed(40_000, 2_000, 800) },
    // All Roth, 3 % and 0 %; pay of 2025 assumed to be that of today.
    { id: 'B2', pay: 50_000, plan: { rothContributionCents: 1_500, matchContributionCents: 0 } },
    // Both kinds, 1 % + 3 %, and 1 %; prior_year_hce is no.
    { id: 'B3', plan: { ...contributed(60_000, 600, 600), rothContributionCents: 1_800, priorYearHce: 0 } },
    // Highly compensated: in no average.
    { id: 'B4', plan: { ...contributed(300_000, 23_500, 12_000), priorYearHce: 1 } },
    // 23,500 of 30,000 count, on 350,000 of 400,000: 6.71 %, and 4 %.
    { id: 'B5', plan: contributed(400_000, 30_000, 14_000) },
    // Left in 2025: 10 % and 5 %.
    { id: 'C1', left: toDay(2025, 12, 31), plan: contributed(20_000, 2_000, 1_000) },
    // Left in 2025 without pay, or without having entered.
    { id: 'C2', left: toDay(2025, 2, 28) },
    { id: 'C3', left: toDay(2025, 2, 28), plan: { planEntryDay: NO_DAY, priorYearPayCents: 4_000 } },
  ];
  const averagesOf = (changed: readonly StudyPerson[]) => {
    const { adp, acp } = firstYear({ people: changed, design: prior }).tests;
    return [adp, acp].map(({ averageSource, nhceAverage }) => [averageSource, nhceAverage]);
  };
  const without = (id: string, ...names: readonly string[]): readonly StudyPerson[] =>
    people.map((person) =>
      person.id === id
        ? {
            ...person,
            plan: Object.fromEntries(
              Object.entries(person.plan ?? {}).filter(([name]) => !names.includes(name)),
            ),
          }
        : person,
    );

  it('P-93 are of everyone in the plan who was paid', () => {
    // (500 + 300 + 400 + 671 + 1,000) ÷ 5 = 574.2; (200 + 0 + 100 + 400 + 500) ÷ 5 = 240.
    expect(averagesOf(people)).toEqual([
      ['census', 574],
      ['census', 240],
    ]);
  });

  it('P-93 are not known where somebody’s contributions are not', () => {
    expect(averagesOf(without('B1', 'preTaxContributionCents'))).toEqual([
      ['notAvailable', null],
      ['census', 240],
    ]);
    expect(averagesOf(without('C1', 'matchContributionCents'))).toEqual([
      ['census', 574],
      ['notAvailable', null],
    ]);
  });
});
