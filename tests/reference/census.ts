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
}

function textColumn(texts: readonly (string | null)[]): TextColumn {
  const values = [...new Set(texts.filter((text) => text !== null))].sort(byCodePoint);
  return {
    values,
    codes: Int32Array.from(texts, (text) => (text === null ? NO_CODE : values.indexOf(text))),
  };
}

/** Census facts that only the plan reads, all blank. */
function blankPlan(count: number): PlanCensusColumns {
  const blankText = (): TextColumn => textColumn(Array.from({ length: count }, () => null));
  const amounts = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  const days = (): Int32Array => new Int32Array(count).fill(NO_DAY);
  const unknown = (): Int8Array => new Int8Array(count).fill(-1);
  return {
    originalHireDay: days(),
    exclusionClass: blankText(),
    ownershipSharePpm: new Int32Array(count),
    priorOwnershipSharePpm: new Int32Array(count),
    onePercentOwner: unknown(),
    officer: new Uint8Array(count),
    nonresidentAlien: new Uint8Array(count),
    priorYearPayCents: amounts(),
    priorYearFicaWagesCents: amounts(),
    priorYearHoursHundredths: new Int32Array(count).fill(-1),
    priorYearHce: unknown(),
    eligibilityOverride: unknown(),
    planEntryDay: days(),
    planEnrollmentDay: days(),
    planOptOutDay: days(),
    planParticipant: unknown(),
    planEnrollmentSource: blankText(),
    deferralRatePpm: new Int32Array(count).fill(-1),
    rothSharePpm: new Int32Array(count).fill(-1),
    autoEscalationOptOut: new Uint8Array(count),
    balanceDeferralCents: amounts(),
    balanceMatchCents: amounts(),
    balanceCoreCents: amounts(),
    balanceAfterTaxCents: amounts(),
    balanceRolloverCents: amounts(),
    preTaxContributionCents: amounts(),
    rothContributionCents: amounts(),
    afterTaxContributionCents: amounts(),
    matchContributionCents: amounts(),
    coreContributionCents: amounts(),
    vestingYearsHundredths: new Int32Array(count).fill(-1),
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
    plan: blankPlan(people.length),
  };
}
