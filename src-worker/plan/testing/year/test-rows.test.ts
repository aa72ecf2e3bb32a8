import { describe, expect, it } from 'vitest';
import { ADDITIONS_STATUSES, PLAN_TESTS, type PlanTest } from '../../../../src-shared/compliance.ts';
import { enforceAdditionsLimit } from '../../annual-additions.ts';
import { NOTHING_MATCHED } from '../../match-loss.ts';
import { cents, design } from '../../money-fixtures.ts';
import { STANDING } from '../population.ts';
import { KEY_REASON } from '../top-heavy.ts';
import { complianceOfYear } from './compliance-of-year.ts';
import { planTestRows } from './test-rows.ts';
import { designOf, IN_PLAN, inputOf, yearOf } from './year-fixtures.ts';
import { determineTopHeavy } from './top-heavy-report.ts';
import { LIMITS } from './year-fixtures.ts';

const AGE_BANDS = {
  ...design.core,
  type: 'ageBanded',
  bands: [
    { min: 0, max: 50, rate: 0.02 },
    { min: 50, max: null, rate: 0.05 },
  ],
} as const;

/** A year with a failed ADP and ACP test, somebody above section 415 and a top-heavy plan. */
function yearWithOneOfEach() {
  const additions = { base: 24_500, match: 15_000, core: 36_000, reallocated: 0, afterTax: 0 };
  const correction = enforceAdditionsLimit(
    {
      base: cents(additions.base),
      match: cents(additions.match),
      core: cents(additions.core),
      reallocated: cents(0),
      afterTax: cents(0),
    },
    cents(72_000),
    cents(1_000),
    NOTHING_MATCHED,
  );
  const { determination } = determineTopHeavy(
    { ...yearOf([{ owner: true, balance: 9 }, { balance: 1 }]), year: 2025, largestEmployment: 2 },
    LIMITS,
  );
  const bands = [...AGE_BANDS.bands];
  const compliance = complianceOfYear(
    inputOf(
      [
        {
          owner: true,
          keyBefore: KEY_REASON.fivePercentOwner,
          pay: 300_000,
          base: 21_000,
          unusedCatchUp: 2_000,
          match: 15_000,
          core: 36_000,
          vested: 60,
        },
        { pay: 100_000, base: 4_100, match: 1_800, core: 200 },
        { standing: 0, pay: 0, gross: 20_000 },
        { pay: 80_000, standing: IN_PLAN & ~STANDING.allocated, core: 0 },
      ],
      {
        design: designOf({ generalTestBasis: 'allocations' }, { core: { ...AGE_BANDS, bands } }),
        corrections: new Map([[0, correction]]),
        prior: { determination },
      },
    ),
  );
  return { compliance, ...planTestRows(compliance) };
}

describe('planTestRows', () => {
  const { tests, people } = yearWithOneOfEach();
  const rowsOf = (test: PlanTest): number[] =>
    Array.from(people.test.keys()).filter((row) => people.test[row] === PLAN_TESTS.indexOf(test));
  const of = (column: Float64Array | Int32Array | Uint8Array, test: PlanTest): (number | undefined)[] =>
    rowsOf(test).map((row) => column[row]);

  it('P-25 has a row per test, part and group', () => {
    expect(tests.map(({ test, part, group, result }) => [test, part, group, result])).toEqual([
      ['hce', null, 'everyone', 'determined'],
      ['coverage', 'deferrals', 'everyone', 'pass'],
      ['coverage', 'match', 'everyone', 'pass'],
      ['coverage', 'core', 'everyone', 'fail'],
      ['adp', null, 'everyone', 'fail'],
      ['acp', null, 'everyone', 'fail'],
      ['amounts', null, 'everyone', 'fail'],
      ['additions', null, 'everyone', 'limited'],
      ['topHeavy', null, 'everyone', 'topHeavy'],
      ['design', null, 'everyone', 'clear'],
    ]);
  });

  it('P-92 P-113 P-115 shows what is held against which limit', () => {
    const figures = (name: PlanTest, part: string | null = null) => {
      const row = tests.find(({ test, part: of }) => test === name && of === part);
      return [row?.nhceBasisPoints, row?.hceBasisPoints, row?.ratioBasisPoints, row?.limitPpm];
    };
    expect(figures('adp')).toEqual([205, 700, null, 40_500]);
    expect(figures('coverage', 'core')).toEqual([5_000, 10_000, 5_000, 700_000]);
    expect(figures('topHeavy')).toEqual([null, null, 9_000, 600_000]);
    expect(figures('amounts')).toEqual([null, null, null, null]);
    const { compliance } = yearWithOneOfEach();
    const ratioOf = (determination: typeof compliance.topHeavy.determination) =>
      planTestRows({ ...compliance, topHeavy: { ...compliance.topHeavy, determination } }).tests.find(
        ({ test }) => test === 'topHeavy',
      )?.ratioBasisPoints;
    const { determination } = compliance.topHeavy;
    expect(ratioOf(determination === null ? null : { ...determination, result: 'notEvaluated' })).toBeNull();
    expect(ratioOf(null)).toBeNull();
  });

  it('P-25 the working is a document without columns', () => {
    const hasColumn = (value: unknown): boolean =>
      ArrayBuffer.isView(value) ||
      (typeof value === 'object' && value !== null && Object.values(value).some(hasColumn));
    expect(tests.filter(({ working }) => hasColumn(working))).toEqual([]);
    const adp = tests.find(({ test }) => test === 'adp');
    expect(adp?.working).toMatchObject({
      counts: { employees: 4, notEntered: 1 },
      correction: { totalCents: cents(8_850), recharacterisedCents: cents(2_000) },
    });
    const additions = tests.find(({ test }) => test === 'additions');
    expect(additions?.working).toMatchObject({ corrected: [{ person: 100, overCents: cents(3_500) }] });
    const topHeavy = tests.find(({ test }) => test === 'topHeavy');
    expect(topHeavy?.working).toMatchObject({
      minimum: { ratePpm: 30_000, totalCents: cents(3_400), people: 2 },
    });
    expect(tests.at(-1)?.working).toMatchObject({
      designId: design.id,
      findings: [],
      partialTermination: [],
    });
  });

  it('P-91 P-97 ADP: everyone tested, corrections of the HCEs only', () => {
    expect(of(people.person, 'adp')).toEqual([100, 101, 103]);
    expect(of(people.isHce, 'adp')).toEqual([1, 0, 0]);
    expect(of(people.payCents, 'adp')).toEqual([cents(300_000), cents(100_000), cents(80_000)]);
    expect(of(people.amountCents, 'adp')).toEqual([cents(21_000), cents(4_100), 0]);
    expect(of(people.basisPoints, 'adp')).toEqual([700, 410, 0]);
    expect(of(people.excessCents, 'adp')).toEqual([cents(8_850), NaN, NaN]);
    expect(of(people.recharacterisedCents, 'adp')).toEqual([cents(2_000), NaN, NaN]);
    expect(of(people.refundCents, 'adp')).toEqual([cents(6_850), NaN, NaN]);
    expect(of(people.forfeitedCents, 'adp')).toEqual([0, NaN, NaN]);
    expect(of(people.distributedCents, 'adp')).toEqual([NaN, NaN, NaN]);
  });

  it('P-101 ACP: forfeited and distributed', () => {
    // NHCE average 0.90 %, limit 1.80 %: 9,600 too much, 60 % of it vested.
    expect(of(people.basisPoints, 'acp')).toEqual([500, 180, 0]);
    expect(of(people.excessCents, 'acp')).toEqual([cents(9_600), NaN, NaN]);
    expect(of(people.forfeitedCents, 'acp')).toEqual([cents(3_840), NaN, NaN]);
    expect(of(people.distributedCents, 'acp')).toEqual([cents(5_760), NaN, NaN]);
    expect(of(people.refundCents, 'acp')).toEqual([NaN, NaN, NaN]);
  });

  it('P-112 coverage: everyone, the three standings in one number', () => {
    expect(of(people.person, 'coverage')).toEqual([100, 101, 102, 103]);
    expect(of(people.standing, 'coverage')).toEqual([26, 26, 0, 2 + 3 * 2 + 9 * 1]);
    expect(of(people.basisPoints, 'coverage')).toEqual([2_400, 610, 0, 0]);
  });

  it('P-102 amounts: everyone in the general test', () => {
    expect(of(people.person, 'amounts')).toEqual([100, 101, 103]);
    expect(of(people.amountCents, 'amounts')).toEqual([cents(36_000), cents(200), 0]);
    expect(of(people.basisPoints, 'amounts')).toEqual([1_200, 20, 0]);
  });

  it('P-77 additions: those at risk or limited', () => {
    expect(of(people.person, 'additions')).toEqual([100]);
    expect(of(people.standing, 'additions')).toEqual([ADDITIONS_STATUSES.indexOf('limited')]);
    expect(of(people.payCents, 'additions')).toEqual([cents(72_000)]);
    expect(of(people.amountCents, 'additions')).toEqual([cents(75_500)]);
    expect(of(people.excessCents, 'additions')).toEqual([cents(3_500)]);
    expect(of(people.recharacterisedCents, 'additions')).toEqual([cents(1_000)]);
    expect(of(people.refundCents, 'additions')).toEqual([cents(2_500)]);
    expect(of(people.forfeitedCents, 'additions')).toEqual([0]);
  });

  it('P-76 P-77 additions: what was returned, and what the employer side lost', () => {
    const { compliance } = yearWithOneOfEach();
    const steps = {
      position: 0,
      overCents: 127,
      reclassifiedCents: 0,
      afterTaxReturnedCents: 1,
      unmatchedReturnedCents: 2,
      matchedReturnedCents: 4,
      matchForfeitedCents: 8,
      coreReducedCents: 16,
      reallocatedReducedCents: 32,
      matchReducedCents: 64,
    };
    const additions = { ...compliance.additions, corrected: [steps] };
    const rows = planTestRows({ ...compliance, additions }).people;
    const row = rows.test.indexOf(PLAN_TESTS.indexOf('additions'));
    expect([rows.refundCents[row], rows.forfeitedCents[row]]).toEqual([7, 120]);
  });

  it('P-116 top-heavy: key employees and those owed a minimum', () => {
    expect(of(people.person, 'topHeavy')).toEqual([100, 101, 103]);
    expect(of(people.standing, 'topHeavy')).toEqual([KEY_REASON.fivePercentOwner, 0, 0]);
    expect(of(people.amountCents, 'topHeavy')).toEqual([cents(72_000), cents(2_000), 0]);
    expect(of(people.basisPoints, 'topHeavy')).toEqual([2_400, 200, 0]);
    expect(of(people.additionalCents, 'topHeavy')).toEqual([0, cents(1_000), cents(2_400)]);
  });

  it('P-25 orders the rows of a test by person, whatever the order of keys', () => {
    const { compliance } = yearWithOneOfEach();
    const order = Int32Array.of(7, 3, 9, 5);
    const reordered = planTestRows({
      ...compliance,
      employees: { ...compliance.employees, person: order },
    }).people;
    const rows = Array.from(reordered.test.keys());
    const personsOf = (test: PlanTest): (number | undefined)[] =>
      rows
        .filter((row) => reordered.test[row] === PLAN_TESTS.indexOf(test))
        .map((row) => reordered.person[row]);
    expect(personsOf('coverage')).toEqual([3, 5, 7, 9]);
    expect(personsOf('adp')).toEqual([3, 5, 7]);
    expect(personsOf('acp')).toEqual([3, 5, 7]);
    expect(personsOf('amounts')).toEqual([3, 5, 7]);
    expect(personsOf('additions')).toEqual([7]);
    expect(personsOf('topHeavy')).toEqual([3, 5, 7]);
    const refunded = rows.filter((row) => (reordered.refundCents[row] ?? 0) > 0);
    expect(refunded.map((row) => reordered.person[row])).toEqual([7, 7]);
    const distributed = rows.filter((row) => (reordered.distributedCents[row] ?? 0) > 0);
    expect(distributed.map((row) => reordered.person[row])).toEqual([7]);
  });

  it('P-25 fills every row it made room for', () => {
    expect(people.rowCount).toBe(people.test.length);
    expect(Array.from(people.test)).toEqual(Array.from(people.test).sort((a, b) => a - b));
  });
});
