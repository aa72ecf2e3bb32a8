import {
  isJsonObject,
  isList,
  valueAt,
  type JsonObject,
} from '../../../../src-shared/scenario/json-value.ts';
import type { SettingPath } from '../../../state/delta.ts';
import { objectsAt } from '../input-kind.ts';
import type { GridRow } from './ValueGrid.tsx';

/** Short names of the months. */
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Years of the horizon of a document. */
export function horizon(document: JsonObject): readonly number[] {
  const first = valueAt(document, ['simulation', 'startYear']);
  const last = valueAt(document, ['simulation', 'endYear']);
  if (typeof first !== 'number' || typeof last !== 'number' || last < first) return [];
  return Array.from({ length: Math.min(last - first + 1, 30) }, (_, index) => first + index);
}

const levels = (document: JsonObject): readonly GridRow[] =>
  objectsAt(document, ['jobLevels']).map(({ level, name }) => ({
    key: text(level),
    label: `${text(level)} ${text(name)}`,
  }));

const bands = (document: JsonObject, of: string): readonly GridRow[] =>
  objectsAt(document, ['bands', of]).map(({ id, label }) => ({ key: text(id), label: text(label) }));

/** Names of the segments of a kind, in their order. */
const segmentNames = (document: JsonObject, kind: 'behaviourAge' | 'income'): readonly string[] =>
  objectsAt(document, ['segments', kind]).map(({ name }) => text(name));

/** The rows of a table whose keys are bands, levels, years or names, by the name of the setting. */
export function tableRows(document: JsonObject, path: SettingPath): readonly GridRow[] {
  const name = String(path.at(-1));
  if (name === 'ageMultipliers') return bands(document, 'age');
  if (name === 'tenureMultipliers') return bands(document, 'tenure');
  if (/level/i.test(name)) return levels(document);
  if (/year|override/i.test(name))
    return horizon(document).map((year) => ({ key: String(year), label: String(year) }));
  const value = valueAt(document, path);
  return isJsonObject(value) ? Object.keys(value).map((key) => ({ key, label: key })) : [];
}

/** The rows of a list of numbers: months, segments, or positions. */
export function listRows(document: JsonObject, path: SettingPath, length: number): readonly GridRow[] {
  const name = String(path.at(-1));
  const named = (names: readonly string[]): readonly GridRow[] =>
    Array.from({ length }, (_, index) => ({ key: String(index), label: names[index] ?? String(index + 1) }));
  if (/income/i.test(name)) return named(segmentNames(document, 'income'));
  if (/^age|startRates/.test(name) && name !== 'ages') return named(segmentNames(document, 'behaviourAge'));
  if (length === 12) return named(MONTHS);
  return named([]);
}

/** Headings of a matrix: ages by service for retirement, age by income for deferrals. */
export function matrixHeadings(
  document: JsonObject,
  path: SettingPath,
): { readonly corner: string; readonly rows: readonly string[]; readonly columns: readonly string[] } {
  const table = path.slice(0, -1);
  const ages = valueAt(document, [...table, 'ages']);
  const service = valueAt(document, [...table, 'service']);
  if (isList(ages) && isList(service))
    return {
      corner: 'Age from',
      rows: ages.map(text),
      columns: service.map((years) => `Service from ${text(years)}`),
    };
  return {
    corner: 'Age',
    rows: segmentNames(document, 'behaviourAge'),
    columns: segmentNames(document, 'income'),
  };
}
