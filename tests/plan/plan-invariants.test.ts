import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTRIBUTION_CATEGORIES, type EventType } from '../../src-shared/vocabulary.ts';
import type { PlainEvent } from './plain-plan.ts';
import { dateOf, day, dayOf } from '../reference/calendar.ts';
import { at, ppm, rnd } from '../reference/exact.ts';
import { limitOf, type LimitItem } from '../reference/plan/limits.ts';
import { planStudy } from '../reference/plan/random-plan-studies.ts';
import type { Row } from '../reference/rows.ts';
import { numberOf, plannedRun, textOf, type PlannedRun, type PlannedYear } from './planned-run.ts';

/** The invariants of the plan (section 30) on random designs, timelines and small companies. */

const RUNS: readonly PlannedRun[] = fc.sample(planStudy(), { numRuns: 60, seed: 20_260_930 }).map(plannedRun);

interface Subject {
  readonly run: PlannedRun;
  readonly year: PlannedYear;
  readonly design: NonNullable<PlannedYear['design']>;
  readonly id: string;
  readonly row: Row;
  readonly facts: { hireDay: number; birthDay: number; leaveDay: number | null; grossPay: number };
  readonly settled: number;
  readonly events: readonly PlainEvent[];
  /** State at the end of the year before, of the opening in the first; undefined for hires. */
  readonly before: Row | undefined;
  readonly grossBefore: number | undefined;
}

/** Every person of every year with a plan. */
function* subjects(): Generator<Subject> {
  for (const run of RUNS) {
    let known = new Map(run.opening.map((row) => [String(row['employeeId']), row] as const));
    let gross = new Map<string, number>();
    for (const year of run.years) {
      const { design, facts } = year;
      const events = new Map<string, PlainEvent[]>();
      for (const event of year.events) {
        const own = events.get(event.employeeId);
        if (own === undefined) events.set(event.employeeId, [event]);
        else own.push(event);
      }
      if (design !== null)
        for (const row of year.planSnapshot) {
          const id = String(row['employeeId']);
          const own = facts.get(id);
          if (own === undefined) throw new Error(`${id} is in the plan only`);
          yield {
            run,
            year,
            design,
            id,
            row,
            facts: own,
            settled: own.leaveDay ?? dayOf(year.year, 12, 31),
            events: events.get(id) ?? [],
            before: known.get(id),
            grossBefore: gross.get(id),
          };
        }
      known = new Map([
        ...known,
        ...year.planSnapshot.map((row) => [String(row['employeeId']), row] as const),
      ]);
      gross = new Map([...facts].map(([id, { grossPay }]) => [id, grossPay]));
    }
  }
}

/** Checks each person of each year; there must be enough of those the rule is about. */
function everybody(least: number, check: (of: Subject) => boolean): void {
  let checked = 0;
  for (const of of subjects()) {
    if (check(of)) checked += 1;
  }
  expect(checked).toBeGreaterThanOrEqual(least);
}

const isOfPlan = (type: EventType): boolean => type.startsWith('DC_PLAN_') || type === 'HCE_STATUS';
const ofType = (events: readonly PlainEvent[], type: EventType): PlainEvent[] =>
  events.filter((event) => event.type === type);
const total = (events: readonly PlainEvent[], ...categories: readonly string[]): number =>
  ofType(events, 'DC_PLAN_CONTRIBUTION')
    .filter(({ category }) => categories.includes(category))
    .reduce((sum, { payload }) => sum + numberOf(payload, 'amountCents'), 0);
const cents = (row: Row, ...names: readonly string[]): number =>
  names.reduce((sum, name) => sum + numberOf(row, `${name}Cents`), 0);
const limit = ({ run, year }: Subject, item: LimitItem): number | null => {
  const value = limitOf(run.study.scenario.limits, item, year.year);
  return value === null ? null : Number(value);
};

function catchUpRoom(of: Subject): number {
  const { catchUp } = of.design.deferral;
  const age = of.year.year - dateOf(of.facts.birthDay).year;
  if (age < 50 || !catchUp.allowed) return 0;
  const higher = age >= 60 && age <= 63 && catchUp.superCatchUp ? limit(of, 'superCatchUp') : null;
  return higher ?? limit(of, 'catchUp') ?? 0;
}

const additionsLimit = (of: Subject): number =>
  Math.min(limit(of, 'annualAdditions') ?? 0, of.facts.grossPay);

const DEFERRALS = ['base', 'catchUp'];
const EMPLOYER = ['match', 'trueUp', 'core', 'coreExcess', 'reallocated'];

describe('PINV-1 … PINV-17 hold in random runs', () => {
  it('the runs have every kind of plan event', () => {
    const kinds = new Set(
      RUNS.flatMap(({ years }) =>
        years.flatMap(({ events }) => events.map(({ type, category }) => `${type} ${category}`)),
      ),
    );
    for (const kind of CONTRIBUTION_CATEGORIES) expect(kinds).toContain(`DC_PLAN_CONTRIBUTION ${kind}`);
    for (const kind of ['auto', 'sweep', 'proactive', 'voluntary', 'conversion'])
      expect(kinds).toContain(`DC_PLAN_ENROLLMENT ${kind}`);
    for (const kind of ['optOut', 'withdrawal', 'escalation', 'escalationRefused', 'matchResponse'])
      expect(kinds).toContain(`DC_PLAN_DEFERRAL_CHANGE ${kind}`);
    for (const kind of ['entered', 'ltptEntered', 'barred'])
      expect(kinds).toContain(`DC_PLAN_ELIGIBILITY ${kind}`);
  });

  it('PINV-1 nobody has money of the plan without having entered by the settlement date', () => {
    everybody(100, ({ row, settled, events }) => {
      const entry = textOf(row, 'entryDate');
      if (entry !== null && day(entry) <= settled) return false;
      expect(cents(row, ...DEFERRALS, ...EMPLOYER, 'planPay', 'cappedPlanPay')).toBe(0);
      expect(ofType(events, 'DC_PLAN_CONTRIBUTION')).toEqual([]);
      return true;
    });
  });

  it('PINV-2 no event of the plan is outside employment, or before entry', () => {
    everybody(250, ({ row, facts, settled, events }) => {
      const entry = textOf(row, 'entryDate');
      const own = events.filter(({ type }) => isOfPlan(type));
      for (const { type, date } of own) {
        expect(day(date)).toBeGreaterThanOrEqual(facts.hireDay);
        expect(day(date)).toBeLessThanOrEqual(settled);
        if (type !== 'DC_PLAN_ELIGIBILITY' && type !== 'HCE_STATUS')
          expect(entry !== null && date >= entry).toBe(true);
      }
      return own.length > 0;
    });
  });

  it('PINV-3 base and catch-up stay within their limits', () => {
    everybody(10, (of) => {
      expect(cents(of.row, 'base')).toBeLessThanOrEqual(limit(of, 'electiveDeferral') ?? 0);
      expect(cents(of.row, 'catchUp', 'unusedCatchUp')).toBeLessThanOrEqual(catchUpRoom(of));
      return cents(of.row, 'catchUp') > 0;
    });
  });

  it('PINV-4 mandated catch-up is Roth, and there is none without Roth', () => {
    everybody(3, (of) => {
      const mandate = limit(of, 'rothCatchUpWages');
      if (mandate === null || of.grossBefore === undefined || of.grossBefore <= mandate) return false;
      expect(total(of.events, 'catchUpPreTax')).toBe(0);
      if (!of.design.deferral.roth.available) expect(cents(of.row, 'catchUp')).toBe(0);
      return catchUpRoom(of) > 0;
    });
  });

  it('PINV-5 annual additions stay within the limit', () => {
    everybody(15, (of) => {
      const additions = cents(of.row, 'base', ...EMPLOYER);
      expect(additions).toBeLessThanOrEqual(additionsLimit(of));
      return cents(of.row, 'reduced415') > 0;
    });
  });

  it('PINV-6 without a matched deferral or with another reason there is no match', () => {
    everybody(150, ({ row }) => {
      if (row['matchReason'] === 'calculated') return false;
      expect(cents(row, 'match', 'trueUp')).toBe(0);
      return true;
    });
  });

  it('PINV-7 the annual match is at most the formula, the true-up lifts it to the formula', () => {
    everybody(50, (of) => {
      const { row, design, events } = of;
      const { match } = design;
      const isAtLimit = cents(row, 'reduced415') > 0 || cents(row, 'base', ...EMPLOYER) >= additionsLimit(of);
      const event = ofType(events, 'DC_PLAN_CONTRIBUTION').find(({ category }) =>
        category.startsWith('match'),
      );
      if (event === undefined || match.type === 'none' || match.frequency === 'perPayPeriod') return false;
      const band = event.payload['band'];
      const index = typeof band === 'number' ? band : 0;
      const tiers =
        match.type === 'tiered'
          ? match.tiers
          : match.type === 'tenureGraded'
            ? at(match.bands, index).tiers
            : [{ min: 0, max: at(match.bands, index).maxDeferral, rate: at(match.bands, index).rate }];
      const pay = BigInt(numberOf(event.payload, 'payBaseCents'));
      // Base deferrals that section 16 makes catch-up go on counting as matched.
      const countsCatchUp = match.matchCatchUp || isAtLimit;
      const deferred = BigInt(cents(row, 'base') + (countsCatchUp ? cents(row, 'catchUp') : 0));
      const scale = 1_000_000n;
      let exact = 0n;
      for (const { min, max, rate } of tiers) {
        const above = deferred * scale - ppm(min) * pay;
        const most = (ppm(max) - ppm(min)) * pay;
        exact += ppm(rate) * (above < 0n ? 0n : above > most ? most : above);
      }
      if (match.capPercentOfPay !== null) {
        const cap = ppm(match.capPercentOfPay) * pay * scale;
        if (exact > cap) exact = cap;
      }
      const formula = Number(rnd(exact, scale * scale));
      const annual =
        match.dollarCap === null ? formula : Math.min(formula, Math.round(match.dollarCap * 100));
      const given = cents(row, 'match', 'trueUp');
      if (match.frequency === 'annual') expect(given).toBeLessThanOrEqual(annual);
      else if (!isAtLimit && pay === BigInt(cents(row, 'cappedPlanPay')))
        expect(given).toBeGreaterThanOrEqual(annual);
      return true;
    });
  });

  it('PINV-9 core is given exactly to those eligible, with a rate and pay', () => {
    everybody(100, ({ row, design }) => {
      const { core } = design;
      const given = cents(row, 'core', 'coreExcess');
      if (row['coreReason'] !== 'eligible') {
        expect(given).toBe(0);
        return false;
      }
      const rates =
        core.type === 'none' ? [] : core.type === 'flat' ? [core.rate] : core.bands.map(({ rate }) => rate);
      const hasRate = rates.every((rate) => rate >= 0.01);
      if (hasRate && cents(row, 'cappedPlanPay') > 100_000 && cents(row, 'reduced415') === 0)
        expect(given).toBeGreaterThan(0);
      if (cents(row, 'cappedPlanPay') === 0) expect(given).toBe(0);
      return given > 0;
    });
  });

  it('PINV-10 pre-tax and Roth are base and catch-up', () => {
    everybody(150, ({ row }) => {
      expect(cents(row, 'preTax', 'roth')).toBe(cents(row, ...DEFERRALS));
      expect(cents(row, ...DEFERRALS)).toBeLessThanOrEqual(cents(row, 'planPay'));
      return cents(row, ...DEFERRALS) > 0;
    });
  });

  it('PINV-11 contribution events add up to the columns, and the columns to the figures of the year', () => {
    everybody(150, ({ row, events }) => {
      expect(total(events, 'deferralPreTax', 'deferralRoth')).toBe(cents(row, 'base'));
      expect(total(events, 'catchUpPreTax', 'catchUpRoth')).toBe(cents(row, 'catchUp'));
      expect(total(events, 'deferralRoth', 'catchUpRoth')).toBe(cents(row, 'roth'));
      expect(total(events, 'match')).toBe(cents(row, 'match'));
      expect(total(events, 'matchTrueUp')).toBe(cents(row, 'trueUp'));
      expect(total(events, 'core')).toBe(cents(row, 'core'));
      expect(total(events, 'coreExcess')).toBe(cents(row, 'coreExcess'));
      expect(total(events, 'forfeitureReallocated')).toBe(cents(row, 'reallocated'));
      const contributions = ofType(events, 'DC_PLAN_CONTRIBUTION');
      const reduced = contributions.reduce(
        (sum, { payload }) => sum + numberOf(payload, 'reduced415Cents'),
        0,
      );
      expect(reduced).toBeLessThanOrEqual(cents(row, 'reduced415'));
      for (const { category, payload } of contributions)
        if (/^(deferral|catchUp)/.test(category)) expect(payload['limitBound']).toBe(row['limitBound']);
      return ofType(events, 'DC_PLAN_CONTRIBUTION').length > 0;
    });
    for (const { years } of RUNS) {
      for (const { planSummary, planSnapshot, facts } of years) {
        if (planSummary === null) continue;
        const sum = (...names: readonly string[]): number =>
          planSnapshot.reduce((all, row) => all + cents(row, ...names), 0);
        for (const name of [...DEFERRALS, ...EMPLOYER])
          expect(numberOf(planSummary, `${name}Cents`)).toBe(sum(name));
        expect(numberOf(planSummary, 'grossCostCents')).toBe(sum('match', 'trueUp', 'core', 'coreExcess'));
        expect(numberOf(planSummary, 'forfeituresCreatedCents')).toBe(sum('forfeitedMatch', 'forfeitedCore'));
        expect(numberOf(planSummary, 'grossPayCents')).toBe(
          [...facts.values()].reduce((all, { grossPay }) => all + grossPay, 0),
        );
        const active = planSnapshot.filter((row) => facts.get(String(row['employeeId']))?.leaveDay === null);
        const entered = active.filter((row) => row['entryDate'] !== null);
        expect(planSummary['eligible']).toBe(entered.length);
        expect(planSummary['participants']).toBe(
          entered.filter((row) => numberOf(row, 'deferralRatePpm') > 0).length,
        );
      }
    }
  });

  it('PINV-12 accounts roll forward, and what is not vested is forfeited at termination', () => {
    everybody(250, ({ row, before, design, facts, events }) => {
      const growth =
        facts.leaveDay === null ? 1_000_000n + ppm(design.forfeitures.assumedAnnualReturn) : 1_000_000n;
      const accounts = {
        balanceDeferral: { added: DEFERRALS, lost: [] },
        balanceMatch: { added: ['match', 'trueUp'], lost: ['forfeitedMatch'] },
        balanceCore: { added: ['core', 'coreExcess', 'reallocated'], lost: ['forfeitedCore'] },
      };
      for (const [name, { added, lost }] of Object.entries(accounts)) {
        const opening = before === undefined ? 0n : BigInt(cents(before, name));
        const grown = Number(rnd(opening * growth, 1_000_000n));
        expect(cents(row, name)).toBe(grown + cents(row, ...added) - cents(row, ...lost));
      }
      for (const source of ['match', 'core']) {
        const vesting = ofType(events, 'DC_PLAN_VESTING').find(({ category }) => category === source);
        const suffix = source === 'match' ? 'Match' : 'Core';
        const forfeited = cents(row, `forfeited${suffix}`);
        const lost = ofType(events, 'DC_PLAN_FORFEITURE').filter(({ category }) => category === source);
        expect(lost.map(({ payload }) => numberOf(payload, 'amountCents'))).toEqual(
          forfeited === 0 ? [] : [forfeited],
        );
        if (vesting !== undefined) expect(vesting.payload['creditedYears']).toBe(row['creditedYears']);
        if (facts.leaveDay === null || vesting === undefined) {
          expect(forfeited).toBe(0);
          continue;
        }
        const balance = BigInt(numberOf(vesting.payload, 'balanceCents'));
        const vested = rnd(balance * BigInt(numberOf(vesting.payload, 'percentPpm')), 1_000_000n);
        expect(BigInt(forfeited)).toBe(balance - vested);
        expect(cents(row, `balance${suffix}`)).toBe(Number(vested));
      }
      return true;
    });
  });

  it('PINV-13 and PINV-14 the pool and the net cost add up', () => {
    let applied = 0;
    for (const { years } of RUNS) {
      let carried: number | null = null;
      for (const { year, design, planSummary } of years) {
        if (planSummary === null || design === null) continue;
        const of = (name: string): number => numberOf(planSummary, `${name}Cents`);
        const { policy, openingPool, planExpensesByYear } = design.forfeitures;
        expect(of('poolAvailable')).toBe(carried ?? Math.round(openingPool * 100));
        expect(of('poolApplied') + of('poolCarried')).toBe(of('poolAvailable'));
        expect(of('poolApplied')).toBeGreaterThanOrEqual(0);
        expect(of('poolCarried')).toBeGreaterThanOrEqual(0);
        expect(of('poolOverdue')).toBeLessThanOrEqual(of('poolCarried'));
        const gross = of('grossCost');
        const expenses = Math.round((planExpensesByYear[String(year)] ?? 0) * 100);
        const net = {
          offset: gross - of('poolApplied'),
          expenses: gross + expenses - of('poolApplied'),
          reallocate: gross,
        }[policy];
        expect(of('netCash')).toBe(net);
        expect(of('netExpense')).toBe(gross - of('forfeituresCreated'));
        if (policy === 'offset') expect(of('poolApplied')).toBeLessThanOrEqual(gross);
        if (policy === 'expenses') expect(of('poolApplied')).toBeLessThanOrEqual(expenses);
        if (policy === 'reallocate') expect(of('poolApplied')).toBe(of('reallocated'));
        carried = of('poolCarried') + of('forfeituresCreated');
        if (of('poolApplied') > 0) applied += 1;
      }
    }
    expect(applied).toBeGreaterThan(20);
  });

  it('PINV-15 people enrol at most once a year, and events lie in their year', () => {
    everybody(50, ({ year, events }) => {
      const enrolments = ofType(events, 'DC_PLAN_ENROLLMENT');
      expect(enrolments.length).toBeLessThanOrEqual(1);
      for (const { date } of events) expect(date.slice(0, 4)).toBe(String(year.year));
      return enrolments.length === 1;
    });
  });

  it('PINV-16 rates follow from one another, escalation only raises and never above the cap', () => {
    everybody(50, ({ run, row, before, design, events }) => {
      let rate = before === undefined ? 0 : numberOf(before, 'deferralRatePpm');
      for (const { type, category, payload } of events) {
        if (type === 'DC_PLAN_ENROLLMENT') {
          expect(rate).toBe(0);
          rate = numberOf(payload, 'ratePpm');
          expect(rate).toBeLessThanOrEqual(Number(ppm(design.deferral.maximumRate)));
        }
        if (type !== 'DC_PLAN_DEFERRAL_CHANGE') continue;
        expect(numberOf(payload, 'oldRatePpm')).toBe(rate);
        const next = numberOf(payload, 'newRatePpm');
        if (category === 'escalation') {
          expect(next).toBeGreaterThan(rate);
          expect(next).toBeLessThanOrEqual(Number(ppm(design.autoEscalation.cap)));
        }
        if (category === 'optOut' || category === 'withdrawal') expect(next).toBe(0);
        rate = next;
      }
      expect(numberOf(row, 'deferralRatePpm')).toBe(rate);
      expect(rate).toBeGreaterThanOrEqual(0);
      // Elections persist when the next design allows less.
      const most = Math.max(...run.study.scenario.planDesigns.map(({ deferral }) => deferral.maximumRate));
      expect(rate).toBeLessThanOrEqual(Number(ppm(most)));
      return rate > 0;
    });
  });

  it('PINV-17 who has opted out is enrolled automatically only by an annual sweep', () => {
    everybody(5, ({ before, design, events }) => {
      if (before?.['planStatus'] !== 'optedOut') return false;
      if (design.autoEnrollment.reenroll === 'annual') return false;
      const automatic = ofType(events, 'DC_PLAN_ENROLLMENT').filter(({ category }) =>
        ['auto', 'sweep'].includes(category),
      );
      expect(automatic).toEqual([]);
      return true;
    });
  });

  it('PINV-20 who is highly compensated by pay was paid above the threshold', () => {
    everybody(10, ({ row, events }) => {
      const statuses = ofType(events, 'HCE_STATUS');
      expect(row['hce']).toBe(statuses.length === 1);
      for (const { category, payload } of statuses) {
        if (category === 'owner') expect(payload['owner']).toBe(true);
        else
          expect(numberOf(payload, 'lookbackPayCents')).toBeGreaterThan(numberOf(payload, 'thresholdCents'));
      }
      return statuses.length > 0;
    });
  });
});

/** The columns of P-132 that events determine. */
interface Folded {
  entryDate: string | null;
  entryBasis: string | null;
  planStatus: string;
  enrollmentDate: string | null;
  enrollmentSource: string;
  deferralRatePpm: number;
  rothSharePpm: number | null;
  escalationCount: number;
  optOutDate: string | null;
  vestedMatchPpm: number;
  vestedCorePpm: number;
}

const FIRST: Folded = {
  entryDate: null,
  entryBasis: 'none',
  planStatus: 'notEntered',
  enrollmentDate: null,
  enrollmentSource: 'none',
  deferralRatePpm: 0,
  rothSharePpm: null,
  escalationCount: 0,
  optOutDate: null,
  vestedMatchPpm: 0,
  vestedCorePpm: 0,
};

function openingOf(row: Row | undefined): Folded {
  if (row === undefined) return FIRST;
  return {
    entryDate: textOf(row, 'entryDate'),
    entryBasis: textOf(row, 'entryBasis'),
    planStatus: String(row['planStatus']),
    enrollmentDate: textOf(row, 'enrollmentDate'),
    enrollmentSource: String(row['enrollmentSource']),
    deferralRatePpm: numberOf(row, 'deferralRatePpm'),
    rothSharePpm: row['rothSharePpm'] === null ? null : numberOf(row, 'rothSharePpm'),
    escalationCount: 0,
    optOutDate: textOf(row, 'optOutDate'),
    vestedMatchPpm: numberOf(row, 'vestedMatchPpm'),
    vestedCorePpm: numberOf(row, 'vestedCorePpm'),
  };
}

/** `hasRoth`: whether the plan of the year has a Roth feature. */
function fold(state: Folded, { type, category, date, payload }: PlainEvent, hasRoth: boolean): Folded {
  switch (type) {
    case 'DC_PLAN_ELIGIBILITY':
      if (category === 'barred') return state;
      return {
        ...state,
        entryDate: state.entryDate ?? date,
        entryBasis: String(payload['basis']),
        planStatus: state.planStatus === 'notEntered' ? 'neverEnrolled' : state.planStatus,
      };
    case 'DC_PLAN_ENROLLMENT':
      return {
        ...state,
        planStatus: 'enrolled',
        enrollmentDate: date,
        enrollmentSource: category,
        deferralRatePpm: numberOf(payload, 'ratePpm'),
        // An enrolment in a plan without Roth keeps the election for the time when there is Roth again.
        rothSharePpm: hasRoth ? numberOf(payload, 'rothSharePpm') : (state.rothSharePpm ?? 0),
      };
    case 'DC_PLAN_DEFERRAL_CHANGE': {
      const rate = numberOf(payload, 'newRatePpm');
      const changed = { ...state, deferralRatePpm: rate };
      if (category === 'escalation') return { ...changed, escalationCount: state.escalationCount + 1 };
      if (category === 'optOut' || category === 'withdrawal')
        return { ...changed, planStatus: 'optedOut', optOutDate: date };
      return category === 'matchResponse' && rate === 0 ? { ...changed, planStatus: 'stopped' } : changed;
    }
    case 'DC_PLAN_VESTING': {
      const percent = numberOf(payload, 'percentPpm');
      return category === 'match'
        ? { ...state, vestedMatchPpm: percent }
        : { ...state, vestedCorePpm: percent };
    }
    default:
      return state;
  }
}

it('PINV-30 events folded over the opening state give the columns of every year', () => {
  let folded = 0;
  for (const { opening, years } of RUNS) {
    const states = new Map(opening.map((row) => [String(row['employeeId']), openingOf(row)] as const));
    for (const { planSnapshot, events, design } of years) {
      const hasRoth = design?.deferral.roth.available === true;
      for (const event of events)
        states.set(event.employeeId, fold(states.get(event.employeeId) ?? FIRST, event, hasRoth));
      for (const row of planSnapshot) {
        const state = states.get(String(row['employeeId'])) ?? FIRST;
        const share = state.rothSharePpm;
        // A plan without Roth shows no share of it.
        const rothSharePpm = hasRoth || share === null ? share : 0;
        expect(row).toMatchObject({ ...state, rothSharePpm });
        folded += 1;
      }
    }
  }
  expect(folded).toBeGreaterThan(1_000);
});
