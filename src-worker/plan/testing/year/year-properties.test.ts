import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComplianceYear, CoveragePart, RatioTest } from '../../../../src-shared/compliance.ts';
import { cents, design } from '../../money-fixtures.ts';
import { STANDING } from '../population.ts';
import { testLimit } from '../test-limit.ts';
import { complianceInvariants } from './compliance-invariants.ts';
import { complianceOfYear } from './compliance-of-year.ts';
import type { Design } from './tested-plan-year.ts';
import { designOf, inputOf, type Employee } from './year-fixtures.ts';

const employee = fc
  .record({
    standing: fc.nat({ max: 2_047 }),
    hce: fc.boolean(),
    owner: fc.boolean(),
    pay: fc.constantFrom(0, 20_000, 45_000.5, 120_000, 360_000),
    deferral: fc.integer({ min: 0, max: 20 }),
    match: fc.integer({ min: 0, max: 10 }),
    core: fc.constantFrom(0, 0, 1, 2, 2, 4, 9),
    unusedCatchUp: fc.constantFrom(0, 500, 8_000),
    vested: fc.constantFrom(0, 20, 100),
    age: fc.integer({ min: 18, max: 70 }),
    hasLeft: fc.boolean(),
    balance: fc.nat({ max: 1_000 }),
  })
  .map(({ deferral, match, core, pay, ...rest }): Partial<Employee> => ({
    ...rest,
    pay,
    base: Math.round(pay * deferral) / 100,
    match: Math.round(pay * match) / 100,
    core: Math.round(pay * core) / 100,
  }));
const employees = fc.array(employee, { maxLength: 30 });

const TESTED = STANDING.entered | STANDING.conditionsMet | STANDING.matchable;

/** Dollars to the cent, of which a quarter is taken. */
const quarterOf = (dollars = 0): number => Math.round(dollars * 25) / 100;

/** People of whom all are tested and the lower paid defer and receive little: by chance alone few tests fail. */
const unequal = employees.map((people) =>
  people.map((one) => ({
    ...one,
    standing: TESTED,
    ...(isHce(one) ? {} : { base: quarterOf(one.base), match: quarterOf(one.match) }),
  })),
);

const testing = fc.record({
  excludeLtpt: fc.boolean(),
  otherwiseExcludable: fc.constantFrom('none' as const, 'excludeNhce' as const, 'separate' as const),
  generalTestBasis: fc.constantFrom('allocations' as const, 'benefits' as const, 'best' as const),
});

const core: Design['core'] = {
  ...design.core,
  type: 'ageBanded',
  bands: [
    { min: 0, max: 40, rate: 0.02 },
    { min: 40, max: null, rate: 0.04 },
  ],
};

const run = (people: readonly Partial<Employee>[], settings: Partial<Design['testing']>): ComplianceYear =>
  complianceOfYear(inputOf(people, { design: designOf(settings, { core }) }));

const total = (list: Iterable<number>): number => [...list].reduce((sum, value) => sum + value, 0);

/** The populations in the words of the rules, person by person. */
const has = ({ standing = 0 }: Partial<Employee>, bit: keyof typeof STANDING): boolean =>
  (standing & STANDING[bit]) !== 0;
const isHce = ({ hce, owner }: Partial<Employee>): boolean => hce === true || owner === true;

function isInAdp(
  one: Partial<Employee>,
  { excludeLtpt, otherwiseExcludable }: Partial<Design['testing']>,
): boolean {
  if (!has(one, 'entered') || has(one, 'excludedClass') || one.pay === 0) return false;
  if (excludeLtpt === true && has(one, 'ltptOnly')) return false;
  return !(otherwiseExcludable === 'excludeNhce' && has(one, 'otherwiseExcludable') && !isHce(one));
}

function isInAcp(one: Partial<Employee>, settings: Partial<Design['testing']>): boolean {
  return isInAdp(one, settings) && has(one, 'matchable') && !has(one, 'ltptOnly');
}

function standingIn(part: CoveragePart, one: Partial<Employee>, excludeLtpt: boolean): number {
  if (has(one, 'notCounted') || !has(one, 'conditionsMet') || (excludeLtpt && has(one, 'ltptOnly'))) return 0;
  const mayDefer = has(one, 'entered') && !has(one, 'excludedClass');
  const benefits = {
    deferrals: mayDefer,
    match: mayDefer && has(one, 'matchable') && !has(one, 'ltptOnly'),
    core: mayDefer && has(one, 'allocated') && !has(one, 'ltptOnly'),
  }[part];
  if (benefits) return 2;
  const ruleFailed = {
    deferrals: false,
    match: has(one, 'matchRuleFailed'),
    core: has(one, 'allocationRuleFailed'),
  }[part];
  return has(one, 'shortLeaver') && ruleFailed ? 0 : 1;
}

const positions = (
  people: readonly Partial<Employee>[],
  holds: (one: Partial<Employee>) => boolean,
): number[] => people.flatMap((one, at) => (holds(one) ? [at] : []));

describe('populations of a year', () => {
  it('P-90 P-99 P-112 are those of the rules', () => {
    fc.assert(
      fc.property(employees, testing, (people, settings) => {
        const { adp, acp, coverage } = run(people, settings);
        expect([...adp.people.position]).toEqual(positions(people, (one) => isInAdp(one, settings)));
        expect([...acp.people.position]).toEqual(positions(people, (one) => isInAcp(one, settings)));
        for (const part of ['deferrals', 'match', 'core'] as const) {
          const expected = people.map((one) => standingIn(part, one, settings.excludeLtpt));
          const found = people.map((_, at) =>
            total(coverage.map(({ parts }) => parts[part].standing[at] ?? 0)),
          );
          expect(found).toEqual(expected);
          for (const { group, parts } of coverage) {
            const isOther = positions(
              people,
              (one) => has(one, 'otherwiseExcludable') !== (group === 'otherwiseExcludable'),
            );
            if (group !== 'everyone')
              expect(isOther.every((at) => parts[part].standing[at] === 0)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('PINV-21', () => {
  it('PINV-21 the limit never falls when the NHCE average rises', () => {
    for (let average = 1; average <= 3_000; average++) {
      expect(testLimit(average)).toBeGreaterThanOrEqual(testLimit(average - 1));
    }
  });

  it('PINV-21 refunds and recharacterised dollars are the total; after step 1 the mean is at the limit', () => {
    let failed = 0;
    const check = ({ correction, people, limitPpm }: RatioTest, takenOf: 'adp' | 'acp'): void => {
      if (correction === null || limitPpm === null) return;
      failed++;
      const { hces } = correction;
      const [first, second] =
        takenOf === 'adp' ? [hces.recharacterised, hces.refunded] : [hces.forfeited, hces.distributed];
      expect(total(first) + total(second)).toBe(correction.totalCents);
      expect(total(hces.byRatio)).toBe(correction.totalCents);
      const ratios = [...people.hces].map((at) => (people.ratio[at] ?? 0) * 100);
      const { numerator, denominator } = correction.permitted ?? { numerator: Infinity, denominator: 1 };
      const lowered = ratios.map((ratio) => Math.min(ratio * denominator, numerator));
      expect(total(lowered)).toBeLessThanOrEqual(limitPpm * ratios.length * denominator);
    };
    fc.assert(
      fc.property(fc.oneof(employees, unequal), testing, (people, settings) => {
        const { adp, acp } = run(people, settings);
        check(adp, 'adp');
        check(acp, 'acp');
      }),
    );
    expect(failed).toBeGreaterThan(0);
  });
});

describe('complianceInvariants', () => {
  it('PINV-21 PINV-22 PINV-23 hold in every year', () => {
    fc.assert(
      fc.property(employees, testing, (people, settings) => {
        const results = complianceInvariants(run(people, settings));
        expect(results.map(({ id, severity, failed }) => [id, severity, failed])).toEqual([
          ['PINV-21', 'FAIL', 0],
          ['PINV-22', 'FAIL', 0],
          ['PINV-23', 'FAIL', 0],
        ]);
      }),
    );
  });

  const IN = STANDING.entered | STANDING.conditionsMet | STANDING.matchable | STANDING.allocated;
  const year = (): ComplianceYear =>
    run(
      [
        { standing: IN, hce: true, pay: 200_000, base: 20_000, match: 20_000, core: 8_000, vested: 20 },
        { standing: IN, hce: true, pay: 200_000, base: 4_000, core: 4_000 },
        { standing: IN, pay: 50_000, base: 1_000, match: 400, core: 1_000 },
        { standing: 0 },
      ],
      { generalTestBasis: 'benefits' },
    );
  const offenders = (broken: ComplianceYear, id: string): readonly string[] =>
    complianceInvariants(broken).find((result) => result.id === id)?.offenders ?? [];

  it('PINV-21 finds shares that do not add up and ratios that stay above the limit', () => {
    const good = year();
    const { adp, acp } = good;
    if (adp.correction === null || acp.correction === null) throw new Error('the tests should fail');
    const refunded = { ...adp.correction, refundedCents: adp.correction.refundedCents - 1 };
    expect(offenders({ ...good, adp: { ...adp, correction: refunded } }, 'PINV-21')).toEqual([
      `ADP: ${cents(8_000) - 1} taken of an excess of ${cents(8_000)}`,
    ]);
    const distributed = { ...acp.correction, distributedCents: 0 };
    expect(offenders({ ...good, acp: { ...acp, correction: distributed } }, 'PINV-21')).toHaveLength(1);
    const unlowered = { ...adp.correction, permitted: null };
    expect(offenders({ ...good, adp: { ...adp, correction: unlowered } }, 'PINV-21')).toEqual([
      'ADP: ratios lowered to a sum of 120000 ppm, above 80000',
    ]);
    const permitted = { numerator: 60_001, denominator: 1 };
    expect(
      offenders({ ...good, adp: { ...adp, correction: { ...adp.correction, permitted } } }, 'PINV-21'),
    ).toEqual(['ADP: ratios lowered to a sum of 80001 ppm, above 80000']);
  });

  it('PINV-22 finds people counted twice or not at all', () => {
    const good = year();
    const [everyone] = good.coverage;
    if (everyone === undefined) throw new Error('there is a coverage test');
    const core = { ...everyone.parts.core, excludable: 0 };
    const coverage = [{ ...everyone, parts: { ...everyone.parts, core } }];
    expect(offenders({ ...good, coverage }, 'PINV-22')).toEqual([
      'coverage of core, everyone: 3 + 0 + 0 of 4',
    ]);
    const match = { ...everyone.parts.match, nhceBenefiting: 0 };
    const parts = { ...everyone.parts, match };
    expect(offenders({ ...good, coverage: [{ ...everyone, parts }] }, 'PINV-22')).toHaveLength(1);
    const counts = { ...good.adp.counts, notEntered: 2 };
    expect(offenders({ ...good, adp: { ...good.adp, counts } }, 'PINV-22')).toEqual(['ADP: 2 + 1 + 2 of 4']);
    const moved = { ...good.acp.counts, nhces: 2, notEntered: 0 };
    expect(offenders({ ...good, acp: { ...good.acp, counts: moved } }, 'PINV-22')).toHaveLength(1);
  });

  it('PINV-23 finds a missing rate group and groups out of order', () => {
    const good = year();
    const [test] = good.amounts;
    const benefits = test?.benefits ?? null;
    if (test === undefined || benefits === null) throw new Error('the general test should run');
    const withGroups = (groups: (typeof benefits)['groups']): ComplianceYear => ({
      ...good,
      amounts: [{ ...test, benefits: { ...benefits, groups } }],
    });
    expect(offenders(withGroups(benefits.groups.slice(1)), 'PINV-23')).toHaveLength(1);
    expect(offenders(withGroups([...benefits.groups].reverse()), 'PINV-23')).toHaveLength(1);
    expect(offenders(withGroups(benefits.groups), 'PINV-23')).toEqual([]);
    const changed = (change: Partial<(typeof benefits.groups)[number]>): readonly string[] =>
      offenders(
        withGroups(benefits.groups.map((group, at) => (at === 1 ? { ...group, ...change } : group))),
        'PINV-23',
      );
    expect(benefits.groups).toHaveLength(2);
    expect(changed({ nhces: -1 })).toHaveLength(1);
    expect(changed({ hces: 1 })).toHaveLength(1);
  });
});
