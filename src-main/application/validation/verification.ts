import type { VerificationProgress, VerificationReport } from '../../../src-shared/api/validation.ts';
import { checkYearExactly } from '../../store/validation/check-year.ts';
import { verifyRun } from '../../store/verify-run.ts';
import type { Workspace } from '../../store/workspace.ts';
import { chainOf, endedRun } from './validation-report.ts';

/** Part of the work that reading back is; the rest is checking, which looks at each year a few dozen times. */
const READING = 0.6;

/**
 * Reads every row of a run back, recomputes its fingerprint and makes every check of the store again, exactly. Each year
 * is checked in a transaction of its own, so that a run in progress waits for a year at most.
 * @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS, CANCELLED.
 */
export async function verifyStoredRun(
  workspace: Workspace,
  runId: string,
  onProgress: (progress: VerificationProgress) => void,
  signal: AbortSignal,
): Promise<VerificationReport> {
  const { key } = await endedRun(workspace, runId);
  const chain = await chainOf(workspace, key);
  const rows = chain.reduce((sum, link) => sum + link.rows, 0);
  let rowsRead = 0;
  const { fingerprint, problems } = await verifyRun(workspace, runId, {
    signal,
    onLink: (year) => {
      onProgress({ stage: 'reading', year, share: (READING * rowsRead) / Math.max(1, rows) });
      rowsRead += chain.find((link) => link.year === year)?.rows ?? 0;
    },
  });
  const years = chain.flatMap(({ year }) => (year === null ? [] : [year]));
  const checks: VerificationReport['checks'][number][] = [];
  for (const [index, year] of years.entries()) {
    onProgress({ stage: 'checking', year, share: READING + ((1 - READING) * index) / years.length });
    const results = await workspace.transaction(
      (connection) => checkYearExactly(connection, key, year),
      signal,
    );
    checks.push(...results.map((result) => ({ year, ...result })));
  }
  return { fingerprint, rows, problems, checks };
}
