import { PlanAlignError } from '../../../src-shared/errors.ts';
import { countCells, ISSUE, type SourceField } from './field-columns.ts';
import type { ColumnDecision } from './column-formats.ts';
import type { ColumnMatch, SourceColumn } from './header-match.ts';
import type { CensusMapping } from './mapping.ts';
import { cleanText, type RawColumn, type RawTable } from './raw-table.ts';
import { FIELD_NAMES, kindOf, STAND_INS, type CensusField } from './registry.ts';
import { holdsTaxNumbers } from './tax-numbers.ts';

/** Takes columns out whose values are tax numbers, whatever their header says (W-15). */
export function dropTaxNumbers(match: ColumnMatch, table: RawTable): ColumnMatch {
  const textual = new Set(
    FIELD_NAMES.filter((field) => ['text', 'code', 'level'].includes(kindOf(field))).map((field) =>
      match.positionOf.get(field),
    ),
  );
  const suspects = table.columns.filter(({ position }) => textual.has(position));
  const found = suspects.filter((column) => holdsTaxNumbers(column.texts, countCells(column)));
  const dropped = new Set(found.map(({ position }) => position));
  if (dropped.size === 0) return match;
  const columns = match.columns.map((column): SourceColumn =>
    dropped.has(column.position) ? { ...column, use: 'dropped', fields: [] } : column,
  );
  const positionOf = new Map([...match.positionOf].filter(([, position]) => !dropped.has(position)));
  return { ...match, columns, positionOf };
}

/** A column that holds one text in every row. */
function constantColumn(text: string, rowCount: number): RawColumn {
  return {
    position: -1,
    texts: ['', cleanText(text)],
    codes: new Int32Array(rowCount).fill(1),
    isDistinct: true,
    isNumeric: false,
  };
}

/** Ids ROW-000001 … by data row (W-15), for files without an id column. */
function generatedIds(rowCount: number): RawColumn {
  const texts = Array.from({ length: rowCount + 1 }, (_, row) =>
    row === 0 ? '' : `ROW-${String(row).padStart(6, '0')}`,
  );
  return {
    position: -1,
    texts,
    codes: Int32Array.from({ length: rowCount }, (_, row) => row + 1),
    isDistinct: true,
    isNumeric: false,
  };
}

/** The columns that are read, in the order of the registry: of the file, constants of the mapping, generated ids. */
export function collectSources(
  table: RawTable,
  match: ColumnMatch,
  mapping: CensusMapping,
): readonly SourceField[] {
  const byPosition = new Map(table.columns.map((column) => [column.position, column]));
  return FIELD_NAMES.flatMap((field): SourceField[] => {
    const constant = mapping.constants[field];
    const position = match.positionOf.get(field);
    const own = position === undefined ? undefined : byPosition.get(position);
    if (constant !== undefined && !isStandInUnused(field, match, mapping))
      return [sourceOf(field, null, constantColumn(constant, table.rowCount))];
    if (position !== undefined && own !== undefined)
      return [sourceOf(field, match.columns[position]?.name ?? null, own)];
    const isIdMissing = field === 'employeeId' && mapping.generatedIds && !match.ambiguous.has(field);
    return isIdMissing ? [sourceOf(field, null, generatedIds(table.rowCount))] : [];
  });
}

/** Whether the date that a constant age or tenure would stand in for has a column. */
const isStandInUnused = (field: CensusField, match: ColumnMatch, mapping: CensusMapping): boolean =>
  FIELD_NAMES.some(
    (own) => STAND_INS[own] === field && (match.positionOf.has(own) || mapping.constants[own] !== undefined),
  );

const sourceOf = (field: CensusField, columnName: string | null, column: RawColumn): SourceField => ({
  field,
  columnName,
  column: kindOf(field) === 'level' ? withWholeNumbers(column) : column,
  counts: countCells(column),
});

/** Level 2 is written `2.0` by programs that keep numbers as floats; in a workbook it would be `2` (W-25). */
const withWholeNumbers = (column: RawColumn): RawColumn => ({
  ...column,
  texts: column.texts.map((text) => text.replace(/^(\d+)\.0+$/, '$1')),
  isDistinct: false,
});

/**
 * Refuses constants that their field cannot hold.
 * @throws PlanAlignError MAPPING_INVALID
 */
export function refuseBadConstants(decisions: readonly ColumnDecision[], mapping: CensusMapping): void {
  const items = decisions.flatMap(({ source: { field, columnName }, parsed }) =>
    columnName === null && mapping.constants[field] !== undefined && parsed?.issues[1] !== ISSUE.none
      ? [`constants.${field}: "${mapping.constants[field]}" is no ${kindOf(field)} value`]
      : [],
  );
  if (items.length > 0) throw new PlanAlignError('MAPPING_INVALID', items.join('; '), {}, items);
}
