import { isJsonObject, isList } from '../../../src-shared/scenario/json-value.ts';
import type { SettingUnit } from '../../../src-shared/scenario/fields.ts';
import { parseNumber, plainNumber } from '../../components/format.ts';

/** Settings of this unit are stored as fractions and shown as percentages. */
const isPercentage = (unit: SettingUnit | null): boolean => unit === 'fraction';

/** Takes off what arithmetic on binary fractions leaves behind: 0.035 × 100 is 3.5. */
const clean = (value: number): number => Number(value.toPrecision(12));

const SUFFIXES: Readonly<Partial<Record<SettingUnit, string>>> = {
  fraction: '%',
  percent: '%',
  factor: '×',
  dollars: '$',
  years: 'years',
  months: 'months',
  weeks: 'weeks',
  days: 'days',
  hours: 'hours',
  'hours per week': 'h / week',
  points: 'points',
};

/** What stands behind a number of a unit; empty for a bare number. */
export const unitSuffix = (unit: SettingUnit | null): string => (unit === null ? '' : (SUFFIXES[unit] ?? ''));

/** A stored number as it is typed and shown; calendar years have no separators. */
export function numberText(value: number, unit: SettingUnit | null): string {
  if (unit === 'year') return String(value);
  return plainNumber(clean(isPercentage(unit) ? value * 100 : value));
}

/** The number to store for a text; null when the text is no number. “3.5” and “3.5%” are the same percentage. */
export function readNumber(text: string, unit: SettingUnit | null): number | null {
  const suffix = unitSuffix(unit);
  const bare = suffix !== '' && text.trim().endsWith(suffix) ? text.trim().slice(0, -suffix.length) : text;
  const value = parseNumber(bare);
  if (value === null) return null;
  return isPercentage(unit) ? clean(value / 100) : value;
}

/** A number with its unit, for sentences: 3.5%, $80,000, 12 months. */
export function numberWithUnit(value: number, unit: SettingUnit | null): string {
  const text = numberText(value, unit);
  const suffix = unitSuffix(unit);
  if (suffix === '') return text;
  if (suffix === '$') return `$${text}`;
  // The percent sign stands at its number, as in all numbers of the locale format.
  return suffix === '%' ? `${text}%` : `${text} ${suffix}`;
}

const LABELS: Readonly<Record<string, string>> = {
  exact: 'Exact quotas',
  stochastic: 'Every person by chance',
  lastIn: 'Last in, first out',
  hazard: 'By risk of leaving',
  uniform: 'Every day alike',
  adaptive: 'As the present staff',
  ACA: 'ACA',
  EACA: 'EACA',
  QACA: 'QACA',
  gradedByService: 'Rate by service',
  tenureGraded: 'Tiers by service',
  pointsBased: 'Rate by points',
  ageBanded: 'Rate by age',
  fixed: 'On one date',
  monthly: 'Monthly',
  anniversary: 'On the hire anniversary',
  perPayPeriodWithTrueUp: 'Per pay period, with true-up',
  cliff1: 'Cliff after 1 year',
  cliff2: 'Cliff after 2 years',
  cliff3: 'Cliff after 3 years',
  graded3: 'Graded over 3 years',
  graded4: 'Graded over 4 years',
  graded5: 'Graded over 5 years',
  graded6: 'Graded, 2 to 6 years',
  qacaMatch: 'QACA match',
  qacaNonelective: 'QACA nonelective',
  excludeNhce: 'Exclude NHCEs',
  oneYear: 'One year of service',
};

/** The words of a value of a closed list: `newEntrants` is “New entrants”. */
export function choiceText(value: string): string {
  const known = LABELS[value];
  if (known !== undefined) return known;
  const words = value.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** A value of any kind in few words, for labels of edits and for defaults. */
export function valueText(value: unknown, unit: SettingUnit | null): string {
  if (typeof value === 'number') return numberWithUnit(value, unit);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value === '' ? 'nothing' : choiceText(value);
  if (value === null || value === undefined) return 'none';
  if (isList(value)) return value.length === 0 ? 'none' : 'a table';
  return isJsonObject(value) && Object.keys(value).length === 0 ? 'none' : 'a table';
}
