import {
  CONTRIBUTION_CATEGORIES,
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  PLAN_STATUSES,
} from '../../../src-shared/vocabulary.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { YearFacts } from './year-facts.ts';
import { KIND, PLAN_KINDS, inYear } from './year-relations.ts';

/**
 * The people of a year with where they stood in the plan before it and what its events say, as one relation: the plan
 * side of the fold (PINV-30). An event is called by one number, its kind × 16 + its category.
 */

export const codeOf = (kind: number, category: number): number => kind * 16 + category;
const CONTRIBUTION = codeOf(KIND.contribution, 0);
export const BARRED = codeOf(KIND.eligibility, ELIGIBILITY_CATEGORIES.indexOf('barred'));
const OPT_OUT = codeOf(KIND.deferralChange, DEFERRAL_CHANGE_CATEGORIES.indexOf('optOut'));
const WITHDRAWAL = codeOf(KIND.deferralChange, DEFERRAL_CHANGE_CATEGORIES.indexOf('withdrawal'));
const ESCALATION = codeOf(KIND.deferralChange, DEFERRAL_CHANGE_CATEGORIES.indexOf('escalation'));
const RESPONSE = codeOf(KIND.deferralChange, DEFERRAL_CHANGE_CATEGORIES.indexOf('matchResponse'));
const STATUS = {
  neverEnrolled: PLAN_STATUSES.indexOf('neverEnrolled'),
  enrolled: PLAN_STATUSES.indexOf('enrolled'),
  optedOut: PLAN_STATUSES.indexOf('optedOut'),
  stopped: PLAN_STATUSES.indexOf('stopped'),
} as const;

/** rnd(amount × ppm), for amounts that are not negative. */
const shareOf = (amount: string, ppm: string): string =>
  `((2 * (${amount}) * (${ppm}) + 1000000) // 2000000)`;

/** What is wrong with an event by itself, as the number of the invariant. */
const FLAW = { rate: 16, amount: 11, account: 12, hce: 20 } as const;

/**
 * Plan events of the year in one form, of the tables of these kinds: what they do to an account (cents) or to a rate,
 * percent or basis (ppm).
 */
export function moveRows(facts: YearFacts, plan: PlanFacts, kinds: readonly number[]): string {
  const where = `WHERE ${inYear(facts)}`;
  const from = (
    table: string,
    kind: number,
    cents: string,
    ppm: string,
    flaw: number,
    isFlawed: string,
  ): string =>
    `SELECT person, CAST(${kind * 16} + category AS UTINYINT) AS code, effective_date AS day, sequence,
       CAST(${cents} AS BIGINT) AS cents, CAST(${ppm} AS INTEGER) AS ppm,
       CAST(CASE WHEN ${isFlawed} THEN ${flaw} ELSE 0 END AS UTINYINT) AS flaw
     FROM ${table} ${where}`;
  const { maximumRatePpm, escalationCapPpm, hceCompensation } = plan;
  const change = `CASE category WHEN 2 THEN new_rate_ppm <= old_rate_ppm OR new_rate_ppm > ${escalationCapPpm}
    WHEN 3 THEN new_rate_ppm <> old_rate_ppm
    WHEN 4 THEN new_rate_ppm > greatest(${maximumRatePpm}, old_rate_ppm) ELSE new_rate_ppm <> 0 END OR new_rate_ppm < 0`;
  const forfeited = `amount_cents <= 0 OR amount_cents <> balance_cents - ${shareOf('balance_cents', 'percent_ppm')}`;
  const hce = `(NOT owner AND coalesce(lookback_pay_cents, 0) <= threshold_cents)
    OR threshold_cents <> ${hceCompensation ?? 'threshold_cents'}`;
  const rows: Readonly<Record<number, string>> = {
    [KIND.eligibility]: from('event_eligibility', KIND.eligibility, 'NULL', 'basis', 0, 'false'),
    [KIND.enrollment]: from(
      'event_enrollment',
      KIND.enrollment,
      'NULL',
      'rate_ppm',
      FLAW.rate,
      `rate_ppm NOT BETWEEN 0 AND ${maximumRatePpm}`,
    ),
    [KIND.deferralChange]: from(
      'event_deferral_change',
      KIND.deferralChange,
      'NULL',
      'new_rate_ppm',
      FLAW.rate,
      change,
    ),
    [KIND.contribution]: from(
      'event_contribution',
      KIND.contribution,
      'amount_cents',
      'NULL',
      FLAW.amount,
      'amount_cents <= 0',
    ),
    [KIND.vesting]: from(
      'event_vesting',
      KIND.vesting,
      'balance_cents',
      'percent_ppm',
      FLAW.account,
      'percent_ppm NOT BETWEEN 0 AND 1000000',
    ),
    [KIND.forfeiture]: from(
      'event_forfeiture',
      KIND.forfeiture,
      'amount_cents',
      'percent_ppm',
      FLAW.account,
      forfeited,
    ),
    [KIND.hceStatus]: from('event_hce_status', KIND.hceStatus, 'lookback_pay_cents', 'NULL', FLAW.hce, hce),
  };
  return kinds.map((kind) => rows[kind] ?? '').join('\n    UNION ALL ');
}

/** Where people stood before the year: at the end of the last year with a design, or at the opening of the run. */
export function beforeRows({ runKey, year }: YearFacts, { wasInForce, startYear }: PlanFacts): string {
  const state = `person, plan_entry_date, plan_entry_basis, plan_status, enrollment_date, enrollment_source,
    deferral_rate_ppm, opt_out_date, vested_match_ppm, vested_core_ppm, balance_deferral_cents, balance_match_cents,
    balance_core_cents`;
  if (wasInForce)
    return `SELECT ${state}, escalation_count, prorated_pay_cents AS paid_before, prorated_pay_cents AS wages_before
      FROM snapshot WHERE run_key = ${runKey} AND simulation_year = ${year - 1} AND termination_date IS NULL`;
  const paid = year === startYear ? 'lookback_pay_cents' : 'CAST(NULL AS BIGINT)';
  return `SELECT ${state}, 0 AS escalation_count, ${paid} AS paid_before, CAST(NULL AS BIGINT) AS wages_before
    FROM opening_plan WHERE run_key = ${runKey}`;
}

/** Columns of contributions by category. */
const CONTRIBUTED = CONTRIBUTION_CATEGORIES.map((category) => `event_${category}`);

/** Columns of the snapshot that the checks look at. */
export const OWN = [
  'birth_date',
  'hire_date',
  'termination_date',
  'scheduled_hours_hundredths',
  'employed_days',
  'prorated_pay_cents',
  'plan_entry_date',
  'plan_entry_basis',
  'plan_status',
  'enrollment_date',
  'enrollment_source',
  'deferral_rate_ppm',
  'escalation_count',
  'opt_out_date',
  'base_deferral_cents',
  'catch_up_cents',
  'pre_tax_cents',
  'roth_cents',
  'match_reason',
  'match_cents',
  'true_up_cents',
  'core_reason',
  'core_cents',
  'core_excess_cents',
  'reallocated_cents',
  'hours_hundredths',
  'vested_match_ppm',
  'vested_core_ppm',
  'balance_deferral_cents',
  'balance_match_cents',
  'balance_core_cents',
  'forfeited_match_cents',
  'forfeited_core_cents',
  'is_hce',
];

/** What the fold makes of a state before (b), events (m) and the end of employment (s). */
export function dueState({ annualReturnPpm }: PlanFacts): string {
  const enteredOn = 'coalesce(b.plan_entry_date, m.entered_on)';
  const grown = (account: string): string =>
    `CASE WHEN s.termination_date IS NULL
      THEN ${shareOf(`coalesce(b.${account}, 0)`, String(1_000_000 + annualReturnPpm))}
      ELSE coalesce(b.${account}, 0) END`;
  return `${enteredOn} AS due_entry, coalesce((m.last_entry >> 8) & 255, b.plan_entry_basis, 0) AS due_basis,
    CASE WHEN m.last_change IS NULL THEN CASE WHEN coalesce(b.plan_status, 0) > 0 THEN b.plan_status
        WHEN ${enteredOn} IS NULL THEN 0 ELSE ${STATUS.neverEnrolled} END
      WHEN m.last_change & 255 IN (${OPT_OUT}, ${WITHDRAWAL}) THEN ${STATUS.optedOut}
      WHEN m.last_change & 255 = ${RESPONSE} AND (m.last_change >> 8) & 4294967295 = 0 THEN ${STATUS.stopped}
      ELSE ${STATUS.enrolled} END AS due_status,
    coalesce(m.enrolled_on, b.enrollment_date) AS due_enrollment,
    coalesce(m.enrolled_as - ${codeOf(KIND.enrollment, 0)} + 1, b.enrollment_source, 0) AS due_source,
    coalesce((m.last_change >> 8) & 4294967295, b.deferral_rate_ppm, 0) AS due_rate,
    coalesce(b.escalation_count, 0) + coalesce(m.escalations, 0) AS due_escalations,
    coalesce(m.opted_out_on, b.opt_out_date) AS due_opt_out,
    ${grown('balance_deferral_cents')} AS grown_deferral, ${grown('balance_match_cents')} AS grown_match,
    ${grown('balance_core_cents')} AS grown_core`;
}

/** A value below 2^32 and a code in one number that grows with the sequence: the largest is that of the last event. */
const inSequence = (value: string): string =>
  `(CAST(sequence AS BIGINT) << 40) + (CAST(${value} AS BIGINT) << 8) + code`;

/** What the events of a person say of entry, election and rate, from moves of any kinds. */
export function electionsOf(): string {
  const kind = (first: number, last = first): string =>
    `code BETWEEN ${codeOf(first, 0)} AND ${codeOf(last, 15)}`;
  const isEntry = `${kind(KIND.eligibility)} AND code <> ${BARRED}`;
  return `min(day) FILTER (${isEntry}) AS entered_on, max(${inSequence('ppm')}) FILTER (${isEntry}) AS last_entry,
    count(*) FILTER (${kind(KIND.enrollment)}) AS enrollments, max(day) FILTER (${kind(KIND.enrollment)}) AS enrolled_on,
    min(code) FILTER (${kind(KIND.enrollment)}) AS enrolled_as,
    max(${inSequence('ppm')}) FILTER (${kind(KIND.enrollment, KIND.deferralChange)}) AS last_change,
    max(day) FILTER (code IN (${OPT_OUT}, ${WITHDRAWAL})) AS opted_out_on,
    count(*) FILTER (code = ${ESCALATION}) AS escalations`;
}

/** The relation, by name `plan_people`, as the text of a WITH clause. */
export function planPeople(facts: YearFacts, plan: PlanFacts): string {
  const kind = (first: number, last = first): string =>
    `code BETWEEN ${codeOf(first, 0)} AND ${codeOf(last, 15)}`;
  const contributed = CONTRIBUTED.map(
    (name, category) => `coalesce(sum(cents) FILTER (code = ${CONTRIBUTION + category}), 0) AS ${name}`,
  );
  const source = (name: string, first: number, value: string): string =>
    `${value} FILTER (code = ${codeOf(first, 0)}) AS match_${name}, ${value} FILTER (code = ${codeOf(first, 1)}) AS core_${name}`;
  const kinds = PLAN_KINDS.map(({ kind: each }) => each);
  return `moves AS (${moveRows(facts, plan, kinds)}),
    moved AS (
      SELECT person, count(*) AS events, max(flaw) FILTER (flaw = ${FLAW.rate}) AS rate_flaw,
        max(flaw) FILTER (flaw = ${FLAW.amount}) AS amount_flaw, max(flaw) FILTER (flaw = ${FLAW.account}) AS account_flaw,
        max(flaw) FILTER (flaw = ${FLAW.hce}) AS hce_flaw,
        min(day) AS first_day, max(day) AS last_day,
        min(day) FILTER (code < ${codeOf(KIND.hceStatus, 0)} AND code > ${BARRED}) AS first_plan_day,
        min(day) FILTER (code >= ${CONTRIBUTION}) AS first_settled, max(day) FILTER (code >= ${CONTRIBUTION}) AS last_settled,
        ${electionsOf()},
        ${contributed.join(', ')},
        ${source('vested', KIND.vesting, 'max(ppm)')}, ${source('settled', KIND.vesting, 'sum(cents)')},
        ${source('forfeited', KIND.forfeiture, 'sum(cents)')},
        count(*) FILTER (${kind(KIND.hceStatus)}) AS hce_events,
        max(cents) FILTER (${kind(KIND.hceStatus)}) AS looked_back
      FROM moves GROUP BY person
    ),
    plan_people AS (
      SELECT s.person, s.person AS place, ${OWN.map((column) => `s.${column}`).join(', ')},
        m.* EXCLUDE (person, ${[...CONTRIBUTED, 'hce_events', 'enrollments', 'match_forfeited', 'core_forfeited'].join(', ')}),
        ${[...CONTRIBUTED, 'hce_events', 'enrollments', 'match_forfeited', 'core_forfeited']
          .map((name) => `coalesce(m.${name}, 0) AS ${name}`)
          .join(', ')},
        coalesce(s.termination_date, make_date(${facts.year}, 12, 31)) AS settled_on,
        ${facts.year} - year(s.birth_date) AS statutory_age,
        coalesce(b.plan_status, 0) AS status_before, b.paid_before, b.wages_before,
        ${dueState(plan)},
        coalesce(m.match_vested, b.vested_match_ppm, 0) AS due_vested_match,
        coalesce(m.core_vested, b.vested_core_ppm, 0) AS due_vested_core
      FROM (SELECT * FROM snapshot WHERE ${inYear(facts)}) s
      LEFT JOIN (${beforeRows(facts, plan)}) b ON b.person = s.person
      LEFT JOIN moved m ON m.person = s.person
    )`;
}

/** Hours of the year in hundredths: weekly hours × 52 × days employed ÷ days of the year (P-33). */
export const hoursDue = ({ days }: YearFacts, { fullTimeHundredths }: PlanFacts): string =>
  `(2 * CAST(CASE WHEN scheduled_hours_hundredths = 0 THEN ${fullTimeHundredths} ELSE scheduled_hours_hundredths END AS BIGINT)
    * 52 * employed_days + ${days}) // ${2 * days}`;
