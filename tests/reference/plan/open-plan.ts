import type { CensusColumns } from '../../../src-shared/columns.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Parameters } from '../parameters.ts';
import type { Person } from '../people.ts';
import type { Luck } from '../random.ts';
import { amount, isoOrNull, type Row } from '../rows.ts';
import { NO_FACTS, readPlanCensus, type CensusFacts } from './facts.ts';
import { formerPaid, type PaidBefore } from './hce.ts';
import { openingState } from './opening.ts';
import type { PlanRun } from './plan-year.ts';
import { newcomer } from './state.ts';
import { weeklyHoursOf } from './subject.ts';

/** The plan at the start of a run. */

/** Reads the plan facts of the census and the plan state of the opening persons. */
export function openPlan(
  scenario: Scenario,
  p: Parameters,
  luck: Luck,
  census: CensusColumns,
  opening: readonly Person[],
): PlanRun {
  const plan = readPlanCensus(census);
  const factsOf = (person: Person): CensusFacts => plan.facts.get(person.id) ?? NO_FACTS;
  const states = new Map(
    opening.map((person) => [person.id, openingState(scenario, p, person, factsOf(person))] as const),
  );
  const openingPaid = opening.map((person): PaidBefore => ({
    key: person.key,
    pay: states.get(person.id)?.lookbackPay ?? 0n,
    birth: person.birth,
    hire: person.hire,
    originalHire: factsOf(person).originalHire,
    weeklyHours: weeklyHoursOf(p, person.hours),
    isNonresident: factsOf(person).nonresident,
    isUnion: person.union,
  }));
  return {
    scenario,
    p,
    luck,
    census: plan,
    states,
    paidBefore: [...openingPaid, ...formerPaid(p, census, plan.facts)],
    pool: null,
    isBalanceMissing: opening.some(
      (person) => factsOf(person).isBalanceMissing && states.get(person.id)?.entry !== null,
    ),
  };
}

/** The opening plan columns of somebody, by the names of PlanOpeningColumns. */
export function planOpeningRow(run: PlanRun, person: Person): Row {
  const state = run.states.get(person.id) ?? newcomer(NO_FACTS);
  return {
    employeeId: person.id,
    entryDate: isoOrNull(state.entry),
    entryBasis: state.basis,
    planStatus: state.status,
    enrollmentDate: isoOrNull(state.enrollmentDay),
    enrollmentSource: state.enrollmentSource,
    deferralRatePpm: Number(state.rate),
    rothSharePpm: amount(state.rothShare),
    optOutDate: isoOrNull(state.optOutDay),
    creditedYears: state.openingYears,
    vestedMatchPpm: Number(state.vestedMatch),
    vestedCorePpm: Number(state.vestedCore),
    balanceDeferralCents: Number(state.account.deferral),
    balanceMatchCents: Number(state.account.match),
    balanceCoreCents: Number(state.account.core),
    lookbackPayCents: amount(state.lookbackPay),
    lookbackSource: state.lookbackSource,
    balancesMissing: state.facts.isBalanceMissing,
  };
}
