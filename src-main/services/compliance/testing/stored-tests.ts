import { complianceOfYear } from '../../../../src-worker/plan/testing/year/compliance-of-year.ts';
import { planTestRows, type PlanTestRows } from '../../../../src-worker/plan/testing/year/test-rows.ts';
import { designOf, inputOf } from '../../../../src-worker/plan/testing/year/year-fixtures.ts';
import { defaultScenario } from '../../../../src-worker/testing/scenarios.ts';
import { company } from '../../../../src-worker/testing/synthetic-census.ts';
import { simulateInMemory } from '../../../store/testing/simulated-study.ts';
import { beginRun } from '../../../store/testing/stored-run.ts';
import type { Workspace } from '../../../store/workspace.ts';

/** A failed ADP test, with people of the run in its rows. */
export function testsOfYear(): PlanTestRows {
  const staff = Array.from({ length: 15 }, () => ({ pay: 100_000, base: 4_100 }));
  const rows = planTestRows(
    complianceOfYear(
      inputOf(
        [
          { hce: true, pay: 300_000, base: 24_000, unusedCatchUp: 1_000 },
          { hce: true, pay: 190_000, base: 17_100 },
          { hce: true, pay: 180_000, base: 7_200 },
          ...staff,
        ],
        { design: designOf({ otherwiseExcludable: 'separate' }) },
      ),
    ),
  );
  return { ...rows, people: { ...rows.people, person: rows.people.person.map((person) => person - 100) } };
}

const sqlText = (value: string | null): string =>
  value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
const sqlNumber = (value: number | undefined | null): string =>
  value === undefined || value === null || Number.isNaN(value) ? 'NULL' : String(value);

/** Stores the tests of 2026 as the tables want them, the last one first. */
export async function storeTests(
  workspace: Workspace,
  key: number,
  { tests, people }: PlanTestRows,
): Promise<void> {
  const testValues = [...tests].reverse().map(
    (row) =>
      `(${key}, 2026, ${sqlText(row.test)}, ${sqlText(row.part)}, ${sqlText(row.group)}, ${sqlText(row.result)},
          ${sqlText(row.reason)}, ${sqlNumber(row.nhceBasisPoints)}, ${sqlNumber(row.hceBasisPoints)},
          ${sqlNumber(row.ratioBasisPoints)}, ${sqlNumber(row.limitPpm)}, ${sqlText(JSON.stringify(row.working))})`,
  );
  const columns = [
    people.payCents,
    people.amountCents,
    people.basisPoints,
    people.excessCents,
    people.refundCents,
    people.recharacterisedCents,
    people.forfeitedCents,
    people.distributedCents,
    people.additionalCents,
  ];
  const personValues = Array.from(people.test, (test, row) => {
    const amounts = columns.map((column) => sqlNumber(column[row])).join(', ');
    const isHce = String(people.isHce[row] === 1);
    return `(${key}, 2026, ${test}, ${sqlNumber(people.person[row])}, ${isHce}, ${sqlNumber(people.standing[row])}, ${amounts})`;
  });
  await workspace.transaction(async (connection) => {
    await connection.run(`INSERT INTO plan_test VALUES ${testValues.join(', ')}`);
    await connection.run(`INSERT INTO plan_test_person VALUES ${personValues.join(', ')}`);
  });
}

/** Stores 2025 to 2027 without a plan, so that nothing but what the test stores is there. */
export async function storeWithoutPlan(workspace: Workspace, people: number): Promise<string> {
  const simulation = { ...defaultScenario.simulation, startYear: 2025, endYear: 2027 };
  const study = simulateInMemory({ ...defaultScenario, simulation, planTimeline: [] }, company(people));
  const { runId, encoder, writer } = await beginRun(workspace, study);
  for (const batch of study.batches) {
    await writer.appendYear(encoder.year(batch), null);
  }
  return runId;
}

/** Gives years of a run a plan in the store. */
export async function addPlan(workspace: Workspace, key: number, ...years: readonly number[]): Promise<void> {
  await workspace.transaction(async (connection) => {
    const columns = await connection.runAndReadAll(
      "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'run_year_plan' ORDER BY ordinal_position",
    );
    const values = columns.getRows().map(([name, type]) => {
      if (name === 'run_key') return String(key);
      if (name === 'simulation_year') return '$1';
      if (name === 'design_id') return "'design-a'";
      return type === 'BOOLEAN' ? 'false' : '0';
    });
    for (const year of years)
      await connection.run(`INSERT INTO run_year_plan VALUES (${values.join(', ')})`, [year]);
  });
}
