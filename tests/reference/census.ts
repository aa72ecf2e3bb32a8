import type { CensusColumns, PlanCensusColumns, TextColumn } from '../../src-shared/columns.ts';
import { NO_CODE, NO_DAY } from '../../src-shared/units.ts';
import { FLSA_STATUSES, TERMINATION_REASONS } from '../../src-shared/vocabulary.ts';
import { byCodePoint } from './exact.ts';

/** One accepted census row as a test writes it. Days are day numbers, pay is cents, hours are hundredths. */
export interface CensusPerson {
  readonly id: string;
  readonly birth: number;
  readonly hire: number;
  readonly pay: number;
  readonly termination?: number | null;
  readonly reason?: (typeof TERMINATION_REASONS)[number];
  readonly inactive?: boolean;
  /** 0 for full time. */
  readonly hours?: number;
  readonly union?: boolean;
  readonly flsa?: (typeof FLSA_STATUSES)[number];
  readonly level?: string | null;
  readonly department?: string;
  readonly location?: string | null;
  readonly costCentre?: string | null;
  readonly jobTitle?: string | null;
  readonly plan?: CensusPlanFacts;
}

/** What the row says for the plan; what is left out is blank. Days, cents, ppm and hundredths. */
export interface CensusPlanFacts {
  readonly originalHire?: number;
  readonly ownershipShare?: number;
  /** As the ownership share when left out. */
  readonly priorOwnershipShare?: number;
  readonly nonresidentAlien?: boolean;
  readonly priorYearPay?: number;
  readonly priorYearFicaWages?: number;
  readonly priorYearHours?: number;
  readonly eligibilityOverride?: boolean;
  readonly planEntry?: number;
  readonly planEnrollment?: number;
  readonly planOptOut?: number;
  readonly planParticipant?: boolean;
  readonly planEnrollmentSource?: string;
  readonly deferralRate?: number;
  readonly rothShare?: number;
  readonly autoEscalationOptOut?: boolean;
  readonly balanceDeferral?: number;
  readonly balanceMatch?: number;
  readonly balanceCore?: number;
  readonly balanceAfterTax?: number;
  readonly balanceRollover?: number;
  readonly vestingYears?: number;
}

function textColumn(texts: readonly (string | null)[]): TextColumn {
  const values = [...new Set(texts.filter((text) => text !== null))].sort(byCodePoint);
  return {
    values,
    codes: Int32Array.from(texts, (text) => (text === null ? NO_CODE : values.indexOf(text))),
  };
}

/** Census facts that only the plan reads. */
function planColumns(people: readonly CensusPerson[]): PlanCensusColumns {
  const count = people.length;
  type Pick<T> = (facts: CensusPlanFacts) => T | undefined;
  const facts = people.map((person) => person.plan ?? {});
  const amounts = (pick: Pick<number> = () => undefined): Float64Array =>
    Float64Array.from(facts, (one) => pick(one) ?? Number.NaN);
  const days = (pick: Pick<number>): Int32Array => Int32Array.from(facts, (one) => pick(one) ?? NO_DAY);
  const counts = (pick: Pick<number>, blank = -1): Int32Array =>
    Int32Array.from(facts, (one) => pick(one) ?? blank);
  const answers = (pick: Pick<boolean> = () => undefined): Int8Array =>
    Int8Array.from(facts, (one) => {
      const answer = pick(one);
      return answer === undefined ? -1 : answer ? 1 : 0;
    });
  const flags = (pick: Pick<boolean>): Uint8Array =>
    Uint8Array.from(facts, (one) => (pick(one) === true ? 1 : 0));
  return {
    originalHireDay: days((one) => one.originalHire),
    exclusionClass: textColumn(people.map(() => null)),
    ownershipSharePpm: counts((one) => one.ownershipShare, 0),
    priorOwnershipSharePpm: counts((one) => one.priorOwnershipShare ?? one.ownershipShare, 0),
    onePercentOwner: answers(),
    officer: new Uint8Array(count),
    nonresidentAlien: flags((one) => one.nonresidentAlien),
    priorYearPayCents: amounts((one) => one.priorYearPay),
    priorYearFicaWagesCents: amounts((one) => one.priorYearFicaWages),
    priorYearHoursHundredths: counts((one) => one.priorYearHours),
    priorYearHce: answers(),
    eligibilityOverride: answers((one) => one.eligibilityOverride),
    planEntryDay: days((one) => one.planEntry),
    planEnrollmentDay: days((one) => one.planEnrollment),
    planOptOutDay: days((one) => one.planOptOut),
    planParticipant: answers((one) => one.planParticipant),
    planEnrollmentSource: textColumn(facts.map((one) => one.planEnrollmentSource ?? null)),
    deferralRatePpm: counts((one) => one.deferralRate),
    rothSharePpm: counts((one) => one.rothShare),
    autoEscalationOptOut: flags((one) => one.autoEscalationOptOut),
    balanceDeferralCents: amounts((one) => one.balanceDeferral),
    balanceMatchCents: amounts((one) => one.balanceMatch),
    balanceCoreCents: amounts((one) => one.balanceCore),
    balanceAfterTaxCents: amounts((one) => one.balanceAfterTax),
    balanceRolloverCents: amounts((one) => one.balanceRollover),
    preTaxContributionCents: amounts(),
    rothContributionCents: amounts(),
    afterTaxContributionCents: amounts(),
    matchContributionCents: amounts(),
    coreContributionCents: amounts(),
    vestingYearsHundredths: counts((one) => one.vestingYears),
    birthDerived: new Uint8Array(count),
    hireDerived: new Uint8Array(count),
  };
}

/** The columns a census import would hand to the engine, whatever the order of the rows. */
export function censusOf(rows: readonly CensusPerson[]): CensusColumns {
  const people = [...rows].sort((a, b) => byCodePoint(a.id, b.id));
  const text = (pick: (person: CensusPerson) => string | null | undefined): TextColumn =>
    textColumn(people.map((person) => pick(person) ?? null));
  return {
    rowCount: people.length,
    employeeId: people.map((person) => person.id),
    birthDay: Int32Array.from(people, (person) => person.birth),
    hireDay: Int32Array.from(people, (person) => person.hire),
    terminationDay: Int32Array.from(people, (person) => person.termination ?? NO_DAY),
    terminationReason: Uint8Array.from(people, (person) =>
      TERMINATION_REASONS.indexOf(person.reason ?? 'none'),
    ),
    inactiveWithoutDate: Uint8Array.from(people, (person) => (person.inactive === true ? 1 : 0)),
    annualPayCents: Float64Array.from(people, (person) => person.pay),
    scheduledHoursHundredths: Int32Array.from(people, (person) => person.hours ?? 0),
    unionMember: Uint8Array.from(people, (person) => (person.union === true ? 1 : 0)),
    flsaStatus: Uint8Array.from(people, (person) => FLSA_STATUSES.indexOf(person.flsa ?? 'none')),
    level: text((person) => person.level),
    department: text((person) => person.department ?? 'Unassigned'),
    location: text((person) => person.location),
    costCentre: text((person) => person.costCentre),
    jobTitle: text((person) => person.jobTitle),
    plan: planColumns(people),
  };
}
