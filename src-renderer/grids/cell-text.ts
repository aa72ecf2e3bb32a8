import type { GridColumn, GridKind, GridPage, GridSelection } from '../../src-shared/api/results.ts';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { exactMoney, percent, plainNumber } from '../components/format.ts';
import { textWords } from './column-words.ts';

/** A value of a grid as it is stored: a text, a number in the unit of its column, or none. */
export type CellValue = string | number | null;

/** A row of a grid, by column. */
export type GridRow = Readonly<Record<string, CellValue>>;

const PPM = 1_000_000;

const asText: Readonly<Record<GridKind, (value: number) => string>> = {
  text: String,
  choice: String,
  // Years and numbers of events are names more than amounts: without separators.
  integer: String,
  decimal: plainNumber,
  money: exactMoney,
  rate: (ppm) => percent(ppm / PPM),
  date: (day) => formatIsoDate(day as Day),
  yesNo: (flag) => (flag === 0 ? 'No' : 'Yes'),
};

/** A value of a column as it is shown; empty for none. */
export function cellText(
  relation: GridSelection['relation'],
  { name, kind }: Pick<GridColumn, 'name' | 'kind'>,
  value: CellValue | undefined,
): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? textWords(relation, name, value) : asText[kind](value);
}

/** The rows of a page whose columns were asked for by these names. */
export function rowsOf(columns: readonly string[], page: GridPage): readonly GridRow[] {
  return Array.from({ length: page.rows }, (_, row) =>
    Object.fromEntries(
      columns.map((name, index): [string, CellValue] => {
        const values = page.columns[index];
        if (values === undefined) return [name, null];
        if ('codes' in values) return [name, values.texts[values.codes[row] ?? -1] ?? null];
        const value = values.numbers[row] ?? NaN;
        return [name, Number.isNaN(value) ? null : value];
      }),
    ),
  );
}
