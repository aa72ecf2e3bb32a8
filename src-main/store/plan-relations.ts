import type {
  ContributionEvents,
  DeferralChangeEvents,
  EligibilityEvents,
  EnrollmentEvents,
  ForfeitureEvents,
  HceEvents,
  PlanOpeningColumns,
  PlanSnapshotColumns,
  VestingEvents,
} from '../../src-shared/plan-columns.ts';
import { EVENT_ENVELOPE, type Relation } from './relations.ts';
import { byte, code, date, flag, int, real, whole, type StoredColumn } from './stored-column.ts';

/** What the plan stage of a year yields: resources/migrations/0003-plan.sql says what each column means. */

export const ELIGIBILITY_RELATION: Relation<EligibilityEvents> = {
  table: 'event_eligibility',
  columns: [
    ...EVENT_ENVELOPE,
    date('age_date', (e) => e.ageDay),
    date('service_date', (e) => e.serviceDay),
    date('plan_entry_date', (e) => e.planEntryDay),
    date('statutory_date', (e) => e.statutoryDay),
    byte('basis', (e) => e.basis),
    byte('barred_reason', (e) => e.reason),
    code('probability_ppm', (e) => e.probabilityPpm),
    real('draw', (e) => e.draw),
  ],
};

export const ENROLLMENT_RELATION: Relation<EnrollmentEvents> = {
  table: 'event_enrollment',
  columns: [
    ...EVENT_ENVELOPE,
    int('rate_ppm', (e) => e.ratePpm),
    code('table_rate_ppm', (e) => e.tableRatePpm),
    code('ceiling_ppm', (e) => e.ceilingPpm),
    flag('magnet', (e) => e.magnet),
    code('roth_share_ppm', (e) => e.rothSharePpm),
    byte('age_segment', (e) => e.ageSegment),
    byte('income_segment', (e) => e.incomeSegment),
    code('probability_ppm', (e) => e.probabilityPpm),
    real('draw', (e) => e.draw),
    real('date_draw', (e) => e.dateDraw),
    real('magnet_draw', (e) => e.magnetDraw),
    real('roth_draw', (e) => e.rothDraw),
  ],
};

export const DEFERRAL_CHANGE_RELATION: Relation<DeferralChangeEvents> = {
  table: 'event_deferral_change',
  columns: [
    ...EVENT_ENVELOPE,
    int('old_rate_ppm', (e) => e.oldRatePpm),
    int('new_rate_ppm', (e) => e.newRatePpm),
    code('ceiling_ppm', (e) => e.ceilingPpm),
    byte('limit_applied', (e) => e.limitApplied),
    code('probability_ppm', (e) => e.probabilityPpm),
    real('draw', (e) => e.draw),
  ],
};

export const CONTRIBUTION_RELATION: Relation<ContributionEvents> = {
  table: 'event_contribution',
  columns: [
    ...EVENT_ENVELOPE,
    whole('amount_cents', (e) => e.amountCents),
    whole('pay_base_cents', (e) => e.payBaseCents),
    code('rate_ppm', (e) => e.ratePpm),
    code('band', (e) => Int32Array.from(e.band)),
    byte('limit_bound', (e) => e.limitBound),
    whole('reduced_415_cents', (e) => e.reduced415Cents),
  ],
};

export const VESTING_RELATION: Relation<VestingEvents> = {
  table: 'event_vesting',
  columns: [
    ...EVENT_ENVELOPE,
    int('credited_years', (e) => e.creditedYears),
    int('percent_ppm', (e) => e.percentPpm),
    byte('reason', (e) => e.reason),
    whole('balance_cents', (e) => e.balanceCents),
  ],
};

export const FORFEITURE_RELATION: Relation<ForfeitureEvents> = {
  table: 'event_forfeiture',
  columns: [
    ...EVENT_ENVELOPE,
    whole('balance_cents', (e) => e.balanceCents),
    int('percent_ppm', (e) => e.percentPpm),
    whole('amount_cents', (e) => e.amountCents),
  ],
};

/** Rank of people that the plan does not rank (P-88). */
const NO_RANK = 0;

export const HCE_RELATION: Relation<HceEvents> = {
  table: 'event_hce_status',
  columns: [
    ...EVENT_ENVELOPE,
    whole('lookback_pay_cents', (e) => e.lookbackPayCents),
    byte('provenance', (e) => e.provenance),
    whole('threshold_cents', (e) => e.thresholdCents),
    flag('owner', (e) => e.owner),
    code('pay_rank', (e) => e.payRank, NO_RANK),
  ],
};

/** What the opening of a run and every snapshot say of a person's place in the plan. */
type PlanState = Omit<PlanOpeningColumns, 'lookbackPayCents' | 'lookbackSource' | 'balancesMissing'>;

const participation: readonly StoredColumn<PlanState>[] = [
  date('plan_entry_date', (s) => s.entryDay),
  byte('plan_entry_basis', (s) => s.entryBasis),
  byte('plan_status', (s) => s.planStatus),
  date('enrollment_date', (s) => s.enrollmentDay),
  byte('enrollment_source', (s) => s.enrollmentSource),
  int('deferral_rate_ppm', (s) => s.deferralRatePpm),
  code('roth_share_ppm', (s) => s.rothSharePpm),
  date('opt_out_date', (s) => s.optOutDay),
];

const accounts: readonly StoredColumn<PlanState>[] = [
  int('credited_years', (s) => s.creditedYears),
  int('vested_match_ppm', (s) => s.vestedMatchPpm),
  int('vested_core_ppm', (s) => s.vestedCorePpm),
  whole('balance_deferral_cents', (s) => s.balanceDeferralCents),
  whole('balance_match_cents', (s) => s.balanceMatchCents),
  whole('balance_core_cents', (s) => s.balanceCoreCents),
];

/** The plan state of the opening persons, with whose state it is. */
export type PersonalPlanOpening = PlanOpeningColumns & { readonly person: Int32Array };

export const OPENING_PLAN_RELATION: Relation<PersonalPlanOpening> = {
  table: 'opening_plan',
  columns: [
    int('person', (s) => s.person),
    ...participation,
    ...accounts,
    whole('lookback_pay_cents', (s) => s.lookbackPayCents),
    byte('lookback_source', (s) => s.lookbackSource),
    flag('balances_missing', (s) => s.balancesMissing),
  ],
};

/** Columns that the plan adds to the rows of SNAPSHOT_RELATION. */
export const PLAN_SNAPSHOT_RELATION: Relation<PlanSnapshotColumns> = {
  table: 'snapshot',
  columns: [
    ...participation,
    byte('escalation_count', (s) => s.escalationCount),
    date('scheduled_date', (s) => s.scheduledDay),
    whole('base_deferral_cents', (s) => s.baseCents),
    whole('catch_up_cents', (s) => s.catchUpCents),
    whole('pre_tax_cents', (s) => s.preTaxCents),
    whole('roth_cents', (s) => s.rothCents),
    byte('limit_bound', (s) => s.limitBound),
    byte('match_reason', (s) => s.matchReason),
    whole('match_cents', (s) => s.matchCents),
    whole('true_up_cents', (s) => s.trueUpCents),
    byte('core_reason', (s) => s.coreReason),
    whole('core_cents', (s) => s.coreCents),
    whole('core_excess_cents', (s) => s.coreExcessCents),
    whole('reallocated_cents', (s) => s.reallocatedCents),
    whole('reduced_415_cents', (s) => s.reduced415Cents),
    whole('plan_pay_cents', (s) => s.planPayCents),
    whole('capped_plan_pay_cents', (s) => s.cappedPlanPayCents),
    int('hours_hundredths', (s) => s.hoursHundredths),
    ...accounts,
    whole('forfeited_match_cents', (s) => s.forfeitedMatchCents),
    whole('forfeited_core_cents', (s) => s.forfeitedCoreCents),
    flag('is_hce', (s) => s.hce),
    whole('unused_catch_up_cents', (s) => s.unusedCatchUpCents),
    whole('match_at_ceiling_cents', (s) => s.matchAtCeilingCents),
  ],
};
