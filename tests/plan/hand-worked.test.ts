import { describe, expect, it } from 'vitest';
import { toDay } from '../../src-shared/dates.ts';
import { applySettings } from '../../src-shared/scenario/apply-settings.ts';
import type { CensusPerson } from '../reference/census.ts';
import { at } from '../reference/exact.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { numberOf, plannedRun, type PlannedRun } from './planned-run.ts';

/**
 * Whole runs worked out by hand from the rules, in exact fractions. Nothing is left to chance: nobody leaves, is hired,
 * promoted or raised unless the case says so, and behaviour is certain or impossible.
 */

type Settings = Readonly<Record<string, unknown>>;

const DESIGN = at(defaultScenario.planDesigns, 0);

const STILL: Settings = {
  'simulation.startYear': 2026,
  'simulation.endYear': 2027,
  'workforce.targetGrowthRate': 0,
  'workforce.experiencedTerminationRate': 0,
  'workforce.newHireTerminationRate': 0,
  'workforce.retirement.enabled': false,
  'workforce.promotionHazard.annualRate': 0,
  'compensation.cola.rate': 0,
  'compensation.merit.budget': 0,
};

/** Settings of the design `standard`: nobody changes anything of their own will. */
const QUIET: Settings = {
  'voluntaryEnrollment.proactive.enabled': false,
  'voluntaryEnrollment.atEntry.enabled': false,
  'voluntaryEnrollment.yearOverYear.enabled': false,
  'autoEnrollment.enabled': false,
  'autoEscalation.enabled': false,
  'deferral.roth.electionShare': 0,
};

function simulate(people: readonly CensusPerson[], design: Settings, rest: Settings = {}): PlannedRun {
  const ofDesign = Object.entries({ ...QUIET, ...design }).map(
    ([path, value]) => [`planDesigns.standard.${path}`, value] as const,
  );
  // The list of designs first: paths into a design need it.
  const settings = [...Object.entries({ ...STILL, ...rest }), ...ofDesign];
  const { scenario } = applySettings(
    {},
    settings.map(([path, value]) => ({ path, text: JSON.stringify(value) })),
  );
  const run = plannedRun({ scenario, people, replicate: 0 });
  expect(run.failure).toBeNull();
  return run;
}

const rowOf = (run: PlannedRun, year: number, id: string) =>
  run.years.find((one) => one.year === year)?.planSnapshot.find((row) => row['employeeId'] === id);

/** Amounts of a person in a year, in dollars. */
const dollars = (run: PlannedRun, year: number, id: string, ...names: readonly string[]): number[] =>
  names.map((name) => numberOf(rowOf(run, year, id), `${name}Cents`) / 100);

/** What happened to a person in the plan, as `date type category`. */
const historyOf = ({ years }: PlannedRun, id: string): string[] =>
  years.flatMap(({ events }) =>
    events
      .filter(({ employeeId, type }) => employeeId === id && type.startsWith('DC_PLAN_'))
      .filter(({ type }) => type !== 'DC_PLAN_CONTRIBUTION')
      .map(({ date, type, category }) => `${date} ${type.slice('DC_PLAN_'.length)} ${category}`),
  );

/** Somebody born in 1985 and hired in 2015 who has been in the plan for long. */
const someone = (id: string, pay: number, more: Partial<CensusPerson> = {}): CensusPerson => ({
  id,
  birth: toDay(1985, 5, 5),
  hire: toDay(2015, 1, 1),
  pay: pay * 100,
  ...more,
});
/** Keeps the firm open while others come and go. */
const STAYER = someone('STAYER', 50_000);

const CERTAIN_OPT_OUT: Settings = {
  'autoEnrollment.enabled': true,
  'autoEnrollment.optOut.baseRate': 1,
  'autoEnrollment.optOut.ageFactors': [1, 1, 1, 1],
  'autoEnrollment.optOut.incomeFactors': [1, 1, 1, 1],
};

it('P-40, P-51, P-57, P-83 hired, enrolled, escalated, raised, opted out and gone within one year', () => {
  const person = someone('A', 73_000, { hire: toDay(2026, 4, 1), termination: toDay(2026, 10, 31) });
  const run = simulate(
    [STAYER, person],
    {
      ...CERTAIN_OPT_OUT,
      'autoEnrollment.arrangement': 'ACA',
      'autoEnrollment.windowDays': 30,
      'autoEnrollment.graceDays': 90,
      'autoEscalation.enabled': true,
      'autoEscalation.effectiveDay': '06-15',
      'autoEscalation.firstEscalationDelayYears': 0,
    },
    { 'compensation.market': [{ year: 2026, date: '07-01', rate: 0.05 }] },
  );
  expect(historyOf(run, 'A')).toEqual([
    '2026-04-01 ELIGIBILITY entered',
    '2026-05-01 ENROLLMENT auto',
    '2026-06-15 DEFERRAL_CHANGE escalation',
    // 90 days after 1 May.
    '2026-07-30 DEFERRAL_CHANGE optOut',
    '2026-10-31 VESTING match',
    '2026-10-31 VESTING core',
    '2026-10-31 FORFEITURE match',
  ]);
  // 73,000 ÷ 365 = 200 a day from 1 April to 30 June, 91 days; 76,650 ÷ 365 = 210 a day from 1 July to 31 October, 123:
  // 18,200 + 25,830 = 44,030.
  expect(dollars(run, 2026, 'A', 'planPay', 'cappedPlanPay')).toEqual([44_030, 44_030]);
  // 1 May to 14 June, 45 × 200 × 3 % = 270; 15 to 30 June, 16 × 200 × 4 % = 128; 1 to 30 July, the day of the opt-out
  // included, 30 × 210 × 4 % = 252.
  expect(dollars(run, 2026, 'A', 'base', 'catchUp')).toEqual([650, 0]);
  // 3 % of 44,030 = 1,320.90 would be matched in full: all of 650. Nobody who has left gets core.
  expect(dollars(run, 2026, 'A', 'match', 'core')).toEqual([650, 0]);
  // Graded6 at no year of service: nothing is vested.
  expect(dollars(run, 2026, 'A', 'forfeitedMatch', 'balanceMatch', 'balanceDeferral')).toEqual([650, 0, 650]);
  expect(rowOf(run, 2026, 'A')).toMatchObject({
    planStatus: 'optedOut',
    deferralRatePpm: 0,
    escalationCount: 1,
    coreReason: 'notActiveAtYearEnd',
  });
});

it('P-52, P-55 a better match on 1 January: half the gap is answered, then the rate escalates by a point', () => {
  const person = someone('A', 73_000, { plan: { deferralRate: 20_000 } });
  const next = {
    ...DESIGN,
    id: 'next',
    match: { ...DESIGN.match, tiers: [{ min: 0, max: 0.08, rate: 0.5 }] },
    matchResponse: { ...DESIGN.matchResponse, upShare: 1, upToCeilingShare: 0 },
    autoEscalation: { ...DESIGN.autoEscalation, scope: 'allParticipants' },
  };
  const run = simulate(
    [person],
    {},
    {
      planDesigns: [DESIGN, next],
      planTimeline: [
        { fromYear: 2026, designId: 'standard' },
        { fromYear: 2027, designId: 'next' },
      ],
    },
  );
  // 2 % of 73,000; matched in full; core of 1 %.
  expect(dollars(run, 2026, 'A', 'base', 'match', 'core')).toEqual([1_460, 1_460, 730]);
  expect(historyOf(run, 'A').filter((said) => said.startsWith('2027'))).toEqual([
    '2027-01-01 DEFERRAL_CHANGE matchResponse',
    '2027-01-01 DEFERRAL_CHANGE escalation',
  ]);
  // 2 % + 0.5 × (8 % − 2 %) = 5 %, and a point: 6 % of 73,000 = 4,380, matched by half.
  expect(dollars(run, 2027, 'A', 'base', 'match', 'core')).toEqual([4_380, 2_190, 730]);
  expect(rowOf(run, 2027, 'A')?.['deferralRatePpm']).toBe(60_000);
});

/**
 * A long-term part-timer of 780 hours, paid 100 a day, in an excluded class from 2027 until a promotion on 1 July 2027
 * that pays 110 a day.
 */
function promotedPartTimer(
  deferralRate: number,
  money: Partial<Pick<typeof DESIGN, 'match' | 'core'>> = {},
): PlannedRun {
  const person = someone('A', 36_500, {
    hire: toDay(2020, 1, 1),
    hours: 1_500,
    level: '1',
    plan: { deferralRate },
  });
  const hours = {
    ...DESIGN,
    ...money,
    eligibility: { ...DESIGN.eligibility, serviceBasis: 'hours' },
    core: { ...(money.core ?? DESIGN.core), allocation: { ...DESIGN.core.allocation, minimumHours: 0 } },
  };
  const next = {
    ...hours,
    id: 'next',
    autoEscalation: { ...DESIGN.autoEscalation, enabled: false },
    eligibility: { ...DESIGN.eligibility, excludedClasses: [{ field: 'level', values: [1] }] },
  };
  return simulate(
    [person],
    {},
    {
      'workforce.promotionHazard.annualRate': { 2026: 0, 2027: 1 },
      'workforce.promotionHazard.ageMultipliers': Object.fromEntries(
        defaultScenario.bands.age.map(({ id }) => [id, 1]),
      ),
      'workforce.promotionHazard.tenureMultipliers': Object.fromEntries(
        defaultScenario.bands.tenure.map(({ id }) => [id, 1]),
      ),
      'workforce.promotionHazard.levelMultipliers': Object.fromEntries(
        defaultScenario.jobLevels.map(({ level }) => [level, 1]),
      ),
      'compensation.promotion.increaseRate': 0.1,
      'compensation.promotion.spread': 0,
      'compensation.promotion.floorAtRangeMin': false,
      'compensation.promotion.timing': { kind: 'fixed', date: '07-01' },
      planDesigns: [hours, next],
      planTimeline: [
        { fromYear: 2026, designId: 'standard' },
        { fromYear: 2027, designId: 'next' },
      ],
    },
  );
}

it('P-30, P-31 a long-term part-timer leaves an excluded class in mid-year: employer money from that day', () => {
  const run = promotedPartTimer(50_000);
  // 15 × 52 = 780 hours a year: a long-term part-timer who defers 5 % of 36,500 and gets nothing.
  expect(dollars(run, 2026, 'A', 'base', 'match', 'core')).toEqual([1_825, 0, 0]);
  expect(rowOf(run, 2026, 'A')).toMatchObject({
    entryBasis: 'ltpt',
    matchReason: 'ltptOnly',
    coreReason: 'ltptOnly',
  });
  expect(historyOf(run, 'A').find((said) => said.startsWith('2027'))).toBe('2027-07-01 ELIGIBILITY entered');
  // 100 a day to 30 June, 181 days; 110 a day from 1 July, 184 days: 18,100 + 20,240 = 38,340.
  // Deferrals of 5 %: 905 + 1,012 = 1,917, of which 1,012 count on 20,240.
  // Match 3 % = 607.20 and half of the next 2 % = 202.40; core 1 % of 20,240.
  expect(dollars(run, 2027, 'A', 'planPay', 'base', 'match', 'core')).toEqual([38_340, 1_917, 809.6, 202.4]);
  expect(rowOf(run, 2027, 'A')).toMatchObject({ entryBasis: 'plan', matchReason: 'calculated' });
});

it('P-30, P-76 deferrals from before the ordinary entry are returned first: they earned no match', () => {
  const run = promotedPartTimer(750_000, {
    match: { ...DESIGN.match, type: 'tiered', tiers: [{ min: 0, max: 0.6, rate: 1 }] },
    core: { ...DESIGN.core, type: 'flat', rate: 0.1 },
  });
  // 75 % of 38,340 is cut to 25,000; 13,575 of it are from the first half-year, so 11,425 are matched: less than 60 % of
  // 20,240. Core 2,024. Additions 38,449 are 109 above the pay of the year, which unmatched deferrals give back.
  expect(dollars(run, 2027, 'A', 'base', 'match', 'core', 'reduced415')).toEqual([
    24_891, 11_425, 2_024, 109,
  ]);
});

describe('an opt-out that crosses the turn of the year', () => {
  const person = someone('A', 73_000, { hire: toDay(2026, 11, 1) });
  const cross = (arrangement: 'ACA' | 'EACA'): PlannedRun =>
    simulate([STAYER, person], {
      ...CERTAIN_OPT_OUT,
      'autoEnrollment.arrangement': arrangement,
      'autoEscalation.enabled': true,
    });

  it('P-37, P-40 withdrawn: the deferrals of both years are never posted', () => {
    const run = cross('EACA');
    // 45 days after 1 November; 30 days after that.
    expect(historyOf(run, 'A')).toContain('2026-12-16 ENROLLMENT auto');
    expect(historyOf(run, 'A')).toContain('2027-01-15 DEFERRAL_CHANGE withdrawal');
    expect(rowOf(run, 2026, 'A')).toMatchObject({
      planStatus: 'enrolled',
      deferralRatePpm: 30_000,
      scheduledDate: '2027-01-15',
    });
    expect(dollars(run, 2026, 'A', 'base', 'match')).toEqual([0, 0]);
    expect(dollars(run, 2027, 'A', 'base', 'match')).toEqual([0, 0]);
    expect(rowOf(run, 2027, 'A')).toMatchObject({ planStatus: 'optedOut', scheduledDate: null });
  });

  it('P-40, P-49 not withdrawn: 16 days at 3 %, and 15 days at the rate escalated on 1 January', () => {
    const run = cross('ACA');
    // 16 × 200 × 3 % = 96; 15 × 200 × 4 % = 120; both below 3 % of the year's pay and matched in full.
    expect(dollars(run, 2026, 'A', 'base', 'match')).toEqual([96, 96]);
    expect(dollars(run, 2027, 'A', 'base', 'match')).toEqual([120, 120]);
    expect(rowOf(run, 2027, 'A')).toMatchObject({ planStatus: 'optedOut', optOutDate: '2027-01-15' });
  });
});

describe('section 415(c) in 2026, pay 300,000, 100 % of 5 %, core 12 %', () => {
  const generous: Settings = {
    'match.tiers': [{ min: 0, max: 0.05, rate: 1 }],
    'core.rate': 0.12,
  };

  it('P-76 what is over comes from deferrals that are not matched', () => {
    const run = simulate([someone('A', 300_000, { plan: { deferralRate: 100_000 } })], generous);
    // 10 % is cut to 24,500. 24,500 + 15,000 + 36,000 = 75,500, over by 3,500; 24,500 − 15,000 = 9,500 are not matched.
    expect(dollars(run, 2026, 'A', 'base', 'match', 'core', 'reduced415')).toEqual([
      21_000, 15_000, 36_000, 3_500,
    ]);
    expect(rowOf(run, 2026, 'A')?.['limitBound']).toBe('402g');
  });

  it('P-60, P-76 unused catch-up room takes it first, as Roth when the wages mandate it', () => {
    const person = someone('A', 300_000, { birth: toDay(1970, 5, 5), plan: { deferralRate: 85_000 } });
    const run = simulate([person], generous);
    // 8.5 % = 25,500 = 24,500 + 1,000; room 8,000, unused 7,000. The 3,500 over become catch-up and stay matched.
    expect(
      dollars(run, 2026, 'A', 'base', 'catchUp', 'match', 'core', 'reduced415', 'unusedCatchUp'),
    ).toEqual([21_000, 4_500, 15_000, 36_000, 0, 3_500]);
    // Assumed wages of 2025 are 300,000, above 150,000.
    expect(dollars(run, 2026, 'A', 'preTax', 'roth')).toEqual([21_000, 4_500]);
  });
});

it('P-68, P-69 enrolled two months after a mid-year entry: monthly match of 1,220 and a true-up of 244', () => {
  const run = simulate([STAYER, someone('A', 73_000, { hire: toDay(2026, 7, 1) })], {
    'autoEnrollment.enabled': true,
    'autoEnrollment.windowDays': 62,
    'autoEnrollment.defaultRate': 0.06,
    'autoEnrollment.optOut.baseRate': 0,
    'match.tiers': [{ min: 0, max: 0.05, rate: 1 }],
    'match.frequency': 'perPayPeriodWithTrueUp',
    'match.payFrequency': 'monthly',
  });
  expect(historyOf(run, 'A')).toContain('2026-09-01 ENROLLMENT auto');
  // 184 × 200 = 36,800; 6 % of 122 × 200 = 1,464. Monthly 5 % of 6,000, 6,200, 6,000, 6,200 = 300 + 310 + 300 + 310.
  // For the year min(1,464, 5 % of 36,800 = 1,840) = 1,464.
  expect(dollars(run, 2026, 'A', 'planPay', 'base', 'match', 'trueUp')).toEqual([36_800, 1_464, 1_220, 244]);
});

it('P-62, P-68, P-69 402(g) reached on 23 November: December earns no match, the true-up makes up for it', () => {
  const run = simulate([someone('A', 182_500, { plan: { deferralRate: 150_000 } })], {
    'match.tiers': [{ min: 0, max: 0.04, rate: 1 }],
    'match.frequency': 'perPayPeriodWithTrueUp',
    'match.payFrequency': 'monthly',
  });
  // 75 a day: 22,800 to 31 October, 1,700 of November's 2,250 reach 24,500. Months to November: 4 % of 334 × 500 = 6,680,
  // November's 1,700 being above 4 % of 15,000. For the year 4 % of 182,500 = 7,300.
  expect(dollars(run, 2026, 'A', 'base', 'catchUp', 'match', 'trueUp')).toEqual([24_500, 0, 6_680, 620]);
  expect(rowOf(run, 2026, 'A')?.['limitBound']).toBe('402g');
});

it('P-59 to P-61 catch-up is Roth for wages above 150,000 and follows the election below', () => {
  const old = { birth: toDay(1970, 5, 5) };
  const run = simulate(
    [
      someone('HIGH', 200_000, { ...old, plan: { deferralRate: 160_000 } }),
      someone('LOW', 200_000, { ...old, plan: { deferralRate: 160_000, priorYearFicaWages: 15_000_000 } }),
      someone('HALF', 200_000, { ...old, plan: { deferralRate: 160_000, rothShare: 500_000 } }),
    ],
    {},
  );
  // 16 % = 32,000 = 24,500 + 7,500; room 8,000, 500 unused. Exactly 150,000 is not above the threshold.
  const names = ['base', 'catchUp', 'unusedCatchUp', 'preTax', 'roth'];
  expect(dollars(run, 2026, 'HIGH', ...names)).toEqual([24_500, 7_500, 500, 24_500, 7_500]);
  expect(dollars(run, 2026, 'LOW', ...names)).toEqual([24_500, 7_500, 500, 32_000, 0]);
  // Half of the base is Roth, and all of the catch-up.
  expect(dollars(run, 2026, 'HALF', ...names)).toEqual([24_500, 7_500, 500, 12_250, 19_750]);
});

it('P-83, P-84 three fifths of a leaver’s account are forfeited and shared out by pay the year after', () => {
  const leaver = someone('L', 60_000, {
    hire: toDay(2023, 1, 1),
    termination: toDay(2026, 6, 30),
    plan: { balanceMatch: 833_333 },
  });
  const run = simulate(
    [leaver, someone('A', 61_000), someone('B', 87_000), someone('C', 42_000.5)],
    { 'forfeitures.policy': 'reallocate' },
    // The leaver is not replaced: three of four remain.
    { 'workforce.targetGrowthRate': { 2026: -0.25, 2027: 0 } },
  );
  // Three completed years are 40 % in graded6: round(8,333.33 × 0.4 = 3,333.332) stays.
  expect(dollars(run, 2026, 'L', 'forfeitedMatch', 'balanceMatch')).toEqual([5_000, 3_333.33]);
  expect(
    run.years.map(({ planSummary }) => numberOf(planSummary ?? undefined, 'poolAvailableCents')),
  ).toEqual([0, 500_000]);
  // 5,000 over 190,000.50: 1,605.2589…, 2,289.4676…, 1,105.2733….
  expect(['A', 'B', 'C'].flatMap((id) => dollars(run, 2027, id, 'core', 'reallocated'))).toEqual([
    610, 1_605.26, 870, 2_289.47, 420.01, 1_105.27,
  ]);
  // Accounts: the core of both years and the share.
  expect(dollars(run, 2027, 'A', 'balanceCore')).toEqual([2_825.26]);
});
