/**
 * A rectangle of cells: from where it was begun to where it has been drawn. Rows are counted over the whole selection,
 * columns over those that are shown.
 */
export interface Cell {
  readonly row: number;
  readonly column: number;
}
export interface Block {
  /** Where it was begun; it stays when the block is drawn further. */
  readonly anchor: Cell;
  readonly head: Cell;
}

/** The cells of a block, both ends included. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A block of one cell. */
export const blockAt = (cell: Cell): Block => ({ anchor: cell, head: cell });

export const drawnTo = ({ anchor }: Block, head: Cell): Block => ({ anchor, head });

export const spanOf = ({ anchor, head }: Block): Span => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

export const isWithin = ({ top, bottom, left, right }: Span, { row, column }: Cell): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export const cellCount = ({ top, bottom, left, right }: Span): number =>
  (bottom - top + 1) * (right - left + 1);

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const inside = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/**
 * The block after an arrow key: a cell further, or to the edge of all cells. Null for another key.
 */
export function drawnByKey(
  block: Block,
  key: string,
  toEdge: boolean,
  all: { readonly rows: number; readonly columns: number },
): Block | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const [rows, columns] = step.map((by) => (toEdge ? by * Number.MAX_SAFE_INTEGER : by));
  return drawnTo(block, {
    row: inside(block.head.row + (rows ?? 0), all.rows),
    column: inside(block.head.column + (columns ?? 0), all.columns),
  });
}

/** All cells. */
export const wholeBlock = (all: { readonly rows: number; readonly columns: number }): Block => ({
  anchor: { row: 0, column: 0 },
  head: { row: Math.max(0, all.rows - 1), column: Math.max(0, all.columns - 1) },
});
