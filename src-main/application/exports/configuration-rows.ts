import { isJsonObject, isList, valueAt } from '../../../src-shared/scenario/json-value.ts';
import { settingFields, type SettingField } from '../../../src-shared/scenario/setting-fields.ts';
import { formatPath } from '../../../src-shared/scenario/setting-path.ts';
import { parseIsoDate } from '../../../src-shared/dates.ts';
import type { CellValue, TypedCell } from '../../services/exports/sheet-xml.ts';

/** A setting of a scenario with its value as a cell. */
export interface ConfigurationRow {
  readonly section: string;
  /** As `--set` takes it. */
  readonly path: string;
  readonly title: string;
  readonly unit: string;
  readonly value: CellValue | TypedCell;
}

const sectionOf = (path: string): string => /^[A-Za-z0-9_-]+/.exec(path)?.[0] ?? '';

/** A value in the format of its unit; what is neither number, text nor flag is written as JSON. */
function cellOf(value: unknown, field: SettingField | undefined): CellValue | TypedCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    const day = field?.unit === 'date' ? parseIsoDate(value) : null;
    return day === null ? value : { kind: 'date', value: day };
  }
  if (typeof value !== 'number') return JSON.stringify(value);
  if (field?.unit === 'fraction') return { kind: 'rate', value };
  if (field?.unit === 'dollars') return { kind: 'money', value };
  return { kind: Number.isInteger(value) ? 'plain' : 'decimal', value };
}

/** Every setting of a scenario in the order of the document, one row each; tables and lists entry by entry. */
export function configurationRows(document: unknown): readonly ConfigurationRow[] {
  const fields = new Map(settingFields().map((field) => [field.path, field]));
  const rows: ConfigurationRow[] = [];
  const visit = (value: unknown, steps: readonly PropertyKey[], pattern: string, owner: string): void => {
    // A table or a yearly value is one setting: its entries are described by it.
    const known = fields.get(pattern)?.path ?? owner;
    if (isJsonObject(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value))
        visit(inner, [...steps, key], pattern === '' ? key : `${pattern}.${key}`, known);
      return;
    }
    if (isList(value) && value.some(isJsonObject)) {
      value.forEach((inner, index) => {
        const id = valueAt(inner, ['id']);
        visit(inner, [...steps, typeof id === 'string' ? id : index], `${pattern}[]`, known);
      });
      return;
    }
    const field = fields.get(known);
    const path = formatPath(steps);
    rows.push({
      section: sectionOf(path),
      path,
      title: field?.title ?? '',
      unit: field?.unit ?? '',
      value: cellOf(value, field),
    });
  };
  visit(document, [], '', '');
  return rows;
}
