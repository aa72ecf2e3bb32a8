import { resolve } from 'node:path';
import { z } from 'zod';
import { scenarioJsonSchema } from '../../../src-shared/scenario/json-schema.ts';
import { openScenario } from '../../services/scenarios/open-scenario.ts';
import { writeScenario } from '../../services/scenarios/write-scenario.ts';
import { parseArguments } from '../arguments.ts';
import type { Command } from '../invocation.ts';

const initSchema = z.object({ out: z.string().min(1), force: z.boolean().default(false) });

/** `planalign scenario init`: writes the default scenario with every setting, for editing. */
export const scenarioInit: Command = async (input) => {
  const { out, force } = parseArguments(initSchema, input);
  const file = resolve(out);
  const { scenario } = await openScenario(null, []);
  await writeScenario(file, scenario, force);
  return {
    document: { file, name: scenario.name, schemaVersion: scenario.schemaVersion },
    text: `Wrote the default scenario to ${file}`,
  };
};

/** `planalign scenario schema`: the JSON Schema of scenario files, for editors. */
export const scenarioSchema: Command = () => {
  const document = scenarioJsonSchema();
  return Promise.resolve({ document, text: JSON.stringify(document, null, 2) });
};
