import type { CensusSuggestion, SuggestedFigure } from '../../../../src-shared/api/censuses.ts';
import { isSameJson, valueAt } from '../../../../src-shared/scenario/json-value.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';

/** What a suggestion is about and the people it rests on. */
type Subject = Pick<CensusSuggestion, 'id' | 'title' | 'reason' | 'sample' | 'sampleOf' | 'minimum'>;

/** A figure that is one number; null where the scenario states no single one. */
export const figure = (
  label: string,
  unit: SuggestedFigure['unit'],
  before: number | null,
  after: number,
): SuggestedFigure => ({ label, unit, before: before === null ? null : [before], after: [after] });

/** A suggestion that the census supports. */
export const supported = (
  scenario: Scenario,
  subject: Subject,
  figures: readonly SuggestedFigure[],
  settings: CensusSuggestion['settings'],
): CensusSuggestion => ({
  ...subject,
  shortfall: null,
  figures,
  settings,
  isInForce: settings.every(({ path, value }) => isSameJson(valueAt(scenario, path), value)),
});

/** A suggestion that the census does not support, and why; by default too few people. */
export const unsupported = (
  subject: Subject,
  shortfall = `It needs at least ${subject.minimum} people; the census has ${subject.sample}.`,
): CensusSuggestion => ({ ...subject, shortfall, figures: [], settings: [], isInForce: false });

/** A number with a few decimals, so that a suggestion reads like something a person would type. */
export const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

/** The value at a share of sorted values, the lower one of two (nearest rank); 0 of nothing. */
export const quantile = (sorted: ArrayLike<number>, percent: number): number =>
  sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Each value as a share of all of them; all 0 where they sum to nothing. */
export function shares(values: readonly number[]): readonly number[] {
  const total = sum(values);
  return values.map((value) => (total === 0 ? 0 : value / total));
}
