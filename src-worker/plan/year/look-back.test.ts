import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { HCE_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { firstYear, simulated, testedYears, type StudyPerson } from './tested-study-fixtures.ts';

const testing = { topPaidGroup: true };
const paid = (usd: number) => ({ priorYearPayCents: usd });
const notIn = { planEntryDay: NO_DAY };
/** Six who count, whatever is asked of them. */
const STAFF: readonly StudyPerson[] = Array.from({ length: 6 }, (_, at) => ({ id: `S${at}` }));

/** How many of `people` and STAFF count in the year before the first. */
const countedWith = (people: readonly StudyPerson[], eligibility: Readonly<Record<string, unknown>> = {}) =>
  firstYear({ people: [...people, ...STAFF], design: { testing, eligibility } }).tests.hce.topPaidGroup;

describe('P-88 who counts in the size of the top-paid group of the first year', () => {
  it.each<readonly [string, Omit<StudyPerson, 'id'>, number]>([
    ['six months of service', { hire: toDay(2025, 6, 30) }, 1],
    ['a day less', { hire: toDay(2025, 7, 1) }, 0],
    ['aged 21', { birth: toDay(2004, 12, 31) }, 1],
    ['a day younger', { birth: toDay(2005, 1, 1) }, 0],
    ['17.5 hours', { weeklyHours: 17.5 }, 1],
    ['17 hours', { weeklyHours: 17 }, 0],
    ['a nonresident alien', { plan: { nonresidentAlien: 1 } }, 0],
    ['a union member among few', { union: true }, 1],
    ['left on 1 January 2025, pay unknown', { left: toDay(2025, 1, 1) }, 1],
    ['left in 2025', { left: toDay(2025, 8, 1), plan: paid(20_000) }, 1],
    ['left before', { left: toDay(2024, 12, 31) }, 0],
    ['left before, paid in 2025', { left: toDay(2024, 12, 31), plan: paid(10) }, 1],
    ['inactive, paid in 2025', { inactive: true, plan: paid(10) }, 1],
    ['inactive, not paid', { inactive: true }, 0],
    ['hired later', { hire: toDay(2026, 2, 1), plan: { ...notIn, ...paid(10) } }, 0],
    [
      'hired later and gone',
      { hire: toDay(2026, 2, 1), left: toDay(2026, 3, 1), plan: { ...notIn, ...paid(10) } },
      0,
    ],
  ])('%s', (_, person, more) => {
    expect(countedWith([{ id: 'A', ...person }])?.counted).toBe(6 + more);
  });

  it('P-4 service from the original hire date where the plan bridges it', () => {
    const back: StudyPerson = {
      id: 'A',
      hire: toDay(2025, 11, 1),
      plan: { originalHireDay: toDay(2010, 1, 1) },
    };
    expect(countedWith([back], { bridgeService: true })?.counted).toBe(7);
    expect(countedWith([back], { bridgeService: false })?.counted).toBe(6);
    expect(countedWith([{ ...back, plan: notIn }], { bridgeService: true })?.counted).toBe(6);
  });
});

describe('P-88 union members', () => {
  const firm = (union: number, aliens: number): readonly StudyPerson[] =>
    Array.from({ length: 10 }, (_, at) => ({
      id: `P${at}`,
      union: at < union,
      ...(at < aliens ? { plan: { nonresidentAlien: 1 } } : {}),
    }));
  const countedOf = (people: readonly StudyPerson[]) =>
    testedYears({ people, design: { testing }, years: 2 }).map(
      ({ tests }) => tests.hce.topPaidGroup?.counted,
    );

  it('do not count where they are nine of ten, in the census and after a simulated year', () => {
    expect(countedOf(firm(9, 0))).toEqual([1, 1]);
    expect(countedOf(firm(8, 0))).toEqual([10, 10]);
    // Two of the nine would not have counted anyhow.
    expect(countedOf(firm(9, 2))).toEqual([1, 1]);
    expect(countedOf(firm(8, 2))).toEqual([8, 8]);
  });
});

describe('P-88 places by the pay of the year before', () => {
  const hcesOf = (people: readonly StudyPerson[]): readonly string[] => {
    const { tests, ids } = firstYear({ people, design: { testing } });
    return ids.filter((_, at) => tests.employees.isHce[at] === 1);
  };

  it('former employees take their places', () => {
    const top: StudyPerson = { id: 'TOP', plan: paid(200_000) };
    expect(hcesOf([...STAFF, top])).toEqual(['TOP']);
    // A fifth of eight is two.
    const gone: StudyPerson = { id: 'A-GONE', left: toDay(2025, 4, 1), plan: paid(300_000) };
    expect(hcesOf([...STAFF, top, gone])).toEqual(['TOP']);
    expect(hcesOf([...STAFF, top, gone, { ...gone, id: 'B-GONE' }])).toEqual([]);
    // Below him, they take none.
    expect(hcesOf([...STAFF, top, { ...gone, plan: paid(199_999) }, { ...gone, id: 'C' }])).toEqual(['TOP']);
  });

  it('P-2 ties go by person key', () => {
    const equals = Array.from({ length: 20 }, (_, at) => ({ id: `E${at}`, plan: paid(170_000) }));
    const { tests, ids } = firstYear({ people: equals, design: { testing } });
    // The columns of the tests are in the order of the keys.
    expect(Array.from(tests.employees.isHce.subarray(0, 5))).toEqual([1, 1, 1, 1, 0]);
    expect(tests.hce.byTopPaidGroup).toBe(4);
    expect(ids).toHaveLength(20);
  });

  it('P-2 ties of former and present employees go by person key too', () => {
    const five = STAFF.slice(1);
    for (const [one, other] of [
      ['A', 'B'],
      ['C', 'D'],
      ['E', 'F'],
      ['G', 'H'],
    ] as const) {
      const gone: StudyPerson = { id: one, left: toDay(2025, 4, 1), plan: paid(200_000) };
      const here: StudyPerson = { id: other, plan: paid(200_000) };
      // One place among seven: whoever has the smaller key, present or former, takes it.
      const takes = hcesOf([...five, gone, here]).length;
      const loses = hcesOf([...five, { ...gone, id: other }, { ...here, id: one }]).length;
      expect(takes + loses).toBe(1);
    }
  });

  it.each(['FORMER', 'GONE', 'LEFT', 'PAST'])('%s, who has left, takes a place from nobody else', (id) => {
    const gone: StudyPerson = { id, left: toDay(2025, 4, 1), plan: paid(300_000) };
    // One place among seven.
    const paidWell = STAFF.map((person) => ({ ...person, plan: paid(200_000) }));
    expect(hcesOf([...paidWell, gone])).toEqual([]);
  });

  it('P-22 people hired later have no pay of the year before, whatever the census says', () => {
    const top: StudyPerson = { id: 'TOP', plan: paid(200_000) };
    const later: StudyPerson = { id: 'L1', hire: toDay(2026, 2, 1), plan: { ...notIn, ...paid(300_000) } };
    expect(hcesOf([...STAFF, top, later])).toEqual(['TOP']);
    expect(hcesOf([...STAFF, top, { ...later, left: toDay(2026, 3, 1) }])).toEqual(['TOP']);
  });

  it('P-89 the place stands in the event of those above the threshold', () => {
    const { batches, names } = simulated({
      people: [
        ...STAFF,
        { id: 'OWNER', plan: { ...paid(160_000), ownershipSharePpm: 60_000 } },
        { id: 'RICH-OWNER', plan: { ...paid(170_000), ownershipSharePpm: 60_000 } },
        { id: 'TOP', plan: paid(180_000) },
        { id: 'GONE', left: toDay(2025, 4, 1), plan: paid(175_000) },
      ],
      design: { testing },
    });
    const events = batches[0]?.plan.hceStatus;
    const told = Array.from({ length: events?.rowCount ?? 0 }, (_, row) => [
      names[events?.person[row] ?? -1],
      HCE_CATEGORIES[events?.category[row] ?? -1],
      (events?.lookbackPayCents[row] ?? NaN) / 100,
      events?.payRank[row],
    ]);
    // A fifth of ten is two: TOP and GONE.
    expect(told).toEqual([
      ['OWNER', 'owner', 160_000, 0],
      ['RICH-OWNER', 'owner', 170_000, 3],
      ['TOP', 'payTopGroup', 180_000, 1],
    ]);
  });
});

describe('P-87 highly compensated by the pay received in the year before', () => {
  const people: readonly StudyPerson[] = [
    { id: 'ABOVE', plan: paid(160_000.01) },
    { id: 'EXACTLY', plan: paid(160_000) },
    { id: 'NEW', pay: 500_000, hire: toDay(2026, 1, 1), plan: notIn },
    { id: 'OWNER', plan: { ...paid(52_000), ownershipSharePpm: 50_001 } },
    { id: 'HOLDER', plan: { ...paid(52_000), ownershipSharePpm: 50_000 } },
    { id: 'WAS-OWNER', plan: { ...paid(52_000), priorOwnershipSharePpm: 50_001 } },
    { id: 'WAS-HOLDER', plan: { ...paid(52_000), priorOwnershipSharePpm: 50_000 } },
  ];

  it('or as an owner of more than 5 % in the year or the one before', () => {
    const hces = testedYears({ people, years: 2, growth: [1 / 6, 0] }).map(({ tests, ids }) =>
      ids.filter((_, at) => tests.employees.isHce[at] === 1).sort(),
    );
    // In 2027 the pay of 2026 decides: 60,000, and 500,000.
    expect(hces).toEqual([
      ['ABOVE', 'OWNER', 'WAS-OWNER'],
      ['NEW', 'OWNER'],
    ]);
  });
});
