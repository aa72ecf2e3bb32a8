/** What the lines of the log hash (W-61) say of each event, as SQL over the tables of events. */

/** A field of a payload in the log, and the SQL that gives its value: a number, a text, yes/no or a day number. */
export interface Field {
  readonly name: string;
  readonly sql: string;
  readonly isDate: boolean;
}

const field = (name: string, sql: string): Field => ({ name, sql, isDate: false });
/** Cents as a number: they are below 2^53. */
const cents = (name: string, column: string): Field => field(name, `CAST(${column} AS DOUBLE)`);
const date = (name: string, column: string): Field => ({
  name,
  sql: `CAST(${column} - DATE '1970-01-01' AS INTEGER)`,
  isDate: true,
});
/** The text of a code of run_dictionary. */
const entry = (name: string, kind: string, column: string): Field =>
  field(
    name,
    `(SELECT d.value FROM run_dictionary d WHERE d.run_key = e.run_key AND d.kind = '${kind}' AND d.code = ${column})`,
  );

export interface LoggedType {
  readonly type: string;
  readonly table: string;
  readonly category: string;
  readonly payload: readonly Field[];
}

/** The payload of each type (W-60, P-129), draws included. What is constant for a type and category is left out. */
export const LOGGED_TYPES: readonly LoggedType[] = [
  {
    type: 'HIRE',
    table: 'event_hire',
    category: 'hire_category_name(e.category)',
    payload: [
      field('level', 'e.level'),
      cents('annualPayCents', 'e.annual_pay_cents'),
      date('birthDate', 'e.birth_date'),
      entry('department', 'department', 'e.department'),
      entry('location', 'location', 'e.location'),
      entry('costCentre', 'cost_centre', 'e.cost_centre'),
      entry('jobTitle', 'job_title', 'e.job_title'),
      field('scheduledHoursHundredths', 'e.scheduled_hours_hundredths'),
      field('flsaStatus', 'flsa_status_name(e.flsa_status)'),
      field('unionMember', 'e.union_member'),
      cents('rangeMinCents', 'e.range_min_cents'),
      cents('rangeMaxCents', 'e.range_max_cents'),
      field('percentilePpm', 'e.percentile_ppm'),
      field('marketPpm', 'e.market_ppm'),
      field('noisePpm', 'e.noise_ppm'),
      field(
        'donorId',
        '(SELECT d.employee_id FROM run_person d WHERE d.run_key = e.run_key AND d.person = e.donor)',
      ),
      field('monthDraw', 'e.month_draw'),
      field('dayDraw', 'e.day_draw'),
      field('levelDraw', 'e.level_draw'),
      field('departmentDraw', 'e.department_draw'),
      field('ageBandDraw', 'e.age_band_draw'),
      field('birthDateDraw', 'e.birth_date_draw'),
      field('partTimeDraw', 'e.part_time_draw'),
      field('donorDraw', 'e.donor_draw'),
    ],
  },
  {
    type: 'TERMINATION',
    table: 'event_termination',
    category: 'termination_category_name(e.category)',
    payload: [
      field('reason', 'termination_reason_name(e.reason)'),
      cents('payInForceCents', 'e.pay_in_force_cents'),
      field('ageYears', 'e.age_years'),
      field('tenureYears', 'e.tenure_years'),
      field('hazardPpm', 'e.hazard_ppm'),
      field('retirementPpm', 'e.retirement_ppm'),
      field('rule', 'termination_rule_name(e.rule)'),
      field('draw', 'e.draw'),
      field('raceKey', 'e.race_key'),
      field('quota', 'e.quota'),
      field('reasonDraw', 'e.reason_draw'),
      field('dateDraw', 'e.date_draw'),
      field('dayDraw', 'e.day_draw'),
      cents('severanceCents', 'e.severance_cents'),
    ],
  },
  {
    type: 'PROMOTION',
    table: 'event_promotion',
    category: 'promotion_category_name(e.category)',
    payload: [
      field('fromLevel', 'e.from_level'),
      field('toLevel', 'e.to_level'),
      cents('previousPayCents', 'e.previous_pay_cents'),
      cents('newPayCents', 'e.new_pay_cents'),
      field('increasePpm', 'e.increase_ppm'),
      field('hazardPpm', 'e.hazard_ppm'),
      field('draw', 'e.draw'),
      field('raceKey', 'e.race_key'),
      field('monthDraw', 'e.month_draw'),
      field('dayDraw', 'e.day_draw'),
      field('increaseDraw', 'e.increase_draw'),
      field('floorApplied', 'e.floor_applied'),
      field('capApplied', 'e.cap_applied'),
    ],
  },
  {
    type: 'RAISE',
    table: 'event_raise',
    category: 'raise_category_name(e.category)',
    payload: [
      cents('previousPayCents', 'e.previous_pay_cents'),
      cents('newPayCents', 'e.new_pay_cents'),
      cents('amountCents', 'e.amount_cents'),
      field('ratePpm', 'e.rate_ppm'),
      field('level', 'e.level'),
      field('budgetPpm', 'e.budget_ppm'),
      field('weightPpm', 'e.weight_ppm'),
    ],
  },
  {
    type: 'DC_PLAN_ELIGIBILITY',
    table: 'event_eligibility',
    category: 'eligibility_category_name(e.category)',
    payload: [
      date('ageDate', 'e.age_date'),
      date('serviceDate', 'e.service_date'),
      date('planEntryDate', 'e.plan_entry_date'),
      date('statutoryDate', 'e.statutory_date'),
      field('basis', 'entry_basis_name(e.basis)'),
      field('reason', 'barred_reason_name(e.barred_reason)'),
      field('probabilityPpm', 'e.probability_ppm'),
      field('draw', 'e.draw'),
    ],
  },
  {
    type: 'DC_PLAN_ENROLLMENT',
    table: 'event_enrollment',
    category: 'enrollment_category_name(e.category)',
    payload: [
      field('ratePpm', 'e.rate_ppm'),
      field('tableRatePpm', 'e.table_rate_ppm'),
      field('ceilingPpm', 'e.ceiling_ppm'),
      field('magnet', 'e.magnet'),
      field('rothSharePpm', 'e.roth_share_ppm'),
      field('ageSegment', 'e.age_segment'),
      field('incomeSegment', 'e.income_segment'),
      field('probabilityPpm', 'e.probability_ppm'),
      field('draw', 'e.draw'),
      field('dateDraw', 'e.date_draw'),
      field('magnetDraw', 'e.magnet_draw'),
      field('rothDraw', 'e.roth_draw'),
    ],
  },
  {
    type: 'DC_PLAN_DEFERRAL_CHANGE',
    table: 'event_deferral_change',
    category: 'deferral_change_category_name(e.category)',
    payload: [
      field('oldRatePpm', 'e.old_rate_ppm'),
      field('newRatePpm', 'e.new_rate_ppm'),
      field('ceilingPpm', 'e.ceiling_ppm'),
      field('limitApplied', 'response_limit_name(e.limit_applied)'),
      field('probabilityPpm', 'e.probability_ppm'),
      field('draw', 'e.draw'),
    ],
  },
  {
    type: 'DC_PLAN_CONTRIBUTION',
    table: 'event_contribution',
    category: 'contribution_category_name(e.category)',
    payload: [
      cents('amountCents', 'e.amount_cents'),
      cents('payBaseCents', 'e.pay_base_cents'),
      field('ratePpm', 'e.rate_ppm'),
      field('band', 'e.band'),
      field('limitBound', 'deferral_limit_name(e.limit_bound)'),
      cents('reduced415Cents', 'e.reduced_415_cents'),
    ],
  },
  {
    type: 'DC_PLAN_VESTING',
    table: 'event_vesting',
    category: 'employer_source_name(e.category)',
    payload: [
      field('creditedYears', 'e.credited_years'),
      field('percentPpm', 'e.percent_ppm'),
      field('reason', 'vesting_reason_name(e.reason)'),
      cents('balanceCents', 'e.balance_cents'),
    ],
  },
  {
    type: 'DC_PLAN_FORFEITURE',
    table: 'event_forfeiture',
    category: 'employer_source_name(e.category)',
    payload: [
      cents('balanceCents', 'e.balance_cents'),
      field('percentPpm', 'e.percent_ppm'),
      cents('amountCents', 'e.amount_cents'),
    ],
  },
  {
    type: 'HCE_STATUS',
    table: 'event_hce_status',
    category: 'hce_category_name(e.category)',
    payload: [
      cents('lookbackPayCents', 'e.lookback_pay_cents'),
      field('provenance', 'lookback_source_name(e.provenance)'),
      cents('thresholdCents', 'e.threshold_cents'),
      field('owner', 'e.owner'),
      field('payRank', 'e.pay_rank'),
    ],
  },
];
