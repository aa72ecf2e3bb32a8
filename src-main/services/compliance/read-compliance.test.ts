import { describe, expect, it } from 'vitest';
import { workingOf } from '../../../src-shared/compliance-rows.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { readCompliance } from './read-compliance.ts';
import { addPlan, storeTests, storeWithoutPlan, testsOfYear } from './testing/stored-tests.ts';

const cents = (dollars: number): Cents => (dollars * 100) as Cents;

describe('readCompliance', () => {
  it('P-25 reads the tests of a year back as they were yielded', async () => {
    const workspace = await temporaryWorkspace();
    const runId = await storeWithoutPlan(workspace, 60);
    const stored = testsOfYear();
    await addPlan(workspace, 1, 2026);
    await storeTests(workspace, 1, stored);
    const compliance = await readCompliance(workspace, runId, 2026, true);
    expect(compliance).toMatchObject({ year: 2026, designId: 'design-a', run: { runId } });
    expect(compliance.tests).toEqual(stored.tests);
    expect(workingOf(compliance.tests, 'adp')?.correction).toMatchObject({ totalCents: cents(6_065) });
    expect(compliance.people).toHaveLength(stored.people.rowCount);

    const concerned = await readCompliance(workspace, runId.slice(0, 8), 2026, false);
    const employees = await workspace.read(
      'SELECT employee_id FROM run_person WHERE person < 2 ORDER BY person',
    );
    expect(concerned.people.filter(({ test }) => test === 'adp')).toEqual(
      [
        {
          excessCents: cents(2_550),
          refundCents: cents(5_065),
          recharacterisedCents: cents(1_000),
          basisPoints: 800,
          amountCents: cents(24_000),
          payCents: cents(300_000),
        },
        {
          excessCents: cents(3_515),
          refundCents: 0,
          recharacterisedCents: 0,
          basisPoints: 900,
          amountCents: cents(17_100),
          payCents: cents(190_000),
        },
      ].map((amounts, at) => ({
        test: 'adp',
        employeeId: (employees[at] as { employee_id: string }).employee_id,
        isHce: true,
        standing: 0,
        forfeitedCents: 0,
        distributedCents: null,
        additionalCents: null,
        ...amounts,
      })),
    );
  });

  it('P-23 finds a run by its name, the newest of several, and says what a year lacks', async () => {
    const workspace = await temporaryWorkspace();
    await storeWithoutPlan(workspace, 20);
    const runId = await storeWithoutPlan(workspace, 20);
    await addPlan(workspace, 2, 2026, 2027);
    await storeTests(workspace, 2, testsOfYear());
    expect((await readCompliance(workspace, 'Base case', 2026, false)).run.runId).toBe(runId);
    const failure = (year: number, reference = runId) => readCompliance(workspace, reference, year, false);
    await expect(failure(2024)).rejects.toMatchObject({
      code: 'YEAR_NOT_TESTED',
      detail: `Run ${runId} has the years 2025 to 2027, of which 3 are stored.`,
    });
    await expect(failure(2028)).rejects.toMatchObject({ code: 'YEAR_NOT_TESTED' });
    await expect(failure(2025)).rejects.toMatchObject({
      code: 'YEAR_NOT_TESTED',
      detail: `Run ${runId} has no plan in 2025.`,
    });
    await expect(failure(2027)).rejects.toMatchObject({
      code: 'YEAR_NOT_TESTED',
      detail: `Run ${runId} was stored without tests.`,
    });
    await expect(failure(2026, 'Nothing')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });
});
