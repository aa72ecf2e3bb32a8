import type { ValidationReport, ValidationService } from '../../../src-shared/api/validation.ts';
import type { Workspace } from '../../store/workspace.ts';
import { remembered } from '../remembered.ts';
import type { WorkRegistry } from '../work.ts';
import { validationReport } from './validation-report.ts';
import { verifyStoredRun } from './verification.ts';

/** Reports that are kept: a run that has ended never changes. */
const MOST_REPORTS = 8;

/** Reports of all windows. */
export class ValidationReports {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Promise<ValidationReport>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS. */
  read(runId: string): Promise<ValidationReport> {
    return remembered(this.#known, runId, MOST_REPORTS, () => validationReport(this.#workspace, runId));
  }
}

/** The evidence behind results, for one window. */
export const validationService = (
  { workspace, reports }: { readonly workspace: Workspace; readonly reports: ValidationReports },
  work: WorkRegistry,
): ValidationService => ({
  report: ({ runId }) => reports.read(runId),
  verify: ({ runId, workId }, onProgress) =>
    work.run(workId, (signal) => verifyStoredRun(workspace, runId, onProgress, signal)),
});
