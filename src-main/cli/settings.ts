import { PlanAlignError } from '../../src-shared/errors.ts';
import { parseAssignment, type SettingAssignment } from '../../src-shared/scenario/apply-settings.ts';
import type { YearRange } from './arguments.ts';

/** The years of the command line as settings of the scenario. */
export const horizonSettings = ({ startYear, endYear }: YearRange): readonly SettingAssignment[] => [
  { path: 'simulation.startYear', text: String(startYear) },
  { path: 'simulation.endYear', text: String(endYear) },
];

const BY_YEARS = new Set(horizonSettings({ startYear: 0, endYear: 0 }).map(({ path }) => path));

/**
 * The settings given with --set.
 * @throws PlanAlignError ARGUMENTS_INVALID for what is not PATH=VALUE, and for the years, which have their own argument.
 */
export function parseSettings(texts: readonly string[]): readonly SettingAssignment[] {
  return texts.map((text) => {
    const assignment = parseAssignment(text);
    if (BY_YEARS.has(assignment.path))
      throw new PlanAlignError(
        'ARGUMENTS_INVALID',
        `Give the years as the first argument, not as ${assignment.path}.`,
      );
    return assignment;
  });
}

/** Settings as they are recorded with a run: the value as JSON where it is JSON, otherwise as text. */
export function recordSettings(assignments: readonly SettingAssignment[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(assignments.map(({ path, text }) => [path, jsonOrText(text)]));
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
