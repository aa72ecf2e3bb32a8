import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect } from 'vitest';
import { defaultScenario } from '../../../../src-worker/testing/scenarios.ts';
import { company } from '../../../../src-worker/testing/synthetic-census.ts';
import { simulateInMemory } from '../../testing/simulated-study.ts';
import { storeStudy } from '../../testing/stored-run.ts';
import { Workspace } from '../../workspace.ts';
import { checkYear } from '../check-year.ts';
import { offendersOf, spoil } from './spoiling.ts';

/** The year of the study that is spoilt: the second, so that there is a year before and one after. */
export const SPOILT = 2026;

/** A way to spoil the study: statements, the ids of all checks of the plan that must fail, and an offender. */
export type PlanSpoiling = readonly [sql: string, ids: readonly string[], offender: string];

/** A workspace with three simulated years of a company and its plan, for the tests of a file. */
export function plannedStudyForTests(): {
  readonly expectFailures: (spoiling: PlanSpoiling) => Promise<void>;
  readonly inPassing: <Result>(work: (connection: DuckDBConnection) => Promise<Result>) => Promise<Result>;
} {
  const opened: { readonly folder: string; readonly workspace: Workspace }[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'planalign-plan-'));
    const workspace = await Workspace.open(join(folder, 'w.duckdb'), { create: true, memoryLimitMb: 512 });
    opened.push({ folder, workspace });
    await storeStudy(workspace, simulateInMemory(scenario, company(400)));
  });
  afterAll(async () => {
    for (const { folder, workspace } of opened) {
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const inPassing = async <Result>(
    work: (connection: DuckDBConnection) => Promise<Result>,
  ): Promise<Result> => {
    const results: Result[] = [];
    await opened[0]?.workspace
      .transaction(async (connection) => {
        results.push(await work(connection));
        throw new Error('taken back');
      })
      .catch((error: unknown) => {
        if (results.length === 0) throw error;
      });
    const [result] = results;
    if (result === undefined) throw new Error('the work gave no result');
    return result;
  };
  return {
    inPassing,
    expectFailures: async ([sql, ids, offender]) => {
      const results = await inPassing(async (connection) => {
        await spoil(connection, sql);
        return checkYear(connection, 1, SPOILT);
      });
      const failed = results.filter((result) => result.failed > 0 && result.id.startsWith('PINV'));
      expect(
        failed.map(({ id }) => id),
        offendersOf(results),
      ).toEqual(ids);
      expect(offendersOf(results)).toContain(offender);
    },
  };
}

const [design] = defaultScenario.planDesigns;
if (design === undefined) throw new Error('the default scenario has a plan');
/** The default plan with a return, so that accounts grow. */
const scenario = {
  ...defaultScenario,
  simulation: { ...defaultScenario.simulation, startYear: SPOILT - 1, endYear: SPOILT + 1 },
  planDesigns: [{ ...design, forfeitures: { ...design.forfeitures, assumedAnnualReturn: 0.053 } }],
};

/** `table SET change` for the first row of the spoilt year that meets a condition, by person. */
export const first = (table: string, change: string, where = 'true'): string =>
  `UPDATE ${table} SET ${change} WHERE simulation_year = ${SPOILT} AND rowid = (
     SELECT min(rowid) FROM ${table} WHERE simulation_year = ${SPOILT} AND ${where})`;
