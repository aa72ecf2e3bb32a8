import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../store/canonical-json.ts';
import { orderOfTexts } from './text-order.ts';

describe('orderOfTexts', () => {
  it('sorts by code points, where UTF-16 units would not', () => {
    expect(orderOfTexts(['\u{1F600}', '\uFF21', 'b', 'a', ''])).toEqual(Int32Array.of(4, 3, 2, 1, 0));
  });

  it('is null for texts that ascend already', () => {
    expect(orderOfTexts(['', 'E1', 'E10', 'E2', '\uFF21', '\u{1F600}'])).toBeNull();
    expect(orderOfTexts([])).toBeNull();
  });

  it('agrees with a plain sort', () => {
    const unit = fc.constantFrom('0', '1', 'E', 'é', '\uFFFD', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 8 }), { maxLength: 200 }), (texts) => {
        const order = orderOfTexts(texts);
        const sorted = order === null ? texts : Array.from(order, (place) => texts[place] ?? '');
        expect(sorted).toEqual([...texts].sort(compareCodePoints));
      }),
      { seed: 25, numRuns: 200 },
    );
  });
});
