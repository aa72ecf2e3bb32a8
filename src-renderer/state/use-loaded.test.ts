import { expect, it } from 'vitest';
import { Kept } from './use-loaded.ts';

it('keeps the answers that were asked for last', () => {
  const kept = new Kept<number>();
  for (let key = 0; key < 13; key += 1) kept.put(String(key), key);
  expect(kept.get('0')).toBe(null);
  expect(kept.get('1')).toEqual({ state: 'ready', value: 1 });
  expect(kept.get('12')).toBe(kept.get('12'));
});
