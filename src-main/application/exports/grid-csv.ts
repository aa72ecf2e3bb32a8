import type { GridKind, GridSelection, GridValues } from '../../../src-shared/api/results.ts';
import { formatIsoDate } from '../../../src-shared/dates.ts';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { Day } from '../../../src-shared/units.ts';
import type { FileSink } from '../../files/atomic-write.ts';
import type { ResultReader } from '../results/result-service.ts';

const MILLION = 1_000_000;

/** Characters that make a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text as a field of CSV. One that a spreadsheet would calculate is led by an apostrophe, so that it stays a text. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const trimZeros = (text: string): string => text.replace(/\.?0+$/, '');

/** A value in the unit that people use: dollars, fractions, dates. */
const asCell: Readonly<Record<GridKind, (value: number) => string>> = {
  text: String,
  choice: String,
  integer: String,
  decimal: String,
  money: (cents) => (cents / 100).toFixed(2),
  rate: (ppm) => (ppm === 0 ? '0' : trimZeros((ppm / MILLION).toFixed(6))),
  date: (day) => formatIsoDate(day as Day),
  yesNo: (flag) => (flag === 0 ? 'no' : 'yes'),
};

function cell(values: GridValues, kind: GridKind, row: number): string {
  if ('codes' in values) return csvText(values.texts[values.codes[row] ?? -1] ?? '');
  const value = values.numbers[row] ?? NaN;
  return Number.isNaN(value) ? '' : asCell[kind](value);
}

/**
 * Writes all rows of a selection as CSV.
 * @throws PlanAlignError COLUMN_UNKNOWN, RUN_UNKNOWN; CANCELLED soon after `signal` is aborted.
 */
export async function writeGridCsv(
  reader: ResultReader,
  selection: GridSelection,
  names: readonly string[],
  sink: FileSink,
  signal: AbortSignal,
): Promise<void> {
  const known = await reader.columns(selection);
  const columns = names.map((name) => {
    const column = known.find((other) => other.name === name);
    if (column === undefined) throw new PlanAlignError('COLUMN_UNKNOWN', `There is no column ${name}.`);
    return column;
  });
  await sink.write(`\uFEFF${columns.map(({ title }) => csvText(title)).join(',')}\r\n`);
  for await (const page of reader.pages(selection, names)) {
    if (signal.aborted) throw new PlanAlignError('CANCELLED', '');
    const lines = Array.from({ length: page.rows }, (_, row) =>
      columns
        .map(({ kind }, index) => cell(page.columns[index] ?? { numbers: new Float64Array(0) }, kind, row))
        .join(','),
    );
    await sink.write(`${lines.join('\r\n')}\r\n`);
  }
}
