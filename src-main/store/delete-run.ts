import { PlanAlignError } from '../../src-shared/errors.ts';
import { recordAction } from './audit-log.ts';
import { EVENT_TABLES } from './event-tables.ts';
import { findRun, type RunRecord } from './run-queries.ts';
import type { Workspace } from './workspace.ts';

/** Every table with rows of a run. */
const TABLES_OF_A_RUN = [
  ...EVENT_TABLES.map(({ table }) => table),
  'snapshot',
  'month_department',
  'hazard_cell',
  'plan_test_person',
  'plan_test',
  'opening_plan',
  'opening_state',
  'run_person',
  'run_dictionary',
  'validation_result',
  'ledger',
  'run_year_plan',
  'run_year',
  'run_end',
  'run',
];

/**
 * Removes a whole run, in one transaction, and says so in the audit log. It is the only statement of the product that
 * takes facts away; the caller asks the user first.
 * @returns the run that was removed.
 * @throws PlanAlignError RUN_UNKNOWN, RUN_IN_PROGRESS, STORE_FAILED.
 */
export async function deleteRun(workspace: Workspace, reference: string): Promise<RunRecord> {
  const { key, run } = await findRun(workspace, reference);
  if (run.status === 'running')
    throw new PlanAlignError('RUN_IN_PROGRESS', `The run ${run.runId} is not finished.`);
  await workspace.transaction(async (connection) => {
    for (const table of TABLES_OF_A_RUN) await connection.run(`DELETE FROM ${table} WHERE run_key = ${key}`);
    await recordAction(connection, workspace.clock(), 'run.delete', run.runId, {
      name: run.name,
      status: run.status,
      fingerprint: run.fingerprint ?? '',
    });
  });
  return run;
}
