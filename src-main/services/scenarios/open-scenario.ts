import { resolve } from 'node:path';
import { applySettings, type SettingAssignment } from '../../../src-shared/scenario/apply-settings.ts';
import type { ScenarioWarning } from '../../../src-shared/scenario/findings.ts';
import {
  parseDocumentText,
  parseScenario,
  type ParsedScenario,
} from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { readText } from '../../files/read-text.ts';
import { MOST_SCENARIO_BYTES, resolveFamily } from './scenario-family.ts';

/** A scenario ready to run, and where it came from. */
export interface OpenedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly ScenarioWarning[];
  /** Absolute path of the file; null for the default scenario. */
  readonly source: string | null;
}

/**
 * Reads a scenario file with all it inherits, or takes the default scenario when there is none, and applies changes
 * for this use only.
 * @throws PlanAlignError FILE_NOT_FOUND, FILE_UNREADABLE, SCENARIO_NOT_JSON, SCENARIO_PARENT_…, and those of
 * {@link parseScenario} and {@link applySettings}. What a change makes wrong is not laid to the file.
 */
export async function openScenario(
  file: string | null,
  changes: readonly SettingAssignment[],
): Promise<OpenedScenario> {
  const source = file === null ? null : resolve(file);
  const given = source === null ? parseScenario({}) : await readScenario(source);
  return {
    ...(changes.length === 0 ? given : withChanges(given, changes)),
    source,
  };
}

async function readScenario(source: string): Promise<ParsedScenario> {
  const text = await readText(source, MOST_SCENARIO_BYTES);
  const { document, parent, savedHash } = await resolveFamily(parseDocumentText(text, source), source);
  const given = parseScenario(document, source);
  if (parent === null || savedHash === null || savedHash === parent.hash) return given;
  const moved = {
    code: 'PARENT_CHANGED',
    setting: 'parent',
    message: `${parent.path} has changed since this scenario was saved; what it inherits has moved`,
  } as const;
  return { ...given, warnings: [...given.warnings, moved] };
}

function withChanges(given: ParsedScenario, changes: readonly SettingAssignment[]): ParsedScenario {
  const changed = applySettings(given.scenario, changes);
  // Settings without use and the parent are gone from what was read, so only the first reading knows of them.
  const ofFile = given.warnings.filter(({ code }) => code === 'SETTING_UNUSED' || code === 'PARENT_CHANGED');
  return { ...changed, warnings: [...ofFile, ...changed.warnings] };
}
