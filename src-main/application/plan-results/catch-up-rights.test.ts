import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../store/workspace.ts';
import { defaultScenario } from '../../../src-worker/testing/scenarios.ts';
import { company } from '../../../src-worker/testing/synthetic-census.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { startEngineHere } from '../../services/runs/engine-run.ts';
import { simulateStudy } from '../../services/runs/simulate-study.ts';
import { smallStudy } from '../../services/runs/testing/small-study.ts';
import { saveCensus } from '../../store/census-store.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import { ReadableRuns } from '../results/run-dictionary.ts';
import { planResultService } from './plan-result-service.ts';

const START = 2026;

/** A study that begins in a year with the mandate, in which half of the people earned more before; counts by year. */
async function mandates(workspace: Workspace, isCensusKept: boolean): Promise<readonly (number | null)[]> {
  const columns = company(400, START);
  columns.plan.priorYearFicaWagesCents.forEach((_, row, wages) => {
    wages[row] = row % 2 === 0 ? 30_000_000 : 1_000_000;
  });
  const study = smallStudy(workspace, 400);
  const { censusId } = await saveCensus(workspace, {
    name: 'Kept',
    sourceFile: 'kept.csv',
    hash: 'e'.repeat(64),
    mapping: {},
    report: {},
    columns,
  });
  const { runId } = await simulateStudy({
    ...study,
    engine: startEngineHere(openSimulation),
    census: columns,
    censusReference: { ...study.censusReference, id: isCensusKept ? censusId : null },
    scenario: {
      ...defaultScenario,
      simulation: { ...defaultScenario.simulation, startYear: START, endYear: START + 1 },
      planTimeline: defaultScenario.planTimeline.map((entry) => ({ ...entry, fromYear: START })),
      limits: { ...defaultScenario.limits, overrides: { [START]: { electiveDeferral: 3_000 } } },
    },
  });
  const service = planResultService({ workspace, runs: new ReadableRuns(workspace) });
  const { years } = await service.years({ runId, cohort: 'all' });
  return years.map(({ limits }) => limits.rothMandate);
}

describe('P-60 the Roth mandate in the first year of a run', () => {
  it('goes by the wages of the census', async () => {
    const workspace = await temporaryWorkspace();
    const [first] = await mandates(workspace, true);
    const rows = await workspace.read(
      `SELECT count(*)::INTEGER AS people FROM fct_workforce_snapshot
       WHERE simulation_year = ${START} AND catch_up_deferral > 0 AND TRY_CAST(substr(employee_id, 2) AS INTEGER) % 2 = 1`,
    );
    expect(rows).toEqual([{ people: first }]);
    expect(first).toBeGreaterThan(0);
  });

  it('is not known where the census is not kept; later years go by the pay of the run', async () => {
    const [first, second] = await mandates(await temporaryWorkspace(), false);
    expect(first).toBeNull();
    expect(second).toBeTypeOf('number');
  });
});
