import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import type { YearCounts } from './tallies.ts';
import type { Band, YearFacts } from './year-facts.ts';
import {
  EVENT_KINDS,
  KIND,
  LASTING_ATTRIBUTES,
  categoryPlace,
  completedYears,
  dayZero,
  inYear,
  lastSequenceRows,
  paid,
  startingRows,
  unusualPay,
} from './year-relations.ts';

/**
 * The screen finds in a few passes over a year whether anything at all is wrong with its events and states. It does not
 * say what: when it is in doubt, the exact statements of the other files are asked, which are slower and name the
 * rows. When it is not, they would find nothing.
 *
 * The first pass walks all events in the order of their ranks: as long as the ranks are consecutive and the order key
 * ascends, that order is the one of W-61. The second walks the events of the workforce alone in that order and compares
 * each with the one before it. The third joins the people of the snapshot with the state they start from and the sums of
 * their pay changes. It may take the lowest previous pay for the first, the highest new pay for the last, and build pay
 * received from the increases, because the second pass has seen that every change takes up where the one before left off
 * and that none lowers pay or level. The fourth compares the numbers of the events with those of the year before.
 */
export interface Screen {
  /** Whether events or states may break any of INV-4 to INV-11 and INV-19 to INV-21. */
  readonly isDoubtful: boolean;
  /** Whether event numbers may not continue those of earlier years (INV-9): only the year before was looked at. */
  readonly isSequenceDoubtful: boolean;
  /** Whether the pay of somebody is outside the bounds of INV-26. */
  readonly isPayUnusual: boolean;
}

const count = z.coerce.number();
const doubtsRow = z.object({ doubts: count });
const bandRow = z.object({
  age_band: count,
  tenure_band: count,
  youngest: count,
  oldest: count,
  newest: count,
  longest: count,
});
const peopleRow = z.object({
  people: count,
  terminations: count,
  doubts: count,
  unusual: count,
});

/** Looks for anything wrong with the events and states of a year. */
export async function screenYear(
  connection: DuckDBConnection,
  facts: YearFacts,
  counts: YearCounts,
): Promise<Screen> {
  const read = async (sql: string): Promise<unknown[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const order = doubtsRow.parse((await read(orderScreen(facts)))[0]);
  const changes = doubtsRow.parse((await read(changeScreen(facts)))[0]);
  const sequences = doubtsRow.parse((await read(sequenceScreen(facts)))[0]);
  const people = peopleRow.parse((await read(peopleScreen(facts)))[0]);
  const bands = z.array(bandRow).parse(await read(bandScreen(facts)));
  // Rows on both sides, and as many as each side has: then nobody is missing, additional or there twice.
  const isComplete =
    counts.hiredAgain === 0 &&
    people.people === counts.people &&
    people.people === counts.opening + counts.hires &&
    people.terminations === counts.terminations;
  return {
    isDoubtful:
      order.doubts + changes.doubts + people.doubts > 0 || !isComplete || !bands.every(isInBand(facts)),
    isSequenceDoubtful: sequences.doubts > 0,
    isPayUnusual: people.unusual > 0,
  };
}

/** Least and most completed years of the people of each pair of bands: cheaper than looking up the bands of everybody. */
function bandScreen(facts: YearFacts): string {
  return `SELECT age_band, tenure_band, min(age_at_year_end) AS youngest, max(age_at_year_end) AS oldest,
      min(tenure_years) AS newest, max(tenure_years) AS longest
    FROM snapshot WHERE ${inYear(facts)} GROUP BY ALL`;
}

function isInBand({ ageBands, tenureBands }: YearFacts): (row: z.infer<typeof bandRow>) => boolean {
  const holds = (band: Band | undefined, least: number, most: number): boolean =>
    band !== undefined && least >= band.min && (band.max === null || most < band.max);
  return ({ age_band, tenure_band, youngest, oldest, newest, longest }) =>
    holds(ageBands[age_band], youngest, oldest) && holds(tenureBands[tenure_band], newest, longest);
}

/** Bits of the order key below the person (28 bits): day of the year (12), type and category (8), k (8). */
const KEY_BITS = { day: 16, person: 28 } as const;

/** The place of an event in W-61 as one number; a day so far off that it would not fit is found by its year. */
const orderKey = (facts: YearFacts, kind: number): string =>
  `((CAST(person AS BIGINT) * 4096 + (effective_date - ${dayZero(facts)})) * 256 + (${kind * 16} + ${categoryPlace(kind)})) * 256
      + duplicate_index`;

/**
 * Counts the events that may not stand where W-61 puts them, or not in the year; and what follows a termination. `OVER
 * ()` walks the rows as they are sorted, which is a third faster than sorting for the window; were they not sorted, the
 * ranks would say so.
 */
function orderScreen(facts: YearFacts): string {
  const events = EVENT_KINDS.map(
    ({ table, kind, categories }) =>
      `SELECT ${orderKey(facts, kind)} AS order_key, sequence, year_rank,
        sequence < 1 OR year(effective_date) <> ${facts.year} OR category >= ${categories}
          ${kind === KIND.raise ? '' : 'OR duplicate_index > 0'} AS is_odd
      FROM ${table} WHERE ${inYear(facts)}`,
  );
  const kind = (key: string): string => `((${key} >> 12) & 15)`;
  return `SELECT count(*) AS doubts
    FROM (
      SELECT *, row_number() OVER () AS place, lag(order_key) OVER () AS key_before,
        lag(sequence) OVER () AS sequence_before
      FROM (SELECT * FROM (${events.join(' UNION ALL ')}) ORDER BY year_rank)
    )
    WHERE is_odd OR place <> year_rank + 1 OR order_key <= key_before
      OR (order_key >> ${KEY_BITS.person} = key_before >> ${KEY_BITS.person} AND (
        sequence <> sequence_before + 1
        OR (${kind('key_before')} >= ${KIND.termination} AND ${kind('order_key')} <= ${KIND.termination})
        OR (${kind('order_key')} = ${KIND.termination} AND ${kind('key_before')} BETWEEN ${KIND.promotion} AND ${KIND.raise}
          AND order_key >> ${KEY_BITS.day} = key_before >> ${KEY_BITS.day})))`;
}

/** Counts the hires, pay changes and terminations that may not take up where the one before left off. */
function changeScreen(facts: YearFacts): string {
  const where = `WHERE ${inYear(facts)}`;
  const { hire, termination } = KIND;
  const envelope = (kind: number): string =>
    `${orderKey(facts, kind)} AS order_key, year_rank, CAST(${kind} AS UTINYINT) AS kind`;
  const oddPromotion = `to_level <> from_level + 1 OR to_level > ${facts.topLevel} OR new_pay_cents < previous_pay_cents`;
  return `SELECT count(*) AS doubts
    FROM (
      SELECT *, lag(order_key) OVER () AS key_before, lag(kind) OVER () AS kind_before,
        lag(pay_after) OVER () AS pay_in_force, lag(level_after) OVER () AS level_in_force
      FROM (
        SELECT * FROM (
          SELECT ${envelope(hire)}, CAST(NULL AS BIGINT) AS pay_before, annual_pay_cents AS pay_after,
            CAST(NULL AS UTINYINT) AS level_before, level AS level_after, false AS is_repeat, sequence <> 1 AS is_odd
          FROM event_hire ${where}
          UNION ALL
          SELECT ${envelope(KIND.promotion)}, previous_pay_cents, new_pay_cents, from_level, to_level, false, ${oddPromotion}
          FROM event_promotion ${where}
          UNION ALL
          SELECT ${envelope(KIND.raise)}, previous_pay_cents, new_pay_cents, level, level, duplicate_index > 0,
            amount_cents < 0 OR amount_cents <> new_pay_cents - previous_pay_cents
          FROM event_raise ${where}
          UNION ALL
          SELECT ${envelope(termination)}, pay_in_force_cents, NULL, NULL, NULL, false, false
          FROM event_termination ${where}
        ) ORDER BY year_rank
      )
    )
    WHERE is_odd OR (is_repeat AND order_key <> key_before + 1)
      OR (order_key >> ${KEY_BITS.person} = key_before >> ${KEY_BITS.person} AND (
        pay_before <> pay_in_force OR level_before <> level_in_force
        OR (kind_before = ${hire} AND kind <> ${termination}
          AND order_key >> ${KEY_BITS.day} = key_before >> ${KEY_BITS.day})))`;
}

/** Counts the people whose event numbers may not continue those of the year before (INV-9). */
function sequenceScreen(facts: YearFacts): string {
  const events = EVENT_KINDS.map(
    ({ table }) => `SELECT person, sequence FROM ${table} WHERE ${inYear(facts)}`,
  );
  return `SELECT count(*) AS doubts
    FROM (SELECT person, min(sequence) AS first_sequence FROM (${events.join(' UNION ALL ')}) GROUP BY person) f
    LEFT JOIN (${lastSequenceRows(facts, facts.year - 1)}) l ON l.person = f.person
    WHERE f.first_sequence <> coalesce(l.last_sequence, 0) + 1`;
}

/** Counts the people whose snapshot row may not be the fold of their events, and other doubts about people. */
function peopleScreen(facts: YearFacts): string {
  const { year, days } = facts;
  const where = `WHERE ${inYear(facts)}`;
  const change = `person, previous_pay_cents, new_pay_cents,
          make_date(${year + 1}, 1, 1) - effective_date AS days_left`;
  const lasting = LASTING_ATTRIBUTES.map((column) => `s.${column} IS DISTINCT FROM b.${column}`).join(' OR ');
  const closingPay = 'coalesce(c.highest_pay, b.annual_pay_cents)';
  const rateDays = `b.annual_pay_cents * s.employed_days
          + coalesce(c.increase_days - (c.highest_pay - c.lowest_pay) * (${days} - coalesce(t.day, ${days})), 0)`;
  return `SELECT count(*) AS people, count(t.person) AS terminations,
      count(*) FILTER (WHERE s.person IS NULL OR b.person IS NULL
        OR ${lasting}
        OR s.level <> coalesce(c.highest_level, b.level)
        OR s.level_since <> coalesce(c.promoted_on, b.level_since)
        OR s.annual_pay_cents <> ${closingPay}
        OR t.pay_in_force_cents <> ${closingPay}
        OR c.lowest_pay <> b.annual_pay_cents
        OR c.highest_level - CASE WHEN c.promoted_on IS NULL THEN 0 ELSE 1 END <> b.level
        OR s.opening_pay_cents IS DISTINCT FROM CASE WHEN b.is_hired THEN NULL ELSE b.annual_pay_cents END
        OR s.termination_date IS DISTINCT FROM t.effective_date
        OR s.termination_reason <> coalesce(t.reason, 0) OR t.reason NOT BETWEEN 1 AND ${TERMINATION_REASONS.length - 1}
        OR b.is_hired <> (year(s.hire_date) = ${year})
        OR s.detailed_status <> CASE WHEN b.is_hired THEN 0 ELSE 2 END + CASE WHEN t.person IS NULL THEN 0 ELSE 1 END
        OR s.employed_days <> coalesce(t.day, ${days}) + 1
          - CASE WHEN b.is_hired THEN b.hire_date - ${dayZero(facts)} ELSE 1 END
        OR s.prorated_pay_cents <> ${paid(rateDays, facts)}
        OR s.age_at_year_end <> ${year} - year(s.birth_date)
        OR s.tenure_years <> coalesce(t.tenure_years, ${year} - year(s.hire_date))
        OR CASE WHEN t.person IS NULL THEN false ELSE
            t.tenure_years <> ${completedYears('s.hire_date', 't.effective_date')}
            OR t.age_years <> ${completedYears('s.birth_date', 't.effective_date')} END
      ) AS doubts,
      count(*) FILTER (WHERE ${unusualPay('s')}) AS unusual
    FROM (SELECT * FROM snapshot ${where}) s
    FULL JOIN (${startingRows(facts)}) b ON b.person = s.person
    FULL JOIN (
      SELECT person, min(previous_pay_cents) AS lowest_pay, max(new_pay_cents) AS highest_pay,
        CAST(sum((new_pay_cents - previous_pay_cents) * days_left) AS BIGINT) AS increase_days,
        max(level_after) AS highest_level, max(promoted_on) AS promoted_on
      FROM (
        SELECT ${change}, to_level AS level_after, effective_date AS promoted_on FROM event_promotion ${where}
        UNION ALL SELECT ${change}, level, NULL FROM event_raise ${where}
      ) GROUP BY person
    ) c ON c.person = s.person
    LEFT JOIN (
      SELECT person, effective_date, effective_date - ${dayZero(facts)} AS day, reason, pay_in_force_cents,
        age_years, tenure_years
      FROM event_termination ${where}
    ) t ON t.person = s.person`;
}
