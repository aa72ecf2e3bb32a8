import type { CensusColumns } from '../../../src-shared/columns.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayOf } from '../calendar.ts';
import type { Parameters } from '../parameters.ts';
import type { Person } from '../people.ts';
import type { Luck } from '../random.ts';
import { amount, isoOrNull, type Row } from '../rows.ts';
import { openingDesign } from './designs.ts';
import { NO_FACTS, readPlanCensus, type CensusFacts } from './facts.ts';
import { formerPaid, type PaidBefore } from './hce.ts';
import { openingState, serviceFacts } from './opening.ts';
import type { PlanRun } from './plan-year.ts';
import { newcomer } from './state.ts';
import { weeklyHoursOf } from './subject.ts';
import { creditedYears } from './vesting.ts';

/** The plan at the start of a run. */

const isMissing = ({ balances }: CensusFacts): boolean =>
  balances.deferral === null || balances.match === null || balances.core === null;

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
    settlement: dayOf(p.startYear - 1, 12, 31),
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
    isBalanceMissing: opening.some((person) => isMissing(factsOf(person))),
  };
}

/** The opening plan columns of somebody, by the names of PlanOpeningColumns. */
export function planOpeningRow(run: PlanRun, person: Person): Row {
  const state = run.states.get(person.id) ?? newcomer(NO_FACTS);
  const design = openingDesign(run.scenario);
  const december = dayOf(run.p.startYear - 1, 12, 31);
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
    creditedYears:
      design === null ? 0 : creditedYears(serviceFacts(person, state, run.p.startYear), design, december),
    vestedMatchPpm: Number(state.vestedMatch),
    vestedCorePpm: Number(state.vestedCore),
    balanceDeferralCents: Number(state.account.deferral),
    balanceMatchCents: Number(state.account.match),
    balanceCoreCents: Number(state.account.core),
    lookbackPayCents: amount(state.lookbackPay),
    lookbackSource: state.lookbackSource,
    balancesMissing: isMissing(state.facts),
  };
}
