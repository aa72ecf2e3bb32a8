import { z } from 'zod';
import type { CensusFileReport } from '../../../src-shared/api/census-report.ts';
import type {
  CensusReconciliation,
  ChainLink,
  ValidationReport,
} from '../../../src-shared/api/validation.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { findRun, validationResults, type RunRecord } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import { CHECKED_RULES } from './rules.ts';
import { tieOuts } from './tie-outs.ts';

const jsonText = z.string().transform((text): unknown => JSON.parse(text));
const linkRow = z.object({
  position: z.number(),
  year: z.number().nullable(),
  rows: jsonText.pipe(z.record(z.string(), z.number())),
  previous: z.string(),
  link: z.string(),
});

/** The chain of hashes of a run, from the opening on. */
export async function chainOf(workspace: Workspace, runKey: number): Promise<readonly ChainLink[]> {
  const rows = await workspace.read(
    `SELECT position, simulation_year AS year, row_counts AS rows, previous_link AS previous, link
     FROM ledger WHERE run_key = $1 ORDER BY position`,
    [runKey],
  );
  return z
    .array(linkRow)
    .parse(rows)
    .map(({ rows: counts, ...link }) => ({
      ...link,
      rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    }));
}

const openingRow = z.object({
  counts: jsonText.pipe(
    z.object({
      openingActive: z.number(),
      futureHire: z.number(),
      futureHireBeyondHorizon: z.number(),
      former: z.number(),
    }),
  ),
  headcount: z.number().nullable(),
});
const censusRow = z.object({
  // Written from the same types by the import; its thousands of problems are left where they are.
  counts: jsonText.transform((counts) => counts as CensusFileReport['counts']),
  reasons: jsonText.transform((reasons) => reasons as CensusFileReport['reasons']),
});

/** W-24: the rows of the census file, from its stored report, and how the run began with them. */
async function reconciliationOf(
  workspace: Workspace,
  runKey: number,
  { census }: RunRecord,
): Promise<CensusReconciliation> {
  const [opening] = await workspace.read(
    `SELECT r.opening_counts AS counts, (SELECT y.opening FROM run_year y
       WHERE y.run_key = r.run_key ORDER BY y.simulation_year LIMIT 1) AS headcount
     FROM run r WHERE r.run_key = $1`,
    [runKey],
  );
  const [stored] =
    census.id === null
      ? []
      : await workspace.read(
          `SELECT json_extract(report, '$.counts')::VARCHAR AS counts,
             json_extract(report, '$.reasons')::VARCHAR AS reasons
           FROM census WHERE CAST(census_id AS VARCHAR) = $1`,
          [census.id],
        );
  const { counts, headcount } = openingRow.parse(opening);
  const report = stored === undefined ? null : censusRow.parse(stored);
  const { openingActive, futureHire, futureHireBeyondHorizon, former } = counts;
  return {
    censusId: census.id,
    name: census.name,
    read: report?.counts?.read ?? census.rows,
    accepted: report?.counts?.accepted ?? census.accepted,
    quarantined: report?.counts?.quarantined ?? census.quarantined,
    blank: report?.counts?.blank ?? null,
    duplicateDropped: report?.counts?.duplicateDropped ?? null,
    openingActive,
    futureHire,
    futureHireBeyondHorizon,
    former,
    openingHeadcount: headcount,
    reasons: (report?.reasons ?? []).map(({ code, kind, rows, meaning, repair }) => ({
      code,
      kind,
      rows,
      meaning,
      repair,
    })),
  };
}

/** The run of a report, which must have ended. @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS. */
export async function endedRun(
  workspace: Workspace,
  runId: string,
): Promise<{ readonly key: number; readonly run: RunRecord }> {
  const found = await findRun(workspace, runId);
  if (found.run.status === 'running')
    throw new PlanAlignError('RUN_IN_PROGRESS', 'Its checks are made year by year while it runs.');
  return found;
}

/**
 * The evidence for a run that has ended, one that failed included.
 * @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS.
 */
export async function validationReport(workspace: Workspace, runId: string): Promise<ValidationReport> {
  const { key, run } = await endedRun(workspace, runId);
  const [checks, chain, census, ties] = await Promise.all([
    validationResults(workspace, runId),
    chainOf(workspace, key),
    reconciliationOf(workspace, key, run),
    tieOuts(workspace, key),
  ]);
  return { rules: CHECKED_RULES, checks, chain, census, ties };
}
