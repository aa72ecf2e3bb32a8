import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOrder } from './key-order.ts';

/** Few high words, so that many are equal, and any low word. */
const words = fc.array(
  fc.tuple(fc.constantFrom(0, 1, 65_535, 65_536, 0x7fffffff, 0x80000000, 0xffffffff), fc.nat(0xffffffff)),
  { maxLength: 60 },
);

it('P-2, P-88 people are ordered by their keys as 64-bit numbers', () => {
  fc.assert(
    fc.property(words, (keys) => {
      const high = Int32Array.from(keys, ([word]) => word);
      const low = Int32Array.from(keys, ([, word]) => word);
      const order = keyOrder(keys.length, high, low);
      const values = [...order].map((at) => {
        const [top, bottom] = keys[at] ?? [0, 0];
        return (BigInt(top) << 32n) | BigInt(bottom);
      });
      expect([...order].sort((a, b) => a - b)).toEqual([...keys.keys()]);
      expect(values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0n))).toBe(true);
    }),
  );
});
