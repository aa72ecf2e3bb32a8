import type { YearSummary } from '../../../src-shared/columns.ts';
import type { PlanYearSummary } from '../../../src-shared/plan-columns.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import {
  findRun,
  planSummaries,
  scenarioDocument,
  yearSummaries,
  type RunRecord,
} from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun, ReadableRuns } from '../results/run-dictionary.ts';

/** A complete run with what differences are explained by: what it was made of and what each year came to. */
export interface RunFacts extends ReadableRun {
  readonly record: RunRecord;
  readonly scenario: Scenario;
  readonly years: readonly YearSummary[];
  /** Years with a plan design in force. */
  readonly plan: readonly (PlanYearSummary & { readonly year: number })[];
}

/** @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS for a run without a result. */
export async function runFacts(workspace: Workspace, runs: ReadableRuns, runId: string): Promise<RunFacts> {
  const readable = await runs.read(runId);
  const [{ run }, document, years, plan] = await Promise.all([
    findRun(workspace, runId),
    scenarioDocument(workspace, runId),
    yearSummaries(workspace, runId),
    planSummaries(workspace, runId),
  ]);
  return { ...readable, record: run, scenario: parseScenario(document).scenario, years, plan };
}
