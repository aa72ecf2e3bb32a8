import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/build-if-stale.mjs';
import type { InvariantResult } from '../../../src-shared/columns.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { EVENT_TYPES } from '../../../src-shared/vocabulary.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { workspaceHealth } from '../../store/health.ts';
import { eventCounts, getRun, listRuns, validationResults, yearSummaries } from '../../store/run-queries.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { verifyRun } from '../../store/verify-run.ts';
import { engineBundle, startEngineInThread } from './engine-host.ts';
import { startEngineHere, type OpenSimulation } from './engine-run.ts';
import { simulateStudy } from './simulate-study.ts';
import { smallStudy } from './testing/small-study.ts';

beforeAll(() => {
  ensureBuilt();
});

const here = startEngineHere(openSimulation);
const noChecks = (): Promise<readonly InvariantResult[]> => Promise.resolve([]);

/** The real simulation, with `before` called before each year. */
const disturbed =
  (before: (year: number) => void): OpenSimulation =>
  (input) => {
    const simulation = openSimulation(input);
    return {
      opening: simulation.opening,
      takeBack: simulation.takeBack,
      *years(control) {
        for (const batch of simulation.years(control)) {
          before(batch.year);
          yield batch;
        }
      },
    };
  };

describe('simulateStudy', () => {
  it('stores the same run from a thread and from this one, twice in a row', async () => {
    const workspace = await temporaryWorkspace();
    const study = smallStudy(workspace, 400);
    const progress: unknown[] = [];
    const inThread = await simulateStudy({ ...study, onProgress: (step) => progress.push(step) });
    const again = await simulateStudy(study);
    const inThisThread = await simulateStudy({ ...study, engine: here });
    expect(again.fingerprint).toBe(inThread.fingerprint);
    expect(inThisThread.fingerprint).toBe(inThread.fingerprint);
    expect(progress).toEqual([
      { stored: 0, years: 5, year: null },
      ...[2025, 2026, 2027, 2028, 2029].map((year, index) => ({ stored: index + 1, years: 5, year })),
    ]);
    for (const { runId, fingerprint } of [inThread, again, inThisThread])
      expect(await verifyRun(workspace, runId)).toEqual({ runId, fingerprint, problems: [] });
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('simulates again in the thread of a small run, also after runs that were cancelled or gave up', async () => {
    const workspace = await temporaryWorkspace();
    const study = { ...smallStudy(workspace, 200), engine: startEngineInThread(engineBundle()) };
    const { fingerprint } = await simulateStudy(study);
    const abort = new AbortController();
    const cancelled = simulateStudy({
      ...study,
      signal: abort.signal,
      onProgress: ({ stored }) => {
        if (stored === 1) abort.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    const simulation = { ...study.scenario.simulation, startYear: 1990, endYear: 1991 };
    const impossible = simulateStudy({ ...study, scenario: { ...study.scenario, simulation } });
    await expect(impossible).rejects.toMatchObject({ code: 'NO_OPENING_STAFF' });
    const larger = await simulateStudy({ ...smallStudy(workspace, 300), engine: study.engine });
    expect(larger.fingerprint).not.toBe(fingerprint);
    expect((await simulateStudy(study)).fingerprint).toBe(fingerprint);
  });

  it('reports what it stored', async () => {
    const workspace = await temporaryWorkspace();
    const study = smallStudy(workspace, 400);
    const report = await simulateStudy({
      ...study,
      overrides: { 'workforce.targetGrowthRate': 0.03 },
      engine: here,
    });
    const summaries = await yearSummaries(workspace, report.runId);
    expect(report).toMatchObject({
      seed: 42,
      mode: 'exact',
      census: { rows: 403, accepted: 400, quarantined: 3 },
      invariants: { failed: 0 },
    });
    expect(
      report.years.map(({ year, closing, totalPayCents }) => ({ year, closing, totalPayCents })),
    ).toEqual(
      summaries.map(({ year, closing, closingPayrollCents }) => ({
        year,
        closing,
        totalPayCents: closingPayrollCents,
      })),
    );
    for (const figures of report.years)
      expect(
        figures.opening +
          figures.hires -
          figures.experiencedTerminations -
          figures.newHireTerminations -
          figures.reductions,
      ).toBe(figures.closing);
    const nothing = Object.fromEntries(EVENT_TYPES.map((type) => [type, 0]));
    expect({ ...nothing, ...report.events }).toEqual(await eventCounts(workspace, report.runId));
    expect(report.invariants.checked).toBe((await validationResults(workspace, report.runId)).length);
    expect(report.peakRssMb).toBeGreaterThan(20);
    expect(await getRun(workspace, report.runId)).toMatchObject({
      status: 'complete',
      fingerprint: report.fingerprint,
      storedYears: 5,
      startYear: 2025,
      endYear: 2029,
      scenario: {
        version: 1,
        source: null,
        gitCommit: null,
        overrides: { 'workforce.targetGrowthRate': 0.03 },
      },
      census: { name: 'Invented', rows: 403 },
    });
  });

  it('INVARIANT_FAILED: stops and keeps the run as failed, with the rows named', async () => {
    const workspace = await temporaryWorkspace();
    const failing = {
      ...smallStudy(workspace, 100),
      checkYear: (_connection: unknown, _runKey: number, year: number) =>
        Promise.resolve<InvariantResult[]>([
          {
            id: 'INV-5',
            severity: 'FAIL',
            checked: 100,
            failed: year === 2027 ? 1 : 0,
            offenders: ['E0000042'],
          },
        ]),
    };
    await expect(simulateStudy(failing)).rejects.toMatchObject({
      code: 'INVARIANT_FAILED',
      place: { stage: 'VALIDATION', year: 2027 },
      items: ['INV-5: E0000042'],
    });
    const [run] = await listRuns(workspace);
    // Years 2025 to 2027, and the one that was being written while the third was checked.
    expect(run).toMatchObject({ status: 'failed', storedYears: 4, failure: { code: 'INVARIANT_FAILED' } });
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('records nothing when the simulation cannot start', async () => {
    const workspace = await temporaryWorkspace();
    const study = smallStudy(workspace, 100);
    const scenario = {
      ...study.scenario,
      simulation: { ...study.scenario.simulation, startYear: 1990, endYear: 1991 },
    };
    await expect(simulateStudy({ ...study, scenario })).rejects.toMatchObject({ code: 'NO_OPENING_STAFF' });
    expect(await listRuns(workspace)).toEqual([]);
  });

  it('keeps a run that the engine gives up as failed, with the years before', async () => {
    const workspace = await temporaryWorkspace();
    const gaveUp = new PlanAlignError('RATE_UNREACHABLE', 'nobody can leave', { year: 2026 });
    const engine = startEngineHere(
      disturbed((year) => {
        if (year === 2026) throw gaveUp;
      }),
    );
    const study = { ...smallStudy(workspace, 100), checkYear: noChecks, engine };
    await expect(simulateStudy(study)).rejects.toBe(gaveUp);
    const [run] = await listRuns(workspace);
    expect(run).toMatchObject({
      status: 'failed',
      storedYears: 1,
      failure: { code: 'RATE_UNREACHABLE', detail: 'nobody can leave', items: [] },
    });
  });

  it('lets a defect through as it is, for the log, and records it as INTERNAL', async () => {
    const workspace = await temporaryWorkspace();
    const defect = new TypeError('x is not a function');
    const engine = startEngineHere(
      disturbed(() => {
        throw defect;
      }),
    );
    await expect(simulateStudy({ ...smallStudy(workspace, 100), engine })).rejects.toBe(defect);
    expect(await listRuns(workspace)).toMatchObject([{ status: 'failed', failure: { code: 'INTERNAL' } }]);
  });

  it.each([
    [
      'the spool folder',
      Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
      null,
      2,
    ],
    [
      'the database',
      null,
      new Error('IO Error: Could not write file "w.duckdb": No space left on device'),
      4,
    ],
  ])('DISK_FULL: writing to %s', async (_place, fromEngine, fromStore, storedYears) => {
    const workspace = await temporaryWorkspace();
    const engine = startEngineHere(
      disturbed((year) => {
        if (year === 2027 && fromEngine !== null) throw fromEngine;
      }),
    );
    const checkYear = (_connection: unknown, _runKey: number, year: number): Promise<never[]> =>
      year === 2027 && fromStore !== null ? Promise.reject(fromStore) : Promise.resolve([]);
    await expect(simulateStudy({ ...smallStudy(workspace, 100), engine, checkYear })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    const [run] = await listRuns(workspace);
    expect(run).toMatchObject({ status: 'failed', storedYears, failure: { code: 'DISK_FULL' } });
    expect((await workspaceHealth(workspace, false)).checks.every(({ passed }) => passed)).toBe(true);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it.each([
    ['before it starts', -1],
    ['after the opening', 0],
    ['after two years', 2],
  ])('CANCELLED: %s leaves whole years and no result', async (_name, stored) => {
    const workspace = await temporaryWorkspace();
    const abort = new AbortController();
    if (stored < 0) abort.abort();
    const study = {
      ...smallStudy(workspace, 2_000),
      signal: abort.signal,
      onProgress: (progress: { stored: number }) => {
        if (progress.stored === stored) abort.abort();
      },
    };
    await expect(simulateStudy(study)).rejects.toMatchObject({ code: 'CANCELLED' });
    const runs = await listRuns(workspace);
    expect(runs.map(({ status, storedYears }) => [status, storedYears])).toEqual(
      stored < 0 ? [] : [['cancelled', stored]],
    );
    expect((await workspaceHealth(workspace, false)).checks.every(({ passed }) => passed)).toBe(true);
    expect(await workspace.read('SELECT * FROM fct_yearly_events LIMIT 1')).toEqual([]);
    expect(readdirSync(workspace.spoolFolder)).toEqual([]);
  });

  it('CANCELLED: interrupts a check that takes long', async () => {
    const workspace = await temporaryWorkspace();
    const abort = new AbortController();
    const study = {
      ...smallStudy(workspace, 100),
      signal: abort.signal,
      checkYear: async (
        connection: Parameters<NonNullable<Parameters<typeof simulateStudy>[0]['checkYear']>>[0],
      ) => {
        setTimeout(() => {
          abort.abort();
        }, 20);
        await connection.run('SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b');
        return [];
      },
    };
    await expect(simulateStudy(study)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await listRuns(workspace)).toMatchObject([{ status: 'cancelled' }]);
    expect(await workspace.read('SELECT * FROM fct_yearly_events LIMIT 1')).toEqual([]);
  });

  it('keeps at most two years in flight', async () => {
    const workspace = await temporaryWorkspace();
    const inFlight: number[] = [];
    const checkYear = async (): Promise<InvariantResult[]> => {
      await new Promise((done) => setTimeout(done, 150));
      const years = readdirSync(workspace.spoolFolder).map((name) => /-(\d{4})-/.exec(name.slice(36))?.[1]);
      inFlight.push(new Set(years).size);
      return [];
    };
    const engine = startEngineInThread(engineBundle());
    await simulateStudy({ ...smallStudy(workspace, 100), engine, checkYear });
    expect(inFlight).toHaveLength(5);
    expect(Math.max(...inFlight)).toBeLessThanOrEqual(2);
  });
});
