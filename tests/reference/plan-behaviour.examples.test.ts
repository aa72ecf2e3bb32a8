import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import { day } from './calendar.ts';
import { censusOf, type CensusPerson } from './census.ts';
import { at, cents, ppm } from './exact.ts';
import { matchResponse, probability, segmentsOn } from './plan/behaviour.ts';
import type { Design } from './plan/designs.ts';
import { limitedRate } from './plan/responding.ts';
import { TWO_53 } from './random.ts';
import { referenceWithPlan } from './reference.ts';
import type { Row } from './rows.ts';
import { defaultScenario } from './scenarios.ts';

/** The examples of sections 8 to 12 of the plan specification, reproduced by the reference alone. */

const standard = at(defaultScenario.planDesigns, 0);
const k = (u: number): bigint => BigInt(Math.floor(u * Number(TWO_53)));

describe('P-36 … P-43 probabilities', () => {
  it.each([
    ['(1) opt-out', [0.12, 0.7, 0.8], 67_200n],
    ['(2) at entry', [0.55, 1.15, 1.1, 1], 695_750n],
    ['(2) at entry, dial 0.6', [0.55, 1.15, 1.1, 0.6], 417_450n],
    ['(3) at most 100 %', [0.7, 1.15, 1, 1.5], 1_000_000n],
    ['(4) conversion', [0.08, 1.3, 1, 1], 104_000n],
  ])('P-6 %s', (_, factors, chance) => {
    expect(probability(...factors)).toBe(chance);
  });

  it('P-36 segments are half-open', () => {
    const of = (age: number, pay: number) =>
      segmentsOn({ scenario: defaultScenario, ageOn: () => age, payOn: () => cents(pay) }, 0);
    expect(of(44, 100_000)).toEqual({ age: 1, income: 2 });
    expect(of(45, 99_999.99)).toEqual({ age: 2, income: 1 });
    expect(of(60, 200_000)).toEqual({ age: 3, income: 3 });
  });
});

describe('P-53, P-54 match response', () => {
  const settings = standard.matchResponse;
  it.each([
    [0.02, 0.2, 0.05, 'upToCeiling'],
    [0.02, 0.25, 0.035, 'upPartial'],
    [0.02, 0.41, 0.02, 'none'],
    [0.027, 0.35, 0.04, 'upPartial'],
    [0.09, 0.104, 0.05, 'downToCeiling'],
    [0.09, 0.14, 0.07, 'downPartial'],
    [0.05, 0, 0.05, 'none'],
  ])('P-53 ceiling 5 %%: %d with u %d → %d, %s', (rate, u, newRate, branch) => {
    expect(matchResponse(settings, ppm(rate), ppm(0.05), k(u))).toEqual({ branch, rate: ppm(newRate) });
  });

  it('P-54 the limit on deferrals, then the plan; never below the rate', () => {
    const limited = (wanted: number, current: number, maximum = 0.75) =>
      limitedRate(ppm(wanted), ppm(current), cents(24_500), cents(700_000), ppm(maximum));
    expect(limited(0.06, 0.02)).toEqual({ rate: ppm(0.035), limitApplied: '402g' });
    expect(limited(0.06, 0.04)).toEqual({ rate: ppm(0.04), limitApplied: '402g' });
    expect(limited(0.06, 0.02, 0.03)).toEqual({ rate: ppm(0.03), limitApplied: 'maximumRate' });
    expect(limited(0.03, 0.02)).toEqual({ rate: ppm(0.03), limitApplied: 'none' });
  });
});

/** A workforce in which nothing happens, so that only the plan moves. */
const still = (
  years: readonly [number, number],
  designs: Scenario['planDesigns'],
  timeline: Scenario['planTimeline'],
): Scenario => ({
  ...defaultScenario,
  simulation: { ...defaultScenario.simulation, startYear: years[0], endYear: years[1] },
  workforce: {
    ...defaultScenario.workforce,
    targetGrowthRate: 0,
    experiencedTerminationRate: 0,
    newHireTerminationRate: 0,
    retirement: { ...defaultScenario.workforce.retirement, enabled: false },
    promotionHazard: { ...defaultScenario.workforce.promotionHazard, annualRate: 0 },
  },
  compensation: {
    ...defaultScenario.compensation,
    cola: { ...defaultScenario.compensation.cola, rate: 0 },
    merit: { ...defaultScenario.compensation.merit, budget: 0 },
    market: [],
  },
  planDesigns: designs,
  planTimeline: timeline,
});

const design = (changes: Partial<Design>): Design => ({ ...standard, ...changes });
const noVoluntary: Design['voluntaryEnrollment'] = {
  ...standard.voluntaryEnrollment,
  proactive: { ...standard.voluntaryEnrollment.proactive, enabled: false },
  atEntry: { ...standard.voluntaryEnrollment.atEntry, enabled: false },
  yearOverYear: { ...standard.voluntaryEnrollment.yearOverYear, enabled: false },
};
const automatic = (changes: Partial<Design['autoEnrollment']> = {}): Design['autoEnrollment'] => ({
  ...standard.autoEnrollment,
  optOut: { ...standard.autoEnrollment.optOut, baseRate: 0 },
  ...changes,
});

const worker = (id: string, changes: Partial<CensusPerson> = {}): CensusPerson => ({
  id,
  birth: day('1985-05-05'),
  hire: day('2015-03-02'),
  pay: 7_300_000,
  ...changes,
});

const run = (scenario: Scenario, ...people: readonly CensusPerson[]) =>
  [...referenceWithPlan(scenario, censusOf(people), 0).years].map((year) => ({
    rowOf: (id: string): Row =>
      at(
        year.planSnapshot.filter((row) => row['employeeId'] === id),
        0,
      ),
    eventsOf: (id: string, type: string) =>
      year.events
        .filter((event) => event.employeeId === id && event.type === type)
        .map((event) => [event.category, event.date]),
    summary: year.planSummary,
  }));

const keeper = worker('Z');

describe('sections 8 to 12 in a run', () => {
  it('P-40 (5) an automatic date and an opt-out in the year after entry are booked there', () => {
    const plan = design({
      voluntaryEnrollment: noVoluntary,
      autoEnrollment: automatic({
        withdrawal: false,
        optOut: { baseRate: 1, ageFactors: [1, 1, 1, 1], incomeFactors: [1, 1, 1, 1] },
      }),
    });
    const hire = worker('A', { hire: day('2026-11-20') });
    const years = run(still([2026, 2027], [plan], [{ fromYear: 2026, designId: 'standard' }]), keeper, hire);
    expect(years.map((year) => year.eventsOf('A', 'DC_PLAN_ENROLLMENT'))).toEqual([
      [],
      [['auto', '2027-01-04']],
    ]);
    expect(years.map((year) => year.eventsOf('A', 'DC_PLAN_DEFERRAL_CHANGE'))).toEqual([
      [],
      [['optOut', '2027-02-03']],
    ]);
    expect(years.map((year) => year.rowOf('A')['scheduledDate'])).toEqual(['2027-01-04', null]);
    // 31 days, the day of the opt-out included, at 200 a day and 3 %.
    expect(years.map((year) => year.rowOf('A')['baseCents'])).toEqual([0, 31 * 600]);
  });

  it('P-40 a permissible withdrawal leaves no deferrals, in either year', () => {
    const plan = design({
      voluntaryEnrollment: noVoluntary,
      autoEscalation: { ...standard.autoEscalation, enabled: false },
      autoEnrollment: automatic({
        optOut: { baseRate: 1, ageFactors: [1, 1, 1, 1], incomeFactors: [1, 1, 1, 1] },
      }),
    });
    const hire = worker('A', { hire: day('2026-11-10') });
    const years = run(still([2026, 2027], [plan], [{ fromYear: 2026, designId: 'standard' }]), keeper, hire);
    expect(years.map((year) => year.eventsOf('A', 'DC_PLAN_ENROLLMENT'))).toEqual([
      [['auto', '2026-12-25']],
      [],
    ]);
    expect(years.map((year) => year.eventsOf('A', 'DC_PLAN_DEFERRAL_CHANGE'))).toEqual([
      [],
      [['withdrawal', '2027-01-24']],
    ]);
    expect(years.map((year) => [year.rowOf('A')['deferralRatePpm'], year.rowOf('A')['baseCents']])).toEqual([
      [30_000, 0],
      [0, 0],
    ]);
  });

  it('P-49 enrolled 2026 at 3 %, delay 1: 3 % in 2026, 4 % in 2027 … 10 % from 2033', () => {
    const plan = design({ voluntaryEnrollment: noVoluntary, autoEnrollment: automatic() });
    const hire = worker('A', { hire: day('2026-02-01') });
    const years = run(still([2026, 2035], [plan], [{ fromYear: 2026, designId: 'standard' }]), keeper, hire);
    expect(years.map((year) => Number(year.rowOf('A')['deferralRatePpm']) / 10_000)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 10, 10,
    ]);
    expect(years.at(-1)?.rowOf('A')['escalationCount']).toBe(7);
  });

  it('P-51 a mid-year escalation splits the year', () => {
    const plan = design({
      voluntaryEnrollment: noVoluntary,
      autoEscalation: { ...standard.autoEscalation, scope: 'allParticipants', effectiveDay: '07-01' },
    });
    const participant = worker('A', { plan: { planEntry: day('2016-01-01'), deferralRate: 30_000 } });
    const [year] = run(still([2026, 2026], [plan], [{ fromYear: 2026, designId: 'standard' }]), participant);
    expect(year?.rowOf('A')['baseCents']).toBe(255_800);
  });

  it('P-55 response and escalation on one date add up', () => {
    const before = design({ id: 'before', match: { ...standard.match, capPercentOfPay: 0 } });
    const after = design({
      matchResponse: { ...standard.matchResponse, upShare: 1, upToCeilingShare: 0 },
      autoEscalation: { ...standard.autoEscalation, scope: 'allParticipants' },
    });
    const participant = worker('A', { plan: { planEntry: day('2016-01-01'), deferralRate: 20_000 } });
    const scenario = still(
      [2027, 2027],
      [before, after],
      [
        { fromYear: 2020, designId: 'before' },
        { fromYear: 2027, designId: 'standard' },
      ],
    );
    const [year] = run(scenario, participant);
    // Half the gap to the ceiling of 5 % is 3.5 %; escalation adds a point.
    expect(year?.rowOf('A')['deferralRatePpm']).toBe(45_000);
    expect(year?.eventsOf('A', 'DC_PLAN_DEFERRAL_CHANGE')).toEqual([
      ['matchResponse', '2027-01-01'],
      ['escalation', '2027-01-01'],
    ]);
  });

  it('P-39 a sweep in the first year of a design; reenrolment every year takes those who opted out', () => {
    const never = worker('A', { plan: { planEntry: day('2016-01-01') } });
    const refused = worker('B', { plan: { planEntry: day('2016-01-01'), planOptOut: day('2020-01-01') } });
    const swept = (reenroll: Design['autoEnrollment']['reenroll']) => {
      const plan = design({
        voluntaryEnrollment: noVoluntary,
        autoEnrollment: automatic({ scope: 'allEligible', reenroll }),
      });
      const [year] = run(
        still([2026, 2026], [plan], [{ fromYear: 2026, designId: 'standard' }]),
        never,
        refused,
      );
      return ['A', 'B'].map((id) => year?.eventsOf(id, 'DC_PLAN_ENROLLMENT'));
    };
    expect(swept('never')).toEqual([[['sweep', '2026-01-15']], []]);
    expect(swept('annual')).toEqual([[['sweep', '2026-01-15']], [['sweep', '2026-01-15']]]);
  });

  it('P-23 without a design in force there is no plan', () => {
    const years = run(
      still([2026, 2027], [standard], [{ fromYear: 2027, designId: 'standard' }]),
      worker('A'),
    );
    expect(years.map((year) => year.summary === null)).toEqual([true, false]);
    // P-24: entry not before the first 1 January of the design.
    expect(years[1]?.rowOf('A')['entryDate']).toBe('2027-01-01');
  });
});
