import type { PlanYearSummary } from '../../../src-shared/plan-columns.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { limitSettingsOf, limitsOf } from '../../../src-worker/plan/limits.ts';
import { planLimits, type PlanLimits } from '../../../src-worker/plan/plan-limits.ts';
import { findRun, planSummaries, scenarioDocument } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import type { ReadableRun } from '../results/run-dictionary.ts';

/** A year of a run with a design in force. */
export interface PlanRunYear {
  readonly year: number;
  readonly design: Scenario['planDesigns'][number];
  readonly summary: PlanYearSummary;
  readonly limits: PlanLimits;
  /** Limits that are not the published ones (P-13, P-14). */
  readonly limitsNotPublished: readonly string[];
}

/** A complete run as the figures of its plan need it. */
export interface PlanRun {
  readonly run: ReadableRun;
  readonly startYear: number;
  readonly endYear: number;
  readonly censusId: string | null;
  readonly years: readonly PlanRunYear[];
}

/**
 * The designs of a run by year, as its stored scenario and its yearly figures say. Runs that were written before the plan
 * was simulated have no years.
 * @throws PlanAlignError RUN_UNKNOWN
 */
export async function readPlanRun(workspace: Workspace, run: ReadableRun, runId: string): Promise<PlanRun> {
  const [{ run: record }, document, summaries] = await Promise.all([
    findRun(workspace, runId),
    scenarioDocument(workspace, runId),
    planSummaries(workspace, runId),
  ]);
  const { scenario } = parseScenario(document);
  const limits = limitSettingsOf(scenario.limits);
  return {
    run,
    startYear: record.startYear,
    endYear: record.endYear,
    censusId: record.census.id,
    years: summaries.map(({ year, ...summary }) => {
      const design = scenario.planDesigns.find(({ id }) => id === summary.designId);
      if (design === undefined)
        throw new RangeError(`the scenario of the run has no design ${summary.designId}`);
      const limitsNotPublished = Object.entries(limitsOf(year, limits)).flatMap(([item, { provenance }]) =>
        provenance === 'published' ? [] : [item],
      );
      return { year, design, summary, limits: planLimits(year, limits), limitsNotPublished };
    }),
  };
}
