import { describe, expect, it } from 'vitest';
import type { RunCheck } from '../../../src-shared/api/runs.ts';
import { checkCounts, checkMatrix, isTied, personOf } from './check-matrix.ts';

const check = (changed: Partial<RunCheck>): RunCheck => ({
  year: 2025,
  id: 'INV-1',
  origin: 'store',
  severity: 'FAIL',
  checked: 10,
  failed: 0,
  offenders: [],
  ...changed,
});
const rule = (id: string) => ({ id, statement: 'It holds.', severity: 'FAIL', proved: 'runs' }) as const;

describe('the matrix of checks', () => {
  it('has a row a rule that was checked and a cell a year, none where a year has no such check', () => {
    const { years, rows } = checkMatrix({
      rules: [rule('INV-1'), rule('INV-2'), rule('PINV-1')],
      checks: [
        check({ year: 2026 }),
        check({}),
        check({ origin: 'engine', checked: 5, failed: 1, offenders: ['E1 in 2025: wrong'] }),
        check({ id: 'PINV-1', year: 2026, checked: 0 }),
      ],
    });
    expect(years).toEqual([2025, 2026]);
    expect(rows).toMatchObject([
      {
        id: 'INV-1',
        origins: ['store', 'engine'],
        failed: 1,
        cells: [
          { year: 2025, checked: 15, failed: 1, offenders: ['E1 in 2025: wrong'] },
          { year: 2026, checked: 10, failed: 0 },
        ],
      },
      { id: 'PINV-1', cells: [null, { year: 2026, checked: 0 }] },
    ]);
  });

  it('counts what broke a run apart from warnings', () => {
    expect(checkCounts([check({}), check({ failed: 2 }), check({ severity: 'WARN', failed: 3 })])).toEqual({
      made: 3,
      broken: 1,
      warnings: 1,
    });
  });
});

describe('figures that tie out', () => {
  it('agree wherever they are kept', () => {
    const tie = { year: 2025, figure: 'match', events: 5, people: 5, months: null, totals: 5 } as const;
    expect(isTied(tie)).toBe(true);
    expect(isTied({ ...tie, totals: 6 })).toBe(false);
    expect(isTied({ ...tie, events: null, people: null, totals: null })).toBe(true);
  });

  it('find the person that a finding names', () => {
    expect(personOf('NH-2025-000012 in 2027: level 2, expected 3')).toBe('NH-2025-000012');
    expect(personOf('closing headcount is 5, the target 6')).toBeNull();
  });
});
