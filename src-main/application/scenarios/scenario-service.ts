import type { ScenarioService } from '../../../src-shared/api/scenarios.ts';
import { diffSettings } from '../../../src-shared/scenario/diff-settings.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { editableFields } from './editable-fields.ts';
import { readDocument } from './read-document.ts';
import { scenarioTemplate, scenarioTemplates } from './templates.ts';

export const scenarioService: ScenarioService = {
  read: ({ document }) => Promise.resolve(readDocument(document)),
  diff: async ({ before, after }) =>
    Promise.resolve(diffSettings(parseScenario(before).scenario, parseScenario(after).scenario)),
  defaults: () => Promise.resolve(parseScenario({}).scenario),
  templates: scenarioTemplates,
  template: ({ templateId }) => scenarioTemplate(templateId),
  fields: () => Promise.resolve(editableFields()),
};
