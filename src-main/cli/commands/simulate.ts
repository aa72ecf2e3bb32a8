import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { YearSummary } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { FLOW_MODES } from '../../../src-shared/vocabulary.ts';
import { openScenario, type OpenedScenario } from '../../services/scenarios/open-scenario.ts';
import type { CensusFile } from '../../services/studies/census-file.ts';
import type { StoredCensus } from '../../services/studies/stored-census.ts';
import type { Workspace } from '../../store/workspace.ts';
import { parseArguments, seedNumber, yearRange } from '../arguments.ts';
import { censusProgress } from '../census-progress.ts';
import type { Command, Invocation } from '../invocation.ts';
import { horizonSettings, parseSettings, recordSettings } from '../settings.ts';
import { formatStudy } from '../study-report.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';
import { yearDocuments } from '../year-table.ts';

const argumentsSchema = z.object({
  years: yearRange,
  census: z.string().min(1).optional(),
  scenario: z.string().min(1).optional(),
  workspace: z.string().min(1).optional(),
  seed: seedNumber.optional(),
  mode: z.enum(FLOW_MODES).optional(),
  name: z.string().min(1).optional(),
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
  const file = censusFileOf(given.census, existsSync(path));
  // A file that is refused makes no workspace; a workspace that is locked is reported before a long import.
  const early =
    file === undefined || existsSync(path) ? null : await readCensus(file, given, opened, invocation);

  return withWorkspace(path, true, async (workspace) => {
    const { census, importMs } = await takeCensus(workspace, { file, early, given, opened, invocation });
    const { simulateStudy } = await import('../../services/runs/simulate-study.ts');
    const { engineBundle, startEngineInThread } = await import('../../services/runs/engine-host.ts');
    const report = await simulateStudy({
      workspace,
      scenario: opened.scenario,
      scenarioSource: opened.source,
      overrides: recordSettings(changes),
      census: census.columns,
      censusReference: census.reference,
      name: given.name ?? opened.scenario.name,
      engine: startEngineInThread(engineBundle()),
      onProgress: ({ stored, years, year }) => {
        invocation.progress.report(year === null ? 'Simulating' : `Stored ${year}`, stored / years);
      },
      signal: invocation.signal,
    });
    const { yearSummaries } = await import('../../store/run-queries.ts');
    const summaries = await yearSummaries(workspace, report.runId);
    const { name, hash, rows, accepted, quarantined } = census.reference;
    const study = {
      runId: report.runId,
      fingerprint: report.fingerprint,
      seed: report.seed,
      mode: report.mode,
      name: given.name ?? opened.scenario.name,
      workspace: path,
      scenario: { name: opened.scenario.name, source: opened.source, overrides: recordSettings(changes) },
      census: { name, hash, rows, accepted, quarantined },
      years: yearDocuments(summaries),
      events: report.events,
      invariants: report.invariants,
      warnings: warningsOf(opened, summaries),
      timings: {
        importMs: Math.round(importMs),
        engineMs: report.timings.engineMs,
        encodeMs: report.timings.encodeMs,
        storeMs: report.timings.storeMs,
        totalMs: Math.round(performance.now() - start),
      },
      peakRssMb: report.peakRssMb,
    };
    return { document: study, text: formatStudy(study) };
  });
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

async function readCensus(
  file: string | null,
  given: Arguments,
  { scenario }: OpenedScenario,
  { progress, signal }: Invocation,
): Promise<TimedCensusFile> {
  const start = performance.now();
  const { readStudyCensus } = await import('../../services/studies/census-file.ts');
  const census = await readStudyCensus({
    file,
    mapping: given.mapping ?? null,
    acceptInferred: given.acceptInferred,
    duplicates: null,
    strict: false,
    scenario,
    signal,
    onProgress: censusProgress(progress),
  });
  return { census, importMs: performance.now() - start };
}

interface TimedCensusFile {
  readonly census: CensusFile;
  readonly importMs: number;
}

interface CensusChoice {
  readonly file: string | null | undefined;
  readonly early: TimedCensusFile | null;
  readonly given: Arguments;
  readonly opened: OpenedScenario;
  readonly invocation: Invocation;
}

/** The census of the run: one of the workspace, or a file, which is kept in the workspace beside the run. */
async function takeCensus(
  workspace: Workspace,
  { file, early, given, opened, invocation }: CensusChoice,
): Promise<{ readonly census: StoredCensus; readonly importMs: number }> {
  const start = performance.now();
  if (file === undefined) {
    const { loadStudyCensus } = await import('../../services/studies/stored-census.ts');
    const census = await loadStudyCensus(workspace, given.census ?? '', opened.scenario);
    return { census, importMs: performance.now() - start };
  }
  const read = early ?? (await readCensus(file, given, opened, invocation));
  const keeping = performance.now();
  const { keepCensus } = await import('../../services/studies/census-file.ts');
  const { columns, report, hash, name } = read.census;
  const record = await keepCensus(workspace, read.census, name);
  const reference = {
    id: record.censusId,
    name,
    hash,
    rows: report.counts?.read ?? 0,
    accepted: columns.rowCount,
    quarantined: report.counts?.quarantined ?? 0,
  };
  return { census: { columns, reference }, importMs: read.importMs + performance.now() - keeping };
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
