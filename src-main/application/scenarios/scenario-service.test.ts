import { describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { settingFields } from '../../../src-shared/scenario/setting-fields.ts';
import { scenarioService as makeService } from './scenario-service.ts';

const stored = { schemaVersion: 1, name: 'Stored', workforce: { targetGrowthRate: 0.07 } };
const scenarioService = makeService((runId) =>
  runId === 'known' ? Promise.resolve(stored) : Promise.reject(new PlanAlignError('RUN_UNKNOWN', '')),
);

describe('reading a document', () => {
  it('fills in what is left out', async () => {
    const { scenario, findings, warnings } = await scenarioService.read({ document: { name: 'Mine' } });
    expect(scenario).toEqual({ ...parseScenario({}).scenario, name: 'Mine' });
    expect([findings, warnings]).toEqual([[], []]);
  });

  it('says at which settings a document is wrong', async () => {
    const document = {
      workforce: { experiencedTerminationRate: 1.2 },
      compensation: { merit: { budget: 'much' } },
    };
    expect(await scenarioService.read({ document })).toMatchObject({
      scenario: null,
      findings: [
        { setting: 'workforce.experiencedTerminationRate', message: '1.2 is above the maximum, 1' },
        { setting: 'compensation.merit.budget' },
      ],
    });
    const newer = await scenarioService.read({ document: { schemaVersion: 999 } });
    expect(newer.findings).toMatchObject([{ code: 'SCENARIO_TOO_NEW', setting: '' }]);
  });
});

it('compares two documents', async () => {
  const after = { workforce: { targetGrowthRate: 0.05 } };
  expect(await scenarioService.diff({ before: {}, after })).toEqual([
    { path: 'workforce.targetGrowthRate', before: 0.03, after: 0.05 },
  ]);
  await expect(scenarioService.diff({ before: {}, after: { workforce: 1 } })).rejects.toMatchObject({
    code: 'SCENARIO_INVALID',
  });
});

it('gives the scenario that a run was made with', async () => {
  expect(await scenarioService.ofRun({ runId: 'known' })).toEqual(parseScenario(stored).scenario);
  await expect(scenarioService.ofRun({ runId: 'none' })).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
});

describe('templates', () => {
  it('are valid, different, and named as they are listed', async () => {
    const templates = await scenarioService.templates();
    expect(templates.map(({ templateId }) => templateId)).toEqual([
      'baseline',
      'high-growth',
      'hiring-freeze',
      'cost-control',
      'retention',
      'reduction',
    ]);
    expect(templates.map(({ scenario }) => scenario.name)).toEqual(templates.map(({ name }) => name));
    const changes = templates.map(({ differences }) => JSON.stringify(differences));
    expect(new Set(changes).size).toBe(templates.length);
    expect(templates[0]?.differences).toEqual([]);
    const { startYear } = parseScenario({}).scenario.simulation;
    expect(templates[5]?.scenario.workforce.targetGrowthRate).toEqual({
      [startYear]: -0.2,
      [startYear + 1]: 0,
    });
    expect(await scenarioService.template({ templateId: 'retention' })).toEqual(templates[4]);
    await expect(scenarioService.template({ templateId: 'none' })).rejects.toMatchObject({
      code: 'TEMPLATE_UNKNOWN',
    });
  });
});

describe('fields', () => {
  it('carry default, bounds and choices of the schema', async () => {
    const fields = await scenarioService.fields();
    expect(fields).toHaveLength(settingFields().length);
    const of = (path: string) => fields.find((field) => field.path === path);
    expect(of('workforce.targetGrowthRate')).toMatchObject({
      unit: 'fraction',
      defaultValue: 0.03,
      minimum: -1,
      maximum: 1,
      choices: null,
    });
    expect(of('simulation.flowMode')).toMatchObject({
      choices: ['exact', 'stochastic'],
      defaultValue: 'exact',
      minimum: null,
    });
    expect(of('workforce.terminationHazard.ageMultipliers')).toMatchObject({ minimum: 0 });
    expect(of('jobLevels[].minPay')).toMatchObject({ minimum: 0.01, defaultValue: undefined });
    const inDesigns = fields.filter(({ path }) => path.startsWith('planDesigns[].'));
    expect(inDesigns.some(({ defaultValue }) => defaultValue !== undefined)).toBe(true);
  });
});
