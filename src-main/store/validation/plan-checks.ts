import { ALLOCATION_REASONS, MATCH_REASONS, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import { breachesIn, type Breach } from './findings.ts';
import { hoursDue, planPeople } from './plan-fold.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { YearFacts } from './year-facts.ts';

/** Invariants of section 30 of the plan specification that are proved person by person. */

const CALCULATED = MATCH_REASONS.indexOf('calculated');
const ELIGIBLE = ALLOCATION_REASONS.indexOf('eligible');
const OPTED_OUT = PLAN_STATUSES.indexOf('optedOut');
const EMPLOYER = 'match_cents + true_up_cents + core_cents + core_excess_cents + reallocated_cents';
const DEFERRED = 'base_deferral_cents + catch_up_cents';

/** A breach where one figure is not another. */
const differ = (id: string, name: string, found: string, due: string): Breach => [
  id,
  `'${name} is ' || coalesce(CAST(${found} AS VARCHAR), 'NULL') || ', expected '
    || coalesce(CAST(${due} AS VARCHAR), 'NULL')`,
  `${found} IS DISTINCT FROM ${due}`,
];

/** Each column of the snapshot with what the contributions of the year make of it. */
const SUMS: readonly (readonly [column: string, categories: readonly string[]])[] = [
  ['base_deferral_cents', ['deferralPreTax', 'deferralRoth']],
  ['catch_up_cents', ['catchUpPreTax', 'catchUpRoth']],
  ['pre_tax_cents', ['deferralPreTax', 'catchUpPreTax']],
  ['roth_cents', ['deferralRoth', 'catchUpRoth']],
  ['match_cents', ['match']],
  ['true_up_cents', ['matchTrueUp']],
  ['core_cents', ['core']],
  ['core_excess_cents', ['coreExcess']],
  ['reallocated_cents', ['forfeitureReallocated']],
];

function limitBreaches(plan: PlanFacts): Breach[] {
  const { electiveDeferral, catchUp, superCatchUp, annualAdditions, rothCatchUpWages, hceCompensation } =
    plan;
  const breaches: Breach[] = [];
  if (electiveDeferral !== null)
    breaches.push([
      'PINV-3',
      `'base_deferral_cents is ' || base_deferral_cents || ', above the limit ${electiveDeferral}'`,
      `base_deferral_cents > ${electiveDeferral}`,
    ]);
  if (catchUp !== null)
    breaches.push([
      'PINV-3',
      `'catch_up_cents is ' || catch_up_cents || ' at the age of ' || statutory_age`,
      `catch_up_cents > CASE WHEN statutory_age < 50 THEN 0
        WHEN statutory_age BETWEEN 60 AND 63 THEN ${Math.max(catchUp, superCatchUp ?? 0)} ELSE ${catchUp} END`,
    ]);
  if (annualAdditions !== null)
    breaches.push([
      'PINV-5',
      `'annual additions are ' || (base_deferral_cents + ${EMPLOYER}) || ', pay received ' || prorated_pay_cents
        || ', limit ${annualAdditions}'`,
      `base_deferral_cents + ${EMPLOYER} > least(${annualAdditions}, prorated_pay_cents)`,
    ]);
  if (rothCatchUpWages !== null)
    breaches.push([
      'PINV-4',
      `'pre-tax catch-up of ' || event_catchUpPreTax || ' after wages of ' || wages_before`,
      `event_catchUpPreTax > 0 AND wages_before > ${rothCatchUpWages}`,
    ]);
  if (hceCompensation !== null)
    breaches.push([
      'PINV-20',
      `'look-back pay is ' || looked_back || ', received were ' || paid_before`,
      'looked_back <> paid_before',
    ]);
  return breaches;
}

/** Every way to break an invariant, for people as `plan_people` has them. */
function breachesOf(facts: YearFacts, plan: PlanFacts): Breach[] {
  const annual = plan.reenrollsAnnually ? 'false' : `status_before = ${OPTED_OUT}`;
  return [
    [
      'PINV-1',
      `'contributions, but entry ' || coalesce(CAST(plan_entry_date AS VARCHAR), 'never')`,
      `${DEFERRED} + ${EMPLOYER} > 0 AND (plan_entry_date IS NULL OR plan_entry_date > settled_on)`,
    ],
    [
      'PINV-2',
      `'plan events from ' || first_day || ' to ' || last_day || ', employed from ' || hire_date || ' to ' || settled_on`,
      'first_day < hire_date OR last_day > settled_on',
    ],
    [
      'PINV-2',
      `'plan event of ' || first_plan_day || ', entry ' || coalesce(CAST(plan_entry_date AS VARCHAR), 'never')`,
      'first_plan_day IS NOT NULL AND (plan_entry_date IS NULL OR first_plan_day < plan_entry_date)',
    ],
    [
      'PINV-2',
      `'settled from ' || first_settled || ' to ' || last_settled || ', expected ' || settled_on`,
      'first_settled <> settled_on OR last_settled <> settled_on',
    ],
    ...limitBreaches(plan),
    [
      'PINV-6',
      `'match of ' || (match_cents + true_up_cents) || ' for the reason ' || match_reason`,
      `match_cents + true_up_cents > 0 AND (match_reason <> ${CALCULATED} OR ${DEFERRED} = 0)`,
    ],
    [
      'PINV-9',
      `'core of ' || (core_cents + core_excess_cents) || ' for the reason ' || core_reason`,
      `core_cents + core_excess_cents > 0 AND core_reason <> ${ELIGIBLE}`,
    ],
    [
      'PINV-10',
      `'pre-tax and Roth are ' || (pre_tax_cents + roth_cents) || ', base and catch-up ' || (${DEFERRED})`,
      `pre_tax_cents + roth_cents <> ${DEFERRED}`,
    ],
    ...SUMS.map(([column, categories]): Breach =>
      differ('PINV-11', column, column, categories.map((category) => `event_${category}`).join(' + ')),
    ),
    ['PINV-11', `'a contribution that is not positive'`, 'amount_flaw IS NOT NULL'],
    differ('PINV-12', 'balance_deferral_cents', 'balance_deferral_cents', `grown_deferral + ${DEFERRED}`),
    differ(
      'PINV-12',
      'balance_match_cents',
      'balance_match_cents',
      'grown_match + match_cents + true_up_cents - forfeited_match_cents',
    ),
    differ(
      'PINV-12',
      'balance_core_cents',
      'balance_core_cents',
      'grown_core + core_cents + core_excess_cents + reallocated_cents - forfeited_core_cents',
    ),
    differ('PINV-12', 'forfeited_match_cents', 'forfeited_match_cents', 'match_forfeited'),
    differ('PINV-12', 'forfeited_core_cents', 'forfeited_core_cents', 'core_forfeited'),
    [
      'PINV-12',
      `'a percent or forfeiture that does not follow from its balance'`,
      'account_flaw IS NOT NULL',
    ],
    [
      'PINV-12',
      `'balance at vesting ' || match_settled || ' and ' || core_settled`,
      `match_settled <> balance_match_cents + forfeited_match_cents
        OR core_settled <> balance_core_cents + forfeited_core_cents`,
    ],
    [
      'PINV-12',
      `'a forfeiture of somebody who stays'`,
      'termination_date IS NULL AND forfeited_match_cents + forfeited_core_cents > 0',
    ],
    ['PINV-15', `enrollments || ' enrolments'`, 'enrollments > 1'],
    ['PINV-16', `'a rate that the plan does not allow'`, 'rate_flaw IS NOT NULL'],
    differ('PINV-16', 'deferral_rate_ppm', 'deferral_rate_ppm', 'due_rate'),
    [
      'PINV-17',
      `'enrolled automatically after an opt-out'`,
      `enrollments > 0 AND enrolled_as IN (32, 33) AND ${annual}`,
    ],
    ['PINV-20', `'highly compensated neither by pay nor as an owner'`, 'hce_flaw IS NOT NULL'],
    differ('PINV-30', 'is_hce', 'CAST(is_hce AS INTEGER)', 'hce_events'),
    differ('PINV-30', 'plan_entry_date', 'plan_entry_date', 'due_entry'),
    differ('PINV-30', 'plan_entry_basis', 'plan_entry_basis', 'due_basis'),
    differ('PINV-30', 'plan_status', 'plan_status', 'due_status'),
    differ('PINV-30', 'enrollment_date', 'enrollment_date', 'due_enrollment'),
    differ('PINV-30', 'enrollment_source', 'enrollment_source', 'due_source'),
    differ('PINV-30', 'escalation_count', 'escalation_count', 'due_escalations'),
    differ('PINV-30', 'opt_out_date', 'opt_out_date', 'due_opt_out'),
    differ('PINV-30', 'vested_match_ppm', 'vested_match_ppm', 'due_vested_match'),
    differ('PINV-30', 'vested_core_ppm', 'vested_core_ppm', 'due_vested_core'),
    differ('PINV-30', 'hours_hundredths', 'hours_hundredths', hoursDue(facts, plan)),
  ];
}

/** People that break an invariant of the plan, as a relation for readFindings. */
export function planFindings(facts: YearFacts, plan: PlanFacts): string {
  return `WITH ${planPeople(facts, plan)} ${breachesIn('plan_people', breachesOf(facts, plan))}`;
}
