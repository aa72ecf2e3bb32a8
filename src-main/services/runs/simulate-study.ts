import { randomUUID } from 'node:crypto';
import { rm, readdir } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import { dirname, join } from 'node:path';
import type { CensusColumns, YearSummary } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { planInForce } from '../../../src-shared/scenario/plan-in-force.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { currentUser } from '../../store/audit-log.ts';
import { InvariantFailure, RunWriter, type RunOutcome, type YearChecker } from '../../store/run-writer.ts';
import type { CensusReference, RunHeader, YearChecks } from '../../store/run-rows.ts';
import { storeFailure } from '../../store/store-failure.ts';
import { yearChecker } from '../../store/validation/check-year.ts';
import type { Workspace } from '../../store/workspace.ts';
import { processEngine } from './engine-host.ts';
import type { EngineRun, StartEngine } from './engine-run.ts';
import { gitCommitOf } from './git-commit.ts';

/** What a study is simulated from, and how it is watched. */
export interface StudyRequest {
  readonly workspace: Workspace;
  /** Resolved and checked, with the overrides in it. */
  readonly scenario: Scenario;
  /** Path of the scenario file; null for the shipped default. */
  readonly scenarioSource: string | null;
  /** Settings that were changed for this run only, path: value. They are recorded, not applied. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly census: CensusColumns;
  readonly censusReference: CensusReference;
  readonly name: string;
  /** 0 unless the run is one of several that differ in their draws only (W-7). */
  readonly replicate?: number;
  /** Where the simulation runs; in the engine's thread unless said otherwise. */
  readonly engine?: StartEngine;
  /** Checks of the store on each year; those of section 11 that rows can show, unless said otherwise. */
  readonly checkYear?: YearChecker;
  readonly onProgress?: (progress: StudyProgress) => void;
  readonly signal?: AbortSignal;
}

/** `stored` of `years` years are in the workspace. */
interface StudyProgress {
  readonly stored: number;
  readonly years: number;
  /** The year that was stored last; null at the start. */
  readonly year: number | null;
}

/** What came out of a study. Money is in cents. */
export interface StudyReport {
  readonly runId: string;
  readonly fingerprint: string;
  readonly seed: number;
  readonly mode: string;
  readonly census: { readonly rows: number; readonly accepted: number; readonly quarantined: number };
  readonly years: readonly YearFigures[];
  /** Events of the run by type. */
  readonly events: Readonly<Record<string, number>>;
  readonly invariants: {
    readonly checked: number;
    readonly failed: number;
    /** Checks of severity WARN that found something, by year. */
    readonly warnings: readonly { readonly year: number; readonly id: string; readonly failed: number }[];
  };
  /** Milliseconds. Engine and encoding run beside the store, so the parts add up to more than the total. */
  readonly timings: {
    readonly engineMs: number;
    readonly encodeMs: number;
    readonly storeMs: number;
    readonly totalMs: number;
  };
  /** Largest resident memory of the process so far, in MB. */
  readonly peakRssMb: number;
}

/** One line of the report. Pay is annual rates at close, in cents; the average is null when nobody is left. */
interface YearFigures {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  readonly experiencedTerminations: number;
  readonly newHireTerminations: number;
  readonly reductions: number;
  readonly closing: number;
  readonly targetClosing: number;
  readonly promotions: number;
  readonly raises: number;
  readonly averagePayCents: number | null;
  readonly totalPayCents: number;
}

/**
 * Simulates a study and stores it year by year; it is a result once this returns. A failure after the opening leaves
 * a run that is recorded as failed or cancelled, with the years that were stored before it.
 * @throws PlanAlignError of the engine (the catalogue's engine group), INVARIANT_FAILED, CANCELLED, DISK_FULL,
 * STORE_FAILED.
 */
export async function simulateStudy(request: StudyRequest): Promise<StudyReport> {
  const { workspace, signal = new AbortController().signal } = request;
  const start = performance.now();
  const runId = randomUUID();
  const input = { scenario: request.scenario, census: request.census, replicate: request.replicate ?? 0 };
  const startEngine = request.engine ?? processEngine();
  const engine = startEngine(input, { spoolFolder: workspace.spoolFolder, runId }, signal);
  try {
    return await storeRun(request, engine, runId, signal, start);
  } catch (error) {
    if (signal.aborted) throw new PlanAlignError('CANCELLED', 'The run was cancelled.');
    throw storeFailure(error, workspace.path);
  } finally {
    await engine.close();
    await removeSpooled(workspace.spoolFolder, runId);
  }
}

async function storeRun(
  request: StudyRequest,
  engine: EngineRun,
  runId: string,
  signal: AbortSignal,
  start: number,
): Promise<StudyReport> {
  const { workspace } = request;
  const header = await headerOf(request, runId);
  const times = { engineMs: 0, encodeMs: 0, storeMs: 0 };
  const stored = async <Result>(work: Promise<Result>): Promise<Result> => {
    const before = performance.now();
    const result = await work;
    times.storeMs += performance.now() - before;
    return result;
  };
  const timings = (): StudyReport['timings'] => ({
    engineMs: Math.round(times.engineMs),
    encodeMs: Math.round(times.encodeMs),
    storeMs: Math.round(times.storeMs),
    totalMs: Math.round(performance.now() - start),
  });

  const opening = await engine.opening();
  times.engineMs += opening.engineMs;
  times.encodeMs += opening.encodeMs;
  const writer = await stored(RunWriter.begin(workspace, header, opening, signal));
  const summaries: YearSummary[] = [];
  const engineChecks: YearChecks[] = [];
  const storeChecks: YearChecks[] = [];
  const events: Record<string, number> = {};
  const check = request.checkYear ?? yearChecker();
  // A year is checked while the next one is written.
  let checked: Promise<void> = Promise.resolve();
  const checkYear = async (year: number): Promise<void> => {
    storeChecks.push(await writer.checkYear(year, check, signal));
  };
  const years = header.endYear - header.startYear + 1;
  let fingerprint = opening.link.link;
  try {
    request.onProgress?.({ stored: 0, years, year: null });
    for await (const year of engine.years()) {
      times.engineMs += year.engineMs;
      times.encodeMs += year.encodeMs;
      const design = planDesignOf(request.scenario, year.year);
      engineChecks.push(await stored(writer.appendYear(year, design, signal)));
      await stored(checked);
      checked = checkYear(year.year);
      // Should writing fail meanwhile, that is what is reported.
      checked.catch(() => undefined);
      summaries.push(year.summary);
      for (const [type, count] of Object.entries(year.eventCounts))
        events[type] = (events[type] ?? 0) + count;
      fingerprint = year.link.link;
      request.onProgress?.({ stored: summaries.length, years, year: year.year });
    }
    if (summaries.length !== years)
      throw new PlanAlignError('INTERNAL', `The engine gave ${summaries.length} of ${years} years.`);
    await stored(checked);
    await stored(writer.end({ status: 'complete', fingerprint }, timings(), storeChecks));
  } catch (error) {
    await checked.catch(() => undefined);
    const failed = error instanceof InvariantFailure ? [error.checks] : [];
    // Should this fail too (a full disk), the next opening of the workspace finds the run interrupted.
    await writer
      .end(outcomeOf(error, signal, workspace), timings(), [...storeChecks, ...failed])
      .catch(() => undefined);
    throw error;
  }
  return {
    runId,
    fingerprint,
    seed: header.seed,
    mode: header.mode,
    census: {
      rows: header.census.rows,
      accepted: header.census.accepted,
      quarantined: header.census.quarantined,
    },
    years: summaries.map(figuresOf),
    events,
    invariants: countChecks([...engineChecks, ...storeChecks]),
    timings: timings(),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function headerOf(request: StudyRequest, runId: string): Promise<RunHeader> {
  const { scenario, scenarioSource } = request;
  return {
    runId,
    name: request.name,
    scenario: {
      // The document has no id of its own: versions of a scenario go by its name.
      id: scenario.name,
      name: scenario.name,
      document: scenario,
      source: scenarioSource,
      gitCommit: scenarioSource === null ? null : await gitCommitOf(dirname(scenarioSource)),
      overrides: request.overrides,
    },
    census: request.censusReference,
    startYear: scenario.simulation.startYear,
    endYear: scenario.simulation.endYear,
    seed: scenario.simulation.randomSeed,
    mode: scenario.simulation.flowMode,
    replicate: request.replicate ?? 0,
    userName: currentUser(),
    machine: `${platform()} ${release()} ${arch()}, Node ${process.versions.node}`,
  };
}

/** Id of the plan design in force in a year (P-23); null before the first entry of the timeline. */
function planDesignOf(scenario: Scenario, year: number): string | null {
  return planInForce(scenario, year)?.design.id ?? null;
}

function outcomeOf(error: unknown, signal: AbortSignal, workspace: Workspace): RunOutcome {
  if (signal.aborted) return { status: 'cancelled' };
  const failure = storeFailure(error, workspace.path);
  if (!(failure instanceof PlanAlignError))
    return { status: 'failed', code: 'INTERNAL', detail: String(failure), items: [] };
  const { code, detail, items } = failure;
  return code === 'CANCELLED' ? { status: 'cancelled' } : { status: 'failed', code, detail, items };
}

function figuresOf(summary: YearSummary): YearFigures {
  return {
    year: summary.year,
    opening: summary.opening,
    hires: summary.hires,
    experiencedTerminations: summary.experiencedTerminations,
    newHireTerminations: summary.newHireTerminations,
    reductions: summary.reductions,
    closing: summary.closing,
    targetClosing: summary.targetClosing,
    promotions: summary.promotions,
    raises: summary.raises,
    averagePayCents: summary.closing === 0 ? null : Math.round(summary.closingPayrollCents / summary.closing),
    totalPayCents: summary.closingPayrollCents,
  };
}

function countChecks(checks: readonly YearChecks[]): StudyReport['invariants'] {
  const results = checks
    .toSorted((a, b) => a.year - b.year)
    .flatMap(({ year, results: ofYear }) => ofYear.map((result) => ({ year, ...result })));
  return {
    checked: results.length,
    failed: results.filter(({ severity, failed }) => severity === 'FAIL' && failed > 0).length,
    warnings: results
      .filter(({ severity, failed }) => severity === 'WARN' && failed > 0)
      .map(({ year, id, failed }) => ({ year, id, failed })),
  };
}

/** Removes the files of years that were simulated and never stored. */
async function removeSpooled(folder: string, runId: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (name.startsWith(runId)) await rm(join(folder, name), { force: true });
}
