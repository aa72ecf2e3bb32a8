import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { YearSummary } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { SettingAssignment } from '../../../src-shared/scenario/apply-settings.ts';
import { FLOW_MODES } from '../../../src-shared/vocabulary.ts';
import { openScenario, type OpenedScenario } from '../../services/scenarios/open-scenario.ts';
import type { CensusFile } from '../../services/studies/census-file.ts';
import type { StoredCensus } from '../../services/studies/stored-census.ts';
import type { Workspace } from '../../store/workspace.ts';
import { parseArguments, seedNumber, yearRange } from '../arguments.ts';
import type { Answer, Command, Invocation } from '../invocation.ts';
import { readIntoWorkspace } from '../reading.ts';
import { horizonSettings, parseSettings, recordSettings } from '../settings.ts';
import { formatStudy } from '../study-report.ts';
import { simulating, withWorkspace, workspacePath } from '../with-workspace.ts';
import { planYearDocuments } from '../plan-table.ts';
import { yearDocuments } from '../year-table.ts';

const argumentsSchema = z.object({
  years: yearRange,
  census: z.string().min(1).optional(),
  scenario: z.string().min(1).optional(),
  workspace: z.string().min(1).optional(),
  seed: seedNumber.optional(),
  mode: z.enum(FLOW_MODES).optional(),
  name: z.string().min(1).optional(),
  join: z.string().min(1).optional(),
  mapping: z.string().min(1).optional(),
  acceptInferred: z.boolean().default(false),
  set: z.array(z.string()).default([]),
});
type Arguments = z.output<typeof argumentsSchema>;

/** A file ends like this; the name of an imported census rarely does. */
const LOOKS_LIKE_A_FILE = /[/\\]|\.(csv|tsv|txt|parquet|xlsx)$/i;

/** `planalign simulate`: a census and a scenario in, a stored run out. */
export const simulate: Command = async (input, invocation) => {
  const start = performance.now();
  const given = parseArguments(argumentsSchema, input);
  const path = workspacePath(given.workspace);
  const changes = parseSettings(given.set);
  const opened = await openScenario(given.scenario ?? null, [
    ...horizonSettings(given.years),
    ...(given.seed === undefined ? [] : [{ path: 'simulation.randomSeed', text: String(given.seed) }]),
    ...(given.mode === undefined ? [] : [{ path: 'simulation.flowMode', text: given.mode }]),
    ...changes,
  ]);
  const study = { given, opened, changes, path, start, invocation };
  const { join, mapping, acceptInferred } = given;
  const file = censusFileOf(given.census, existsSync(path));
  if (join !== undefined && (file === undefined || file === null))
    throw new PlanAlignError(
      'ARGUMENTS_INVALID',
      '--join needs a census file: a second file is joined while the census is read.',
    );
  // The engine's thread loads while the census is read.
  const { processEngine } = await import('../../services/runs/engine-host.ts');
  processEngine();
  if (file === undefined)
    return withWorkspace(path, simulating(file), async (workspace) => {
      const loading = performance.now();
      const { loadStudyCensus } = await import('../../services/studies/stored-census.ts');
      const census = await loadStudyCensus(workspace, given.census ?? '', opened.scenario);
      return simulateAndAnswer(workspace, census, performance.now() - loading, study);
    });
  const reading = { file, join, mapping, acceptInferred, scenario: opened.scenario };
  return readIntoWorkspace(
    path,
    simulating(file),
    reading,
    invocation,
    async (workspace, { census, readMs }) => {
      const keeping = performance.now();
      const kept = await keep(workspace, census);
      return simulateAndAnswer(workspace, kept, readMs + performance.now() - keeping, study);
    },
  );
};

/** Null for the sample census, a path for a file, undefined for the name of a census in the workspace. */
function censusFileOf(census: string | undefined, workspaceExists: boolean): string | null | undefined {
  if (census === undefined) return null;
  if (existsSync(census) || LOOKS_LIKE_A_FILE.test(census)) return resolve(census);
  if (!workspaceExists)
    throw new PlanAlignError('CENSUS_UNKNOWN', 'There is no such file, and no workspace yet.', {
      file: census,
    });
  return undefined;
}

/** Keeps the census of a file in the workspace, so that the run can be explained and repeated without the file. */
async function keep(workspace: Workspace, census: CensusFile): Promise<StoredCensus> {
  const { keepCensus } = await import('../../services/studies/census-file.ts');
  const { columns, report, hash, name } = census;
  const { censusId } = await keepCensus(workspace, census, name);
  const { read = 0, quarantined = 0 } = report.counts ?? {};
  return {
    columns,
    reference: { id: censusId, name, hash, rows: read, accepted: columns.rowCount, quarantined },
  };
}

interface StudyCall {
  readonly given: Arguments;
  readonly opened: OpenedScenario;
  readonly changes: readonly SettingAssignment[];
  readonly path: string;
  /** When the command started, by performance.now(). */
  readonly start: number;
  readonly invocation: Invocation;
}

async function simulateAndAnswer(
  workspace: Workspace,
  census: StoredCensus,
  importMs: number,
  { given, opened, changes, path, start, invocation }: StudyCall,
): Promise<Answer> {
  const { simulateStudy } = await import('../../services/runs/simulate-study.ts');
  const { scenario, source } = opened;
  const name = given.name ?? scenario.name;
  const overrides = recordSettings(changes);
  const report = await simulateStudy({
    workspace,
    scenario,
    scenarioSource: source,
    overrides,
    census: census.columns,
    censusReference: census.reference,
    name,
    onProgress: ({ stored, years, year }) => {
      invocation.progress.report(year === null ? 'Simulating' : `Stored ${year}`, stored / years);
    },
    signal: invocation.signal,
  });
  const { planSummaries, yearSummaries } = await import('../../store/run-queries.ts');
  const summaries = await yearSummaries(workspace, report.runId);
  const plan = planYearDocuments(await planSummaries(workspace, report.runId));
  const { hash, rows, accepted, quarantined } = census.reference;
  const { engineMs, encodeMs, storeMs } = report.timings;
  const study = {
    runId: report.runId,
    fingerprint: report.fingerprint,
    seed: report.seed,
    mode: report.mode,
    name,
    workspace: path,
    scenario: { name: scenario.name, source, overrides },
    census: { name: census.reference.name, hash, rows, accepted, quarantined },
    years: yearDocuments(summaries),
    plan,
    events: report.events,
    invariants: report.invariants,
    warnings: warningsOf(opened, summaries),
    timings: {
      importMs: Math.round(importMs),
      engineMs,
      encodeMs,
      storeMs,
      totalMs: Math.round(performance.now() - start),
    },
    peakRssMb: report.peakRssMb,
  };
  return { document: study, text: formatStudy(study) };
}

/** What the user should know: of the scenario, and of each year. */
function warningsOf(
  { warnings }: OpenedScenario,
  summaries: readonly YearSummary[],
): readonly { readonly code: string; readonly message: string }[] {
  return [
    ...warnings.map(({ code, setting, message }) => ({ code, message: `${setting}: ${message}` })),
    ...summaries.flatMap((summary) =>
      summary.warnings.map(({ code, message }) => ({ code, message: `${summary.year}: ${message}` })),
    ),
  ];
}
