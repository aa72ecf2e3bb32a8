import { describe, expect, it } from 'vitest';
import { LOOKBACK_SOURCES, TERMINATION_REASONS } from '../../../../src-shared/vocabulary.ts';
import { enforceAdditionsLimit, type Correction } from '../../annual-additions.ts';
import { annualMatchLoss } from '../../match-loss.ts';
import { matchTerms } from '../../match.ts';
import { cents, design } from '../../money-fixtures.ts';
import { STANDING } from '../population.ts';
import { KEY_REASON } from '../top-heavy.ts';
import { complianceOfYear, priorFactsFrom } from './compliance-of-year.ts';
import type { Design } from './tested-plan-year.ts';
import { determineTopHeavy } from './top-heavy-report.ts';
import {
  designOf,
  IN_PLAN,
  inputOf,
  LIMITS,
  yearOf,
  type Employee,
  type InputChanges,
} from './year-fixtures.ts';

const run = (employees: readonly Partial<Employee>[], changes: InputChanges = {}) =>
  complianceOfYear(inputOf(employees, changes));

const { fivePercentOwner, officer, none } = KEY_REASON;

describe('HCE report and limits', () => {
  it('P-87 P-89 counts by reason and flags assumed pay', () => {
    const assumed = LOOKBACK_SOURCES.indexOf('assumed');
    const topPaidGroup = { counted: 48, size: 10 };
    const test = run([{ owner: true }, { hce: true, lookBack: assumed }, {}, {}], {
      counts: { topPaidGroup },
    });
    expect(test.hce).toEqual({
      employees: 4,
      owners: 1,
      byPay: 1,
      byTopPaidGroup: 0,
      nhces: 2,
      thresholdCents: cents(160_000),
      topPaidGroup,
    });
    expect(test.flags).toEqual({ assumedLookBack: 1, balancesMissing: 0 });
  });

  it('P-14 P-135 every limit carries its provenance', () => {
    const override = new Map([[2027, { compensation: cents(400_000) }]]);
    const { limits } = run([{}], { year: 2027, limits: { ...LIMITS, overrides: override } });
    const of = (item: string) => limits.find((limit) => limit.item === item);
    expect(of('compensation')).toMatchObject({ year: 2027, cents: cents(400_000), provenance: 'override' });
    expect(of('hceCompensation')).toMatchObject({
      year: 2026,
      cents: cents(160_000),
      provenance: 'published',
    });
    expect(of('annualAdditions')).toMatchObject({ year: 2027, provenance: 'projected' });
  });
});

describe('additions of a year', () => {
  const [formula] = matchTerms(
    { ...design.match, type: 'tiered', tiers: [{ min: 0, max: 0.05, rate: 1 }] },
    2026,
  ).formulas;
  const loss = (deferral: number) => {
    if (formula === undefined) throw new Error('no formula');
    return annualMatchLoss(formula, cents(deferral), cents(300_000), Infinity);
  };
  const correct = (base: number, match: number, core: number, room: number): Correction =>
    enforceAdditionsLimit(
      {
        base: cents(base),
        match: cents(match),
        core: cents(core),
        reallocated: cents(0),
        afterTax: cents(0),
      },
      cents(72_000),
      cents(room),
      loss(base),
    );

  it('P-77 says what each step took and how near the limit people are', () => {
    const corrections = new Map([
      [2, correct(16_000, 15_000, 45_000, 0)],
      [0, correct(24_500, 15_000, 36_000, 0)],
    ]);
    const { additions } = run(
      [
        { pay: 300_000, base: 21_000, match: 15_000, core: 36_000 },
        { pay: 300_000, base: 24_500, match: 15_000, core: 30_000 },
        { pay: 300_000, base: 13_500, match: 13_500, core: 45_000 },
        { pay: 30_000, base: 18_000, match: 1_500, core: 8_000 },
        { pay: 0, gross: 0 },
      ],
      { corrections },
    );
    expect(additions).toMatchObject({
      result: 'limited',
      limited: 2,
      atRisk: 1,
      passing: 2,
      dollarLimitCents: cents(72_000),
    });
    expect(additions.people).toEqual({
      limit: Float64Array.of(cents(72_000), cents(72_000), cents(72_000), cents(30_000), 0),
      isPayArm: Uint8Array.of(0, 0, 0, 1, 1),
      before: Float64Array.of(cents(75_500), cents(69_500), cents(76_000), cents(27_500), 0),
      after: Float64Array.of(cents(72_000), cents(69_500), cents(72_000), cents(27_500), 0),
      utilisation: Int32Array.of(10_000, 9_653, 10_000, 9_167, 0),
      status: Uint8Array.of(2, 1, 2, 0, 0),
    });
    const nothing = {
      afterTaxReturnedCents: 0,
      reclassifiedCents: 0,
      coreReducedCents: 0,
      reallocatedReducedCents: 0,
      matchReducedCents: 0,
    };
    expect(additions.corrected).toEqual([
      {
        ...nothing,
        position: 0,
        overCents: cents(3_500),
        unmatchedReturnedCents: cents(3_500),
        matchedReturnedCents: 0,
        matchForfeitedCents: 0,
      },
      {
        ...nothing,
        position: 2,
        overCents: cents(4_000),
        unmatchedReturnedCents: cents(1_000),
        matchedReturnedCents: cents(1_500),
        matchForfeitedCents: cents(1_500),
      },
    ]);
    expect(additions.steps).toMatchObject({ overCents: cents(7_500), unmatchedReturnedCents: cents(4_500) });
  });

  it('P-77 the warning threshold is a setting; reclassified deferrals are a step', () => {
    const corrections = new Map([[0, correct(24_500, 15_000, 36_000, 8_000)]]);
    const employees = [
      { pay: 300_000, base: 21_000, match: 15_000, core: 36_000 },
      { pay: 300_000, base: 36_000 },
    ];
    const { additions } = run(employees, { corrections, design: designOf({ warning415: 0.5 }) });
    expect(additions).toMatchObject({
      atRisk: 1,
      steps: { reclassifiedCents: cents(3_500), unmatchedReturnedCents: 0 },
    });
    expect(run(employees).additions).toMatchObject({ result: 'pass', limited: 0, atRisk: 1 });
    const within = run(employees, {
      corrections: new Map([[1, correct(20_000, 15_000, 1_000, 0)]]),
    }).additions;
    expect(within).toMatchObject({ result: 'pass', limited: 0, corrected: [] });
    expect(within.people.before[1]).toBe(cents(36_000));
  });
});

describe('top-heavy test of a year', () => {
  const owner = { owner: true, balance: 3_100_000 };
  const staff = { balance: 1_900_000 };

  it('P-114 P-115 determines the year end and leaves former keys out', () => {
    const { yearEnd, people } = run([owner, staff, { wasKey: true, balance: 9_000_000 }], {
      counts: { largestEmployment: 36 },
    }).topHeavy;
    expect(yearEnd).toEqual({
      date: '2026-12-31',
      result: 'topHeavy',
      ratio: 6_200,
      keyBalanceCents: cents(3_100_000),
      totalBalanceCents: cents(5_000_000),
      keyEmployees: 1,
      formerKeyEmployees: 1,
      officersMaximum: 4,
      isIncomplete: false,
    });
    expect(people.keyReason).toEqual(Uint8Array.of(fivePercentOwner, none, none));
    expect(run([{ ...owner, balance: 3_000_000 }, { balance: 2_000_000 }]).topHeavy.yearEnd).toMatchObject({
      ratio: 6_000,
      result: 'notTopHeavy',
    });
    // Somebody who is a key employee again is no former one.
    expect(run([{ ...owner, wasKey: true }, staff]).topHeavy.yearEnd).toMatchObject({
      keyEmployees: 1,
      formerKeyEmployees: 0,
    });
  });

  it('P-114 officers by the limit of the year', () => {
    const { people } = run([
      { officer: true, pay: 235_000.01 },
      { officer: true, pay: 235_000 },
      { onePercentOwner: true, pay: 150_000.01 },
    ]).topHeavy;
    expect(people.keyReason).toEqual(Uint8Array.of(officer, none, KEY_REASON.onePercentOwner));
  });

  it('P-115 the year before decides; a new plan goes by its first year end; nothing known is not evaluated', () => {
    const employees = [{ ...owner, keyBefore: fivePercentOwner }, staff];
    expect(run(employees).topHeavy).toMatchObject({
      result: 'notEvaluated',
      determination: null,
      minimum: null,
    });
    const isNew = run(employees, { design: designOf({ firstPlanYear: true }) });
    expect(isNew.topHeavy).toMatchObject({ result: 'topHeavy', determination: { date: '2026-12-31' } });
    const next = run([{ ...owner, balance: 0 }, staff], {
      year: 2027,
      prior: priorFactsFrom(isNew),
      design: designOf({ firstPlanYear: true }),
    });
    expect(next.topHeavy).toMatchObject({
      result: 'topHeavy',
      determination: { date: '2026-12-31' },
      yearEnd: { result: 'notTopHeavy' },
    });
  });

  it('P-115 missing opening balances: flagged, or not evaluated when all are', () => {
    expect(run([owner, { ...staff, balanceMissing: true }])).toMatchObject({
      flags: { balancesMissing: 1 },
      topHeavy: { yearEnd: { result: 'topHeavy', isIncomplete: true } },
    });
    expect(run([{ ...owner, balanceMissing: true }]).topHeavy.yearEnd.result).toBe('notEvaluated');
  });

  it('P-115 the date before the run is determined from the census', () => {
    const people = yearOf([{ officer: true, pay: 230_000.01, balance: 70 }, { balance: 30 }]);
    const { determination, keyReason } = determineTopHeavy(
      { ...people, year: 2025, largestEmployment: 2 },
      LIMITS,
    );
    expect(keyReason).toEqual(Uint8Array.of(officer, none));
    expect(determination).toMatchObject({ date: '2025-12-31', ratio: 7_000, result: 'topHeavy' });
    expect(run([{}], { prior: { determination } }).topHeavy.result).toBe('topHeavy');
  });

  const topHeavy = () => run([owner, staff], { year: 2025 }).topHeavy.yearEnd;
  const minimumOf = (employees: readonly Partial<Employee>[], changes: InputChanges = {}) =>
    run(employees, { prior: { determination: topHeavy() }, ...changes }).topHeavy.minimum;
  const keyAt = (rate: number) => ({
    keyBefore: fivePercentOwner,
    pay: 100_000,
    base: rate * 500,
    match: rate * 300,
    core: rate * 200,
  });

  it('P-116 owes the lesser of 3 % and the highest key rate, less what was received', () => {
    const minimum = minimumOf([
      keyAt(8),
      { pay: 64_000, base: 9_000, match: 500, core: 300, reallocated: 100 },
    ]);
    expect(minimum).toMatchObject({
      highestKeyRatePpm: 80_000,
      ratePpm: 30_000,
      people: 1,
      totalCents: cents(1_020),
    });
    expect(minimum?.additional).toEqual(Float64Array.of(0, cents(1_020)));
    expect(minimumOf([keyAt(2.2), { pay: 64_000 }])).toMatchObject({
      ratePpm: 22_000,
      totalCents: cents(1_408),
    });
    expect(minimumOf([keyAt(2.2), { pay: 64_000, core: 2_500 }])).toMatchObject({ people: 0, totalCents: 0 });
    // Measured by pay of the year up to the compensation limit.
    expect(minimumOf([keyAt(8), { pay: 10_000, gross: 400_000 }])?.totalCents).toBe(cents(10_800));
  });

  it('P-116 is due to participants employed on 31 December who were no key employees', () => {
    const { entered, ltptOnly, otherwiseExcludable } = STANDING;
    const owed = (employee: Partial<Employee>, changes: InputChanges = {}) =>
      minimumOf([keyAt(8), { pay: 10_000, ...employee }], changes)?.totalCents;
    expect(owed({ standing: entered })).toBe(cents(300));
    expect(owed({ standing: 0 })).toBe(0);
    expect(owed({ hasLeft: true })).toBe(0);
    expect(owed({ keyBefore: officer })).toBe(0);
    expect(owed({ officer: true, gross: 300_000 })).toBe(cents(9_000));
    expect(owed({ standing: IN_PLAN | ltptOnly })).toBe(0);
    expect(owed({ standing: IN_PLAN | ltptOnly }, { design: designOf({ excludeLtpt: false }) })).toBe(
      cents(300),
    );
    const excludable = { standing: IN_PLAN | otherwiseExcludable };
    expect(owed(excludable)).toBe(cents(300));
    expect(owed(excludable, { design: designOf({ topHeavyExcludeOtherwise: true }) })).toBe(0);
    expect(owed(excludable, { year: 2024, design: designOf({ topHeavyExcludeOtherwise: true }) })).toBe(0);
    expect(owed(excludable, { year: 2023, design: designOf({ topHeavyExcludeOtherwise: true }) })).toBe(
      cents(300),
    );
  });

  it('P-117 is exempt with safe-harbor money only', () => {
    const core = { ...design.core, type: 'none' } as const;
    const match: Design['match'] = {
      ...design.match,
      type: 'tiered',
      tiers: [{ min: 0, max: 0.04, rate: 1 }],
    };
    const vesting = { ...design.vesting, match: 'immediate' } as const;
    const safe = { design: designOf({ safeHarbor: 'enhancedMatch' }, { core, match, vesting }) };
    const test = run([keyAt(8), { pay: 64_000 }], { ...safe, prior: { determination: topHeavy() } }).topHeavy;
    expect(test).toMatchObject({
      result: 'exempt',
      reason: 'safeHarbor',
      minimum: null,
      determination: { ratio: 6_200 },
    });
  });
});

describe('design findings of a year', () => {
  const codes = (employees: readonly Partial<Employee>[], changes: InputChanges = {}) =>
    run(employees, changes).design.map(({ code, people }) => [code, people]);

  it('P-118 raises what depends on people', () => {
    expect(codes([{}])).toEqual([]);
    expect(codes([{}], { counts: { lateEntries: 3, overdueForfeitures: cents(1) } })).toEqual([
      ['ENTRY_LATE', 3],
      ['FORFEITURE_OVERDUE', null],
    ]);
    const noRoth = { ...design.deferral, roth: { ...design.deferral.roth, available: false } };
    const over = { counts: { overRothCatchUpWages: 2 } };
    expect(codes([{}], over)).toEqual([]);
    expect(codes([{}], { ...over, design: designOf({}, { deferral: noRoth }) })).toEqual([
      ['ROTH_CATCHUP', 2],
    ]);
    expect(codes([{}], { design: designOf({}, { deferral: noRoth }) })).toEqual([]);
  });

  it('P-82 PARTIAL_TERMINATION from 20 % of the participants on, and who they are', () => {
    const involuntary = { reason: TERMINATION_REASONS.indexOf('involuntary'), hasLeft: true };
    const voluntary = { reason: TERMINATION_REASONS.indexOf('voluntary'), hasLeft: true };
    const outside = { ...involuntary, standing: 0 };
    const test = run([{}, {}, involuntary, voluntary, {}, outside]);
    expect(test.design).toEqual([{ code: 'PARTIAL_TERMINATION', effect: 'W', people: 1 }]);
    expect(test.employees.partialTermination).toEqual(Uint32Array.of(2));
    const fewer = run([{}, {}, involuntary, voluntary, {}, {}, outside]);
    expect(fewer.design).toEqual([]);
    expect(fewer.employees.partialTermination).toHaveLength(0);
  });

  it('P-121 takes the employees of the year before', () => {
    const mandated = { planEstablishedOn: '2024-01-01', employerEstablishedOn: '2000-01-01' };
    const withEmployees = (priorYearEmployees: number) =>
      codes([{}], {
        design: designOf(mandated, { autoEnrollment: { ...design.autoEnrollment, enabled: false } }),
        counts: { priorYearEmployees },
      });
    expect(withEmployees(11)).toEqual([['AE_REQUIRED', null]]);
    expect(withEmployees(10)).toEqual([]);
  });
});
