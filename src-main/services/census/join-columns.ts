import { countCells, freeTexts, isFreeText, type FieldColumn, type ParsedValues } from './field-columns.ts';
import { BLANK_CODE, type RawColumn } from './raw-table.ts';
import { FIELD_NAMES, type CensusField } from './registry.ts';
import type { FieldColumns } from './row-facts.ts';

/** A field that a joined file says something about. */
export interface JoinedField {
  readonly field: CensusField;
  /** Rows of the census whose value comes from the joined file. */
  readonly taken: number;
  /** Rows of the census for which both files have a value, and not the same. Ascending. */
  readonly different: readonly number[];
}

export interface JoinedColumns {
  readonly columns: FieldColumns;
  readonly fields: readonly JoinedField[];
  /** First code of the joined file in the pay column; null where it says nothing of pay. */
  readonly firstPayCode: number | null;
}

interface Sides {
  readonly field: CensusField;
  readonly census: FieldColumn | undefined;
  readonly joined: FieldColumn;
  readonly partner: Int32Array;
  readonly joinedWins: boolean;
  /** Whether two filled cells say different things. */
  readonly isDifferent: (row: number, joinedRow: number, censusCode: number, joinedCode: number) => boolean;
}

/** A constant of the census stays one: it is no content of a row. */
function columnName(census: FieldColumn | undefined, joined: FieldColumn, file: string): string | null {
  const name = `${joined.columnName ?? ''} (${file})`;
  if (census === undefined) return name;
  return census.columnName === null ? null : `${census.columnName}, ${name}`;
}

/** The values of a column that holds the texts of the census, and then those of the joined file. */
function joinedValues(census: FieldColumn | undefined, joined: FieldColumn): ParsedValues {
  const offset = census?.values.length ?? 0;
  const values = new Float64Array(offset + joined.values.length);
  const issues = new Uint8Array(values.length);
  if (census !== undefined) {
    values.set(census.values);
    issues.set(census.issues);
  }
  values.set(joined.values, offset);
  issues.set(joined.issues, offset);
  return { values, issues };
}

/** One column of both files: the cells of the side that wins, those of the other where it has none. */
function mergeColumn(
  { field, census, joined, partner, joinedWins, isDifferent }: Sides,
  file: string,
): { readonly column: FieldColumn; readonly taken: number; readonly different: readonly number[] } {
  const offset = census?.column.texts.length ?? 0;
  const texts = census === undefined ? joined.column.texts : [...census.column.texts, ...joined.column.texts];
  const codes = new Int32Array(partner.length);
  const different: number[] = [];
  let taken = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const joinedRow = partner[row] ?? -1;
    const own = census?.column.codes[row] ?? BLANK_CODE;
    const other = joinedRow < 0 ? BLANK_CODE : (joined.column.codes[joinedRow] ?? BLANK_CODE);
    const isOwn = census !== undefined && census.column.texts[own] !== '';
    const isOther = joined.column.texts[other] !== '';
    if (isOwn && isOther && isDifferent(row, joinedRow, own, other)) different.push(row);
    const isTaken = isOther && (joinedWins || !isOwn);
    codes[row] = isTaken ? offset + other : own;
    if (isTaken) taken += 1;
  }
  const column: RawColumn = {
    position: census?.column.position ?? -1,
    texts,
    isDistinct: census === undefined && joined.column.isDistinct,
    codes,
    isNumeric: joined.column.isNumeric && (census?.column.isNumeric ?? true),
  };
  const { format } = census ?? joined;
  const parsed = isFreeText(field, format) ? freeTexts(column) : joinedValues(census, joined);
  return {
    column: {
      field,
      columnName: columnName(census, joined, file),
      column,
      counts: countCells(column),
      format,
      ...parsed,
    },
    taken,
    different,
  };
}

/** Whether two cells of a field say different things: by value where they can be read, else as they stand. */
function areDifferent(
  field: CensusField,
  census: FieldColumn,
  joined: FieldColumn,
  own: number,
  other: number,
): boolean {
  const isText = isFreeText(field, census.format);
  const value = census.values[own] ?? NaN;
  const joinedValue = joined.values[other] ?? NaN;
  if (!isText && !Number.isNaN(value) && !Number.isNaN(joinedValue)) return value !== joinedValue;
  return census.column.texts[own] !== joined.column.texts[other];
}

/**
 * The columns of a census with those of a joined file, by the rows of the census. A field that both have is taken from
 * the census where it has a value, or from the joined file if that wins.
 * @param annualPay Annual pay in cents by row of the census and of the joined file: what pay is compared by.
 */
export function joinColumns(
  census: FieldColumns,
  joined: FieldColumns,
  request: {
    readonly partner: Int32Array;
    readonly wins: ReadonlySet<CensusField>;
    readonly file: string;
    readonly annualPay: { readonly census: Float64Array; readonly joined: Float64Array };
  },
): JoinedColumns {
  const { partner, wins, file, annualPay } = request;
  const columns = new Map(census);
  const fields: JoinedField[] = [];
  let firstPayCode: number | null = null;
  for (const field of FIELD_NAMES) {
    const other = joined.get(field);
    if (other === undefined || field === 'employeeId') continue;
    const own = census.get(field);
    const { column, taken, different } = mergeColumn(
      {
        field,
        census: own,
        joined: other,
        partner,
        joinedWins: wins.has(field),
        isDifferent: (row, joinedRow, ownCode, otherCode) => {
          if (own === undefined) return false;
          const cents = annualPay.census[row] ?? NaN;
          const joinedCents = annualPay.joined[joinedRow] ?? NaN;
          return field === 'annualPay' && !Number.isNaN(cents) && !Number.isNaN(joinedCents)
            ? cents !== joinedCents
            : areDifferent(field, own, other, ownCode, otherCode);
        },
      },
      file,
    );
    columns.set(field, column);
    fields.push({ field, taken, different });
    if (field === 'annualPay') firstPayCode = own?.column.texts.length ?? 0;
  }
  return { columns, fields, firstPayCode };
}
