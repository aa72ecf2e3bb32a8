import type { CellFocusedEvent, CellMouseOverEvent, GridApi } from 'ag-grid-community';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { GridRow } from './cell-text.ts';
import {
  blockAt,
  cellCount,
  drawnByKey,
  drawnTo,
  isWithin,
  spanOf,
  wholeBlock,
  type Block,
  type Span,
} from './block.ts';

/** What the pointer was doing when the focus went to a cell. */
interface Press {
  readonly isExtending: boolean;
  readonly isSecondary: boolean;
}
const NO_PRESS: Press = { isExtending: false, isSecondary: false };

/** A block of cells that is drawn with the mouse or the keys, and painted by the grid. */
export interface BlockSelection {
  readonly span: Span | null;
  readonly clear: () => void;
  /** Whether a cell is to be painted as selected. */
  readonly isPainted: (row: number, columnId: string) => boolean;
  readonly onMouseDown: (event: Pick<MouseEvent, 'shiftKey' | 'button'>) => void;
  readonly onCellMouseOver: (event: CellMouseOverEvent<GridRow>) => void;
  readonly onCellFocused: (event: CellFocusedEvent<GridRow>) => void;
  /** Draws the block by a key; says whether it was one of its keys. */
  readonly onKey: (event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>) => boolean;
}

export function useBlock(api: GridApi<GridRow> | null, rowCount: number): BlockSelection {
  const [block, setBlock] = useState<Block | null>(null);
  const press = useRef<Press>(NO_PRESS);
  const span = useMemo(() => (block === null ? null : spanOf(block)), [block]);
  const painted = useRef<{ readonly span: Span; readonly columns: readonly string[] } | null>(null);

  useEffect(() => {
    if (api === null || span === (painted.current?.span ?? null)) return;
    const columns = api.getAllDisplayedColumns().map((column) => column.getColId());
    painted.current = span === null ? null : { span, columns: columns.slice(span.left, span.right + 1) };
    // The cells keep their values: only their classes are judged again.
    api.refreshCells({ force: true, suppressFlash: true });
  }, [api, span]);

  const place = (column: string): number =>
    api?.getAllDisplayedColumns().findIndex((shown) => shown.getColId() === column) ?? -1;
  const draw = (row: number, column: string): void => {
    const head = { row, column: place(column) };
    setBlock((present) => (present === null ? blockAt(head) : drawnTo(present, head)));
  };
  const isPainted = useCallback((row: number, columnId: string): boolean => {
    const shown = painted.current;
    return (
      shown !== null &&
      row >= shown.span.top &&
      row <= shown.span.bottom &&
      (shown.span.top !== shown.span.bottom || shown.columns.length > 1) &&
      shown.columns.includes(columnId)
    );
  }, []);
  return {
    span,
    clear: () => {
      setBlock(null);
    },
    isPainted,
    onMouseDown: ({ shiftKey, button }) => {
      press.current = { isExtending: shiftKey && button === 0, isSecondary: button !== 0 };
      window.setTimeout(() => {
        press.current = NO_PRESS;
      }, 0);
    },
    onCellMouseOver: ({ rowIndex, rowPinned, column, event }) => {
      if (
        event instanceof MouseEvent &&
        event.buttons === 1 &&
        rowIndex !== null &&
        (rowPinned ?? null) === null
      )
        draw(rowIndex, column.getColId());
    },
    onCellFocused: ({ rowIndex, rowPinned, column }) => {
      if (rowIndex === null || column === null || (rowPinned ?? null) !== null) return;
      const id = typeof column === 'string' ? column : column.getColId();
      const { isExtending, isSecondary } = press.current;
      if (isExtending) {
        draw(rowIndex, id);
        return;
      }
      const cell = { row: rowIndex, column: place(id) };
      setBlock((present) =>
        isSecondary && present !== null && isWithin(spanOf(present), cell) ? present : blockAt(cell),
      );
    },
    onKey: ({ key, shiftKey, ctrlKey, metaKey }) => {
      const all = { rows: rowCount, columns: api?.getAllDisplayedColumns().length ?? 0 };
      if (api === null || block === null || all.rows === 0) return false;
      if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') {
        setBlock(wholeBlock(all));
        return true;
      }
      // A block of one cell is the cell that has the focus, of which the grid tells a moment after it moved there.
      const focused = api.getFocusedCell();
      const begun =
        focused === null || cellCount(spanOf(block)) > 1
          ? block
          : blockAt({ row: focused.rowIndex, column: place(focused.column.getColId()) });
      const drawn = shiftKey ? drawnByKey(begun, key, ctrlKey || metaKey, all) : null;
      if (drawn === null) return false;
      setBlock(drawn);
      api.ensureIndexVisible(drawn.head.row);
      const column = api.getAllDisplayedColumns()[drawn.head.column];
      if (column !== undefined) api.ensureColumnVisible(column);
      return true;
    },
  };
}
