export interface TableColumn<Row> {
  readonly heading: string;
  /** Numbers stand right, words left. */
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => string;
}

/** Rows as aligned text, two spaces between columns, a rule below the headings; no trailing blanks. */
export function formatTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const cells = columns.map((column) => rows.map(column.cell));
  const widths = columns.map((column, index) =>
    Math.max(column.heading.length, ...(cells[index] ?? []).map((cell) => cell.length)),
  );
  const line = (texts: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = texts[index] ?? '';
        const width = widths[index] ?? 0;
        return column.align === 'right' ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(columns.map((column) => column.heading)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map((_, row) => line(cells.map((column) => column[row] ?? ''))),
  ].join('\n');
}

/** Pairs of name and value, the values in one column; pairs without a value are left out. */
export function formatFacts(facts: readonly (readonly [name: string, value: string | null])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts
    .flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(width)}  ${value}`]))
    .join('\n');
}
