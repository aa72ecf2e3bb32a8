import { describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { exitCodeOf, formatFailure, reportFailure } from './failure.ts';

describe('failures', () => {
  const missing = new PlanAlignError('FILE_NOT_FOUND', 'No such file.', { file: 'c.csv', row: 3 }, [
    'a',
    'b',
  ]);

  it('report an expected failure in full', () => {
    expect(reportFailure(missing, 'c0ffee')).toEqual({
      code: 'FILE_NOT_FOUND',
      what: 'The file does not exist.',
      detail: 'No such file.',
      where: { file: 'c.csv', row: 3 },
      fix: 'Check the path.',
      correlationId: 'c0ffee',
      items: ['a', 'b'],
    });
  });

  it('say what, where and what to do in words', () => {
    expect(formatFailure(reportFailure(missing, 'c0ffee'), '/logs/x.log').split('\n')).toEqual([
      'FILE_NOT_FOUND: The file does not exist.',
      '  No such file.',
      '  Where: file c.csv, row 3',
      '  - a',
      '  - b',
      '  What to do: Check the path.',
      '  Reference c0ffee in /logs/x.log',
    ]);
  });

  it('print 20 findings and the number of the others', () => {
    const many = new PlanAlignError(
      'SCENARIO_INVALID',
      '',
      {},
      Array.from({ length: 25 }, (_, n) => `finding ${n}`),
    );
    const lines = formatFailure(reportFailure(many, 'id'), 'log').split('\n');
    expect(lines.filter((line) => line.startsWith('  - '))).toHaveLength(20);
    expect(lines).toContain('  … and 5 more');
  });

  it('do not say the same twice', () => {
    const error = new PlanAlignError('SCENARIO_INVALID', 'a: wrong; b: wrong', {}, ['a: wrong', 'b: wrong']);
    const lines = formatFailure(reportFailure(error, 'id'), 'log').split('\n');
    expect(lines.slice(1, 3)).toEqual(['  - a: wrong', '  - b: wrong']);
  });

  it('tell nothing of an unexpected failure but its reference', () => {
    const report = reportFailure(new TypeError('secret of row 7'), 'c0ffee');
    expect(report.code).toBe('INTERNAL');
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('map to exit codes', () => {
    expect(
      [
        new PlanAlignError('ARGUMENTS_INVALID', ''),
        missing,
        new PlanAlignError('WORKSPACE_LOCKED', ''),
        new PlanAlignError('GROWTH_UNREACHABLE', ''),
        new DOMException('stopped', 'AbortError'),
        new TypeError('bug'),
      ].map(exitCodeOf),
    ).toEqual([2, 3, 4, 1, 130, 1]);
  });
});
