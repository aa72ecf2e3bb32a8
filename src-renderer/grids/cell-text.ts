import type { GridColumn, GridKind, GridPage } from '../../src-shared/api/results.ts';
import { formatIsoDate } from '../../src-shared/dates.ts';
import type { Day } from '../../src-shared/units.ts';
import { exactMoney, percent, plainNumber } from '../components/format.ts';

/** A row of a grid as it is shown, by column. */
export type GridRow = Readonly<Record<string, string>>;

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

/** A number of a column in words; empty for none. */
export const numberText = (kind: GridKind, value: number | null): string =>
  value === null || Number.isNaN(value) ? '' : asText[kind](value);

/** The rows of a page. */
export function rowsOf(columns: readonly GridColumn[], page: GridPage): readonly GridRow[] {
  return Array.from({ length: page.rows }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name, kind }, index) => {
        const values = page.columns[index];
        if (values === undefined) return [name, ''];
        if ('codes' in values) return [name, values.texts[values.codes[row] ?? -1] ?? ''];
        return [name, numberText(kind, values.numbers[row] ?? NaN)];
      }),
    ),
  );
}
