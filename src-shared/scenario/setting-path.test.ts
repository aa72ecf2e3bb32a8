import { expect, it } from 'vitest';
import { formatPath, parsePath } from './setting-path.ts';

it.each([
  ['workforce.targetGrowthRate', ['workforce', 'targetGrowthRate']],
  ['planDesigns[0].match.type', ['planDesigns', 0, 'match', 'type']],
  ['jobLevels.2.minPay', ['jobLevels', '2', 'minPay']],
  ['hiring.departmentMix["R.&.D \\"x\\" \\\\"]', ['hiring', 'departmentMix', 'R.&.D "x" \\']],
])('a path is read and written: %s', (text, steps) => {
  expect(parsePath(text)).toEqual(steps);
  expect(formatPath(steps)).toBe(text);
});

it('a name with spaces needs no quotes when it has no dot', () => {
  expect(parsePath('hiring.departmentMix.Human Resources')).toEqual([
    'hiring',
    'departmentMix',
    'Human Resources',
  ]);
});

it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', 'a["x]', 'a[0]b', 'a["\\q"]'])(
  '"%s" is not a path',
  (text) => {
    expect(parsePath(text)).toBeNull();
  },
);
