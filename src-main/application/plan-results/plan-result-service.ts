import type {
  PlanResultService,
  PlanYearDesign,
  PlanYearDetail,
  PlanYears,
} from '../../../src-shared/api/plan-results.ts';
import { toCents } from '../../../src-shared/arithmetic.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { ReadableRuns } from '../results/run-dictionary.ts';
import { ceilingOf } from './ceilings.ts';
import { readPlanRun, type PlanRun, type PlanRunYear } from './plan-run.ts';
import { yearDetail } from './year-detail.ts';
import { yearFigures } from './year-figures.ts';

/** Answers that are kept: complete runs never change, and a reader goes back and forth between a few views. */
const MOST_RUNS = 8;
const MOST_ANSWERS = 64;

/** How the retirement plan works out, over the stored rows of runs. */
export function planResultService({
  workspace,
  runs,
}: {
  readonly workspace: Workspace;
  readonly runs: ReadableRuns;
}): PlanResultService {
  const planRuns = new Map<string, Promise<PlanRun>>();
  const years = new Map<string, Promise<PlanYears>>();
  const details = new Map<string, Promise<PlanYearDetail>>();
  const planRun = (runId: string): Promise<PlanRun> =>
    remembered(planRuns, runId, MOST_RUNS, async () => readPlanRun(workspace, await runs.read(runId), runId));
  return {
    years: (request) =>
      remembered(years, JSON.stringify(request), MOST_ANSWERS, async () => {
        const run = await planRun(request.runId);
        return { designs: designsOf(run), years: await yearFigures(workspace, run, request.cohort) };
      }),
    detail: (request) =>
      remembered(details, JSON.stringify(request), MOST_ANSWERS, async () => {
        const run = await planRun(request.runId);
        const { year, cohort, grouping } = request;
        const found = run.years.find((each) => each.year === year);
        if (found === undefined)
          throw new PlanAlignError('YEAR_NOT_TESTED', `No plan design is in force in ${year}.`, { year });
        return yearDetail(workspace, run, found, cohort, grouping);
      }),
  };
}

/** Every year of the run with its design, null where none is in force (P-23). */
function designsOf({ startYear, endYear, years }: PlanRun): readonly PlanYearDesign[] {
  return Array.from({ length: endYear - startYear + 1 }, (_, index) => {
    const year = startYear + index;
    const found = years.find((each) => each.year === year);
    return { year, plan: found === undefined ? null : designOf(found) };
  });
}

function designOf({
  year,
  design,
  summary,
  limits,
  limitsNotPublished,
}: PlanRunYear): PlanYearDesign['plan'] {
  const { policy, planExpensesByYear } = design.forfeitures;
  const ceiling = ceilingOf(design, year);
  return {
    designId: design.id,
    name: design.name,
    forfeiturePolicy: policy,
    expensesCents: policy === 'expenses' ? toCents(planExpensesByYear[year] ?? 0) : 0,
    grossCostCents: summary.grossCostCents,
    createdCents: summary.forfeituresCreatedCents,
    availableCents: summary.poolAvailableCents,
    appliedCents: summary.poolAppliedCents,
    carriedCents: summary.poolCarriedCents,
    overdueCents: summary.poolOverdueCents,
    netCashCents: summary.netCashCents,
    netExpenseCents: summary.netExpenseCents,
    netCashBasisPoints: summary.netCashBasisPoints,
    isPartial: summary.partial,
    ceilingPpm: 'ppm' in ceiling ? ceiling.ppm : null,
    limitsNotPublished,
    rothCatchUpWagesCents: limits.rothCatchUpWages,
  };
}
