import { existsSync } from 'node:fs';
import { z } from 'zod';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { RunRecord } from '../../store/run-queries.ts';
import type { Workspace } from '../../store/workspace.ts';
import { parseArguments } from '../arguments.ts';
import { formatCount, formatSeconds } from '../format.ts';
import type { Command } from '../invocation.ts';
import { formatPlanTable, planYearDocuments } from '../plan-table.ts';
import { formatFacts, formatTable } from '../table.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';
import { formatYearTable, yearDocuments } from '../year-table.ts';

const listSchema = z.object({ workspace: z.string().optional() });
const runSchema = z.object({ run: z.string().min(1), workspace: z.string().optional() });
const deleteSchema = runSchema.extend({ yes: z.boolean().default(false) });

/** Runs as a table, newest first. */
export function formatRuns(runs: readonly RunRecord[]): string {
  return formatTable<RunRecord>(
    [
      { heading: 'Run', align: 'left', cell: ({ runId }) => runId.slice(0, 8) },
      {
        heading: 'Started (UTC)',
        align: 'left',
        cell: ({ startedAt }) => startedAt.slice(0, 16).replace('T', ' '),
      },
      { heading: 'Status', align: 'left', cell: ({ status }) => status },
      { heading: 'Years', align: 'left', cell: ({ startYear, endYear }) => `${startYear}-${endYear}` },
      { heading: 'Seed', align: 'right', cell: ({ seed }) => String(seed) },
      { heading: 'Mode', align: 'left', cell: ({ mode }) => mode },
      { heading: 'Scenario', align: 'left', cell: ({ scenario }) => scenario.name },
      { heading: 'Census', align: 'left', cell: ({ census }) => census.name },
      { heading: 'Name', align: 'left', cell: ({ name }) => name },
    ],
    runs,
  );
}

/** `planalign runs list` */
export const runsList: Command = async (input) => {
  const { workspace: given } = parseArguments(listSchema, input);
  const path = workspacePath(given);
  // On a new machine there is no default workspace yet; a workspace that was named has to exist.
  const runs =
    given === undefined && !existsSync(path) ? [] : await withWorkspace(path, { create: false }, readRuns);
  const text = runs.length === 0 ? `There are no runs in ${path}` : formatRuns(runs);
  return { document: { workspace: path, runs }, text };
};

async function readRuns(workspace: Workspace): Promise<readonly RunRecord[]> {
  const { listRuns } = await import('../../store/run-queries.ts');
  return listRuns(workspace);
}

/** `planalign runs show` */
export const runsShow: Command = async (input) => {
  const { run: reference, workspace: given } = parseArguments(runSchema, input);
  const path = workspacePath(given);
  return withWorkspace(path, { create: false }, async (workspace) => {
    const { eventCounts, getRun, planSummaries, validationResults, yearSummaries } =
      await import('../../store/run-queries.ts');
    const run = await getRun(workspace, reference);
    const years = yearDocuments(await yearSummaries(workspace, run.runId));
    const plan = planYearDocuments(await planSummaries(workspace, run.runId));
    const events = await eventCounts(workspace, run.runId);
    const checks = await validationResults(workspace, run.runId);
    const failedChecks = checks.filter(({ failed }) => failed > 0);
    const failures = failedChecks.map(({ year, id, severity, failed, offenders }) => [
      `${severity} ${id} in ${year}: ${formatCount(failed)} failed`,
      ...offenders.map((offender) => `  - ${offender}`),
    ]);
    return {
      document: { workspace: path, run, years, plan, events, checks },
      text: [
        formatRunFacts(run),
        '',
        ...(years.length === 0 ? ['No year is stored.'] : [formatYearTable(years)]),
        '',
        ...(plan.length === 0 ? [] : [formatPlanTable(plan), '']),
        `Events: ${formatEvents(events)}`,
        `Checks: ${formatCount(checks.length)} made, ${formatCount(failedChecks.length)} with findings`,
        ...failures.flat(),
      ].join('\n'),
    };
  });
};

/** `planalign runs delete`: asks on a terminal, needs --yes elsewhere. */
export const runsDelete: Command = async (input, { interactive, confirm }) => {
  const { run: reference, workspace: given, yes } = parseArguments(deleteSchema, input);
  const path = workspacePath(given);
  if (!yes && !interactive)
    throw new PlanAlignError('ARGUMENTS_INVALID', 'Deleting a run cannot be undone: confirm it with --yes.');
  return withWorkspace(path, { create: false }, async (workspace) => {
    const { getRun } = await import('../../store/run-queries.ts');
    const { runId, name, startedAt } = await getRun(workspace, reference);
    if (!yes && !(await confirm(`Delete run ${runId} (${name}, ${startedAt})? This cannot be undone.`)))
      throw new PlanAlignError('CANCELLED', '');
    const { deleteRun } = await import('../../store/delete-run.ts');
    await deleteRun(workspace, runId);
    return { document: { workspace: path, deleted: runId }, text: `Deleted run ${runId} (${name})` };
  });
};

/** Events by type on one line. */
export function formatEvents(events: Readonly<Record<string, number>>): string {
  return Object.entries(events)
    .map(([type, count]) => `${type} ${formatCount(count)}`)
    .join(', ');
}

function formatRunFacts(run: RunRecord): string {
  const { scenario, census, failure, timings } = run;
  const overrides = Object.entries(scenario.overrides).map(
    ([path, value]) => `${path}=${JSON.stringify(value)}`,
  );
  return formatFacts([
    ['Run', run.runId],
    ['Name', run.name],
    ['Status', run.status],
    ['Failure', failure === null ? null : `${failure.code}: ${failure.detail}`],
    ['Years', `${run.startYear}-${run.endYear}`],
    ['Seed, mode', `${run.seed}, ${run.mode}`],
    [
      'Scenario',
      `${scenario.name} version ${scenario.version}, ${scenario.source ?? 'the default scenario'}`,
    ],
    ['Scenario hash', scenario.hash],
    ['Changed settings', overrides.length === 0 ? null : overrides.join(', ')],
    ['Commit', scenario.gitCommit],
    [
      'Census',
      `${census.name}: ${formatCount(census.rows)} rows, ${formatCount(census.accepted)} accepted, ${formatCount(census.quarantined)} quarantined`,
    ],
    ['Census hash', census.hash],
    ['Fingerprint', run.fingerprint],
    ['Version', `${run.engineVersion}, schema ${run.schemaVersion}`],
    ['Run by', `${run.userName} on ${run.machine}`],
    ['Started', run.startedAt],
    ['Finished', run.finishedAt],
    [
      'Timings',
      Object.entries(timings)
        .map(([work, milliseconds]) => `${work} ${formatSeconds(milliseconds)}`)
        .join(', ') || null,
    ],
  ]);
}
