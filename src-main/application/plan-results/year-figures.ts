import { z } from 'zod';
import type { PlanCohort, PlanMethod, PlanYearFigures } from '../../../src-shared/api/plan-results.ts';
import { roundRatio } from '../../../src-shared/arithmetic.ts';
import { MILLION } from '../../../src-shared/units.ts';
import { DEFERRAL_LIMITS, ENROLLMENT_SOURCES, PLAN_STATUSES } from '../../../src-shared/vocabulary.ts';
import type { Workspace } from '../../store/workspace.ts';
import { hasSuperCatchUp, rothMandates } from './catch-up-rights.ts';
import { ceilingOf } from './ceilings.ts';
import { inCohort, IS_ACTIVE } from './cohorts.ts';
import type { PlanRun, PlanRunYear } from './plan-run.ts';
import { ratioPpm, shareOfHeads } from './rates.ts';

const count = z.coerce.number();

/** People of a year who stand alike in the plan, added up. */
const cellRow = z.object({
  year: z.number(),
  active: z.boolean(),
  entered: z.boolean(),
  deferring: z.boolean(),
  status: z.number(),
  source: z.number(),
  people: count,
  rates: count,
  base: count,
  catchUp: count,
  planPay: count,
  grossPay: count,
  match: count,
  trueUp: count,
  core: count,
  coreExcess: count,
  reallocated: count,
  atCeilingMatch: count,
  atCeiling: count,
  by402g: count,
  byPlanLimit: count,
  by415: count,
  byPay: count,
  catchUps: count,
  superCatchUps: count,
  forfeitedMatch: count,
  forfeitedCore: count,
  forfeiting: count,
  balanceMatch: count,
  balanceCore: count,
  /** Σ balance × vested ppm: beyond the exact range of doubles. */
  vested: z.coerce.bigint(),
  fullyVested: count,
  partlyVested: count,
  notVested: count,
});
type Cell = z.output<typeof cellRow>;
/** Columns of a cell that are added up. */
type Sum = { [Name in keyof Cell]: Cell[Name] extends number ? Name : never }[keyof Cell];

const limitCode = (limit: (typeof DEFERRAL_LIMITS)[number]): number => DEFERRAL_LIMITS.indexOf(limit);

/**
 * One pass over the people of all years: grouped by how they stand, so that every sum is a plain one and the figures of
 * section 27 are sums over cells.
 */
function cellSql({ run, startYear, years }: PlanRun, cohort: PlanCohort): string {
  const ceilings = years.map(({ year, design }) => {
    const ceiling = ceilingOf(design, year);
    return { year, sql: 'sql' in ceiling ? ceiling.sql : 'NULL' };
  });
  const [first] = ceilings;
  const ceiling = ceilings.every(({ sql }) => sql === first?.sql)
    ? (first?.sql ?? 'NULL')
    : `CASE simulation_year ${ceilings.map(({ year, sql }) => `WHEN ${year} THEN ${sql}`).join(' ')} END`;
  const balance = '(balance_match_cents + balance_core_cents)';
  const vested = '(balance_match_cents * vested_match_ppm + balance_core_cents * vested_core_ppm)';
  return `SELECT simulation_year AS year, ${IS_ACTIVE} AS active, plan_entry_date IS NOT NULL AS entered,
      deferral_rate_ppm > 0 AS deferring, plan_status AS status, enrollment_source AS source, count(*) AS people,
      sum(deferral_rate_ppm) AS rates, sum(base_deferral_cents) AS base, sum(catch_up_cents) AS "catchUp",
      sum(plan_pay_cents) AS "planPay", sum(prorated_pay_cents) AS "grossPay", sum(match_cents) AS match,
      sum(true_up_cents) AS "trueUp", sum(core_cents) AS core, sum(core_excess_cents) AS "coreExcess",
      sum(reallocated_cents) AS reallocated, sum(match_at_ceiling_cents) AS "atCeilingMatch",
      count_if(deferral_rate_ppm >= ${ceiling}) AS "atCeiling",
      count_if(limit_bound = ${limitCode('402g')}) AS by402g,
      count_if(limit_bound = ${limitCode('planLimit')}) AS "byPlanLimit",
      count_if(reduced_415_cents > 0) AS by415, count_if(capped_plan_pay_cents < plan_pay_cents) AS "byPay",
      count_if(catch_up_cents > 0) AS "catchUps",
      count_if(catch_up_cents > 0 AND simulation_year - year(birth_date) BETWEEN 60 AND 63) AS "superCatchUps",
      sum(forfeited_match_cents) AS "forfeitedMatch", sum(forfeited_core_cents) AS "forfeitedCore",
      count_if(forfeited_match_cents + forfeited_core_cents > 0) AS forfeiting,
      sum(balance_match_cents) AS "balanceMatch", sum(balance_core_cents) AS "balanceCore",
      sum(${vested}) AS vested,
      count_if(${balance} > 0 AND ${vested} = ${balance} * ${MILLION}) AS "fullyVested",
      count_if(${vested} > 0 AND ${vested} < ${balance} * ${MILLION}) AS "partlyVested",
      count_if(${balance} > 0 AND ${vested} = 0) AS "notVested"
    FROM snapshot
    WHERE run_key = ${run.key} AND plan_status IS NOT NULL AND ${inCohort(cohort, startYear)}
    GROUP BY ALL`;
}

const enrolled = PLAN_STATUSES.indexOf('enrolled');
const sourcesOf = (...sources: readonly (typeof ENROLLMENT_SOURCES)[number][]): readonly number[] =>
  sources.map((source) => ENROLLMENT_SOURCES.indexOf(source));

/** P-125: who counts under which method; the sweep is an automatic enrolment too. */
const METHOD_OF: Readonly<Record<PlanMethod, (cell: Cell) => boolean>> = {
  auto: bySource('auto', 'sweep'),
  voluntary: bySource('voluntary'),
  proactive: bySource('proactive'),
  conversion: bySource('conversion'),
  census: bySource('censusAuto', 'censusVoluntary'),
  optedOut: ({ status }) => status === PLAN_STATUSES.indexOf('optedOut'),
  // Somebody who elected 0 % takes no part either.
  stopped: ({ status, deferring }) =>
    status === PLAN_STATUSES.indexOf('stopped') || (status === enrolled && !deferring),
  neverEnrolled: ({ status }) => status === PLAN_STATUSES.indexOf('neverEnrolled'),
};

function bySource(...sources: readonly (typeof ENROLLMENT_SOURCES)[number][]): (cell: Cell) => boolean {
  const codes = sourcesOf(...sources);
  return ({ status, deferring, source }) => status === enrolled && deferring && codes.includes(source);
}

/**
 * The plan of a cohort in every year with a design in force (P-125 … P-128, sections 17 and 18).
 * @throws PlanAlignError STORE_FAILED
 */
export async function yearFigures(
  workspace: Workspace,
  run: PlanRun,
  cohort: PlanCohort,
): Promise<readonly PlanYearFigures[]> {
  if (run.years.length === 0) return [];
  const cells = z.array(cellRow).parse(await workspace.read(cellSql(run, cohort)));
  const mandates = await rothMandates(workspace, run, cohort);
  return run.years.map((year) =>
    figuresOf(
      year,
      cells.filter((cell) => cell.year === year.year),
      mandates.get(year.year) ?? null,
    ),
  );
}

function figuresOf(
  { year, design, limits }: PlanRunYear,
  cells: readonly Cell[],
  rothMandate: number | null,
): PlanYearFigures {
  const sum = (name: Sum, of: readonly Cell[] = cells): number =>
    of.reduce((total, cell) => total + cell[name], 0);
  const active = cells.filter((cell) => cell.active);
  const eligible = active.filter(({ entered }) => entered);
  const participants = eligible.filter(({ deferring }) => deferring);
  const heads = sum('people', participants);
  const vested = active.reduce((total, cell) => total + cell.vested, 0n);
  const employer = sum('match') + sum('trueUp') + sum('core') + sum('coreExcess');
  const ceiling = ceilingOf(design, year);
  return {
    year,
    active: sum('people', active),
    eligible: sum('people', eligible),
    participants: heads,
    participationOfEligible: shareOfHeads(heads, sum('people', eligible)),
    participationOfActive: shareOfHeads(heads, sum('people', active)),
    methods: countMethods(eligible),
    averageRatePpm: heads === 0 ? null : Math.round(sum('rates', participants) / heads),
    effectiveRatePpm: ratioPpm(
      sum('base', participants) + sum('catchUp', participants),
      sum('planPay', participants),
    ),
    deferralCents: sum('base'),
    catchUpCents: sum('catchUp'),
    matchCents: sum('match'),
    trueUpCents: sum('trueUp'),
    coreCents: sum('core'),
    coreExcessCents: sum('coreExcess'),
    reallocatedCents: sum('reallocated'),
    grossPayCents: sum('grossPay'),
    employerCostPpm: ratioPpm(employer, sum('grossPay')),
    employeeRatePpm: ratioPpm(sum('base') + sum('catchUp'), sum('grossPay')),
    atCeiling: 'unknown' in ceiling ? ceiling : sum('atCeiling', participants),
    leftCents: sum('atCeilingMatch') - sum('match') - sum('trueUp'),
    limits: {
      electiveDeferral: sum('by402g'),
      planLimit: sum('byPlanLimit'),
      annualAdditions: sum('by415'),
      compensation: sum('byPay'),
      catchUp: sum('catchUps'),
      superCatchUp: hasSuperCatchUp(design, limits) ? sum('superCatchUps') : 0,
      rothMandate,
    },
    vesting: {
      matchBalanceCents: sum('balanceMatch', active),
      coreBalanceCents: sum('balanceCore', active),
      vestedCents: Number(roundRatio(vested, BigInt(MILLION))),
      fullyVested: sum('fullyVested', active),
      partlyVested: sum('partlyVested', active),
      notVested: sum('notVested', active),
      forfeitedMatchCents: sum('forfeitedMatch'),
      forfeitedCoreCents: sum('forfeitedCore'),
      forfeiting: sum('forfeiting'),
    },
  };
}

function countMethods(eligible: readonly Cell[]): PlanYearFigures['methods'] {
  const of = (method: PlanMethod): number =>
    eligible.filter(METHOD_OF[method]).reduce((total, { people }) => total + people, 0);
  return {
    auto: of('auto'),
    voluntary: of('voluntary'),
    proactive: of('proactive'),
    conversion: of('conversion'),
    census: of('census'),
    optedOut: of('optedOut'),
    stopped: of('stopped'),
    neverEnrolled: of('neverEnrolled'),
  };
}
