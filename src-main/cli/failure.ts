import { ERROR_CATALOGUE, EXIT, PlanAlignError, type ExitCode } from '../../src-shared/errors.ts';
import type { ErrorCode, ErrorPlace } from '../../src-shared/errors.ts';

/** What a user, or a script reading JSON, is told about a failure. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly what: string;
  readonly detail: string;
  readonly where: ErrorPlace;
  readonly fix: string;
  readonly correlationId: string;
  readonly items: readonly string[];
}

/** Longest list of findings printed on a terminal; JSON has them all. */
const PRINTED_ITEMS = 20;

/** Anything but an expected failure is INTERNAL. */
function asExpected(error: unknown): PlanAlignError {
  if (error instanceof PlanAlignError) return error;
  if (error instanceof Error && error.name === 'AbortError') return new PlanAlignError('CANCELLED', '');
  return new PlanAlignError('INTERNAL', '');
}

export function exitCodeOf(error: unknown): ExitCode {
  return ERROR_CATALOGUE[asExpected(error).code].exit;
}

export function reportFailure(error: unknown, correlationId: string): ErrorReport {
  const { code, detail, place, items } = asExpected(error);
  const { what, fix } = ERROR_CATALOGUE[code];
  // What a defect says may quote a person, and helps only who reads the log.
  const told = code === 'INTERNAL' ? 'The cause is in the log file, under the reference given.' : detail;
  return { code, what, detail: told, where: place, fix, correlationId, items };
}

/** The report in words for standard error. */
export function formatFailure(report: ErrorReport, logFile: string): string {
  if (ERROR_CATALOGUE[report.code].exit === EXIT.cancelled) return `${report.what} ${report.fix}`;
  const where = Object.entries(report.where).map(([name, value]) => `${PLACE_NAMES[name] ?? name} ${value}`);
  const shown = report.items.slice(0, PRINTED_ITEMS);
  const more = report.items.length - shown.length;
  return [
    `${report.code}: ${report.what}`,
    ...(isListed(report) ? [] : [`  ${report.detail}`]),
    ...(where.length === 0 ? [] : [`  Where: ${where.join(', ')}`]),
    ...shown.map((item) => `  - ${item}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    `  What to do: ${report.fix}`,
    `  Reference ${report.correlationId} in ${logFile}`,
  ].join('\n');
}

/** Whether the detail adds nothing to the items. */
const isListed = ({ detail, items }: ErrorReport): boolean =>
  detail === '' || (items.length > 0 && items.every((item) => detail.includes(item)));

const PLACE_NAMES: Readonly<Record<string, string>> = { employeeId: 'employee' };
