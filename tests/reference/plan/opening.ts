import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayOf, dateOf, daysInYear } from '../calendar.ts';
import { ppm, rnd, smallest } from '../exact.ts';
import type { Parameters } from '../parameters.ts';
import type { Person } from '../people.ts';
import { inForce, openingDesign } from './designs.ts';
import { isExcluded, measure, type Applicant } from './eligibility.ts';
import type { CensusFacts } from './facts.ts';
import { newcomer, type EntryBasis, type PlanState } from './state.ts';
import { weeklyHoursOf } from './subject.ts';
import { creditedYears, vestedShare, type ServiceFacts } from './vesting.ts';

/** The plan state in which census people come into the run (P-11, P-22, P-24, P-29). */

/** Pay of the year before the first, for people hired by then (P-22). */
function openingLookback(
  facts: CensusFacts,
  startYear: number,
  hire: number,
  pay: bigint,
): Pick<PlanState, 'lookbackPay' | 'lookbackWages' | 'lookbackSource'> {
  const hireYear = dateOf(hire).year;
  const december = dayOf(startYear - 1, 12, 31);
  const assumed =
    hireYear >= startYear
      ? null
      : hireYear < startYear - 1
        ? pay
        : rnd(pay * BigInt(december - hire + 1), BigInt(daysInYear(startYear - 1)));
  const lookbackPay = facts.priorPay ?? assumed;
  return {
    lookbackPay,
    lookbackWages: facts.priorWages ?? lookbackPay,
    lookbackSource: facts.priorPay !== null ? 'census' : lookbackPay !== null ? 'assumed' : 'none',
  };
}

/** The rate of a census participant, null for people who do not participate (P-11, P-47). */
function censusRate(facts: CensusFacts, scenario: Scenario): bigint | null {
  const design = openingDesign(scenario);
  if (design === null || facts.participant === false) return null;
  const refusedLater =
    facts.optOut !== null && (facts.enrollment === null || facts.optOut >= facts.enrollment);
  const isMissing =
    facts.rate === null && !refusedLater && (facts.participant === true || facts.enrollment !== null);
  const rate = isMissing ? ppm(design.deferral.censusMissingRate) : (facts.rate ?? 0n);
  return rate === 0n ? null : smallest(rate, ppm(design.deferral.maximumRate));
}

/** Entry dates before the first year under its design: with employer money, and for deferrals only. */
function openingEntries(scenario: Scenario, p: Parameters, person: Person, facts: CensusFacts) {
  const january = dayOf(p.startYear, 1, 1);
  const design = inForce(scenario, p.startYear)?.design;
  if (design === undefined || isExcluded(design, classOf(person))) return null;
  const applicant: Applicant = {
    birth: person.birth,
    hire: person.hire,
    originalHire: facts.originalHire,
    weeklyHours: weeklyHoursOf(p, person.hours),
    priorHours: facts.priorHours,
    startYear: p.startYear,
  };
  const always = Number.NEGATIVE_INFINITY;
  const { entry, ltptEntry, basis } = measure(applicant, design, facts.override === 'yes', always, always);
  return {
    entry: entry !== null && entry < january ? entry : null,
    ltpt: ltptEntry !== null && ltptEntry < january ? ltptEntry : null,
    basis,
  };
}

/** Entry of somebody by facts of the census or by the rules, null if it is still to come. */
function openingEntry(
  scenario: Scenario,
  p: Parameters,
  person: Person,
  facts: CensusFacts,
  isParticipant: boolean,
): { readonly entry: number; readonly basis: EntryBasis; readonly employerEntry: number | null } | null {
  const january = dayOf(p.startYear, 1, 1);
  const censusEntry = (entry: number) => ({ entry, basis: 'census' as const, employerEntry: entry });
  if (facts.override === 'no') return null;
  if (facts.entry !== null && facts.entry < january) return censusEntry(facts.entry);
  const found = facts.entry === null ? openingEntries(scenario, p, person, facts) : null;
  if (found !== null) {
    const { entry, ltpt, basis } = found;
    if (ltpt !== null && (entry === null || ltpt < entry)) {
      return { entry: ltpt, basis: entry === null ? 'ltpt' : basis, employerEntry: entry };
    }
    if (entry !== null) return { entry, basis, employerEntry: entry };
  }
  return isParticipant ? censusEntry(Math.min(facts.enrollment ?? january - 1, january - 1)) : null;
}

const classOf = (person: Person) => ({
  department: person.department,
  location: person.location,
  costCentre: person.costCentre,
  jobTitle: person.jobTitle,
  flsaStatus: person.flsa,
  unionMember: person.union,
  level: person.level,
});

export const serviceFacts = (
  person: { readonly birth: number; readonly hire: number },
  state: PlanState,
  startYear: number,
): ServiceFacts => ({
  birth: person.birth,
  hire: person.hire,
  originalHire: state.facts.originalHire,
  vestingYears: state.facts.vestingYears,
  creditedByHours: state.creditedByHours,
  startYear,
});

/** Somebody employed at close of 31 December before the first year. */
export function openingState(
  scenario: Scenario,
  p: Parameters,
  person: Person,
  facts: CensusFacts,
): PlanState {
  const december = dayOf(p.startYear - 1, 12, 31);
  const state: PlanState = {
    ...newcomer(facts),
    ...openingLookback(facts, p.startYear, person.hire, person.pay),
  };
  // Somebody barred whose entry would have been before the run leaves no event in it.
  if (facts.override === 'no') {
    const wouldBe = openingEntries(scenario, p, person, facts);
    state.barredRecorded = wouldBe !== null && (wouldBe.entry !== null || wouldBe.ltpt !== null);
  }
  const rate = censusRate(facts, scenario);
  const entered = openingEntry(scenario, p, person, facts, rate !== null);
  if (entered === null) return state;
  Object.assign(state, entered);

  const source = facts.source === 'auto' ? 'censusAuto' : 'censusVoluntary';
  state.optOutDay = facts.optOut;
  if (rate !== null) {
    state.status = 'enrolled';
    state.rate = rate;
    state.enrollmentDay = Math.min(facts.enrollment ?? december, december);
    state.enrollmentSource = source;
    state.rothShare = facts.rothShare ?? 0n;
  } else if (facts.optOut !== null && (facts.enrollment === null || facts.optOut >= facts.enrollment)) {
    state.status = 'optedOut';
    state.enrollmentDay = facts.enrollment;
    if (facts.enrollment !== null) state.enrollmentSource = source;
  } else {
    state.status = 'neverEnrolled';
  }

  const design = inForce(scenario, p.startYear)?.design;
  if (design !== undefined) {
    const years = creditedYears(serviceFacts(person, state, p.startYear), design, december);
    const vesting = { birth: person.birth, entry: entered.entry, creditedYears: years };
    state.vestedMatch = vestedShare(design.vesting.match, design, vesting, december, null).share;
    state.vestedCore = vestedShare(design.vesting.core, design, vesting, december, null).share;
  }
  return state;
}

/** Somebody whom the census announces for later: facts of the plan before the hire date count for nothing. */
export const futureHireState = (p: Parameters, person: Person, facts: CensusFacts): PlanState => ({
  ...newcomer({
    ...facts,
    rate: null,
    rothShare: null,
    vestingYears: null,
    balances: { deferral: null, match: null, core: null },
  }),
  ...(dateOf(person.hire).year === p.startYear
    ? openingLookback(facts, p.startYear, person.hire, person.pay)
    : {}),
});
