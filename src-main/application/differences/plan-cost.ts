import { z } from 'zod';
import {
  PLAN_COST_DRIVERS,
  type BridgeRow,
  type Grouping,
  type PlanCostDriver,
} from '../../../src-shared/api/differences.ts';
import { planInForce } from '../../../src-shared/scenario/plan-in-force.ts';
import { matchTerms, type MatchTerms } from '../../../src-worker/plan/match.ts';
import type { Workspace } from '../../store/workspace.ts';
import { GROUP_SQL, groupName } from './groups.ts';
import { effectSql, othersSql, PERSON_DRIVERS, type PairTerms } from './plan-cost-sql.ts';
import { EVERYBODY } from './run-flows.ts';
import type { RunFacts } from './run-facts.ts';
import type { RunPair } from './run-pair.ts';
import type { BridgeParts } from './workforce-bridge.ts';

/** The match of a run in a year; null where no plan design is in force. */
function termsOf({ scenario }: RunFacts, year: number): MatchTerms | null {
  const plan = planInForce(scenario, year);
  return plan === null ? null : matchTerms(plan.design.match, year);
}

export const pairTerms = ({ base, other }: RunPair, year: number): PairTerms => ({
  base: termsOf(base, year),
  other: termsOf(other, year),
});

const effectRow = z
  .object({
    base_grp: z.number().nullable(),
    other_grp: z.number().nullable(),
    is_base: z.boolean(),
    is_other: z.boolean(),
    base_gross: z.number(),
    other_gross: z.number(),
  })
  .and(z.record(z.enum(PERSON_DRIVERS), z.number()));
const othersRow = z.object({ grp: z.number().nullable(), gross: z.number() });

/** What forfeitures and expenses of the plan make of the contributions: they are the plan's, not a group's. */
const OF_NO_GROUP = 'Whole plan';

/** A bridge of one group that is being added up. */
class Sums {
  base = 0;
  other = 0;
  readonly amounts = new Map<PlanCostDriver, number>();

  add(driver: PlanCostDriver, amount: number): void {
    this.amounts.set(driver, (this.amounts.get(driver) ?? 0) + amount);
  }

  get row(): BridgeRow {
    return {
      base: this.base,
      amounts: PLAN_COST_DRIVERS.map((driver) => this.amounts.get(driver) ?? 0),
      other: this.other,
    };
  }
}

/** From the cost of the plan of one year in the base to that in the other run (P-85), by group; cents. */
export async function planCostOfYear(
  workspace: Workspace,
  pair: RunPair,
  year: number,
  grouping: Grouping | null,
): Promise<ReadonlyMap<string, BridgeRow>> {
  const identity = pair.identity(year);
  const group = grouping === null ? 'CAST(0 AS INTEGER)' : GROUP_SQL[grouping].to;
  const groups = new Map<string, Sums>();
  const sumsOf = (label: string): Sums => {
    const sums = groups.get(label) ?? new Sums();
    groups.set(label, sums);
    return sums;
  };
  const labelIn = (run: 'base' | 'other', code: number | null): string =>
    grouping === null ? EVERYBODY : groupName(pair[run], GROUP_SQL[grouping].kind, code);

  const effects = effectSql(pair, identity, year, pairTerms(pair, year), group);
  const rows = await workspace.read(
    `WITH ${effects} SELECT base_grp, other_grp, base_person IS NOT NULL AS is_base,
       other_person IS NOT NULL AS is_other, coalesce(sum(base_gross), 0) AS base_gross,
       coalesce(sum(other_gross), 0) AS other_gross,
       ${PERSON_DRIVERS.map((driver) => `sum("${driver}") AS "${driver}"`).join(', ')}
     FROM effect GROUP BY ALL ORDER BY base_grp NULLS LAST, other_grp NULLS LAST`,
  );
  for (const row of z.array(effectRow).parse(rows)) {
    const from = sumsOf(labelIn(row.is_base ? 'base' : 'other', row.is_base ? row.base_grp : row.other_grp));
    const to = sumsOf(labelIn(row.is_other ? 'other' : 'base', row.is_other ? row.other_grp : row.base_grp));
    from.base += row.base_gross;
    to.other += row.other_gross;
    if (from !== to) {
      from.add('moves', -row.base_gross);
      to.add('moves', row.base_gross);
    }
    for (const driver of PERSON_DRIVERS) to.add(driver, row[driver]);
  }
  if (identity !== 'identical') {
    for (const run of ['base', 'other'] as const) {
      const others = await workspace.read(othersSql(pair, identity, run, year, group));
      for (const { grp, gross } of z.array(othersRow).parse(others)) {
        const sums = sumsOf(labelIn(run, grp));
        sums[run] += gross;
        sums.add('simulatedHires', run === 'base' ? 0 - gross : gross);
      }
    }
  }
  const plan = sumsOf(grouping === null ? EVERYBODY : OF_NO_GROUP);
  const [base, other] = [planEffect(pair.base, year), planEffect(pair.other, year)];
  plan.base += base;
  plan.other += other;
  plan.add('forfeitures', other - base);
  return new Map([...groups].map(([label, sums]) => [label, sums.row]));
}

/** Net cash cost less contributions: forfeitures that were used, and expenses that were paid (P-85). */
function planEffect({ plan }: RunFacts, year: number): number {
  const found = plan.find((each) => each.year === year);
  return found === undefined ? 0 : found.netCashCents - found.grossCostCents;
}

/** Net cash cost of a run in some years, as the run itself says it (P-85). */
export const netCost = ({ plan }: RunFacts, years: readonly number[]): number =>
  plan.filter(({ year }) => years.includes(year)).reduce((sum, { netCashCents }) => sum + netCashCents, 0);

const addRows = (a: BridgeRow | undefined, b: BridgeRow): BridgeRow =>
  a === undefined
    ? b
    : {
        base: a.base + b.base,
        amounts: a.amounts.map((amount, index) => amount + (b.amounts[index] ?? 0)),
        other: a.other + b.other,
      };

/** The bridge of the cost of the plan over some years, from those of each: by group where they are grouped. */
export function planCostBridge(
  ofYears: readonly { readonly year: number; readonly everybody: BridgeRow }[],
  grouped: readonly ReadonlyMap<string, BridgeRow>[],
): BridgeParts {
  const nothing: BridgeRow = { base: 0, amounts: PLAN_COST_DRIVERS.map(() => 0), other: 0 };
  const total = ofYears.reduce((sum, { everybody }) => addRows(sum, everybody), nothing);
  const groups = new Map<string, BridgeRow>();
  for (const rows of grouped)
    for (const [label, row] of rows) groups.set(label, addRows(groups.get(label), row));
  return {
    ...total,
    drivers: PLAN_COST_DRIVERS.map((id, index) => ({
      id,
      base: null,
      other: null,
      amount: total.amounts[index] ?? 0,
    })),
    byYear: ofYears.map(({ year, everybody: { amounts } }) => ({ year, amounts })),
    byGroup: [...groups].map(([label, row]) => ({ label, ...row })),
  };
}
