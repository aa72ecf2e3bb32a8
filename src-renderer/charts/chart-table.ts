/** The numbers of a chart as a table: what is read aloud, copied, and shown in its place. */
export interface ChartTable {
  /** The first column names the row; the others are numbers. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The table as text that spreadsheets paste into cells: numbers with the minus that they read. A text that they would
 * calculate stays a text.
 */
export function tableText({ columns, rows }: ChartTable): string {
  const cell = (text: string): string => {
    const flat = text.replaceAll(/[\t\r\n]+/g, ' ').replace(/^\u2212(?=[\d$])/, '-');
    return /^[=@]|^[+-](?![\d$])/.test(flat) ? `'${flat}` : flat;
  };
  return [columns, ...rows].map((row) => row.map(cell).join('\t')).join('\n');
}

/** A row in words, for the reader of a screen. */
export const rowInWords = ({ columns, rows }: ChartTable, index: number): string =>
  (rows[index] ?? [])
    .map((text, column) => (column === 0 ? text : `${columns[column] ?? ''} ${text}`))
    .join(', ');
