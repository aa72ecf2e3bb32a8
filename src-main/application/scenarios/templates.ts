import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ScenarioTemplate } from '../../../src-shared/api/scenarios.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import { applySettings } from '../../../src-shared/scenario/apply-settings.ts';
import { diffSettings } from '../../../src-shared/scenario/diff-settings.ts';
import { isJsonObject } from '../../../src-shared/scenario/json-value.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { resourcePath } from '../../resource-folder.ts';

const fileSchema = z.array(
  z.strictObject({
    templateId: z.string(),
    name: z.string(),
    description: z.string(),
    /** Changed settings of the default scenario by path. `+1` for a year is the one after the first of the horizon. */
    settings: z.record(z.string(), z.json()),
  }),
);

const YEAR_OF_HORIZON = /^\+(\d+)$/;

/** A value with years of the horizon in the place of their numbers; what lies behind the horizon is left out. */
function inHorizon(value: unknown, { startYear, endYear }: Scenario['simulation']): unknown {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]): readonly [string, unknown] => {
    const after = YEAR_OF_HORIZON.exec(key)?.[1];
    return [after === undefined ? key : String(startYear + Number(after)), entry];
  });
  const isWithin = (key: string): boolean => !/^\d{4}$/.test(key) || Number(key) <= endYear;
  return Object.fromEntries(entries.filter(([key]) => isWithin(key)));
}

/** The scenarios to start from, in the order in which they are offered. */
export async function scenarioTemplates(): Promise<readonly ScenarioTemplate[]> {
  const templates = fileSchema.parse(
    JSON.parse(await readFile(resourcePath('scenario-templates.json'), 'utf8')),
  );
  const base = parseScenario({}).scenario;
  return templates.map(({ templateId, name, description, settings }) => {
    const changes = Object.entries(settings).map(([path, value]) => ({
      path,
      text: JSON.stringify(inHorizon(value, base.simulation)),
    }));
    const { scenario } = applySettings({ name, description }, changes);
    const differences = diffSettings(base, scenario).filter(
      ({ path }) => path !== 'name' && path !== 'description',
    );
    return { templateId, name, description, scenario, differences };
  });
}

/** @throws PlanAlignError TEMPLATE_UNKNOWN */
export async function scenarioTemplate(templateId: string): Promise<ScenarioTemplate> {
  const found = (await scenarioTemplates()).find((template) => template.templateId === templateId);
  if (found === undefined)
    throw new PlanAlignError('TEMPLATE_UNKNOWN', `There is no template ${templateId}.`);
  return found;
}
