import type { PlanCostDriver, WorkforceIdentity } from '../../../src-shared/api/differences.ts';
import { MATCH_REASONS } from '../../../src-shared/vocabulary.ts';
import type { MatchTerms } from '../../../src-worker/plan/match.ts';
import { annualMatchSql } from './match-sql.ts';
import { pairSql, type RunPair } from './run-pair.ts';

/**
 * What the employer contributes for each person in two runs in one year, and what makes the difference. For people who
 * are matched in both runs the match of the base is turned into that of the other run in a fixed order, one thing at a
 * time, by the annual formula (P-67): first the pay, at the deferral rate of the base; then the deferral; then the
 * formula. What the formula does not say of the match that was paid (paychecks, true-up, section 16, part-timers) is a
 * part of its own. The parts of a person add up to the difference by construction.
 */

/** Drivers that are sums over people, each with a column of its own. */
export const PERSON_DRIVERS = [
  'onlyInBase',
  'onlyInOther',
  'eligibility',
  'participation',
  'pay',
  'deferralRate',
  'formula',
  'otherMatch',
  'core',
] as const satisfies readonly PlanCostDriver[];

/** Terms of the match in the year; null where a run has no plan design in force. */
export interface PairTerms {
  readonly base: MatchTerms | null;
  readonly other: MatchTerms | null;
}

const CALCULATED = MATCH_REASONS.indexOf('calculated');
const DISABLED = MATCH_REASONS.indexOf('disabled');
const NO_DEFERRALS = MATCH_REASONS.indexOf('noDeferrals');

/** Employer contributions of a row, cents. */
const GROSS = (table: string): string =>
  `CAST(coalesce(${table}.match_cents + ${table}.true_up_cents + ${table}.core_cents + ${table}.core_excess_cents, 0) AS DOUBLE)`;

const facts = (table: string, year: number, hasPlan: boolean): string => {
  const money = (column: string): string => `CAST(coalesce(${table}.${column}, 0) AS DOUBLE)`;
  return `${table}.person, ${GROSS(table)} AS gross,
    ${money('match_cents')} + ${money('true_up_cents')} AS match,
    ${money('core_cents')} + ${money('core_excess_cents')} AS core,
    ${money('capped_plan_pay_cents')} AS pay, ${money('base_deferral_cents')} AS deferral,
    ${money('catch_up_cents')} AS catch_up,
    ${hasPlan ? `${table}.match_reason` : String(DISABLED)} AS reason, ${table}.tenure_years AS service,
    date_sub('year', ${table}.birth_date, coalesce(${table}.termination_date, DATE '${year}-12-31')) AS age`;
};

/**
 * Statement parts that define `effect`: a row for each person of either run who can be the same person in both, with
 * the groups, the contributions and a column for each of {@link PERSON_DRIVERS}. `group` is SQL over a snapshot `s`.
 */
export function effectSql(
  pair: RunPair,
  identity: WorkforceIdentity,
  year: number,
  terms: PairTerms,
  group: string,
): string {
  const people = pairSql(pair, identity);
  const groupOf = (table: string): string => group.replaceAll('s.', `${table}.`);
  const matched = (deferrals: string, counts: MatchTerms | null): string =>
    counts?.matchCatchUp === true
      ? `(${deferrals}_deferral + ${deferrals}_catch_up)`
      : `${deferrals}_deferral`;
  const byBase = (deferral: string, pay: string): string =>
    terms.base === null
      ? '0'
      : annualMatchSql(terms.base, { deferral, pay, service: 'base_service', age: 'base_age' });
  const byOther =
    terms.other === null
      ? '0'
      : annualMatchSql(terms.other, {
          deferral: matched('other', terms.other),
          pay: 'other_pay',
          service: 'other_service',
          age: 'other_age',
        });
  const baseMatched = matched('base', terms.base);
  const isBoth = `base_reason = ${CALCULATED} AND other_reason = ${CALCULATED}`;
  // Why a person is matched in one of the runs only: the reason of the other one says it.
  const isOneOnly = 'base_person IS NOT NULL AND other_person IS NOT NULL AND NOT is_both';
  const reason = `CASE WHEN base_reason <> ${CALCULATED} THEN base_reason ELSE other_reason END`;
  const ofOneOnly = (test: string): string =>
    `CASE WHEN ${isOneOnly} AND ${test} THEN other_match - base_match ELSE 0 END`;
  return `${people.definitions}
    a AS (SELECT ${people.partner} AS partner, ${groupOf('a')} AS grp, ${facts('a', year, terms.base !== null)}
      FROM ${people.base} WHERE a.run_key = ${pair.base.key} AND a.simulation_year = ${year}
      AND ${people.isComparable('base', 'a')}),
    b AS (SELECT ${groupOf('b')} AS grp, ${facts('b', year, terms.other !== null)}
      FROM snapshot b WHERE b.run_key = ${pair.other.key} AND b.simulation_year = ${year}
      AND ${people.isComparable('other', 'b')}),
    both_runs AS (SELECT ${[
      'person',
      'grp',
      'gross',
      'match',
      'core',
      'pay',
      'deferral',
      'catch_up',
      'reason',
      'service',
      'age',
    ]
      .flatMap((column) => [`a.${column} AS base_${column}`, `b.${column} AS other_${column}`])
      .join(', ')} FROM a FULL JOIN b ON b.person = a.partner),
    stepped AS (SELECT *, coalesce(${isBoth}, false) AS is_both,
      CASE WHEN ${isBoth} THEN ${byBase(baseMatched, 'base_pay')} END AS at_base,
      CASE WHEN ${isBoth} THEN ${byBase(
        `(CASE WHEN base_pay = 0 THEN ${baseMatched} ELSE round(${baseMatched} * other_pay / base_pay) END)`,
        'other_pay',
      )} END AS at_other_pay,
      CASE WHEN ${isBoth} THEN ${byBase(matched('other', terms.base), 'other_pay')} END AS at_other_deferral,
      CASE WHEN ${isBoth} THEN ${byOther} END AS at_other FROM both_runs),
    effect AS (SELECT base_person, other_person, base_grp, other_grp, base_gross, other_gross,
      CASE WHEN other_person IS NULL THEN -base_gross ELSE 0 END AS "onlyInBase",
      CASE WHEN base_person IS NULL THEN other_gross ELSE 0 END AS "onlyInOther",
      ${ofOneOnly(`${reason} NOT IN (${DISABLED}, ${NO_DEFERRALS})`)} AS "eligibility",
      ${ofOneOnly(`${reason} = ${NO_DEFERRALS}`)} AS "participation",
      CASE WHEN is_both THEN at_other_pay - at_base ELSE 0 END AS "pay",
      CASE WHEN is_both THEN at_other_deferral - at_other_pay ELSE 0 END AS "deferralRate",
      CASE WHEN is_both THEN at_other - at_other_deferral ELSE ${ofOneOnly(`${reason} = ${DISABLED}`)} END AS "formula",
      CASE WHEN is_both THEN (other_match - at_other) - (base_match - at_base) ELSE 0 END AS "otherMatch",
      CASE WHEN base_person IS NOT NULL AND other_person IS NOT NULL THEN other_core - base_core ELSE 0 END AS "core"
      FROM stepped)`;
}

/** Contributions of the people of one run who cannot be the same person in the other one, by group; as `grp, gross`. */
export function othersSql(
  pair: RunPair,
  identity: WorkforceIdentity,
  run: 'base' | 'other',
  year: number,
  group: string,
): string {
  const { isComparable } = pairSql(pair, identity);
  return `SELECT ${group} AS grp, sum(${GROSS('s')}) AS gross FROM snapshot s
    WHERE s.run_key = ${pair[run].key} AND s.simulation_year = ${year} AND NOT (${isComparable(run, 's')})
    GROUP BY ALL`;
}
