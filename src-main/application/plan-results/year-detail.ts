import { z } from 'zod';
import type {
  LeftBy,
  PlanCohort,
  PlanGroup,
  PlanGrouping,
  PlanYearDetail,
} from '../../../src-shared/api/plan-results.ts';
import { LAST_BUCKET } from '../../../src-worker/plan/comparison/deferral-bucket.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';
import { inCohort, IS_ACTIVE } from './cohorts.ts';
import { coreBands } from './core-bands.ts';
import { matchTiers } from './match-tiers.ts';
import type { PlanRun, PlanRunYear } from './plan-run.ts';

const count = z.coerce.number();
const classRow = z.object({ elected: count, effective: count, people: count });
const groupRow = z.object({
  code: z.number(),
  active: z.boolean(),
  entered: z.boolean(),
  deferring: z.boolean(),
  people: count,
  rates: count,
  deferral: count,
  match: count,
  core: count,
  left: count,
  leaving: count,
});
type GroupCell = z.output<typeof groupRow>;

const PPM_PER_PERCENT = 10_000;
/** A difference of a cent comes of rounding; a dollar is left on the table. */
const NOTICED_CENTS = 100;
const QUARTERS = [0.25, 0.5, 0.75];
/** Columns of the snapshot by which people are grouped, and the kind of their texts in the dictionary of a run. */
const BANDS = {
  age: { column: 'age_band', kind: 'age_band' },
  tenure: { column: 'tenure_band', kind: 'tenure_band' },
  level: { column: 'level', kind: 'level' },
} as const;

/** SQL of the class of P-127 of a rate in ppm. */
const classOf = (ppm: string): string =>
  `CASE WHEN ${ppm} = 0 THEN 0
     ELSE least(${LAST_BUCKET}, greatest(1, (${ppm} + ${PPM_PER_PERCENT / 2}) // ${PPM_PER_PERCENT})) END`;

/** One year of a cohort looked at closely (P-126, P-127). */
export async function yearDetail(
  workspace: Workspace,
  run: PlanRun,
  year: PlanRunYear,
  cohort: PlanCohort,
  grouping: PlanGrouping,
): Promise<PlanYearDetail> {
  const where = `run_key = ${run.run.key} AND simulation_year = ${year.year}`;
  const people = `${where} AND ${inCohort(cohort, run.startYear)}`;
  const deferral = '(base_deferral_cents + catch_up_cents)';
  const [classes, grouped, tiers, core] = await Promise.all([
    workspace.read(
      // A rate is whole ppm (P-1): otherwise cents would decide the class of people who elect half a percent.
      `SELECT ${classOf('elected')} AS elected, ${classOf('effective')} AS effective, count(*) AS people
       FROM (SELECT deferral_rate_ppm AS elected, CASE WHEN plan_pay_cents > 0
           THEN (2000000 * ${deferral} + plan_pay_cents) // (2 * plan_pay_cents) ELSE 0 END AS effective
         FROM snapshot WHERE ${people} AND ${IS_ACTIVE} AND plan_entry_date IS NOT NULL)
       GROUP BY ALL`,
    ),
    readGroups(workspace, run.run, where, people, grouping),
    matchTiers(workspace, run, year, cohort),
    coreBands(workspace, run, year, cohort),
  ]);
  const found = z.array(classRow).parse(classes);
  const distribution = (of: 'elected' | 'effective'): readonly number[] =>
    Array.from({ length: LAST_BUCKET + 1 }, (_, percent) =>
      found.filter((row) => row[of] === percent).reduce((sum, row) => sum + row.people, 0),
    );
  const { groups, cells } = grouped;
  return {
    year: year.year,
    distribution: { elected: distribution('elected'), effective: distribution('effective') },
    tiers,
    core,
    groups,
    left: {
      participants: leftBy(cells.filter(({ active, deferring }) => active && deferring)),
      notParticipating: leftBy(cells.filter(({ active, deferring }) => active && !deferring)),
      leavers: leftBy(cells.filter(({ active }) => !active)),
    },
  };
}

const leftBy = (cells: readonly GroupCell[]): LeftBy => ({
  people: cells.reduce((sum, { leaving }) => sum + leaving, 0),
  cents: cells.reduce((sum, { left }) => sum + left, 0),
});

/** Everybody of the year by group; quarters of pay are those of all who are employed at its end, whatever the cohort. */
async function readGroups(
  workspace: Workspace,
  run: ReadableRun,
  year: string,
  people: string,
  grouping: PlanGrouping,
): Promise<{ readonly groups: readonly PlanGroup[]; readonly cells: readonly GroupCell[] }> {
  const bounds = grouping === 'pay' ? await payBounds(workspace, year) : [];
  const code =
    grouping === 'pay'
      ? `CASE ${bounds.map((bound, index) => `WHEN annual_pay_cents <= ${bound} THEN ${index} `).join('')}ELSE ${bounds.length} END`
      : BANDS[grouping].column;
  const match = 'match_cents + true_up_cents';
  const rows = await workspace.read(
    `SELECT ${code} AS code, ${IS_ACTIVE} AS active, plan_entry_date IS NOT NULL AS entered,
       deferral_rate_ppm > 0 AS deferring, count(*) AS people, sum(deferral_rate_ppm) AS rates,
       sum(base_deferral_cents + catch_up_cents) AS deferral, sum(${match}) AS match,
       sum(core_cents + core_excess_cents) AS core, sum(match_at_ceiling_cents - (${match})) AS left,
       count_if(match_at_ceiling_cents - (${match}) >= ${NOTICED_CENTS}) AS leaving
     FROM snapshot WHERE ${people} GROUP BY ALL`,
  );
  const cells = z.array(groupRow).parse(rows);
  const labels = grouping === 'pay' ? [] : (run.texts.get(BANDS[grouping].kind) ?? []);
  const codes =
    grouping === 'pay'
      ? Array.from({ length: bounds.length + 1 }, (_, index) => index)
      : [...new Set(cells.map((cell) => cell.code))].sort((a, b) => a - b);
  const groups = codes.map((each): PlanGroup => {
    const pay = grouping === 'pay' ? { from: afterBound(bounds, each), to: bounds[each] ?? null } : null;
    const label = pay === null ? (labels[each] ?? String(each)) : `Quarter ${each + 1}`;
    return groupOf(
      label,
      pay,
      cells.filter((cell) => cell.code === each),
    );
  });
  return { groups, cells };
}

const afterBound = (bounds: readonly number[], index: number): number | null => {
  const before = bounds[index - 1];
  return before === undefined ? null : before + 1;
};

async function payBounds(workspace: Workspace, year: string): Promise<readonly number[]> {
  const [row] = await workspace.read(
    `SELECT quantile_disc(annual_pay_cents, [${QUARTERS.join(', ')}]) AS bounds FROM snapshot WHERE ${year} AND ${IS_ACTIVE}`,
  );
  const { bounds } = z.object({ bounds: z.array(count).nullable() }).parse(row);
  return bounds ?? [];
}

function groupOf(label: string, pay: PlanGroup['pay'], cells: readonly GroupCell[]): PlanGroup {
  const sum = (
    name: 'people' | 'rates' | 'deferral' | 'match' | 'core' | 'left',
    of: readonly GroupCell[] = cells,
  ): number => of.reduce((total, cell) => total + cell[name], 0);
  const active = cells.filter((cell) => cell.active);
  const eligible = active.filter(({ entered }) => entered);
  const participants = eligible.filter(({ deferring }) => deferring);
  const heads = sum('people', participants);
  return {
    label,
    pay,
    active: sum('people', active),
    eligible: sum('people', eligible),
    participants: heads,
    averageRatePpm: heads === 0 ? null : Math.round(sum('rates', participants) / heads),
    deferralCents: sum('deferral'),
    matchCents: sum('match'),
    coreCents: sum('core'),
    leftCents: sum('left'),
  };
}
