import { resolve } from 'node:path';
import { applySettings, type SettingAssignment } from '../../../src-shared/scenario/apply-settings.ts';
import type { ScenarioWarning } from '../../../src-shared/scenario/findings.ts';
import {
  parseScenario,
  parseScenarioText,
  type ParsedScenario,
} from '../../../src-shared/scenario/parse-scenario.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { readText } from '../../files/read-text.ts';

/** A scenario ready to run, and where it came from. */
export interface OpenedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly ScenarioWarning[];
  /** Absolute path of the file; null for the default scenario. */
  readonly source: string | null;
}

const MOST_BYTES = 20_000_000;

/**
 * Reads a scenario file, or takes the default scenario when there is none, and applies changes for this use only.
 * @throws PlanAlignError FILE_NOT_FOUND, FILE_UNREADABLE, and those of {@link parseScenarioText} and
 * {@link applySettings}. What a change makes wrong is not laid to the file.
 */
export async function openScenario(
  file: string | null,
  changes: readonly SettingAssignment[],
): Promise<OpenedScenario> {
  const source = file === null ? null : resolve(file);
  const given =
    source === null ? parseScenario({}) : parseScenarioText(await readText(source, MOST_BYTES), source);
  return {
    ...(changes.length === 0 ? given : withChanges(given, changes)),
    source,
  };
}

function withChanges(given: ParsedScenario, changes: readonly SettingAssignment[]): ParsedScenario {
  const changed = applySettings(given.scenario, changes);
  // Settings without use are gone from what was read, so only the first reading knows of them.
  const unused = given.warnings.filter(({ code }) => code === 'SETTING_UNUSED');
  return { ...changed, warnings: [...unused, ...changed.warnings] };
}
