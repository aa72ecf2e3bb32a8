import type {
  ChangeGrouping,
  ChangeListRequest,
  ChangeMeasure,
  ChangeRequest,
} from '../../../src-shared/api/differences.ts';
import { pairSql, type RunPair } from './run-pair.ts';

/** Money of the employer for a person in a row of `snapshot t` (P-122), cents as DOUBLE. Runs without a plan have none. */
const MEASURE_SQL: Readonly<Record<ChangeMeasure, string>> = {
  total: 't.match_cents + t.true_up_cents + t.core_cents + t.core_excess_cents + t.reallocated_cents',
  match: 't.match_cents + t.true_up_cents',
  core: 't.core_cents + t.core_excess_cents + t.reallocated_cents',
  // Each account by its own vested share, one rounding each; reallocated forfeitures go to the core account (P-78).
  vested: `round(CAST(t.match_cents + t.true_up_cents AS DOUBLE) * t.vested_match_ppm / 1000000)
    + round(CAST(t.core_cents + t.core_excess_cents + t.reallocated_cents AS DOUBLE) * t.vested_core_ppm / 1000000)`,
};

const measureOf = (measure: ChangeMeasure, table: string): string =>
  `CAST(coalesce(${MEASURE_SQL[measure].replaceAll('t.', `${table}.`)}, 0) AS DOUBLE)`;

/** The year whose end decides who is compared, and the years whose money counts. */
export function scopeOf(
  { years }: RunPair,
  year: number | null,
): {
  readonly last: number;
  readonly years: readonly number[];
} {
  const last = year ?? years.at(-1) ?? 0;
  return { last, years: year === null ? years : [year] };
}

/**
 * Statement parts that define `change`: a row for each person compared (P-123), with the money of both runs (P-122), the
 * pay of the base, and what the base has of the person at the end of the year.
 */
export function changeSql(pair: RunPair, { measure, year }: Pick<ChangeRequest, 'measure' | 'year'>): string {
  const { last, years } = scopeOf(pair, year);
  const people = pairSql(pair, pair.identity(last));
  const employed = (run: 'base' | 'other', table: string): string =>
    `${table}.run_key = ${pair[run].key} AND ${table}.simulation_year = ${last}
     AND ${table}.termination_date IS NULL AND ${people.isComparable(run, table)}`;
  const compared = `SELECT a.person AS base_person, b.person AS other_person, a.age_band, a.tenure_band, a.level,
      coalesce(a.is_hce, false) AS is_hce`;
  const partners = `FROM (SELECT a.*, ${people.partner} AS partner FROM ${people.base} WHERE ${employed('base', 'a')}) a
      JOIN snapshot b ON b.person = a.partner WHERE ${employed('other', 'b')}`;
  if (years.length === 1)
    return `${people.definitions} change AS MATERIALIZED (SELECT *, other_money - base_money AS change FROM (${compared},
      ${measureOf(measure, 'a')} AS base_money, ${measureOf(measure, 'b')} AS other_money,
      CAST(a.prorated_pay_cents AS DOUBLE) AS pay ${partners}))`;
  const summed = (run: 'base' | 'other'): string =>
    `SELECT s.person, sum(${measureOf(measure, 's')}) AS money, sum(CAST(s.prorated_pay_cents AS DOUBLE)) AS pay
     FROM snapshot s SEMI JOIN compared ON compared.${run}_person = s.person
     WHERE s.run_key = ${pair[run].key} AND s.simulation_year BETWEEN ${years[0] ?? last} AND ${last} GROUP BY s.person`;
  return `${people.definitions} compared AS MATERIALIZED (${compared} ${partners}),
    base_sum AS (${summed('base')}), other_sum AS (${summed('other')}),
    change AS MATERIALIZED (SELECT c.*, x.money AS base_money, y.money AS other_money, x.pay, y.money - x.money AS change
      FROM compared c JOIN base_sum x ON x.person = c.base_person JOIN other_sum y ON y.person = c.other_person)`;
}

/**
 * The quarter of the people compared by pay in the base, 0 for the lowest: up to and with the pay below which a quarter,
 * half, three quarters of them are. People with equal pay are in the same quarter.
 */
export const QUARTILES_SQL = `quartile AS MATERIALIZED
  (SELECT quantile_disc(pay, [0.25, 0.5, 0.75]) AS bounds FROM change),
  graded AS (SELECT change.*, CASE WHEN pay <= bounds[1] THEN 0 WHEN pay <= bounds[2] THEN 1
    WHEN pay <= bounds[3] THEN 2 ELSE 3 END AS quarter FROM change, quartile)`;

/** SQL of the code of each grouping over `graded`. */
export const CHANGE_GROUP_SQL: Readonly<Record<ChangeGrouping, string>> = {
  ageBand: 'age_band',
  tenureBand: 'tenure_band',
  level: 'level',
  payQuartile: 'quarter',
  hce: 'CAST(is_hce AS INTEGER)',
};

/** SQL of a class of changes (P-122). */
const classSql = (request: Pick<ChangeRequest, 'tolerance'>) => ({
  winner: `change > ${request.tolerance}`,
  loser: `change < -${request.tolerance}`,
  neutral: `abs(change) <= ${request.tolerance}`,
});
export const isWinner = (request: Pick<ChangeRequest, 'tolerance'>): string => classSql(request).winner;
export const isLoser = (request: Pick<ChangeRequest, 'tolerance'>): string => classSql(request).loser;

const ORDER_SQL: Readonly<Record<ChangeListRequest['sort'], string>> = {
  size: 'abs(change) DESC, base_person',
  gain: 'change DESC, base_person',
  loss: 'change ASC, base_person',
};

/** The people of a list in its order, as a statement with one parameter: the part of the employee id, in lower case. */
export function listSql(
  pair: RunPair,
  request: Omit<ChangeListRequest, 'start' | 'limit'>,
): { readonly definitions: string; readonly order: string } {
  const { class: shown, group, sort } = request;
  const conditions = [
    ...(shown === null ? [] : [classSql(request)[shown]]),
    ...(group === null ? [] : [`${CHANGE_GROUP_SQL[group.grouping]} = ${group.key}`]),
  ];
  const source = group === null ? 'change' : 'graded';
  return {
    definitions: `WITH ${changeSql(pair, request)}${group === null ? '' : `, ${QUARTILES_SQL}`},
      listed AS (SELECT * FROM ${source} WHERE ${['true', ...conditions].join(' AND ')}
        AND ($1 = '' OR base_person IN (SELECT person FROM run_person WHERE run_key = ${pair.base.key}
          AND contains(lower(employee_id), $1))))`,
    order: ORDER_SQL[sort],
  };
}
