import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { dayOf, dateOf, daysInYear, yearsBetween } from '../calendar.ts';
import { ppm, rnd, smallest } from '../exact.ts';
import type { Parameters } from '../parameters.ts';
import type { Person } from '../people.ts';
import { inForce, type Design } from './designs.ts';
import { isExcluded, measure, type Applicant } from './eligibility.ts';
import type { CensusFacts } from './facts.ts';
import { newcomer, type EntryBasis, type PlanState } from './state.ts';
import { weeklyHoursOf } from './subject.ts';
import { openingYears, vestedShare, type ServiceFacts } from './vesting.ts';

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

/** Whether the last refusal of the census came after the first deferral (P-11). */
const isRefusedSince = ({ optOut, enrollment }: CensusFacts): boolean =>
  optOut !== null && enrollment !== null && optOut >= enrollment;

/** The rate of a census participant, null for people who do not participate (P-11, P-47). */
function censusRate(facts: CensusFacts, design: Design | null): bigint | null {
  if (design === null || facts.participant === false) return null;
  if (isRefusedSince(facts)) return null;
  const isMissing = facts.rate === null && (facts.participant === true || facts.enrollment !== null);
  const rate = isMissing ? ppm(design.deferral.censusMissingRate) : (facts.rate ?? 0n);
  if (rate === 0n) return null;
  return smallest(rate, ppm(design.deferral.maximumRate));
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
  // Facts win: somebody who participates has entered, unless barred.
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
  openingYears: state.openingYears,
  yearsByHours: state.yearsByHours,
  startYear,
});

/** Credited years where no design says how to count them. */
const serviceBefore = (facts: CensusFacts, hire: number, day: number): number =>
  facts.vestingYears === null ? yearsBetween(hire, day) : Number(facts.vestingYears / 100n);

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
    state.barredRecorded =
      facts.entry === null
        ? wouldBe !== null && (wouldBe.entry !== null || wouldBe.ltpt !== null)
        : facts.entry < dayOf(p.startYear, 1, 1);
  }
  const design = inForce(scenario, p.startYear)?.design ?? null;
  const rate = censusRate(facts, design);
  state.openingYears =
    design === null
      ? serviceBefore(facts, person.hire, december)
      : openingYears(serviceFacts(person, state, p.startYear), design, december);
  const entered = openingEntry(scenario, p, person, facts, rate !== null);
  if (entered === null) return state;
  Object.assign(state, entered);

  const source = facts.source === 'auto' ? 'censusAuto' : 'censusVoluntary';
  if (rate !== null) {
    state.status = 'enrolled';
    state.rate = rate;
    state.enrollmentDay = Math.min(facts.enrollment ?? december, december);
    state.enrollmentSource = source;
    state.rothShare = facts.rothShare ?? 0n;
  } else if (facts.optOut !== null && (facts.enrollment === null || facts.optOut >= facts.enrollment)) {
    state.status = 'optedOut';
    state.optOutDay = facts.optOut;
  } else {
    state.status = 'neverEnrolled';
  }

  if (design !== null) {
    const vesting = { birth: person.birth, entry: entered.entry, creditedYears: state.openingYears };
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
    balances: { deferral: 0n, match: 0n, core: 0n },
  }),
  ...(dateOf(person.hire).year === p.startYear
    ? openingLookback(facts, p.startYear, person.hire, person.pay)
    : {}),
});
