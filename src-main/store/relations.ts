import type {
  CellColumns,
  EventEnvelope,
  HireEvents,
  MonthColumns,
  OpeningColumns,
  PromotionEvents,
  RaiseEvents,
  SnapshotColumns,
  TerminationEvents,
} from '../../src-shared/columns.ts';
import { HIRE_CATEGORIES } from '../../src-shared/vocabulary.ts';
import { byte, code, date, flag, int, real, whole, type StoredColumn } from './stored-column.ts';

/**
 * Which table stores which columns of the engine: resources/migrations/0001-tables.sql says what each means. The
 * order of relations and columns is part of the fingerprint.
 */
export interface Relation<Source> {
  readonly table: string;
  readonly columns: readonly StoredColumn<Source>[];
}

/** Columns that every event table begins with. */
export const EVENT_ENVELOPE: readonly StoredColumn<EventEnvelope>[] = [
  int('person', (e) => e.person),
  int('sequence', (e) => e.sequence),
  int('year_rank', (e) => e.rank),
  date('effective_date', (e) => e.effectiveDay),
  byte('category', (e) => e.category),
  byte('duplicate_index', (e) => e.duplicateIndex),
];

/** No rate is as small as this: what stands for "none" where −1 is a rate. */
const NO_RATE = -2_147_483_648;
const SCHEDULED_HIRE = HIRE_CATEGORIES.indexOf('scheduled');

/** Rates of simulated hires; scheduled ones have none (W-60). */
const ofSimulated =
  (read: (hires: HireEvents) => Int32Array) =>
  (hires: HireEvents): Int32Array =>
    read(hires).map((rate, row) => (hires.category[row] === SCHEDULED_HIRE ? NO_RATE : rate));

export const HIRE_RELATION: Relation<HireEvents> = {
  table: 'event_hire',
  columns: [
    ...EVENT_ENVELOPE,
    byte('level', (e) => e.level),
    whole('annual_pay_cents', (e) => e.annualPayCents),
    date('birth_date', (e) => e.birthDay),
    code('department', (e) => e.department),
    code('location', (e) => e.location),
    code('cost_centre', (e) => e.costCentre),
    code('job_title', (e) => e.jobTitle),
    int('scheduled_hours_hundredths', (e) => e.scheduledHoursHundredths),
    byte('flsa_status', (e) => e.flsaStatus),
    flag('union_member', (e) => e.unionMember),
    whole('range_min_cents', (e) => e.rangeMinCents),
    whole('range_max_cents', (e) => e.rangeMaxCents),
    code(
      'percentile_ppm',
      ofSimulated((e) => e.percentilePpm),
      NO_RATE,
    ),
    code(
      'market_ppm',
      ofSimulated((e) => e.marketPpm),
      NO_RATE,
    ),
    code(
      'noise_ppm',
      ofSimulated((e) => e.noisePpm),
      NO_RATE,
    ),
    code('donor', (e) => e.donor),
    real('month_draw', (e) => e.monthDraw),
    real('day_draw', (e) => e.dayDraw),
    real('level_draw', (e) => e.levelDraw),
    real('department_draw', (e) => e.departmentDraw),
    real('age_band_draw', (e) => e.ageBandDraw),
    real('birth_date_draw', (e) => e.birthDateDraw),
    real('part_time_draw', (e) => e.partTimeDraw),
    real('donor_draw', (e) => e.donorDraw),
  ],
};

export const TERMINATION_RELATION: Relation<TerminationEvents> = {
  table: 'event_termination',
  columns: [
    ...EVENT_ENVELOPE,
    byte('reason', (e) => e.reason),
    whole('pay_in_force_cents', (e) => e.payInForceCents),
    int('age_years', (e) => e.ageYears),
    int('tenure_years', (e) => e.tenureYears),
    code('hazard_ppm', (e) => e.hazardPpm),
    code('retirement_ppm', (e) => e.retirementPpm),
    byte('rule', (e) => e.rule),
    real('draw', (e) => e.draw),
    real('race_key', (e) => e.raceKey),
    code('quota', (e) => e.quota),
    real('reason_draw', (e) => e.reasonDraw),
    real('date_draw', (e) => e.dateDraw),
    real('day_draw', (e) => e.dayDraw),
    whole('severance_cents', (e) => e.severanceCents),
  ],
};

export const PROMOTION_RELATION: Relation<PromotionEvents> = {
  table: 'event_promotion',
  columns: [
    ...EVENT_ENVELOPE,
    byte('from_level', (e) => e.fromLevel),
    byte('to_level', (e) => e.toLevel),
    whole('previous_pay_cents', (e) => e.previousPayCents),
    whole('new_pay_cents', (e) => e.newPayCents),
    int('increase_ppm', (e) => e.increasePpm),
    int('hazard_ppm', (e) => e.hazardPpm),
    real('draw', (e) => e.draw),
    real('race_key', (e) => e.raceKey),
    real('month_draw', (e) => e.monthDraw),
    real('day_draw', (e) => e.dayDraw),
    real('increase_draw', (e) => e.increaseDraw),
    flag('floor_applied', (e) => e.floorApplied),
    flag('cap_applied', (e) => e.capApplied),
  ],
};

export const RAISE_RELATION: Relation<RaiseEvents> = {
  table: 'event_raise',
  columns: [
    ...EVENT_ENVELOPE,
    whole('previous_pay_cents', (e) => e.previousPayCents),
    whole('new_pay_cents', (e) => e.newPayCents),
    whole('amount_cents', (e) => e.amountCents),
    int('rate_ppm', (e) => e.ratePpm),
    byte('level', (e) => e.level),
    code('budget_ppm', (e) => e.budgetPpm),
    code('weight_ppm', (e) => e.weightPpm),
  ],
};

/** What the opening state and every snapshot say of a person. */
const personState: readonly StoredColumn<Omit<OpeningColumns, 'levelBasis'>>[] = [
  int('person', (s) => s.person),
  date('birth_date', (s) => s.birthDay),
  date('hire_date', (s) => s.hireDay),
  byte('level', (s) => s.level),
  date('level_since', (s) => s.levelSinceDay),
  code('department', (s) => s.department),
  code('location', (s) => s.location),
  code('cost_centre', (s) => s.costCentre),
  code('job_title', (s) => s.jobTitle),
  int('scheduled_hours_hundredths', (s) => s.scheduledHoursHundredths),
  byte('flsa_status', (s) => s.flsaStatus),
  flag('union_member', (s) => s.unionMember),
  whole('annual_pay_cents', (s) => s.annualPayCents),
];

export const OPENING_RELATION: Relation<OpeningColumns> = {
  table: 'opening_state',
  columns: [...personState, byte('level_basis', (s) => s.levelBasis)],
};

export const SNAPSHOT_RELATION: Relation<SnapshotColumns> = {
  table: 'snapshot',
  columns: [
    ...personState,
    date('termination_date', (s) => s.terminationDay),
    byte('termination_reason', (s) => s.terminationReason),
    byte('detailed_status', (s) => s.detailedStatus),
    whole('opening_pay_cents', (s) => s.openingPayCents),
    int('employed_days', (s) => s.employedDays),
    whole('prorated_pay_cents', (s) => s.proratedPayCents),
    int('age_at_year_end', (s) => s.ageAtYearEnd),
    int('tenure_years', (s) => s.tenureYears),
    byte('age_band', (s) => s.ageBand),
    byte('tenure_band', (s) => s.tenureBand),
  ],
};

export const MONTH_RELATION: Relation<MonthColumns> = {
  table: 'month_department',
  columns: [
    byte('month', (m) => m.month),
    code('department', (m) => m.department),
    int('opening', (m) => m.opening),
    int('hires', (m) => m.hires),
    int('terminations', (m) => m.terminations),
    int('closing', (m) => m.closing),
    whole('employed_days', (m) => m.employedDays),
    whole('payroll_cents', (m) => m.payrollCents),
    whole('severance_cents', (m) => m.severanceCents),
  ],
};

export const CELL_RELATION: Relation<CellColumns> = {
  table: 'hazard_cell',
  columns: [
    byte('age_band', (c) => c.ageBand),
    byte('tenure_band', (c) => c.tenureBand),
    byte('level', (c) => c.level),
    int('headcount', (c) => c.headcount),
    whole('hazard_sum_ppm', (c) => c.hazardSumPpm),
    int('leavers', (c) => c.leavers),
  ],
};
