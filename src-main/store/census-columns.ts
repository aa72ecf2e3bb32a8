import type { CensusColumns, PlanCensusColumns, TextColumn } from '../../src-shared/columns.ts';
import { byte, code, date, flag, int, whole, type ColumnData, type StoredColumn } from './stored-column.ts';

/** Columns of census_row other than the id, and where a census has them. */
export const CENSUS_COLUMNS: readonly StoredColumn<CensusColumns>[] = [
  date('birth_date', (c) => c.birthDay),
  date('hire_date', (c) => c.hireDay),
  date('termination_date', (c) => c.terminationDay),
  byte('termination_reason', (c) => c.terminationReason),
  flag('inactive_without_date', (c) => c.inactiveWithoutDate),
  whole('annual_pay_cents', (c) => c.annualPayCents),
  int('scheduled_hours_hundredths', (c) => c.scheduledHoursHundredths),
  flag('union_member', (c) => c.unionMember),
  byte('flsa_status', (c) => c.flsaStatus),
  code('level', (c) => c.level.codes),
  code('department', (c) => c.department.codes),
  code('location', (c) => c.location.codes),
  code('cost_centre', (c) => c.costCentre.codes),
  code('job_title', (c) => c.jobTitle.codes),
  date('original_hire_date', (c) => c.plan.originalHireDay),
  code('exclusion_class', (c) => c.plan.exclusionClass.codes),
  int('ownership_share_ppm', (c) => c.plan.ownershipSharePpm),
  int('prior_ownership_share_ppm', (c) => c.plan.priorOwnershipSharePpm),
  flag('one_percent_owner', (c) => c.plan.onePercentOwner),
  flag('officer', (c) => c.plan.officer),
  flag('nonresident_alien', (c) => c.plan.nonresidentAlien),
  whole('prior_year_pay_cents', (c) => c.plan.priorYearPayCents),
  whole('prior_year_fica_wages_cents', (c) => c.plan.priorYearFicaWagesCents),
  code('prior_year_hours_hundredths', (c) => c.plan.priorYearHoursHundredths),
  flag('prior_year_hce', (c) => c.plan.priorYearHce),
  flag('eligibility_override', (c) => c.plan.eligibilityOverride),
  date('plan_entry_date', (c) => c.plan.planEntryDay),
  date('plan_enrollment_date', (c) => c.plan.planEnrollmentDay),
  date('plan_opt_out_date', (c) => c.plan.planOptOutDay),
  flag('plan_participant', (c) => c.plan.planParticipant),
  code('plan_enrollment_source', (c) => c.plan.planEnrollmentSource.codes),
  code('deferral_rate_ppm', (c) => c.plan.deferralRatePpm),
  code('roth_share_ppm', (c) => c.plan.rothSharePpm),
  flag('auto_escalation_opt_out', (c) => c.plan.autoEscalationOptOut),
  whole('balance_deferral_cents', (c) => c.plan.balanceDeferralCents),
  whole('balance_match_cents', (c) => c.plan.balanceMatchCents),
  whole('balance_core_cents', (c) => c.plan.balanceCoreCents),
  whole('balance_after_tax_cents', (c) => c.plan.balanceAfterTaxCents),
  whole('balance_rollover_cents', (c) => c.plan.balanceRolloverCents),
  whole('pre_tax_contribution_cents', (c) => c.plan.preTaxContributionCents),
  whole('roth_contribution_cents', (c) => c.plan.rothContributionCents),
  whole('after_tax_contribution_cents', (c) => c.plan.afterTaxContributionCents),
  whole('match_contribution_cents', (c) => c.plan.matchContributionCents),
  whole('core_contribution_cents', (c) => c.plan.coreContributionCents),
  code('vesting_years_hundredths', (c) => c.plan.vestingYearsHundredths),
  flag('birth_derived', (c) => c.plan.birthDerived),
  flag('hire_derived', (c) => c.plan.hireDerived),
];

/** Text columns of a census by the name they have in census_row. */
export function textColumnsOf(census: CensusColumns): Readonly<Record<TextAttribute, TextColumn>> {
  return {
    level: census.level,
    department: census.department,
    location: census.location,
    cost_centre: census.costCentre,
    job_title: census.jobTitle,
    exclusion_class: census.plan.exclusionClass,
    plan_enrollment_source: census.plan.planEnrollmentSource,
  };
}

type TextAttribute =
  | 'level'
  | 'department'
  | 'location'
  | 'cost_centre'
  | 'job_title'
  | 'exclusion_class'
  | 'plan_enrollment_source';

/** Columns of a census as they were read back, by name. */
export interface ReadCensus {
  readonly employeeId: readonly string[];
  readonly columns: ReadonlyMap<string, ColumnData>;
  readonly texts: ReadonlyMap<string, readonly string[]>;
}

/** The census of columns that were read back. Throws when a column is missing: the table and this file disagree. */
export function assembleCensus({ employeeId, columns, texts }: ReadCensus): CensusColumns {
  const column = (name: string): ColumnData => {
    const found = columns.get(name);
    if (found === undefined) throw new Error(`census_row.${name} was not read`);
    return found;
  };
  const ints = (name: string): Int32Array => {
    const { values } = column(name);
    if (values instanceof Int32Array) return values;
    throw new Error(`census_row.${name} is not of whole numbers`);
  };
  const reals = (name: string): Float64Array => {
    const { values } = column(name);
    if (values instanceof Float64Array) return values;
    throw new Error(`census_row.${name} is not of amounts`);
  };
  const bytes = (name: string): Uint8Array => {
    const { values } = column(name);
    if (values instanceof Uint8Array) return values;
    if (values instanceof Int8Array) return new Uint8Array(values.buffer);
    throw new Error(`census_row.${name} is not of bytes`);
  };
  const optionalFlags = (name: string): Int8Array => {
    const { values } = column(name);
    if (values instanceof Int8Array) return values;
    throw new Error(`census_row.${name} is not yes/no`);
  };
  const text = (attribute: TextAttribute): TextColumn => ({
    values: texts.get(attribute) ?? [],
    codes: ints(attribute),
  });
  const plan: PlanCensusColumns = {
    originalHireDay: ints('original_hire_date'),
    exclusionClass: text('exclusion_class'),
    ownershipSharePpm: ints('ownership_share_ppm'),
    priorOwnershipSharePpm: ints('prior_ownership_share_ppm'),
    onePercentOwner: optionalFlags('one_percent_owner'),
    officer: bytes('officer'),
    nonresidentAlien: bytes('nonresident_alien'),
    priorYearPayCents: reals('prior_year_pay_cents'),
    priorYearFicaWagesCents: reals('prior_year_fica_wages_cents'),
    priorYearHoursHundredths: ints('prior_year_hours_hundredths'),
    priorYearHce: optionalFlags('prior_year_hce'),
    eligibilityOverride: optionalFlags('eligibility_override'),
    planEntryDay: ints('plan_entry_date'),
    planEnrollmentDay: ints('plan_enrollment_date'),
    planOptOutDay: ints('plan_opt_out_date'),
    planParticipant: optionalFlags('plan_participant'),
    planEnrollmentSource: text('plan_enrollment_source'),
    deferralRatePpm: ints('deferral_rate_ppm'),
    rothSharePpm: ints('roth_share_ppm'),
    autoEscalationOptOut: bytes('auto_escalation_opt_out'),
    balanceDeferralCents: reals('balance_deferral_cents'),
    balanceMatchCents: reals('balance_match_cents'),
    balanceCoreCents: reals('balance_core_cents'),
    balanceAfterTaxCents: reals('balance_after_tax_cents'),
    balanceRolloverCents: reals('balance_rollover_cents'),
    preTaxContributionCents: reals('pre_tax_contribution_cents'),
    rothContributionCents: reals('roth_contribution_cents'),
    afterTaxContributionCents: reals('after_tax_contribution_cents'),
    matchContributionCents: reals('match_contribution_cents'),
    coreContributionCents: reals('core_contribution_cents'),
    vestingYearsHundredths: ints('vesting_years_hundredths'),
    birthDerived: bytes('birth_derived'),
    hireDerived: bytes('hire_derived'),
  };
  return {
    rowCount: employeeId.length,
    employeeId,
    birthDay: ints('birth_date'),
    hireDay: ints('hire_date'),
    terminationDay: ints('termination_date'),
    terminationReason: bytes('termination_reason'),
    inactiveWithoutDate: bytes('inactive_without_date'),
    annualPayCents: reals('annual_pay_cents'),
    scheduledHoursHundredths: ints('scheduled_hours_hundredths'),
    unionMember: bytes('union_member'),
    flsaStatus: bytes('flsa_status'),
    level: text('level'),
    department: text('department'),
    location: text('location'),
    costCentre: text('cost_centre'),
    jobTitle: text('job_title'),
    plan,
  };
}
