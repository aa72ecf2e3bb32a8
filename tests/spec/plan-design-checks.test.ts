import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 25 of the plan specification: design checks. Figures are copied. */

type Block = Readonly<Record<string, unknown>>;
type Tiers = readonly (readonly [min: number, max: number, rate: number])[];

const codes = (design: object, context: object = {}): unknown => answer('validate', { design, context });
const raises = (...list: readonly string[]): object => ({ codes: list });

const tiers = (...list: Tiers): Block => ({
  type: 'tiered',
  tiers: list.map(([min, max, rate]) => ({ min, max, rate })),
});
const claiming = (safeHarbor: string, match: Block, vesting: unknown = 'immediate'): Block => ({
  match,
  vesting: { match: vesting },
  testing: { safeHarbor },
});
const HUNDRED_OF_4 = tiers([0, 0.04, 1]);
const QACA_TIERS = tiers([0, 0.01, 1], [0.01, 0.06, 0.5]);

describe('P-118 safe harbor with a match', () => {
  it('P-118 the default design has no findings', () => {
    expect(codes({})).toEqual(raises());
    expect(answer('validate', {})).toEqual(raises());
  });

  it('P-118 enhancedMatch with 100 % of 4, immediate → no code', () => {
    expect(codes(claiming('enhancedMatch', HUNDRED_OF_4))).toEqual(raises());
    expect(codes(claiming('basicMatch', tiers([0, 0.03, 1], [0.03, 0.05, 0.5])))).toEqual(raises());
  });

  it('P-118 50 % of 6 claimed as enhancedMatch with graded6 → SH_MATCH_FORMULA, SH_VESTING', () => {
    expect(codes(claiming('enhancedMatch', tiers([0, 0.06, 0.5]), 'graded6'))).toEqual(
      raises('SH_MATCH_FORMULA', 'SH_VESTING'),
    );
  });

  it('P-118 100 % of 8 claimed as enhancedMatch → SH_MATCH_OVER_6', () => {
    expect(codes(claiming('enhancedMatch', tiers([0, 0.08, 1])))).toEqual(raises('SH_MATCH_OVER_6'));
  });

  it('P-118 caps count: above 6 % nothing is matched any more, or too little is', () => {
    const capped = (capPercentOfPay: number): Block => ({ ...tiers([0, 0.08, 1]), capPercentOfPay });
    expect(codes(claiming('enhancedMatch', capped(0.04)))).toEqual(raises());
    expect(codes(claiming('enhancedMatch', capped(0.0399)))).toEqual(raises('SH_MATCH_FORMULA'));
    expect(codes(claiming('enhancedMatch', { ...HUNDRED_OF_4, dollarCap: 90_000 }))).toEqual(
      raises('SH_MATCH_FORMULA'),
    );
  });

  it('P-118 enough in total is not enough at each rate', () => {
    // 4.5 % of pay at a deferral of 5 %, but less than basic below.
    const late = tiers([0, 0.03, 0.75], [0.03, 0.05, 1.125]);
    expect(codes(claiming('basicMatch', late))).toEqual(raises('SH_MATCH_FORMULA', 'SH_MATCH_INCREASING'));
    expect(codes(claiming('basicMatch', { type: 'none' }))).toEqual(raises('SH_MATCH_FORMULA'));
  });

  it('P-118 a match that starts above 0 rises', () => {
    expect(codes(claiming('basicMatch', tiers([0.01, 0.06, 1])))).toEqual(
      raises('SH_MATCH_FORMULA', 'SH_MATCH_INCREASING'),
    );
  });

  it('P-118 by group only where bands differ', () => {
    const banded = (rate: number): Block => ({
      type: 'gradedByService',
      bands: [
        { min: 0, max: 3, rate: 1, maxDeferral: 0.04 },
        { min: 3, max: null, rate, maxDeferral: 0.04 },
      ],
    });
    expect(codes(claiming('enhancedMatch', banded(1.5)))).toEqual(raises('SH_MATCH_BY_GROUP'));
    expect(codes(claiming('enhancedMatch', banded(1)))).toEqual(raises());
  });

  it('P-118 one band that falls short, rises or goes over 6 % is enough', () => {
    const banded = (...list: readonly Tiers[]): Block => ({
      type: 'tenureGraded',
      bands: list.map((of, at) => ({
        min: at * 5,
        max: at === list.length - 1 ? null : at * 5 + 5,
        tiers: of.map(([min, max, rate]) => ({ min, max, rate })),
      })),
    });
    const fine: Tiers = [[0, 0.04, 1]];
    expect(codes(claiming('enhancedMatch', banded(fine, [[0, 0.04, 0.5]])))).toEqual(
      raises('SH_MATCH_BY_GROUP', 'SH_MATCH_FORMULA'),
    );
    const rising: Tiers = [
      [0, 0.04, 1],
      [0.04, 0.05, 1.5],
    ];
    expect(codes(claiming('enhancedMatch', banded(fine, rising)))).toEqual(
      raises('SH_MATCH_BY_GROUP', 'SH_MATCH_INCREASING'),
    );
    expect(codes(claiming('enhancedMatch', banded(fine, [[0, 0.07, 1]])))).toEqual(
      raises('SH_MATCH_BY_GROUP', 'SH_MATCH_OVER_6'),
    );
  });

  it('P-118 what rises beyond the cap does not count', () => {
    const rising = tiers([0, 0.04, 1], [0.04, 0.06, 1.5]);
    expect(codes(claiming('enhancedMatch', { ...rising, capPercentOfPay: 0.04 }))).toEqual(raises());
    expect(codes(claiming('enhancedMatch', { ...rising, capPercentOfPay: 0.041 }))).toEqual(
      raises('SH_MATCH_INCREASING'),
    );
  });

  it('P-118 conditions of the safe-harbor source', () => {
    for (const condition of [{ minimumHours: 1 }, { minimumTenureYears: 1 }, { requireLastDay: true }]) {
      const match = { ...HUNDRED_OF_4, allocation: condition };
      expect(codes(claiming('enhancedMatch', match))).toEqual(raises('SH_CONDITION'));
    }
  });
});

describe('P-118 non-elective safe harbor', () => {
  const FREE = { minimumHours: 0, requireLastDay: false };
  const nonelective = (core: Block, others: Block = {}): Block => ({
    core: { type: 'flat', rate: 0.03, allocation: FREE, ...core },
    vesting: { core: 'immediate' },
    testing: { safeHarbor: 'nonelective' },
    ...others,
  });

  it('P-118 3 % for everyone, immediate', () => {
    expect(codes(nonelective({}))).toEqual(raises());
    expect(codes(nonelective({ rate: 0.0299 }))).toEqual(raises('SH_NONELECTIVE_RATE'));
    expect(codes(nonelective({ type: 'none' }))).toEqual(raises('SH_NONELECTIVE_RATE'));
    expect(codes(nonelective({ allocation: { minimumHours: 1_000, requireLastDay: true } }))).toEqual(
      raises('SH_CONDITION'),
    );
    expect(codes({ ...nonelective({}), vesting: { core: 'graded6' } })).toEqual(raises('SH_VESTING'));
  });

  it('P-118 the lowest band counts, integration does not', () => {
    const bands = [
      { min: 0, max: 3, rate: 0.02 },
      { min: 3, max: null, rate: 0.05 },
    ];
    const integration = { enabled: true, disparityRate: 0.02 };
    const core = { type: 'gradedByService', bands, allocation: FREE, integration };
    expect(codes({ ...nonelective({}), core })).toEqual(raises('SH_NONELECTIVE_RATE'));
  });

  it('P-118 a match beside it that is conditional, rising, over 6 or by group is tested', () => {
    const matches: readonly Block[] = [
      { ...HUNDRED_OF_4, allocation: { requireLastDay: true } },
      tiers([0, 0.08, 0.5]),
      tiers([0, 0.02, 0.5], [0.02, 0.04, 1]),
      { type: 'tenureGraded' },
    ];
    for (const match of matches) expect(codes(nonelective({}, { match }))).toEqual(raises('ACP_NOT_EXEMPT'));
    expect(codes(nonelective({}, { match: { type: 'none', dollarCap: 1 } }))).toEqual(raises());
  });
});

describe('P-120 QACA', () => {
  const qaca = (escalation: Block = {}, enrollment: Block = {}): Block => ({
    ...claiming('qacaMatch', QACA_TIERS, 'cliff2'),
    autoEnrollment: { arrangement: 'QACA', defaultRate: 0.03, ...enrollment },
    autoEscalation: { increment: 0.01, firstEscalationDelayYears: 2, cap: 0.06, ...escalation },
  });

  it('P-120 default 3 %, increment 1, delay 2, cap 6 % → fine; delay 3 → QACA_DEFAULT_LOW', () => {
    expect(codes(qaca())).toEqual(raises());
    expect(codes(qaca({ firstEscalationDelayYears: 3 }))).toEqual(raises('QACA_DEFAULT_LOW'));
  });

  it('P-118 low from the first year, or without escalation', () => {
    expect(codes(qaca({}, { defaultRate: 0.029 }))).toEqual(raises('QACA_DEFAULT_LOW'));
    expect(codes(qaca({ cap: 0.0599 }))).toEqual(raises('QACA_DEFAULT_LOW'));
    expect(codes(qaca({ enabled: false }))).toEqual(raises('QACA_DEFAULT_LOW'));
    expect(codes(qaca({ enabled: false }, { defaultRate: 0.06 }))).toEqual(raises());
  });

  it('P-118 above 10 % in years 0 and 1, or above 15 % ever', () => {
    expect(codes(qaca({}, { defaultRate: 0.101 }))).toEqual(raises('QACA_DEFAULT_HIGH'));
    expect(codes(qaca({ firstEscalationDelayYears: 1, cap: 0.15 }, { defaultRate: 0.1 }))).toEqual(
      raises('QACA_DEFAULT_HIGH'),
    );
    expect(codes(qaca({ cap: 0.15 }, { defaultRate: 0.1 }))).toEqual(raises());
    expect(codes(qaca({ cap: 0.151 }))).toEqual(raises('QACA_DEFAULT_HIGH'));
  });

  it('P-118 needs automatic enrolment of its kind, and two-year vesting', () => {
    expect(codes(qaca({}, { arrangement: 'EACA' }))).toEqual(raises('QACA_NOT_AUTO'));
    expect(codes(qaca({}, { enabled: false }))).toEqual(raises('QACA_NOT_AUTO'));
    expect(codes({ ...qaca(), vesting: { match: 'cliff3' } })).toEqual(raises('SH_VESTING'));
    expect(codes({ ...qaca(), match: tiers([0, 0.06, 0.5]) })).toEqual(raises('SH_MATCH_FORMULA'));
  });

  it('P-118 the non-elective QACA', () => {
    const design = {
      ...qaca(),
      core: { type: 'flat', rate: 0.03, allocation: { minimumHours: 0, requireLastDay: false } },
      vesting: { core: 'cliff2' },
      testing: { safeHarbor: 'qacaNonelective' },
    };
    expect(codes(design)).toEqual(raises());
  });
});

describe('P-121 mandatory automatic enrolment', () => {
  const mandated = (enrollment: Block = {}, escalation: Block = {}, testing: Block = {}): Block => ({
    autoEnrollment: { defaultRate: 0.03, scope: 'allEligible', ...enrollment },
    autoEscalation: { cap: 0.1, ...escalation },
    testing: { planEstablishedOn: '2024-01-01', ...testing },
  });
  const SIXTY = { priorYearEmployees: 60 };

  it('P-121 plan of 2024, 60 employees, AE 3 %, cap 9 % → AE_ESCALATION_CAP', () => {
    expect(codes(mandated({}, { cap: 0.09 }), SIXTY)).toEqual(raises('AE_ESCALATION_CAP'));
    expect(codes(mandated(), SIXTY)).toEqual(raises());
    expect(codes(mandated({}, { cap: 0.151 }), SIXTY)).toEqual(raises('AE_ESCALATION_CAP'));
    expect(codes(mandated({}, { cap: 0.15, firstEscalationDelayYears: 2 }), SIXTY)).toEqual(raises());
  });

  it('P-118 each requirement has its code', () => {
    expect(codes(mandated({ enabled: false }), SIXTY)).toEqual(raises('AE_REQUIRED'));
    expect(codes(mandated({ defaultRate: 0.02 }), SIXTY)).toEqual(raises('AE_DEFAULT_RATE'));
    expect(codes(mandated({ defaultRate: 0.11 }), SIXTY)).toEqual(raises('AE_DEFAULT_RATE'));
    for (const escalation of [{ enabled: false }, { increment: 0.02 }, { firstEscalationDelayYears: 3 }]) {
      expect(codes(mandated({}, escalation), SIXTY)).toEqual(raises('AE_ESCALATION'));
      expect(codes(mandated({ defaultRate: 0.1 }, escalation), SIXTY)).toEqual(raises());
    }
    expect(codes(mandated({ withdrawal: false }), SIXTY)).toEqual(raises('AE_WITHDRAWAL'));
    expect(codes(mandated({ arrangement: 'ACA' }), SIXTY)).toEqual(raises('AE_WITHDRAWAL'));
    expect(codes(mandated({ scope: 'newEntrants' }), SIXTY)).toEqual(raises('AE_SCOPE'));
  });

  it('P-121 applies from 2025, to plans since 29 December 2022, old and large enough employers', () => {
    const off = (testing: Block = {}) => mandated({ enabled: false }, {}, testing);
    expect(codes(off(), { ...SIXTY, year: 2024 })).toEqual(raises());
    expect(codes(off(), { ...SIXTY, year: 2025 })).toEqual(raises('AE_REQUIRED'));
    expect(codes(off(), { priorYearEmployees: 10 })).toEqual(raises());
    expect(codes(off(), { priorYearEmployees: 11 })).toEqual(raises('AE_REQUIRED'));
    expect(codes(off(), {})).toEqual(raises());
    expect(codes(off({ exempt414A: true }), SIXTY)).toEqual(raises());
    expect(codes(off({ planEstablishedOn: null }), SIXTY)).toEqual(raises());
    expect(codes(off({ planEstablishedOn: '2022-12-28' }), SIXTY)).toEqual(raises());
    expect(codes(off({ planEstablishedOn: '2022-12-29' }), SIXTY)).toEqual(raises('AE_REQUIRED'));
    expect(codes(off({ employerEstablishedOn: '2023-01-02' }), SIXTY)).toEqual(raises());
    expect(codes(off({ employerEstablishedOn: '2023-01-01' }), SIXTY)).toEqual(raises('AE_REQUIRED'));
  });

  it('P-118 a withdrawal window outside 30 to 90 days', () => {
    expect(codes({ autoEnrollment: { graceDays: 29 } })).toEqual(raises('EACA_WINDOW'));
    expect(codes({ autoEnrollment: { graceDays: 90 } })).toEqual(raises());
    expect(codes({ autoEnrollment: { graceDays: 29, withdrawal: false } })).toEqual(raises());
    expect(codes({ autoEnrollment: { graceDays: 29, arrangement: 'ACA' } })).toEqual(raises());
    expect(codes({ autoEnrollment: { graceDays: 29, enabled: false } })).toEqual(raises());
  });
});

describe('P-118 eligibility, vesting, conditions, bands, limits', () => {
  it('P-118 conditions of eligibility beyond the law', () => {
    expect(codes({ eligibility: { minimumAge: 25 } })).toEqual(raises('ELIG_AGE'));
    expect(codes({ eligibility: { waitingDays: 366 } })).toEqual(raises('ELIG_SERVICE'));
    expect(codes({ eligibility: { waitingMonths: 13 } })).toEqual(raises('ELIG_SERVICE'));
    expect(codes({ eligibility: { hoursRequired: 1_001 } })).toEqual(raises('ELIG_SERVICE'));
    expect(codes({ eligibility: { minimumAge: -1 } })).toEqual({ error: 'CALCULATOR_INPUT' });
  });

  it('P-118 service for employer money: above 2 years, or above 1 without immediate vesting', () => {
    const match = (minimumTenureYears: number, vesting = 'graded6'): Block => ({
      match: { allocation: { minimumTenureYears } },
      vesting: { match: vesting },
    });
    expect(codes(match(1))).toEqual(raises());
    expect(codes(match(2))).toEqual(raises('EMPLOYER_SERVICE'));
    expect(codes(match(2, 'immediate'))).toEqual(raises());
    expect(codes(match(3, 'immediate'))).toEqual(raises('EMPLOYER_SERVICE'));
    expect(codes({ core: { allocation: { minimumHours: 1_001 } } })).toEqual(raises('EMPLOYER_SERVICE'));
  });

  it('P-118 P-80 a schedule that is illegal', () => {
    expect(codes({ vesting: { match: [0, 0, 0, 0, 100] } })).toEqual(raises('VEST_SCHEDULE'));
    expect(codes({ vesting: { core: [0, 0, 20, 40, 60, 70, 100] } })).toEqual(raises('VEST_SCHEDULE'));
    expect(codes({ vesting: { match: [0, 0, 30, 50, 70, 90, 100] } })).toEqual(raises());
    expect(codes({ match: { type: 'none' }, vesting: { match: [0, 0, 0, 0, 100] } })).toEqual(raises());
  });

  it('P-118 P-5 bands with a gap, an overlap or an end', () => {
    const core = (...bounds: readonly (readonly [number, number | null])[]): Block => ({
      core: { type: 'ageBanded', bands: bounds.map(([min, max]) => ({ min, max, rate: 0.02 })) },
    });
    expect(codes(core([0, 30], [30, null]))).toEqual(raises());
    expect(codes(core([0, 30], [31, null]))).toEqual(raises('BANDS'));
    expect(codes(core([0, 30], [29, null]))).toEqual(raises('BANDS'));
    expect(codes(core([0, 30], [30, 60]))).toEqual(raises('BANDS'));
    expect(codes(core())).toEqual(raises('BANDS'));
    expect(codes(core([0.5, null]))).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(codes({ ...core([1, null]), eligibility: { minimumAge: 22 } })).toEqual(
      raises('BANDS', 'ELIG_AGE'),
    );
  });

  it('P-118 P-73 disparity, valid in one year and not in another', () => {
    const integrated = { levelMode: 'fixedDollars', levelValue: 36_901, enabled: true, disparityRate: 0.057 };
    const core = { type: 'flat', rate: 0.06, integration: integrated };
    expect(codes({ core })).toEqual(raises('DISPARITY'));
    expect(codes({ core }, { year: 2027 })).toEqual(raises());
    expect(codes({ core: { ...core, integration: { ...integrated, enabled: false } } })).toEqual(raises());
  });

  it('P-118 P-15 a year without limits', () => {
    expect(codes({}, { year: 2019 })).toEqual(raises('LIMIT_YEAR'));
    expect(codes({ eligibility: { minimumAge: 25 } }, { year: 2019 })).toEqual(
      raises('ELIG_AGE', 'LIMIT_YEAR'),
    );
    expect(codes({}, { year: 2020 })).toEqual(raises());
  });

  it('P-133 unknown settings and other mistakes are errors', () => {
    expect(codes({ eligibility: { minimumAgee: 21 } })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(codes({ matches: {} })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(codes({ match: { frequency: 'daily' } })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(answer('validate', { design: [] })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});
