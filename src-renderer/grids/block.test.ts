import { describe, expect, it } from 'vitest';
import { blockAt, cellCount, drawnByKey, drawnTo, isWithin, spanOf, wholeBlock } from './block.ts';

const all = { rows: 100, columns: 8 };
const begun = blockAt({ row: 10, column: 3 });

describe('a block of cells', () => {
  it('spans from its beginning to its head in any direction', () => {
    const span = spanOf(drawnTo(begun, { row: 4, column: 5 }));
    expect(span).toEqual({ top: 4, bottom: 10, left: 3, right: 5 });
    expect(cellCount(span)).toBe(21);
    expect(isWithin(span, { row: 10, column: 3 })).toBe(true);
    expect(isWithin(span, { row: 11, column: 3 })).toBe(false);
  });

  it('grows and shrinks by the arrow keys', () => {
    const grown = ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp'].reduce(
      (block, key) => drawnByKey(block, key, false, all) ?? block,
      begun,
    );
    expect(spanOf(grown)).toEqual({ top: 10, bottom: 11, left: 3, right: 4 });
    expect(drawnByKey(begun, 'x', false, all)).toBeNull();
  });

  it('stops at the edges', () => {
    expect(drawnByKey(begun, 'ArrowDown', true, all)?.head).toEqual({ row: 99, column: 3 });
    expect(drawnByKey(begun, 'ArrowLeft', true, all)?.head).toEqual({ row: 10, column: 0 });
    expect(drawnByKey(blockAt({ row: 0, column: 7 }), 'ArrowUp', false, all)?.head.row).toBe(0);
    expect(spanOf(wholeBlock(all))).toEqual({ top: 0, bottom: 99, left: 0, right: 7 });
  });
});
