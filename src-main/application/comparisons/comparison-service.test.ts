import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { ComparedRun } from '../../../src-shared/api/comparisons.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { openSimulation } from '../../../src-worker/simulation.ts';
import { startEngineHere } from '../../services/runs/engine-run.ts';
import { simulateStudy } from '../../services/runs/simulate-study.ts';
import { smallStudy } from '../../services/runs/testing/small-study.ts';
import { deleteRun } from '../../store/delete-run.ts';
import { temporaryWorkspace } from '../../store/testing/temporary-workspace.ts';
import type { Workspace } from '../../store/workspace.ts';
import { comparisonService } from './comparison-service.ts';

const scenarioOf = (document: object): Scenario => parseScenario(document).scenario;
const YEARS = { startYear: 2025, endYear: 2026 };
const SHRINKING = scenarioOf({
  name: 'Shrinking',
  simulation: { ...YEARS, endYear: 2027 },
  workforce: { targetGrowthRate: -0.2 },
});
const BASE = scenarioOf({ name: 'Base', simulation: YEARS });

async function stored(workspace: Workspace, scenario: Scenario, name = scenario.name): Promise<string> {
  const engine = startEngineHere(openSimulation);
  const { runId } = await simulateStudy({ ...smallStudy(workspace, 300), scenario, name, engine });
  return runId;
}

const figures = z.array(z.record(z.string(), z.coerce.number().nullable()));

/** The figures of a comparison as an analyst counts them in the public relations. */
async function counted(workspace: Workspace, runId: string): Promise<z.output<typeof figures>> {
  const rows = await workspace.read(
    `WITH person AS (
       SELECT simulation_year AS year, CAST(count(*) FILTER (termination_date IS NULL) AS INTEGER) AS closing,
         sum(annual_compensation) FILTER (termination_date IS NULL) * 100 AS payroll,
         sum(prorated_compensation) * 100 AS earned,
         count(*) FILTER (termination_date IS NULL AND plan_status = 'enrolled' AND deferral_rate_ppm > 0) AS participants,
         sum(deferral_rate_ppm) FILTER (termination_date IS NULL AND plan_status = 'enrolled') AS rates,
         sum(base_deferral + catch_up_deferral) * 100 AS deferrals,
         sum(match_contribution + match_true_up) * 100 AS match_money,
         sum(core_contribution + core_excess_contribution) * 100 AS core_money
       FROM fct_workforce_snapshot WHERE run_id = CAST($1 AS UUID) GROUP BY ALL
     ),
     event AS (
       SELECT simulation_year AS year, count(*) FILTER (event_type = 'HIRE') AS hires,
         count(*) FILTER (event_category = 'newHire') AS new_hires_left,
         count(*) FILTER (event_category = 'reduction') AS reduced,
         count(*) FILTER (event_type = 'TERMINATION') AS left_all
       FROM fct_yearly_events WHERE run_id = CAST($1 AS UUID) GROUP BY ALL
     )
     SELECT * FROM person JOIN event USING (year) ORDER BY year`,
    [runId],
  );
  return figures.parse(rows);
}

function shown({ years }: ComparedRun): z.output<typeof figures> {
  return years.map(({ year, leavers, plan, ...figure }) => ({
    year,
    closing: figure.closing,
    payroll: figure.closingPayrollCents,
    earned: figure.proratedPayrollCents,
    participants: plan?.participants ?? null,
    rates: plan?.participantRatePpm ?? null,
    deferrals: plan === null ? null : plan.baseCents + plan.catchUpCents,
    match_money: plan === null ? null : plan.matchCents + plan.trueUpCents,
    core_money: plan === null ? null : plan.coreCents + plan.coreExcessCents,
    hires: figure.hires,
    new_hires_left: leavers.newHire ?? 0,
    reduced: leavers.reduction ?? 0,
    left_all: Object.values(leavers).reduce((sum, people) => sum + people, 0),
  }));
}

describe('comparing runs', () => {
  it('shows the figures that the public relations add up to, in the order asked for', async () => {
    const workspace = await temporaryWorkspace();
    const base = await stored(workspace, BASE);
    const other = await stored(workspace, SHRINKING);
    const service = comparisonService(workspace);
    const { runs, defaults } = await service.read({ runIds: [other, base] });
    expect(runs.map(({ runId }) => runId)).toEqual([other, base]);
    for (const run of runs) expect(shown(run)).toEqual(await counted(workspace, run.runId));
    expect(runs[0]?.years.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
    expect(runs[0]?.years.some(({ leavers }) => (leavers.reduction ?? 0) > 0)).toBe(true);
    expect(runs[0]?.scenario).toEqual(SHRINKING);
    expect(defaults.workforce).toEqual(BASE.workforce);
    const again = await service.read({ runIds: [base, other] });
    expect(again.runs).toEqual([...runs].reverse());
  });

  it('has the tests of the plan with the limits they were held against', async () => {
    const workspace = await temporaryWorkspace();
    const { runs } = await comparisonService(workspace).read({ runIds: [await stored(workspace, BASE)] });
    const plan = runs[0]?.years[0]?.plan;
    expect(plan?.tests.map(({ test }) => test)).toEqual(['adp', 'acp']);
    const row = await workspace.read(
      `SELECT result, nhce_basis_points AS "nhceBasisPoints", hce_basis_points AS "hceBasisPoints",
         limit_ppm AS "limitPpm", test, tested_group AS "group"
       FROM plan_test WHERE simulation_year = 2025 AND test IN ('adp', 'acp') ORDER BY test DESC`,
    );
    expect(plan?.tests).toEqual(row);
    expect(plan?.limits.find(({ item }) => item === 'compensation')).toMatchObject({ year: 2025 });
  });

  it('refuses a run that is unknown', async () => {
    const workspace = await temporaryWorkspace();
    await expect(comparisonService(workspace).read({ runIds: ['none'] })).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });
});

describe('pinned comparisons', () => {
  it('are kept with what was shown, renamed and taken down, and only ever added to', async () => {
    const workspace = await temporaryWorkspace();
    const runIds = [await stored(workspace, BASE), await stored(workspace, BASE, 'Twice')];
    const service = comparisonService(workspace);
    const first = await service.pin({ name: 'First', runIds, shown: { tab: 'cost' } });
    expect(first).toMatchObject({
      name: 'First',
      shown: { tab: 'cost' },
      pinnedAt: '2026-01-02T03:04:05.678Z',
      runs: [
        { runId: runIds[0], name: 'Base', isThere: true },
        { runId: runIds[1], name: 'Twice', isThere: true },
      ],
    });
    const second = await service.pin({ name: 'Second', runIds, shown: {} });
    await service.rename({ pinId: first.pinId, name: 'For the board' });
    expect((await service.pins()).map(({ name }) => name)).toEqual(['Second', 'For the board']);
    await service.unpin({ pinId: second.pinId });
    expect((await service.pins()).map(({ name }) => name)).toEqual(['For the board']);
    expect(await workspace.read('SELECT name, is_removed FROM comparison_pin ORDER BY rowid')).toEqual([
      { name: 'First', is_removed: false },
      { name: 'Second', is_removed: false },
      { name: 'For the board', is_removed: false },
      { name: 'Second', is_removed: true },
    ]);
    await expect(service.unpin({ pinId: second.pinId })).rejects.toMatchObject({ code: 'PIN_UNKNOWN' });
    await expect(service.rename({ pinId: 'x', name: 'y' })).rejects.toMatchObject({ code: 'PIN_UNKNOWN' });
  });

  it('say which of their runs was deleted', async () => {
    const workspace = await temporaryWorkspace();
    const runIds = [await stored(workspace, BASE), await stored(workspace, BASE, 'Gone')];
    const service = comparisonService(workspace);
    await service.pin({ name: 'Pin', runIds, shown: {} });
    await deleteRun(workspace, runIds[1] ?? '');
    const [pin] = await service.pins();
    expect(pin?.runs.map(({ name, isThere }) => [name, isThere])).toEqual([
      ['Base', true],
      ['Gone', false],
    ]);
    await expect(service.pin({ name: 'No', runIds, shown: {} })).rejects.toMatchObject({
      code: 'RUN_UNKNOWN',
    });
  });
});
