import { PlanAlignError } from '../../../src-shared/errors.ts';
import { parseJson } from '../../../src-shared/scenario/json-text.ts';
import { isJsonObject, type JsonObject } from '../../../src-shared/scenario/json-value.ts';

/**
 * The document that a scenario file holds, right or wrong.
 * @throws PlanAlignError SCENARIO_NOT_JSON with line and column, SCENARIO_INVALID for JSON that is no object.
 */
export function parseDocumentText(text: string, file: string): JsonObject {
  const result = parseJson(text);
  if ('fault' in result) {
    const { line, column, message } = result.fault;
    throw new PlanAlignError('SCENARIO_NOT_JSON', `Line ${line}, column ${column}: ${message}.`, { file });
  }
  if (!isJsonObject(result.value))
    throw new PlanAlignError('SCENARIO_INVALID', 'The file does not hold an object.', { file });
  return result.value;
}
