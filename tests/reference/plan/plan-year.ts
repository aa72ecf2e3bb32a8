import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayOf } from '../calendar.ts';
import { cents, ppm, ReferenceFailure, rnd, sum } from '../exact.ts';
import type { Parameters } from '../parameters.ts';
import type { Luck } from '../random.ts';
import type { PersonYear, Row } from '../rows.ts';
import { inForce, type Design } from './designs.ts';
import { electionsOf } from './electing.ts';
import { drawIneligibility } from './entering.ts';
import type { CensusPlan } from './facts.ts';
import { groupSize, hceStatus, payRanks, type HceStatus, type PaidBefore } from './hce.ts';
import { limit } from './limits.ts';
import { earnedBy, settle, type Earned, type Settled } from './money.ts';
import { futureHireState } from './opening.ts';
import { NO_FACTS } from './facts.ts';
import type { PlanEvent } from './plan-events.ts';
import { planRow } from './plan-row.ts';
import { costOf, reallocate } from './pool.ts';
import { settlementEvents } from './settlement-events.ts';
import { newcomer, type PlanState } from './state.ts';
import { subjectOf, weeklyHoursOf, type Subject } from './subject.ts';
import { closeAccounts, type Closed } from './accounts.ts';

/** A year of the plan, one person at a time (P-23). */

export interface PlanRun {
  readonly scenario: Scenario;
  readonly p: Parameters;
  readonly luck: Luck;
  readonly census: CensusPlan;
  readonly states: Map<string, PlanState>;
  /** Everybody paid in the year before. */
  paidBefore: readonly PaidBefore[];
  /** Forfeitures usable in the next plan year; null until the first. */
  pool: bigint | null;
  readonly isBalanceMissing: boolean;
}

export interface PlanYear {
  readonly eventsOf: (id: string) => readonly PlanEvent[];
  readonly snapshot: readonly Row[];
  /** Null where no design is in force. */
  readonly summary: Row | null;
}

/** Everything about one person in one plan year. */
export interface PlanPersonYear {
  readonly subject: Subject;
  readonly hce: HceStatus | null;
  readonly earned: Earned;
  readonly settled: Settled;
  readonly closed: Closed;
  readonly events: readonly PlanEvent[];
}

function stateOf(run: PlanRun, one: PersonYear): PlanState {
  const known = run.states.get(one.person.id);
  if (known !== undefined) return known;
  const isSimulated = one.hire !== null && one.hire.facts !== null;
  const facts = isSimulated ? NO_FACTS : (run.census.facts.get(one.person.id) ?? NO_FACTS);
  const state = isSimulated ? newcomer(NO_FACTS) : futureHireState(run.p, one.person, facts);
  run.states.set(one.person.id, state);
  return state;
}

/** Status of everybody in the year, from what they were paid in the year before (P-87, P-88). */
function hceStatuses(run: PlanRun, design: Design, year: number, people: readonly PersonYear[]) {
  const threshold = limit(run.scenario.limits, 'hceCompensation', year - 1);
  const group = design.testing.topPaidGroup
    ? { size: groupSize(run.paidBefore, design, year), ranks: payRanks(run.paidBefore) }
    : null;
  const statuses = new Map(
    people.map((one) => {
      const { facts, lookbackPay } = stateOf(run, one);
      const isOwner = facts.owner || (year === run.p.startYear && facts.priorOwner);
      return [
        one.person.id,
        hceStatus({ key: one.person.key, isOwner, lookbackPay }, threshold, group),
      ] as const;
    }),
  );
  return { threshold, statusOf: (id: string): HceStatus | null => statuses.get(id) ?? null };
}

/** What people share of the pool, by person key (P-84). */
function shares(
  design: Design,
  available: bigint,
  year: number,
  people: readonly { readonly subject: Subject; readonly earned: Earned }[],
): ReadonlyMap<bigint, bigint> {
  if (design.forfeitures.policy !== 'reallocate') return new Map();
  const recipients = people
    .filter(({ subject, earned }) => earned.coreReason === 'eligible' && subject.last === dayOf(year, 12, 31))
    .map(({ subject, earned }) => ({ key: subject.one.person.key, pay: earned.cappedPlanPay }));
  return reallocate(available, recipients);
}

/** Simulates the plan in a year and moves its state on. */
export function planYear(run: PlanRun, year: number, people: readonly PersonYear[]): PlanYear {
  const design = inForce(run.scenario, year)?.design ?? null;
  for (const one of people) stateOf(run, one);
  const result = design === null ? null : yearUnder(run, design, year, people);

  // Pay of this year is what the next looks back at (P-22), whether there is a plan or not.
  for (const one of people) {
    const state = stateOf(run, one);
    state.lookbackPay = one.paid.prorated;
    state.lookbackWages = one.paid.prorated;
    state.lookbackSource = 'simulated';
  }
  run.paidBefore = people.map((one) => ({
    key: one.person.key,
    pay: one.paid.prorated,
    birth: one.person.birth,
    hire: one.person.hire,
    originalHire: stateOf(run, one).facts.originalHire,
    weeklyHours: weeklyHoursOf(run.p, one.person.hours),
    isNonresident: stateOf(run, one).facts.nonresident,
    isUnion: one.person.union,
  }));
  return result ?? { eventsOf: () => [], snapshot: [], summary: null };
}

function yearUnder(run: PlanRun, design: Design, year: number, people: readonly PersonYear[]): PlanYear {
  if (year < 2020) throw new ReferenceFailure('LIMIT_YEAR');
  const { threshold, statusOf } = hceStatuses(run, design, year, people);
  const available = run.pool ?? cents(design.forfeitures.openingPool);

  const inPlan = people.map((one) => {
    const subject = subjectOf(run, design, year, one, stateOf(run, one));
    const isNewSimulated = one.hire !== null && one.hire.facts !== null;
    if (isNewSimulated) drawIneligibility(subject, run.census, design.eligibility.newHireIneligibility);
    const elections = electionsOf(subject);
    const hce = statusOf(one.person.id);
    return { subject, elections, hce, earned: earnedBy(subject, elections.rates, hce !== null) };
  });

  const shared = shares(design, available, year, inPlan);
  const settled = inPlan.map(({ subject, elections, hce, earned }): PlanPersonYear => {
    const paidOut = settle(subject, earned, shared.get(subject.one.person.key) ?? 0n);
    const closed = closeAccounts(subject, earned, paidOut, ppm(design.forfeitures.assumedAnnualReturn));
    const money = { subject, hce, earned, settled: paidOut, closed };
    const events = [...elections.events, ...settlementEvents({ ...money, threshold })];
    return { ...money, events };
  });

  const summary = summarise(run, design, year, settled, available);
  run.pool = summary.left;
  const events = new Map(settled.map(({ subject, events: own }) => [subject.one.person.id, own] as const));
  return {
    eventsOf: (id) => events.get(id) ?? [],
    snapshot: settled.map(planRow),
    summary: summary.row,
  };
}

/** What the plan cost and did in a year (P-84, P-85, P-125). */
function summarise(
  run: PlanRun,
  design: Design,
  year: number,
  people: readonly PlanPersonYear[],
  available: bigint,
): { readonly row: Row; readonly left: bigint } {
  const add = (pick: (one: PlanPersonYear) => bigint): bigint => sum(people.map(pick));
  const kept = (name: keyof Settled['kept']): bigint => add((one) => one.settled.kept[name]);
  const gross = kept('match') + kept('trueUp') + kept('core') + kept('coreExcess');
  const created = add(({ closed }) => closed.match.forfeited + closed.core.forfeited);
  const cost = costOf(design.forfeitures.policy, {
    available,
    created,
    gross,
    expenses: cents(design.forfeitures.planExpensesByYear[String(year)] ?? 0),
    reallocated: kept('reallocated'),
  });
  const grossPay = add(({ subject }) => subject.one.paid.prorated);
  const employed = people.filter(({ subject }) => subject.one.leaving === null);
  const eligible = employed.filter(({ subject }) => subject.state.entry !== null);
  const participants = eligible.filter(
    ({ subject }) => subject.state.status === 'enrolled' && subject.state.rate > 0n,
  );
  const numbers = {
    baseCents: kept('base'),
    catchUpCents: kept('catchUp'),
    matchCents: kept('match'),
    trueUpCents: kept('trueUp'),
    coreCents: kept('core'),
    coreExcessCents: kept('coreExcess'),
    reallocatedCents: kept('reallocated'),
    grossCostCents: gross,
    forfeituresCreatedCents: created,
    poolAvailableCents: available,
    poolAppliedCents: cost.applied,
    poolCarriedCents: cost.carried,
    // What is usable this year stems from earlier years, so all of it that is left is overdue.
    poolOverdueCents: cost.carried,
    netCashCents: cost.netCash,
    netExpenseCents: cost.netExpense,
    grossPayCents: grossPay,
  };
  return {
    left: cost.carried + created,
    row: {
      designId: design.id,
      eligible: eligible.length,
      participants: participants.length,
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)])),
      netCashBasisPoints: grossPay === 0n ? null : Number(rnd(cost.netCash * 10_000n, grossPay)),
      partial: run.isBalanceMissing,
      hceCount: people.filter((one) => one.hce !== null).length,
    },
  };
}
