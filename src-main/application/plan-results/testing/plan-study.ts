import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { PlanResultService } from '../../../../src-shared/api/plan-results.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { defaultScenario } from '../../../../src-worker/testing/scenarios.ts';
import { company } from '../../../../src-worker/testing/synthetic-census.ts';
import { simulateInMemory } from '../../../store/testing/simulated-study.ts';
import { storeStudy } from '../../../store/testing/stored-run.ts';
import { Workspace } from '../../../store/workspace.ts';
import { ReadableRuns } from '../../results/run-dictionary.ts';
import { planResultService } from '../plan-result-service.ts';

type Design = Scenario['planDesigns'][number];

const [standard] = defaultScenario.planDesigns;
if (standard === undefined) throw new Error('the default scenario has a plan');

/** By service and age, with everything that a band or a limit can cut; forfeitures pay expenses. */
const banded: Design = {
  ...standard,
  id: 'banded',
  name: 'Banded plan',
  match: {
    ...standard.match,
    type: 'tenureGraded',
    bands: [
      { min: 0, max: 3, tiers: [{ min: 0, max: 0.04, rate: 0.5 }] },
      {
        min: 3,
        max: null,
        tiers: [
          { min: 0, max: 0.03, rate: 1 },
          { min: 0.03, max: 0.08, rate: 1 / 3 },
        ],
      },
    ],
    dollarCap: 6_000,
  },
  core: {
    ...standard.core,
    type: 'ageBanded',
    bands: [
      { min: 0, max: 35, rate: 0.02 },
      { min: 35, max: null, rate: 0.03 },
    ],
    integration: { enabled: true, disparityRate: 0.02, levelMode: 'fixedDollars', levelValue: 90_000 },
  },
  forfeitures: { ...standard.forfeitures, policy: 'expenses', planExpensesByYear: { 2027: 40_000 } },
};
/** By points, paycheck by paycheck, for a service that is bridged. */
const perPaycheck: Design = {
  ...standard,
  id: 'paychecks',
  name: 'Paycheck plan',
  eligibility: { ...standard.eligibility, bridgeService: true },
  match: {
    ...standard.match,
    type: 'pointsBased',
    frequency: 'perPayPeriod',
    bands: [
      { min: 0, max: 45, rate: 0.5, maxDeferral: 0.06 },
      { min: 45, max: null, rate: 1, maxDeferral: 0.06 },
    ],
  },
  core: { ...standard.core, type: 'none' },
};

/** No plan in 2025, the default one in 2026, the banded one in 2027, the one by paycheck in 2028. */
export const PLAN_SCENARIO: Scenario = {
  ...defaultScenario,
  simulation: { ...defaultScenario.simulation, startYear: 2025, endYear: 2028 },
  // So low that many people of the company reach them.
  limits: {
    ...defaultScenario.limits,
    overrides: { 2027: { electiveDeferral: 5_000, rothCatchUpWages: 90_000, compensation: 150_000 } },
  },
  planDesigns: [standard, banded, perPaycheck],
  planTimeline: [
    { fromYear: 2026, designId: standard.id },
    { fromYear: 2027, designId: 'banded' },
    { fromYear: 2028, designId: 'paychecks' },
  ],
};

/** A stored study with three designs for the tests of a file. */
export function planStudyForTests(people: number): {
  readonly workspace: () => Workspace;
  readonly service: () => PlanResultService;
  readonly runId: () => string;
} {
  const opened: { readonly folder: string; readonly workspace: Workspace; readonly runId: string }[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'planalign-plan-'));
    const workspace = await Workspace.open(join(folder, 'w.duckdb'), { create: true, memoryLimitMb: 512 });
    const { runId } = await storeStudy(workspace, simulateInMemory(PLAN_SCENARIO, company(people)));
    opened.push({ folder, workspace, runId });
  });
  afterAll(async () => {
    for (const { folder, workspace } of opened) {
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const study = (): (typeof opened)[number] => {
    const [only] = opened;
    if (only === undefined) throw new Error('the study is not stored yet');
    return only;
  };
  return {
    workspace: () => study().workspace,
    service: () =>
      planResultService({ workspace: study().workspace, runs: new ReadableRuns(study().workspace) }),
    runId: () => study().runId,
  };
}
