import { describe, expect, it } from 'vitest';
import { annualMatchLoss } from '../../match-loss.ts';
import { matchTerms } from '../../match.ts';
import { cents, design } from '../../money-fixtures.ts';
import { STANDING } from '../population.ts';
import { complianceOfYear, priorFactsFrom } from './compliance-of-year.ts';
import type { Design } from './tested-plan-year.ts';
import { designOf, IN_PLAN, inputOf, type Employee, type InputChanges } from './year-fixtures.ts';

const run = (employees: readonly Partial<Employee>[], changes: InputChanges = {}) =>
  complianceOfYear(inputOf(employees, changes));

const tiered = (max: number, rate: number): Design['match'] => ({
  ...design.match,
  type: 'tiered',
  tiers: [{ min: 0, max, rate }],
});

/** The HCEs of the failing example of section 20, beside NHCEs with an average of 4.10 % and a payroll of 1,500,000. */
const P = { hce: true, pay: 300_000, base: 24_000 };
const Q = { hce: true, pay: 190_000, base: 17_100 };
const R = { hce: true, pay: 180_000, base: 7_200 };
const NHCES = Array.from({ length: 15 }, () => ({ pay: 100_000, base: 4_100 }));

describe('ADP test of a year', () => {
  it('P-91 P-92 averages of ratios, zeros included', () => {
    const { adp } = run([
      { pay: 40_000, base: 1_600 },
      { pay: 52_000 },
      { pay: 61_000, base: 3_660 },
      { pay: 47_000, base: 2_115 },
      { hce: true, pay: 210_000, base: 12_000 },
      { hce: true, pay: 170_000, base: 8_500 },
    ]);
    expect(adp).toMatchObject({
      method: 'current',
      averageSource: 'thisYear',
      result: 'pass',
      reason: null,
      nhceAverage: 363,
      hceAverage: 536,
      limitPpm: 56_300,
      nhceAverageOfYear: 363,
      correction: null,
    });
    expect(adp.people.ratio).toEqual(Int32Array.of(400, 0, 600, 450, 571, 500));
  });

  it('P-95 P-96 P-98 lowers ratios, takes from the most dollars, offers a QNEC', () => {
    const { adp } = run([P, Q, R, ...NHCES]);
    expect(adp).toMatchObject({ result: 'fail', nhceAverage: 410, hceAverage: 700, limitPpm: 61_000 });
    expect(adp.correction).toMatchObject({
      totalCents: cents(6_065),
      refundedCents: cents(6_065),
      recharacterisedCents: 0,
      qnec: { requiredNhceAverage: 500, costCents: cents(13_500) },
      deadlines: { withoutExciseTax: '2027-03-15', qualification: '2027-12-31' },
      hces: {
        byRatio: Float64Array.of(cents(2_550), cents(3_515), 0),
        shares: Float64Array.of(cents(6_065), 0, 0),
        refunded: Float64Array.of(cents(6_065), 0, 0),
      },
    });
  });

  it('P-98 has until 30 June when an EACA covers everyone', () => {
    const autoEnrollment = {
      ...design.autoEnrollment,
      enabled: true,
      arrangement: 'EACA',
      scope: 'allEligible',
    } as const;
    const deadline = (changes: Partial<Design['autoEnrollment']>) =>
      run([P, Q, R, ...NHCES], {
        design: designOf({}, { autoEnrollment: { ...autoEnrollment, ...changes } }),
      }).adp.correction?.deadlines.withoutExciseTax;
    expect(deadline({})).toBe('2027-06-30');
    expect(deadline({ scope: 'newEntrants' })).toBe('2027-03-15');
    expect(deadline({ arrangement: 'ACA' })).toBe('2027-03-15');
    expect(deadline({ enabled: false })).toBe('2027-03-15');
  });

  it('P-97 recharacterises as far as there is room', () => {
    const { adp } = run([{ ...P, unusedCatchUp: 8_000 }, Q, R, ...NHCES]);
    expect(adp.correction).toMatchObject({
      recharacterisedCents: cents(6_065),
      refundedCents: 0,
      forfeitedCents: 0,
    });
  });

  it('P-97 forfeits the match on refunds, which then counts in no ACP test', () => {
    const match = tiered(0.1, 0.5);
    const [formula] = matchTerms(match, 2026).formulas;
    const asked: number[] = [];
    const input = inputOf(
      [{ ...P, match: 12_000 }, Q, R, ...NHCES.map((one) => ({ ...one, match: 2_050 }))],
      {
        design: designOf({}, { match }),
        matchLossOf: (position) => {
          asked.push(position);
          if (formula === undefined) throw new Error('no formula');
          return annualMatchLoss(formula, cents(24_000), cents(300_000), Infinity);
        },
      },
    );
    const { adp, acp } = complianceOfYear(input);
    expect(asked).toEqual([0]);
    // Half of 6,065, rounded as the matches of 24,000 and of 17,935 are.
    expect(adp.correction?.hces.forfeited).toEqual(Float64Array.of(cents(3_032.5), 0, 0));
    expect(acp.people.amount[0]).toBe(cents(8_967.5));
    // A match that section 16 has already cut is not forfeited twice.
    input.people.match[0] = cents(1_000);
    expect(complianceOfYear(input).adp.correction?.forfeitedCents).toBe(cents(1_000));
  });

  it('P-94 an exempt test shows its figures and corrects nothing', () => {
    const match = tiered(0.04, 1);
    const vesting = { ...design.vesting, match: 'immediate' } as const;
    const safe = designOf({ safeHarbor: 'enhancedMatch' }, { match, vesting });
    expect(run([P, Q, R, ...NHCES], { design: safe })).toMatchObject({
      adp: { result: 'exempt', figures: 'fail', reason: 'safeHarbor', hceAverage: 700, correction: null },
      acp: { result: 'exempt' },
      design: [],
    });
    const over = designOf({ safeHarbor: 'enhancedMatch' }, { match: tiered(0.08, 1), vesting });
    expect(run([P, Q, R, ...NHCES], { design: over })).toMatchObject({
      adp: { result: 'exempt' },
      acp: { result: 'pass', reason: null },
      design: [{ code: 'SH_MATCH_OVER_6', effect: 'X-ACP', people: null }],
    });
    const lost = designOf({ safeHarbor: 'enhancedMatch' }, { match });
    expect(run([P, Q, R, ...NHCES], { design: lost })).toMatchObject({
      adp: { result: 'fail' },
      design: [{ code: 'SH_VESTING', effect: 'X' }],
    });
  });

  it('P-93 prior-year testing: simulated year, setting, new plan, census, else not available', () => {
    const prior = designOf({ adpMethod: 'prior' });
    const with410 = (facts: InputChanges) => run([P, Q, R, ...NHCES], { design: prior, ...facts }).adp;
    expect(with410({})).toMatchObject({
      result: 'notAvailable',
      averageSource: 'notAvailable',
      correction: null,
    });
    expect(with410({ prior: { nhceAdp: 510 } })).toMatchObject({
      averageSource: 'census',
      limitPpm: 71_000,
      result: 'pass',
    });
    const isNew = designOf({ adpMethod: 'prior', firstPlanYear: true });
    expect(with410({ design: isNew, prior: { nhceAdp: 510 } })).toMatchObject({
      averageSource: 'firstPlanYear',
      nhceAverage: 300,
      result: 'fail',
    });
    const given = designOf({
      adpMethod: 'prior',
      firstPlanYear: true,
      priorYear: { nhceAdp: 0.06125, nhceAcp: null },
    });
    expect(with410({ design: given })).toMatchObject({
      averageSource: 'setting',
      nhceAverage: 613,
      result: 'pass',
    });
    const before = { isSimulated: true, nhceAdp: 410 };
    const failed = with410({ design: given, prior: before });
    expect(failed).toMatchObject({
      averageSource: 'yearBefore',
      nhceAverage: 410,
      result: 'fail',
      correction: { qnec: null },
    });
    expect(failed.nhceAverageOfYear).toBe(410);
  });

  it('P-93 carries the average of those who were NHCE in the year before', () => {
    const first = run(NHCES.slice(0, 2).concat({ pay: 100_000, base: 7_100 }), {
      design: designOf({ adpMethod: 'prior', firstPlanYear: true }),
    });
    expect(first.adp).toMatchObject({ nhceAverage: 300, nhceAverageOfYear: 510 });
    expect(priorFactsFrom(first)).toMatchObject({ isSimulated: true, nhceAdp: 510, nhceAcp: 0 });
  });

  it('P-92 without NHCEs or HCEs there is nothing to compare, now or in the year before', () => {
    expect(run([P]).adp).toMatchObject({ result: 'pass', reason: 'noNhce' });
    expect(run(NHCES).adp).toMatchObject({ result: 'pass', reason: 'noHce', hceAverage: null });
    const prior = { isSimulated: true, nhceAdp: null };
    expect(run([P, ...NHCES], { design: designOf({ adpMethod: 'prior' }), prior }).adp).toMatchObject({
      result: 'pass',
      reason: 'noNhce',
    });
  });

  it('P-90 PINV-22 counts everyone by what keeps them out', () => {
    const { entered, excludedClass, ltptOnly, otherwiseExcludable } = STANDING;
    const employees = [
      { standing: 0 },
      { standing: IN_PLAN | excludedClass },
      { standing: IN_PLAN | ltptOnly },
      { pay: 0 },
      { standing: IN_PLAN | otherwiseExcludable },
      { standing: IN_PLAN | otherwiseExcludable, hce: true },
      { standing: entered },
      {},
    ];
    const { adp, acp } = run(employees, { design: designOf({ otherwiseExcludable: 'excludeNhce' }) });
    const common = {
      employees: 8,
      notEntered: 1,
      excludedClass: 1,
      ltptOnly: 1,
      noPay: 1,
      otherwiseExcludable: 1,
    };
    expect(adp.counts).toEqual({ ...common, notMatchable: 0, nhces: 2, hces: 1 });
    expect(acp.counts).toEqual({ ...common, notMatchable: 1, nhces: 1, hces: 1 });
    expect(adp.people.position).toEqual(Uint32Array.of(5, 6, 7));
    const kept = run(employees, { design: designOf({ excludeLtpt: false }) });
    expect(kept.adp.counts).toMatchObject({ ltptOnly: 0, otherwiseExcludable: 0, nhces: 4, hces: 1 });
    expect(kept.acp.counts).toMatchObject({ ltptOnly: 1, nhces: 2, hces: 1 });
  });
});

describe('ACP test of a year', () => {
  const nhce = { pay: 50_000, base: 2_000, match: 800, trueUp: 100 };

  it('P-101 forfeits what is not vested and distributes the rest', () => {
    const { acp } = run([
      { hce: true, pay: 300_000, match: 15_000, vested: 60 },
      { hce: true, pay: 200_000, match: 6_000 },
      nhce,
    ]);
    expect(acp).toMatchObject({ result: 'fail', nhceAverage: 180, hceAverage: 400, limitPpm: 36_000 });
    expect(acp.correction).toMatchObject({
      totalCents: cents(2_400),
      forfeitedCents: cents(960),
      distributedCents: cents(1_440),
      refundedCents: 0,
      hces: { forfeited: Float64Array.of(cents(960), 0), distributed: Float64Array.of(cents(1_440), 0) },
    });
  });

  it('P-99 prior-year testing has an average and a setting of its own', () => {
    const people = [{ hce: true, pay: 200_000, match: 6_000 }, nhce];
    const acp = (testing: Partial<Design['testing']>, prior: InputChanges['prior'] = {}) =>
      run(people, { design: designOf({ acpMethod: 'prior', ...testing }), prior }).acp;
    const simulated = { isSimulated: true, nhceAdp: 900, nhceAcp: 120 };
    expect(acp({}, simulated)).toMatchObject({
      method: 'prior',
      averageSource: 'yearBefore',
      nhceAverage: 120,
      nhceAverageOfYear: 180,
      result: 'fail',
    });
    expect(acp({ priorYear: { nhceAdp: 0.09, nhceAcp: 0.02 } })).toMatchObject({
      averageSource: 'setting',
      nhceAverage: 200,
      result: 'pass',
    });
    expect(acp({}, { nhceAdp: 900, nhceAcp: null })).toMatchObject({
      result: 'notAvailable',
      limitPpm: null,
    });
  });

  it('P-92 a limit of 1.25 × the NHCE average from 8 % on', () => {
    const { acp } = run([
      { pay: 50_000, base: 4_800, match: 4_800 },
      { hce: true, pay: 200_000, match: 24_000 },
    ]);
    expect(acp).toMatchObject({ nhceAverage: 960, limitPpm: 120_000, hceAverage: 1_200, result: 'pass' });
  });

  it('P-100 counts a disproportionate match of an NHCE in part only', () => {
    const counted = (employee: Partial<Employee>, rate: number) =>
      run([employee, { hce: true, pay: 200_000, match: 90_000 }], {
        design: designOf({}, { match: tiered(0.06, rate) }),
      }).acp;
    const half = counted({ pay: 40_000, base: 1_000, match: 2_500 }, 0.5);
    expect(half.representativeRatePpm).toBe(500_000);
    expect(half.people.amount).toEqual(Float64Array.of(cents(2_000), cents(90_000)));
    expect(counted({ pay: 20_000, base: 4_000, match: 5_000 }, 0.6).people.amount[0]).toBe(cents(4_800));
  });

  it('P-100 counts catch-up where it is matched', () => {
    const employee = { pay: 40_000, base: 1_000, catchUp: 2_000, match: 9_000 };
    const of = (matchCatchUp: boolean) =>
      run([employee], { design: designOf({}, { match: { ...tiered(0.06, 0.75), matchCatchUp } }) }).acp.people
        .amount[0];
    expect(of(true)).toBe(cents(4_500));
    expect(of(false)).toBe(cents(2_000));
  });

  it('P-100 the representative rate is that of the better half, or of those employed on 31 December', () => {
    const match: Design['match'] = {
      ...design.match,
      type: 'gradedByService',
      bands: [
        { min: 0, max: 2, rate: 0.25, maxDeferral: 0.06 },
        { min: 2, max: 5, rate: 0.5, maxDeferral: 0.06 },
        { min: 5, max: null, rate: 1, maxDeferral: 0.03 },
      ],
    };
    const rate = (...people: readonly Partial<Employee>[]) =>
      run(
        people.map((one) => ({ base: 1_000, ...one })),
        { design: designOf({}, { match }) },
      ).acp.representativeRatePpm;
    // Measured at 6 % of pay, 100 % of 3 is 50 %.
    expect(rate({ matchBand: 2 })).toBe(500_000);
    expect(rate({ matchBand: 0 }, { matchBand: 0 }, { matchBand: 1 })).toBe(250_000);
    expect(rate({ matchBand: 0 }, { matchBand: 1 }, { matchBand: 1 })).toBe(500_000);
    expect(
      rate(
        { matchBand: 0 },
        { matchBand: 0, hasLeft: true },
        { matchBand: 0, hasLeft: true },
        { matchBand: 1 },
      ),
    ).toBe(250_000);
    expect(
      rate(
        { matchBand: 0, hasLeft: true },
        { matchBand: 0, hasLeft: true },
        { matchBand: 0, hasLeft: true },
        { matchBand: 1 },
      ),
    ).toBe(500_000);
    expect(rate({ matchBand: 1, base: 0 }, { matchBand: 1, hce: true })).toBe(0);
  });
});
