import { z } from 'zod';
import type { Grouping } from '../../../src-shared/api/differences.ts';
import {
  DETAILED_STATUSES,
  RAISE_CATEGORIES,
  TERMINATION_CATEGORIES,
  TERMINATION_REASONS,
} from '../../../src-shared/vocabulary.ts';
import type { Workspace } from '../../store/workspace.ts';
import { GROUP_SQL, groupNames } from './groups.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * What a year does to the headcount and the payroll of a group: people, and cents of annual rates. Of hires only those
 * still employed at the end of the year have pay, as in the payroll bridge (W-58).
 *
 * opening + hires − leavers of every kind + moves = closing, and likewise
 * openingCents + hireCents − leaverCents + moveCents + cola + promotion + merit + market = closingCents.
 */
export interface YearFlow {
  opening: number;
  hires: number;
  voluntary: number;
  involuntary: number;
  retirement: number;
  death: number;
  disability: number;
  reduction: number;
  newHireLeavers: number;
  /** Into the group less out of it, of people employed since before the year. */
  moves: number;
  closing: number;
  /** Hires still employed at the end of the year, and leavers employed since before it. */
  stayingHires: number;
  openingLeavers: number;
  openingCents: number;
  hireCents: number;
  leaverCents: number;
  moveCents: number;
  cola: number;
  promotion: number;
  merit: number;
  market: number;
  closingCents: number;
}

/** Name of the one group of everybody. */
export const EVERYBODY = '';

/** Flows by group and year, groups in the order of their codes. */
export type RunFlows = ReadonlyMap<string, ReadonlyMap<number, YearFlow>>;

/** A year in which nothing happened. */
export const noFlow = (): YearFlow => ({
  opening: 0,
  hires: 0,
  voluntary: 0,
  involuntary: 0,
  retirement: 0,
  death: 0,
  disability: 0,
  reduction: 0,
  newHireLeavers: 0,
  moves: 0,
  closing: 0,
  stayingHires: 0,
  openingLeavers: 0,
  openingCents: 0,
  hireCents: 0,
  leaverCents: 0,
  moveCents: 0,
  cola: 0,
  promotion: 0,
  merit: 0,
  market: 0,
  closingCents: 0,
});

const REASON_DRIVERS = ['voluntary', 'involuntary', 'retirement', 'death', 'disability'] as const;
const reasonDriver = (code: number): (typeof REASON_DRIVERS)[number] => {
  const name = TERMINATION_REASONS[code];
  return REASON_DRIVERS.find((driver) => driver === name) ?? 'voluntary';
};
const REDUCTION = TERMINATION_CATEGORIES.indexOf('reduction');
const isHire = (status: number): boolean => DETAILED_STATUSES[status]?.startsWith('newHire') ?? false;
const isAtClose = (status: number): boolean => DETAILED_STATUSES[status]?.endsWith('Active') ?? false;

const leaverRow = z.object({
  year: z.number(),
  category: z.number(),
  reason: z.number(),
  hired: z.boolean(),
  people: z.number(),
});

/** The flows of everybody: of the year summaries, and of the terminations for their reasons. */
export async function totalFlows(workspace: Workspace, run: RunFacts): Promise<RunFlows> {
  const flows = new Map<number, YearFlow>();
  for (const summary of run.years) {
    const { payrollBridge: pay, experiencedTerminations, reductions, newHireTerminations } = summary;
    flows.set(summary.year, {
      ...noFlow(),
      opening: summary.opening,
      hires: summary.hires,
      closing: summary.closing,
      stayingHires: summary.hires - newHireTerminations,
      openingLeavers: experiencedTerminations + reductions,
      openingCents: pay.openingCents,
      hireCents: pay.hiresCents,
      leaverCents: pay.leaversCents,
      cola: pay.colaCents,
      promotion: pay.promotionCents,
      merit: pay.meritCents,
      market: pay.marketCents,
      closingCents: pay.closingCents,
    });
  }
  const rows = await workspace.read(
    `SELECT t.simulation_year AS year, t.category, t.reason, h.person IS NOT NULL AS hired,
       CAST(count(*) AS INTEGER) AS people
     FROM event_termination t
     LEFT JOIN event_hire h ON h.run_key = ${run.key} AND h.simulation_year = t.simulation_year AND h.person = t.person
     WHERE t.run_key = ${run.key} GROUP BY ALL`,
  );
  for (const { year, category, reason, hired, people } of z.array(leaverRow).parse(rows)) {
    const flow = flows.get(year);
    if (flow === undefined) continue;
    if (hired) flow.newHireLeavers += people;
    else if (category === REDUCTION) flow.reduction += people;
    else flow[reasonDriver(reason)] += people;
  }
  return new Map([[EVERYBODY, flows]]);
}

const snapshotRow = z.object({
  year: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  status: z.number(),
  reason: z.number(),
  people: z.number(),
  openingPay: z.number().nullable(),
  annualPay: z.number(),
});
const reductionRow = z.object({ year: z.number(), to: z.number().nullable(), people: z.number() });
const raiseRow = z.object({
  year: z.number(),
  to: z.number().nullable(),
  status: z.number(),
  kind: z.number(),
  amount: z.number(),
});

/** Code of a promotion among the kinds of raises. */
const PROMOTION = RAISE_CATEGORIES.length;
const RAISE_KINDS = [...RAISE_CATEGORIES, 'promotion'] as const;

/** The flows of each group, counted over the rows of the years; raises take the longest and are for payroll only. */
export async function groupFlows(
  workspace: Workspace,
  run: RunFacts,
  grouping: Grouping,
  withRaises: boolean,
): Promise<RunFlows> {
  const { key } = run;
  const years = run.years.map(({ year }) => year);
  const { from, to, join } = GROUP_SQL[grouping];
  const names = groupNames(run, grouping);
  const snapshots = z.array(snapshotRow).parse(
    await workspace.read(
      `SELECT s.simulation_year AS year, CAST(${from} AS INTEGER) AS "from", ${to} AS "to",
         s.detailed_status AS status, s.termination_reason AS reason, CAST(count(*) AS INTEGER) AS people,
         sum(CAST(s.opening_pay_cents AS DOUBLE)) AS "openingPay",
         sum(CAST(s.annual_pay_cents AS DOUBLE)) AS "annualPay"
       FROM snapshot s ${join?.(key) ?? ''} WHERE s.run_key = ${key} GROUP BY ALL ORDER BY "to" NULLS LAST`,
    ),
  );
  const reductions = z.array(reductionRow).parse(
    await workspace.read(
      `SELECT s.simulation_year AS year, ${to} AS "to", CAST(count(*) AS INTEGER) AS people
       FROM event_termination t JOIN snapshot s ON s.run_key = ${key}
         AND s.simulation_year = t.simulation_year AND s.person = t.person
       WHERE t.run_key = ${key} AND t.category = ${REDUCTION} GROUP BY ALL`,
    ),
  );
  const raises = z.array(raiseRow).parse(withRaises ? await workspace.read(raiseSql(key, years, to)) : []);

  const flows = new Map<string, Map<number, YearFlow>>();
  const flowOf = (group: string, year: number): YearFlow => {
    const byYear = flows.get(group) ?? new Map<number, YearFlow>();
    flows.set(group, byYear);
    const flow = byYear.get(year) ?? noFlow();
    byYear.set(year, flow);
    return flow;
  };
  for (const row of snapshots) {
    const { people, status } = row;
    const flow = flowOf(names.to(row.to), row.year);
    if (isAtClose(status)) {
      flow.closing += people;
      flow.closingCents += row.annualPay;
    }
    if (isHire(status)) {
      flow.hires += people;
      if (isAtClose(status)) {
        flow.stayingHires += people;
        flow.hireCents += row.annualPay;
      } else flow.newHireLeavers += people;
      continue;
    }
    const openingPay = row.openingPay ?? 0;
    const before = flowOf(names.from(row.from), row.year);
    before.opening += people;
    before.openingCents += openingPay;
    if (before !== flow) {
      before.moves -= people;
      before.moveCents -= openingPay;
      flow.moves += people;
      flow.moveCents += openingPay;
    }
    if (isAtClose(status)) continue;
    flow.openingLeavers += people;
    flow.leaverCents += openingPay;
    flow[reasonDriver(row.reason)] += people;
  }
  // A reduction is involuntary by its reason; here it is a driver of its own.
  for (const { year, to: code, people } of reductions) {
    const flow = flowOf(names.to(code), year);
    flow.involuntary -= people;
    flow.reduction += people;
  }
  for (const { year, to: code, status, kind, amount } of raises) {
    const flow = flowOf(names.to(code), year);
    const name = RAISE_KINDS[kind];
    if (name !== undefined) flow[name] += amount;
    // What a hire was hired at is what the hire has now less the raises since.
    if (isHire(status)) flow.hireCents -= amount;
  }
  return flows;
}

/** Raises and promotions of people employed at the end of the year. One join a year is the quickest: by person alone. */
function raiseSql(key: number, years: readonly number[], to: string): string {
  const ofYear = (year: number, table: string, columns: string, kind: string, amount: string): string =>
    `SELECT ${year} AS year, ${to} AS "to", s.detailed_status AS status, ${kind} AS kind,
       sum(CAST(${amount} AS DOUBLE)) AS amount
     FROM (SELECT person, ${columns} FROM ${table} WHERE run_key = ${key} AND simulation_year = ${year}) e
     JOIN (SELECT person, detailed_status, ${to.replace('s.', '')} FROM snapshot WHERE run_key = ${key} AND simulation_year = ${year}
       AND termination_date IS NULL) s ON s.person = e.person GROUP BY ALL`;
  return years
    .flatMap((year) => [
      ofYear(year, 'event_raise', 'category, amount_cents', 'CAST(e.category AS INTEGER)', 'e.amount_cents'),
      ofYear(
        year,
        'event_promotion',
        'previous_pay_cents, new_pay_cents',
        String(PROMOTION),
        'e.new_pay_cents - e.previous_pay_cents',
      ),
    ])
    .join(' UNION ALL ');
}
