import { describe, expect, it } from 'vitest';
import { formatFacts, formatTable } from './table.ts';

describe('formatTable', () => {
  it('aligns numbers right and words left, without trailing blanks', () => {
    const text = formatTable<{ name: string; size: number }>(
      [
        { heading: 'Size', align: 'right', cell: (row) => String(row.size) },
        { heading: 'Name', align: 'left', cell: (row) => row.name },
      ],
      [
        { name: 'a', size: 5 },
        { name: 'longer', size: 12_345 },
      ],
    );
    expect(text.split('\n')).toEqual([' Size  Name', '─────  ──────', '    5  a', '12345  longer']);
  });

  it('prints headings alone when there are no rows', () => {
    expect(formatTable([{ heading: 'Run', align: 'left', cell: () => '' }], [])).toBe('Run\n───');
  });
});

describe('formatFacts', () => {
  it('puts values in one column and leaves unknown ones out', () => {
    expect(
      formatFacts([
        ['Run', '1'],
        ['Fingerprint', 'ab'],
        ['Commit', null],
      ]),
    ).toBe('Run          1\nFingerprint  ab');
  });
});
