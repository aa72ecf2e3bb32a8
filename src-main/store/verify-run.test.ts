import { describe, expect, it } from 'vitest';
import { eventfulStudy } from './testing/simulated-study.ts';
import { storeStudy } from './testing/stored-run.ts';
import { temporaryWorkspace } from './testing/temporary-workspace.ts';
import { verifyRun } from './verify-run.ts';

const study = eventfulStudy(120);

/** Changes one row: the first of a table in a year. */
const inFirstRow = (table: string, year: number, change: string): string =>
  `UPDATE ${table} SET ${change} WHERE rowid = (SELECT min(rowid) FROM ${table} WHERE simulation_year = ${year})`;

describe('verifyRun', () => {
  it('recomputes the fingerprint from the rows', async () => {
    const workspace = await temporaryWorkspace();
    const { runId, fingerprint } = await storeStudy(workspace, study);
    expect(await verifyRun(workspace, runId)).toEqual({ runId, fingerprint, problems: [] });
  });

  it.each([
    [
      'one cent',
      inFirstRow('snapshot', 2026, 'annual_pay_cents = annual_pay_cents + 1'),
      'snapshot.annual_pay_cents of 2026',
    ],
    [
      'the last bit of a draw',
      inFirstRow('event_promotion', 2025, 'draw = draw + 1.2e-16'),
      'event_promotion.draw of 2025',
    ],
    [
      'a person',
      "UPDATE run_person SET employee_id = employee_id || 'x' WHERE person = 17",
      'run_person.employee_id of the opening',
    ],
    [
      'a name',
      "UPDATE run_dictionary SET value = 'Sales' WHERE kind = 'department' AND code = 1",
      'run_dictionary.value of the opening',
    ],
    [
      'a row less',
      'DELETE FROM event_raise WHERE rowid = (SELECT max(rowid) FROM event_raise)',
      'event_raise.person of 2027',
    ],
    ['a value less', inFirstRow('event_hire', 2025, 'month_draw = 0.5'), 'event_hire.month_draw of 2025'],
    [
      'the opening',
      'UPDATE opening_state SET level_since = level_since + 1',
      'opening_state.level_since of the opening',
    ],
  ])('detects %s', async (_name, sql, column) => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, study);
    await workspace.transaction((connection) => connection.run(sql));
    const { problems } = await verifyRun(workspace, runId);
    expect(problems).toContain(`${column} was changed`);
  });

  it.each([
    [
      'a fingerprint',
      "UPDATE run_end SET fingerprint = repeat('1', 64)",
      'the fingerprint is not the last link',
    ],
    [
      'a link',
      "UPDATE ledger SET link = repeat('1', 64) WHERE position = 2",
      'the link of 2026 does not follow from the rows',
    ],
    [
      'a link less',
      'DELETE FROM ledger WHERE position = 1',
      'the link of 2026 does not follow from the rows',
    ],
  ])('detects %s', async (_name, sql, problem) => {
    const workspace = await temporaryWorkspace();
    const { runId } = await storeStudy(workspace, study);
    await workspace.transaction((connection) => connection.run(sql));
    expect((await verifyRun(workspace, runId)).problems).toContain(problem);
  });
});
