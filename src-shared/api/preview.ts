import { z } from 'zod';
import type { RunWarning, YearSummary } from '../columns.ts';
import type { PlanYearSummary } from '../plan-columns.ts';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';
import { scenarioDocumentSchema } from './scenarios.ts';

const previewRequest = z.strictObject({ scenario: scenarioDocumentSchema, censusId: idSchema });

/** The figures of one year. */
export interface PreviewYear {
  readonly summary: YearSummary;
  /** Null where no plan design is in force. */
  readonly plan: PlanYearSummary | null;
}

/** What a scenario would give: the same engine on the same census as a run, nothing stored. */
export interface PreviewResult {
  readonly years: readonly PreviewYear[];
  /** What the scenario itself is warned of. */
  readonly warnings: readonly RunWarning[];
  /** Rows of the census. */
  readonly people: number;
  /** Milliseconds of simulation. */
  readonly elapsedMs: number;
}

/** The answer while a value is being edited. */
export interface PreviewService {
  /**
   * Simulates a scenario on a census and gives the year summaries. A request stops the one before it of the same
   * window, which then fails with CANCELLED. Throws SCENARIO_… when the scenario is not valid, and the errors of the
   * engine.
   */
  run(request: z.output<typeof previewRequest>): Promise<PreviewResult>;
  /** Makes ready for the first preview on a census; a preview that is asked for meanwhile goes before it. */
  prepare(request: { readonly censusId: string }): Promise<void>;
}

export const previewCalls: CallsOf<PreviewService> = {
  run: [previewRequest],
  prepare: [z.strictObject({ censusId: idSchema })],
};
