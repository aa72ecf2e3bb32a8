import type { ScenarioService } from '../../../src-shared/api/scenarios.ts';
import { diffSettings } from '../../../src-shared/scenario/diff-settings.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { editableFields } from './editable-fields.ts';
import { readDocument } from './read-document.ts';
import { scenarioTemplate, scenarioTemplates } from './templates.ts';

/** @param scenarioOfRun the stored scenario of a run by its id */
export const scenarioService = (scenarioOfRun: (runId: string) => Promise<JsonObject>): ScenarioService => ({
  read: ({ document }) => Promise.resolve(readDocument(document)),
  diff: async ({ before, after }) =>
    Promise.resolve(diffSettings(parseScenario(before).scenario, parseScenario(after).scenario)),
  defaults: () => Promise.resolve(parseScenario({}).scenario),
  templates: scenarioTemplates,
  template: ({ templateId }) => scenarioTemplate(templateId),
  // One of an earlier version of the product is shown as this one reads it.
  ofRun: async ({ runId }) => parseScenario(await scenarioOfRun(runId)).scenario,
  fields: () => Promise.resolve(editableFields()),
});
