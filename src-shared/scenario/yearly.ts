import type { Scenario } from './schema.ts';

/** A value for every year, or values by year (W-28). */
export type Yearly = Scenario['workforce']['targetGrowthRate'];

/**
 * The value of a yearly setting in a year (W-28): a year without an entry takes the latest earlier entry, a year
 * before the first entry takes the first. The unit is that of the setting.
 */
export function valueInYear(value: Yearly, year: number): number {
  if (typeof value === 'number') return value;
  const years = Object.keys(value)
    .map(Number)
    .sort((a, b) => a - b);
  const source = years.findLast((entry) => entry <= year) ?? years[0];
  const found = source === undefined ? undefined : value[String(source)];
  if (found === undefined) throw new RangeError('a yearly value needs at least one year');
  return found;
}
