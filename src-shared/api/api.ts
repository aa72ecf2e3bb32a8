import { applicationCalls, type ApplicationService } from './application.ts';
import { calculatorCalls, type CalculatorService } from './calculators.ts';
import { callTable } from './calls.ts';
import { censusCalls, type CensusService } from './censuses.ts';
import { comparisonCalls, type ComparisonService } from './comparisons.ts';
import { differenceCalls, type DifferenceService } from './differences.ts';
import { complianceCalls, type ComplianceService } from './compliance.ts';
import { documentCalls, type DocumentService } from './documents.ts';
import { exportCalls, type ExportService } from './exports.ts';
import { monthlyCalls, type MonthlyService } from './monthly.ts';
import { planResultCalls, type PlanResultService } from './plan-results.ts';
import { personCalls, type PersonService } from './persons.ts';
import { previewCalls, type PreviewService } from './preview.ts';
import { resultCalls, type ResultService } from './results.ts';
import { runCalls, type RunService } from './runs.ts';
import { scenarioCalls, type ScenarioService } from './scenarios.ts';
import { validationCalls, type ValidationService } from './validation.ts';

/**
 * Everything a window can ask the application to do. The transport is an adapter: a port in Electron, a WebSocket in
 * a browser. Failures are PlanAlignError wherever the call is made from; LINK_CLOSED when the application is gone.
 */
export interface PlanAlignApi {
  readonly application: ApplicationService;
  readonly documents: DocumentService;
  readonly scenarios: ScenarioService;
  readonly censuses: CensusService;
  readonly runs: RunService;
  readonly results: ResultService;
  readonly comparisons: ComparisonService;
  readonly monthly: MonthlyService;
  readonly planResults: PlanResultService;
  readonly validation: ValidationService;
  readonly differences: DifferenceService;
  readonly persons: PersonService;
  readonly compliance: ComplianceService;
  readonly preview: PreviewService;
  readonly calculators: CalculatorService;
  readonly exports: ExportService;
}

/** The calls of the API and the schemas of their arguments. Nothing else can be called from outside. */
export const API_CALLS = callTable({
  application: applicationCalls,
  documents: documentCalls,
  scenarios: scenarioCalls,
  censuses: censusCalls,
  runs: runCalls,
  results: resultCalls,
  comparisons: comparisonCalls,
  monthly: monthlyCalls,
  planResults: planResultCalls,
  validation: validationCalls,
  differences: differenceCalls,
  persons: personCalls,
  compliance: complianceCalls,
  preview: previewCalls,
  calculators: calculatorCalls,
  exports: exportCalls,
} satisfies Readonly<Record<keyof PlanAlignApi, unknown>>);
