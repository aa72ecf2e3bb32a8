import { PlanAlignError, type ErrorPlace } from '../errors.ts';
import { checkDecimals } from './decimals.ts';
import { DEFAULT_DOCUMENT, fill, type Report } from './defaults.ts';
import { describeFinding, findingsOf, type Finding, type ScenarioWarning } from './findings.ts';
import { parseJson } from './json-text.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { migrate } from './migrations.ts';
import { PARENT_KEY, parentLinkOf } from './parent-link.ts';
import { alignTables, checkReferences } from './references.ts';
import { scenarioSchema, type Scenario } from './schema.ts';
import { formatPath } from './setting-path.ts';

/** A complete scenario and what the user should know about it. */
export interface ParsedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly ScenarioWarning[];
}

/** A document in the present version with all defaults filled in, not yet checked. */
export interface FilledDocument extends Report {
  readonly document: JsonObject;
}

/**
 * Migrates a document and fills in what it leaves out. Throws as {@link migrate} does, and SCENARIO_PARENT_MISSING for
 * a document that states only what it changes of another: filled with defaults it would be a different scenario.
 */
export function fillDocument(value: unknown): FilledDocument {
  const given = migrate(value);
  const parent = parentLinkOf(given);
  if (parent !== null) throw parentNotRead(parent.file);
  const report: Report = { findings: [], warnings: [] };
  const filled = fill(scenarioSchema, given, DEFAULT_DOCUMENT, [], report);
  return { ...report, document: isJsonObject(filled) ? alignTables(filled, given) : given };
}

/** Checks a filled document; throws one error with all findings. */
export function checkDocument(
  { document, findings, warnings }: FilledDocument,
  file?: string,
): ParsedScenario {
  const result = scenarioSchema.safeParse(document);
  const all = [
    ...findings,
    ...(result.success ? checkReferences(result.data) : findingsOf(result.error.issues, document)),
  ];
  if (all.length > 0 || !result.success) throw invalidScenario(all, file);
  const scenario = result.data;
  return {
    scenario,
    warnings: [...warnings, ...checkDecimals(scenarioSchema, scenario), ...checkTimeline(scenario)],
  };
}

/**
 * Reads a scenario document: migrates it to the present version, fills every setting it leaves out from the default
 * scenario, and checks all of it (W-28). An empty object is the default scenario.
 *
 * Throws PlanAlignError: SCENARIO_TOO_NEW for a newer version; SCENARIO_UNKNOWN_KEY, NEW_HIRE_RATE_TOO_HIGH or
 * GROWTH_OUT_OF_RANGE when everything found is of that kind; SCENARIO_PARENT_MISSING for a child without its parent;
 * otherwise SCENARIO_INVALID. `items` lists everything
 * found as "path: message"; the place names the first setting and, when given, the file.
 */
export function parseScenario(value: unknown, file?: string): ParsedScenario {
  return checkDocument(fillDocument(value), file);
}

/**
 * The document that the text of a scenario file holds, right or wrong.
 * @throws PlanAlignError SCENARIO_NOT_JSON with line and column, SCENARIO_INVALID for JSON that is no object.
 */
export function parseDocumentText(text: string, file?: string): JsonObject {
  const result = parseJson(text);
  if ('fault' in result) {
    const { line, column, message } = result.fault;
    throw new PlanAlignError(
      'SCENARIO_NOT_JSON',
      `Line ${line}, column ${column}: ${message}.`,
      placeOf({ file }),
    );
  }
  if (isJsonObject(result.value)) return result.value;
  throw new PlanAlignError('SCENARIO_INVALID', 'The file does not hold an object.', placeOf({ file }));
}

const parentNotRead = (file: string): PlanAlignError =>
  new PlanAlignError(
    'SCENARIO_PARENT_MISSING',
    `It states only what it changes of ${file}, which was not read with it.`,
    { setting: PARENT_KEY },
  );

function placeOf({ file, setting }: { file?: string | undefined; setting?: string }): ErrorPlace {
  return { ...(file === undefined ? {} : { file }), ...(setting === undefined ? {} : { setting }) };
}

function invalidScenario(findings: readonly Finding[], file: string | undefined): PlanAlignError {
  const [first, ...others] = findings;
  if (first === undefined) return new PlanAlignError('SCENARIO_INVALID', 'The scenario is invalid.');
  const code = others.every((finding) => finding.code === first.code) ? first.code : 'SCENARIO_INVALID';
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new PlanAlignError(
    code,
    `${describeFinding(first)}${more}`,
    placeOf({ file, setting: formatPath(first.path) }),
    findings.map(describeFinding),
  );
}

/** Years of the horizon before the first entry of the timeline have no plan (P-23). */
function checkTimeline({ simulation, planTimeline }: Scenario): readonly ScenarioWarning[] {
  const { startYear, endYear } = simulation;
  const from = planTimeline[0]?.fromYear ?? endYear + 1;
  if (from <= startYear) return [];
  const last = Math.min(from - 1, endYear);
  const years = last === startYear ? `${startYear}` : `${startYear}–${last}`;
  return [
    { code: 'PLAN_NOT_IN_FORCE', setting: 'planTimeline', message: `no plan design is in force in ${years}` },
  ];
}
