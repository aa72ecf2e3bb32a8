import { describe, expect, it } from 'vitest';
import { rowInWords, tableText } from './chart-table.ts';

const TABLE = {
  columns: ['Year', 'Hires'],
  rows: [
    ['2025', '1,200'],
    ['=HYPERLINK("x")', '−5'],
    ['+cmd', '+3'],
  ],
};

describe('the table of a chart', () => {
  it('is copied so that a spreadsheet pastes it and calculates nothing', () => {
    expect(tableText(TABLE)).toBe('Year\tHires\n2025\t1,200\n\'=HYPERLINK("x")\t-5\n\'+cmd\t+3');
    expect(tableText({ columns: ['a\tb'], rows: [['c\nd']] })).toBe('a b\nc d');
  });

  it('says a row in words', () => {
    expect(rowInWords(TABLE, 0)).toBe('2025, Hires 1,200');
    expect(rowInWords(TABLE, 9)).toBe('');
  });
});
