import type { ScenarioReading } from '../../../src-shared/api/scenarios.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { withoutParent } from '../../../src-shared/scenario/parent-link.ts';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';

/** Text before the first colon of a finding: the path of the setting. */
const FINDING = /^([^:\s]+): (.*)$/s;

/**
 * Reads a document as the engine would; what is wrong with it is data, not a failure. A document that is edited has
 * all that it inherits, so its parent does not matter.
 */
export function readDocument(document: JsonObject): ScenarioReading {
  try {
    const { scenario, warnings } = parseScenario(withoutParent(document));
    return { scenario, findings: [], warnings };
  } catch (error) {
    if (!(error instanceof PlanAlignError)) throw error;
    const { code, detail, items } = error;
    const findings = items.map((item) => {
      const [, setting = '', message = item] = FINDING.exec(item) ?? [];
      return { code, setting, message };
    });
    return {
      scenario: null,
      findings: findings.length > 0 ? findings : [{ code, setting: '', message: detail }],
      warnings: [],
    };
  }
}
