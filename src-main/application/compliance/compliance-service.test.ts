import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ensureBuilt } from '../../../scripts/build-if-stale.mjs';
import type { TestSelection } from '../../../src-shared/api/compliance.ts';
import { workingOf } from '../../../src-shared/compliance-rows.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { readCompliance } from '../../services/compliance/read-compliance.ts';
import {
  addPlan,
  storeTests,
  storeWithoutPlan,
  testsOfYear,
} from '../../services/compliance/testing/stored-tests.ts';
import { startEngineHere } from '../../services/runs/engine-run.ts';
import { simulateStudy } from '../../services/runs/simulate-study.ts';
import { smallStudy } from '../../services/runs/testing/small-study.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import type { Workspace } from '../../store/workspace.ts';
import { writeTestPeopleCsv } from '../exports/test-people-csv.ts';
import { ReadableRuns } from '../results/run-dictionary.ts';
import { ComplianceReader } from './compliance-service.ts';

beforeAll(() => {
  ensureBuilt();
});

const readerOf = (workspace: Workspace): ComplianceReader =>
  new ComplianceReader(workspace, new ReadableRuns(workspace));

const selectionOf = (
  runId: string,
  year: number,
  test: TestSelection['test'],
  changes: Partial<TestSelection> = {},
): TestSelection => ({
  runId,
  year,
  test,
  choice: 'all',
  part: 'deferrals',
  standing: null,
  search: '',
  sort: 'employeeId',
  isDescending: false,
  ...changes,
});

/** A failed ADP test of a year, in a run that counts as complete. */
async function failedStudy(): Promise<{ readonly workspace: Workspace; readonly runId: string }> {
  const workspace = await temporaryWorkspace();
  const runId = await storeWithoutPlan(workspace, 60);
  await addPlan(workspace, 1, 2026);
  await storeTests(workspace, 1, testsOfYear());
  await workspace.transaction(async (connection) => {
    await connection.run(
      `INSERT INTO run_end (run_key, status, finished_at, fingerprint, timings)
       VALUES (1, 'complete', TIMESTAMP '2026-01-01', 'f', '{}')`,
    );
  });
  return { workspace, runId };
}

describe('the compliance of a simulated run', () => {
  it('P-106 PINV-22 adds up to the people and events that the public views show', async () => {
    const workspace = await temporaryWorkspace();
    const study = { ...smallStudy(workspace, 400), engine: startEngineHere(openSimulation) };
    const { runId } = await simulateStudy(study);
    const reader = readerOf(workspace);
    const years = await reader.years({ runId });
    expect(years.map(({ year }) => year)).toEqual([2025, 2026, 2027, 2028, 2029]);
    const row = z.object({
      people: z.coerce.number(),
      hces: z.coerce.number(),
      deferrals: z.coerce.number(),
      benefits: z.coerce.number(),
      events: z.coerce.number(),
    });
    for (const { year, designId, tests } of years) {
      const shown = await reader.year({ runId, year });
      expect(shown.tests).toMatchObject(tests);
      const [found] = await workspace.read(
        `SELECT count(*) AS people, count(*) FILTER (WHERE is_hce) AS hces,
           CAST(sum(base_deferral) * 100 AS BIGINT) AS deferrals,
           CAST(sum(base_deferral + match_contribution + match_true_up + core_contribution + core_excess_contribution + reallocated_forfeitures) * 100 AS BIGINT) AS benefits,
           (SELECT count(*) FROM fct_yearly_events e
            WHERE e.run_id = s.run_id AND e.simulation_year = s.simulation_year AND e.event_type = 'HCE_STATUS') AS events
         FROM fct_workforce_snapshot s WHERE s.run_id = $1 AND s.simulation_year = $2
         GROUP BY s.run_id, s.simulation_year`,
        [runId, year],
      );
      const stored = row.parse(found);
      const hce = workingOf(shown.tests, 'hce');
      expect({ employees: hce?.employees, nhces: hce?.nhces }).toEqual({
        employees: stored.people,
        nhces: stored.people - stored.hces,
      });
      const page = (test: TestSelection['test']) =>
        reader.people({ ...selectionOf(runId, year, test), start: 0, limit: 10 });
      const [coverage, adp, hces] = await Promise.all([page('coverage'), page('adp'), page('hce')]);
      expect(coverage.totalRows).toBe(stored.people);
      expect(coverage.sums.amountCents).toBe(stored.benefits);
      expect(adp.sums.amountCents).toBe(stored.deferrals);
      expect(hces.totalRows).toBe(stored.events);
      const sums = shown.sums.find(({ test }) => test === 'adp');
      const counts = workingOf(shown.tests, 'adp')?.counts;
      expect({ nhces: sums?.nhces, hces: sums?.hces }).toEqual({ nhces: counts?.nhces, hces: counts?.hces });
      expect(Math.round((sums?.nhceRatios ?? 0) / (sums?.nhces ?? 1))).toBe(
        workingOf(shown.tests, 'adp')?.nhceAverage,
      );
      // The terminal reads the same tests.
      const terminal = await readCompliance(workspace, runId, year, false);
      expect(terminal.designId).toBe(designId);
      expect(terminal.tests).toMatchObject(tests);
    }
  });

  it('P-14 P-135 says all limits of the year, the projected ones as such', async () => {
    const workspace = await temporaryWorkspace();
    const study = { ...smallStudy(workspace, 60), engine: startEngineHere(openSimulation) };
    const { runId } = await simulateStudy(study);
    const { limits } = await readerOf(workspace).year({ runId, year: 2027 });
    expect(limits.map(({ item, year, provenance }) => `${item} ${year} ${provenance}`)).toEqual([
      'compensation 2027 projected',
      'annualAdditions 2027 projected',
      'keyOfficer 2027 projected',
      'onePercentOwner 2027 projected',
      'wageBase 2027 projected',
      'hceCompensation 2026 published',
      'electiveDeferral 2027 projected',
      'catchUp 2027 projected',
      'superCatchUp 2027 projected',
      'rothCatchUpWages 2027 projected',
    ]);
  });
});

describe('the people of a failed test', () => {
  it('P-95 to P-97 come with what is taken from them, and add up to the correction', async () => {
    const { workspace, runId } = await failedStudy();
    const reader = readerOf(workspace);
    const { tests, sums } = await reader.year({ runId, year: 2026 });
    const correction = workingOf(tests, 'adp')?.correction;
    const taken = sums.find(({ test }) => test === 'adp');
    expect(taken).toMatchObject({
      nhces: 15,
      hces: 3,
      hceRatios: 2_100,
      excess: { people: 2, cents: 606_500 },
      refund: { people: 1, cents: correction?.refundedCents },
      recharacterised: { people: 1, cents: correction?.recharacterisedCents },
      concerned: 1,
      levelCents: 1_793_500,
    });
    const selection = selectionOf(runId, 2026, 'adp', { choice: 'corrected', sort: 'refundCents' });
    const page = await reader.people({ ...selection, start: 0, limit: 50 });
    expect(page).toMatchObject({
      totalRows: 1,
      sums: {
        refundCents: correction?.refundedCents,
        recharacterisedCents: correction?.recharacterisedCents,
      },
      people: [{ isHce: true, basisPoints: 800, payCents: 30_000_000, refundCents: 506_500 }],
    });
  });

  it('are sorted, searched and read a page at a time', async () => {
    const { workspace, runId } = await failedStudy();
    const reader = readerOf(workspace);
    const all = selectionOf(runId, 2026, 'adp');
    const first = await reader.people({ ...all, start: 0, limit: 10 });
    const second = await reader.people({ ...all, start: 10, limit: 10 });
    expect([first.totalRows, first.people.length, second.people.length]).toEqual([18, 10, 8]);
    const ids = [...first.people, ...second.people].map(({ employeeId }) => employeeId);
    expect(ids).toEqual([...ids].sort());
    const byRatio = await reader.people({
      ...all,
      sort: 'basisPoints',
      isDescending: true,
      start: 0,
      limit: 3,
    });
    expect(byRatio.people.map(({ basisPoints }) => basisPoints)).toEqual([900, 800, 410]);
    const [wanted = ''] = ids;
    const found = await reader.people({ ...all, search: wanted.toLowerCase(), start: 0, limit: 10 });
    expect(found.people.map(({ employeeId }) => employeeId)).toContain(wanted);
    const nhces = await reader.people({ ...all, choice: 'nhce', start: 0, limit: 1 });
    expect(nhces.totalRows).toBe(15);
    for (const sort of ['department', 'isHce', 'standing'] as const)
      expect((await reader.people({ ...all, sort, start: 0, limit: 1 })).totalRows).toBe(18);
    const part = selectionOf(runId, 2026, 'coverage', { part: 'match', standing: 'benefiting' });
    const benefiting = await reader.people({ ...part, start: 0, limit: 1 });
    const coverage = await reader.year({ runId, year: 2026 });
    const counted = coverage.tests
      .filter(({ test, part: of }) => test === 'coverage' && of === 'match')
      .map(({ working }) => Number(working['nhceBenefiting']) + Number(working['hceBenefiting']));
    expect(benefiting.totalRows).toBe(counted.reduce((sum, count) => sum + count, 0));
  });

  it('are written as CSV, dollars and percent, codes as they are stored', async () => {
    const { workspace, runId } = await failedStudy();
    const parts: string[] = [];
    const sink = {
      write: (part: string | Uint8Array) => {
        parts.push(String(part));
        return Promise.resolve();
      },
    };
    const selection = selectionOf(runId, 2026, 'adp', {
      choice: 'hce',
      sort: 'refundCents',
      isDescending: true,
    });
    await writeTestPeopleCsv(readerOf(workspace), selection, sink, new AbortController().signal);
    const lines = parts.join('').trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      '\uFEFFEmployee,Department,Refund,To catch-up,Match forfeited,HCE,Ratio %,Deferral,Plan pay,Excess',
    );
    expect(lines[1]).toMatch(/,5065\.00,1000\.00,0\.00,yes,8\.00,24000\.00,300000\.00,2550\.00$/);
  });

  it('P-23 are refused for a year that is not tested, and for a run that is not there', async () => {
    const { workspace, runId } = await failedStudy();
    const reader = readerOf(workspace);
    await expect(reader.year({ runId, year: 2025 })).rejects.toMatchObject({ code: 'YEAR_NOT_TESTED' });
    await expect(reader.years({ runId: 'nothing' })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });
});
