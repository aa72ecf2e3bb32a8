import { z } from 'zod';
import type { RunOverview } from '../../../src-shared/api/results.ts';
import {
  DETAILED_STATUSES,
  EVENT_TYPES,
  PLAN_STATUSES,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
} from '../../../src-shared/vocabulary.ts';
import type { Workspace } from '../../store/workspace.ts';
import { CATEGORIES, RELATIONS } from './grid-relations.ts';
import { asNumber, GridSql, sourceOf } from './grid-sql.ts';
import type { ReadableRun } from './run-dictionary.ts';

const leaverRow = z.object({
  year: z.number(),
  category: z.number(),
  reason: z.number(),
  people: z.number(),
});
const bandRow = z.object({ year: z.number(), code: z.number(), people: z.number() });
const deferralRow = z.object({ year: z.number(), percent: z.number().nullable(), people: z.number() });
const eventRow = z.object({
  year: z.number(),
  type: z.number(),
  category: z.number(),
  events: z.number(),
  people: z.number(),
  amount: z.number().nullable(),
});

/** Employed at the end of the year (W-55). */
const AT_CLOSE = `detailed_status IN (${['newHireActive', 'continuousActive']
  .map((status) => DETAILED_STATUSES.findIndex((known) => known === status))
  .join(', ')})`;
const PPM_PER_PERCENT = 10_000;

/** The figures of a run that are counted over its people: who left and why, how old they are, what they defer. */
export async function runOverview(workspace: Workspace, run: ReadableRun): Promise<RunOverview> {
  const read = async <Row>(schema: z.ZodType<Row>, sql: string): Promise<readonly Row[]> =>
    z.array(schema).parse(await workspace.read(sql));
  const bands = async (kind: 'age_band' | 'tenure_band'): Promise<RunOverview['byAge']> => {
    const rows = await read(
      bandRow,
      `SELECT simulation_year AS year, ${kind} AS code, CAST(count(*) AS INTEGER) AS people
       FROM snapshot WHERE run_key = ${run.key} AND ${AT_CLOSE} GROUP BY ALL ORDER BY year, code`,
    );
    return rows.map(({ year, code, people }) => ({
      year,
      label: run.texts.get(kind)?.[code] ?? String(code),
      people,
    }));
  };
  const enrolled = PLAN_STATUSES.indexOf('enrolled');
  const notEntered = PLAN_STATUSES.indexOf('notEntered');
  const [leavers, byAge, byTenure, byDeferral] = await Promise.all([
    read(
      leaverRow,
      `SELECT simulation_year AS year, category, reason, CAST(count(*) AS INTEGER) AS people
       FROM event_termination WHERE run_key = ${run.key} GROUP BY ALL ORDER BY year, category, reason`,
    ),
    bands('age_band'),
    bands('tenure_band'),
    read(
      deferralRow,
      `SELECT simulation_year AS year,
         CASE WHEN plan_status = ${enrolled} THEN deferral_rate_ppm // ${PPM_PER_PERCENT} END AS percent,
         CAST(count(*) AS INTEGER) AS people
       FROM snapshot WHERE run_key = ${run.key} AND ${AT_CLOSE} AND plan_status <> ${notEntered}
       GROUP BY ALL ORDER BY year, percent NULLS FIRST`,
    ),
  ]);
  return {
    leavers: leavers.map(({ year, category, reason, people }) => ({
      year,
      category: TERMINATION_CATEGORIES[category] ?? '',
      reason: TERMINATION_REASONS[reason] ?? 'none',
      people,
    })),
    byAge,
    byTenure,
    byDeferral,
  };
}

/** Events of one kind in one year. */
export interface EventTotal {
  readonly year: number;
  readonly type: string;
  readonly category: string;
  readonly events: number;
  readonly people: number;
  /** Sum of the amounts of the events in cents; null where they have none. */
  readonly amountCents: number | null;
}

/** The events of a run by year, type and category, in that order. */
export async function eventTotals(workspace: Workspace, run: ReadableRun): Promise<readonly EventTotal[]> {
  const relation = RELATIONS.events;
  const columns = ['type', 'category', 'amount'].map((name) => sourceOf(relation, name));
  const { sql } = new GridSql(run, relation).rows([], (table) =>
    [
      't.simulation_year AS year, t.person',
      ...columns.map((source) => `${asNumber(source, table)} AS ${source.name}`),
    ].join(', '),
  );
  const rows = await workspace.read(
    `SELECT year, type, category, CAST(count(*) AS INTEGER) AS events,
       CAST(count(DISTINCT person) AS INTEGER) AS people, sum(amount) AS amount
     FROM (${sql}) GROUP BY ALL ORDER BY year, type, category`,
  );
  return z
    .array(eventRow)
    .parse(rows)
    .map(({ year, type, category, events, people, amount }) => ({
      year,
      type: EVENT_TYPES[type] ?? '',
      category: CATEGORIES[category] ?? '',
      events,
      people,
      amountCents: amount,
    }));
}
