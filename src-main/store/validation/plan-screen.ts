import { ALLOCATION_REASONS, MATCH_REASONS, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import type { PlanFacts } from './plan-facts.ts';
import { BARRED, OWN, beforeRows, codeOf, dueState, electionsOf, hoursDue, moveRows } from './plan-fold.ts';
import type { YearFacts } from './year-facts.ts';
import { EVENT_KINDS, KIND, inYear } from './year-relations.ts';

/**
 * The screen of the plan finds in two statements whether any person or event of it may break an invariant, without saying
 * which: planFindings does, which takes four times as long. What is settled at the end of a year is not added up by person
 * but compared with the snapshot event by event: that nobody has two of a category the walk over the order of events has
 * seen, and that none is missing, the numbers say.
 */

const CALCULATED = MATCH_REASONS.indexOf('calculated');
const ELIGIBLE = ALLOCATION_REASONS.indexOf('eligible');
const OPTED_OUT = PLAN_STATUSES.indexOf('optedOut');

/** Columns of the snapshot that are added up. */
export const SUMMED = [
  'prorated_pay_cents',
  'base_deferral_cents',
  'catch_up_cents',
  'match_cents',
  'true_up_cents',
  'core_cents',
  'core_excess_cents',
  'reallocated_cents',
  'forfeited_match_cents',
  'forfeited_core_cents',
] as const;

/** Categories of contributions that one column of the snapshot repeats. */
const REPEATED = [
  { category: 4, column: 'match_cents' },
  { category: 5, column: 'true_up_cents' },
  { category: 6, column: 'core_cents' },
  { category: 7, column: 'core_excess_cents' },
  { category: 8, column: 'reallocated_cents' },
] as const;
const SOURCES = ['match', 'core'] as const;

const DATED = [KIND.eligibility, KIND.enrollment, KIND.deferralChange] as const;
const tableOf = (kind: number): string => EVENT_KINDS[kind]?.table ?? '';
const SETTLED = [KIND.contribution, KIND.vesting, KIND.forfeiture, KIND.hceStatus] as const;

/** What no person may have. Pairs of figures are compared bit by bit all at once; a NULL among them is a doubt too. */
function doubts(facts: YearFacts, plan: PlanFacts): string[] {
  const { electiveDeferral, catchUp, superCatchUp, annualAdditions, rothCatchUpWages } = plan;
  const employer = REPEATED.map(({ column }) => column).join(' + ');
  const deferred = '(base_deferral_cents + catch_up_cents)';
  const equal: readonly (readonly [string, string])[] = [
    ['base_deferral_cents', 'contributed_base'],
    ['pre_tax_cents', 'contributed_pre_tax'],
    [deferred, 'contributed'],
    ['pre_tax_cents + roth_cents', 'contributed'],
    ['balance_deferral_cents', `grown_deferral + ${deferred}`],
    ['balance_match_cents', 'grown_match + match_cents + true_up_cents - forfeited_match_cents'],
    ['balance_core_cents', `grown_core + ${employer} - match_cents - true_up_cents - forfeited_core_cents`],
    ['deferral_rate_ppm', 'due_rate'],
    ['plan_entry_basis', 'due_basis'],
    ['plan_status', 'due_status'],
    ['enrollment_source', 'due_source'],
    ['escalation_count', 'due_escalations'],
    ['hours_hundredths', hoursDue(facts, plan)],
  ];
  const bits = equal.map(([a, b]) => `xor(CAST(${a} AS BIGINT), CAST(${b} AS BIGINT))`);
  const conditions = [
    `(${bits.join(' | ')}) IS DISTINCT FROM 0`,
    'plan_entry_date IS DISTINCT FROM due_entry',
    'enrollment_date IS DISTINCT FROM due_enrollment',
    'opt_out_date IS DISTINCT FROM due_opt_out',
    `${deferred} + ${employer} > 0 AND NOT is_in`,
    `NOT is_in AND (vested_match_ppm <> match_before OR vested_core_ppm <> core_before)`,
    'first_day < hire_date OR last_day > settled_on',
    'first_plan_day IS NOT NULL AND (plan_entry_date IS NULL OR first_plan_day < plan_entry_date)',
    `match_cents + true_up_cents > 0 AND (match_reason <> ${CALCULATED} OR ${deferred} = 0)`,
    `core_cents + core_excess_cents > 0 AND core_reason <> ${ELIGIBLE}`,
    'termination_date IS NULL AND forfeited_match_cents + forfeited_core_cents > 0',
    'flaw > 0 OR enrollments > 1',
  ];
  if (!plan.reenrollsAnnually)
    conditions.push(`status_before = ${OPTED_OUT} AND enrolled_as <= ${codeOf(KIND.enrollment, 1)}`);
  if (electiveDeferral !== null) conditions.push(`base_deferral_cents > ${electiveDeferral}`);
  if (catchUp !== null)
    conditions.push(
      `catch_up_cents > 0 AND catch_up_cents > CASE WHEN ${facts.year} - year(birth_date) < 50 THEN 0
        WHEN ${facts.year} - year(birth_date) BETWEEN 60 AND 63 THEN ${Math.max(catchUp, superCatchUp ?? 0)} ELSE ${catchUp} END`,
    );
  if (annualAdditions !== null)
    conditions.push(`base_deferral_cents + ${employer} > least(${annualAdditions}, prorated_pay_cents)`);
  if (rothCatchUpWages !== null)
    conditions.push(`contributed_before_tax > 0 AND wages_before > ${rothCatchUpWages}`);
  return conditions;
}

/** Settled events that the people of the snapshot should have, by code. */
function due(): ReadonlyMap<number, string> {
  const vests = (source: string): string =>
    `is_in AND (vested_${source}_ppm <> ${source}_before OR termination_date IS NOT NULL)`;
  return new Map([
    ...REPEATED.map(
      ({ category, column }) => [codeOf(KIND.contribution, category), `${column} > 0`] as const,
    ),
    ...SOURCES.map((source, category) => [codeOf(KIND.vesting, category), vests(source)] as const),
    ...SOURCES.map(
      (source, category) => [codeOf(KIND.forfeiture, category), `forfeited_${source}_cents > 0`] as const,
    ),
  ]);
}

/** Codes of the settled events of which the heads say how many there should be. */
export const DUE_CODES: readonly number[] = [...due().keys()];

const settledOn = ({ year }: YearFacts): string => `coalesce(s.termination_date, make_date(${year}, 12, 31))`;
const BEFORE =
  'coalesce(b.vested_match_ppm, 0) AS match_before, coalesce(b.vested_core_ppm, 0) AS core_before';

/**
 * Heads and sums of the people of a year; `events`, the dated events of people who have a row of the snapshot; `doubts`,
 * people who may break something; `due_…`, how many settled events there should be.
 */
export function headScreen(facts: YearFacts, plan: PlanFacts): string {
  const where = `WHERE ${inYear(facts)}`;
  const sums = SUMMED.map((column) => `coalesce(sum(${column}), 0) AS ${column}`);
  const counts = [...due()].map(([code, condition]) => `count(*) FILTER (${condition}) AS due_${code}`);
  const broken = doubts(facts, plan).map((condition) => `(${condition})`);
  return `WITH moves AS (${moveRows(facts, plan, DATED)}),
    moved AS (
      SELECT person, count(*) AS events, max(flaw) AS flaw, min(day) AS first_day, max(day) AS last_day,
        min(day) FILTER (code > ${BARRED}) AS first_plan_day, ${electionsOf()}
      FROM moves GROUP BY person
    ),
    deferred AS (
      SELECT person, CAST(sum(amount_cents) AS BIGINT) AS contributed,
        CAST(sum(CASE WHEN category < 2 THEN amount_cents ELSE 0 END) AS BIGINT) AS contributed_base,
        CAST(sum(CASE WHEN category IN (0, 2) THEN amount_cents ELSE 0 END) AS BIGINT) AS contributed_pre_tax,
        max(CASE WHEN category = 2 THEN 1 ELSE 0 END) AS contributed_before_tax
      FROM event_contribution ${where} AND category < 4 GROUP BY person
    )
    SELECT coalesce(sum(events), 0) AS events, count(*) FILTER (${broken.join(' OR ')}) AS doubts,
      count(*) FILTER (is_in AND termination_date IS NULL) AS eligible,
      count(*) FILTER (is_in AND termination_date IS NULL AND deferral_rate_ppm > 0) AS participants,
      count(*) FILTER (is_hce) AS hces, ${counts.join(', ')}, ${sums.join(', ')}
    FROM (
      SELECT ${OWN.map((column) => `s.${column}`).join(', ')}, ${settledOn(facts)} AS settled_on,
        coalesce(s.plan_entry_date <= ${settledOn(facts)}, false) AS is_in,
        ${dueState(plan)}, coalesce(b.plan_status, 0) AS status_before, b.wages_before, ${BEFORE},
        m.events, m.flaw, m.first_day, m.last_day, m.first_plan_day, m.enrollments, m.enrolled_as,
        coalesce(d.contributed, 0) AS contributed, coalesce(d.contributed_base, 0) AS contributed_base,
        coalesce(d.contributed_pre_tax, 0) AS contributed_pre_tax, d.contributed_before_tax
      FROM (SELECT * FROM snapshot ${where}) s
      LEFT JOIN (${beforeRows(facts, plan)}) b ON b.person = s.person
      LEFT JOIN moved m ON m.person = s.person
      LEFT JOIN deferred d ON d.person = s.person
    )`;
}

/** Events of the year by code: how many, how many of people with a row of the snapshot, and how many in doubt. */
export function eventScreen(facts: YearFacts, plan: PlanFacts): string {
  const of = (kind: number, category: number): string => `WHEN ${codeOf(kind, category)} THEN`;
  const contributed = `p.is_in AND e.flaw = 0 AND (e.code < ${codeOf(KIND.contribution, 4)}
    OR e.cents = CASE e.code ${REPEATED.map(({ category, column }) => `${of(KIND.contribution, category)} p.${column}`).join(' ')} END)`;
  const vested = SOURCES.map(
    (
      source,
      category,
    ) => `${of(KIND.vesting, category)} p.is_in AND e.flaw = 0 AND e.ppm = p.vested_${source}_ppm
      AND e.cents = p.balance_${source}_cents + p.forfeited_${source}_cents
      AND (p.has_left OR e.ppm <> p.${source}_before)`,
  );
  const forfeited = SOURCES.map(
    (source, category) =>
      `${of(KIND.forfeiture, category)} e.flaw = 0 AND p.has_left AND e.cents = p.forfeited_${source}_cents`,
  );
  const dated = DATED.map(
    (kind) =>
      `SELECT ${kind * 16} + category AS code, count(*) AS n, 0 AS known, 0 AS doubts
       FROM ${tableOf(kind)} WHERE ${inYear(facts)} GROUP BY category`,
  );
  return `SELECT e.code, count(*) AS n, count(p.person) AS known,
      count(*) FILTER (NOT coalesce(e.day = p.settled_on AND CASE
        WHEN e.code < ${codeOf(KIND.vesting, 0)} THEN ${contributed}
        ELSE CASE e.code ${[...vested, ...forfeited].join(' ')}
          ELSE e.flaw = 0 AND p.is_hce AND coalesce(e.cents = p.paid_before, true) END END, false)) AS doubts
    FROM (${moveRows(facts, plan, SETTLED)}) e
    LEFT JOIN (
      SELECT s.*, ${settledOn(facts)} AS settled_on, s.termination_date IS NOT NULL AS has_left,
        coalesce(s.plan_entry_date <= ${settledOn(facts)}, false) AS is_in, b.paid_before, ${BEFORE}
      FROM (SELECT * FROM snapshot WHERE ${inYear(facts)}) s
      LEFT JOIN (${beforeRows(facts, plan)}) b ON b.person = s.person
    ) p ON p.person = e.person
    GROUP BY e.code
    UNION ALL ${dated.join(' UNION ALL ')}`;
}
