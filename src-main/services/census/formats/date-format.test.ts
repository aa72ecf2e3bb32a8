import { describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../../../src-shared/dates.ts';
import { DATE_FORMATS, inferDate, parseDate, type DateFormat, type DateKind } from './date-format.ts';

const parsed = (
  text: string,
  format: DateFormat,
  kind: DateKind = 'hire',
  startYear = 2025,
): string | null => {
  const day = parseDate(text, format, kind, startYear);
  return day === null ? null : formatIsoDate(day);
};

describe('parseDate', () => {
  it('W-18 resolves two-digit birth years to the latest that makes 14 years of age at the start', () => {
    expect(parsed('01/15/68', 'MM/dd/yy', 'birth')).toBe('1968-01-15');
    expect(parsed('03/01/10', 'MM/dd/yy', 'birth')).toBe('2010-03-01');
    expect(parsed('05/05/12', 'MM/dd/yy', 'birth')).toBe('1912-05-05');
    expect(parsed('01/01/11', 'MM/dd/yy', 'birth')).toBe('2011-01-01');
    expect(parsed('01/02/11', 'MM/dd/yy', 'birth')).toBe('1911-01-02');
  });

  it('W-18 resolves other two-digit years within startYear − 94 … startYear + 5', () => {
    expect(parsed('01/01/30', 'MM/dd/yy')).toBe('2030-01-01');
    expect(parsed('01/01/31', 'MM/dd/yy')).toBe('1931-01-01');
    expect(parsed('31.12.99', 'dd.MM.yy', 'termination')).toBe('1999-12-31');
    expect(parsed('15-Jan-26', 'd-MMM-yy', 'termination')).toBe('2026-01-15');
  });

  it('W-18 reads serials of both workbook systems and refuses the days before March 1900', () => {
    expect(parsed('45658', 'serial')).toBe('2025-01-01');
    expect(parsed('45658.75', 'serial')).toBe('2025-01-01');
    expect(parsed('61', 'serial')).toBe('1900-03-01');
    expect(parsed('60', 'serial')).toBeNull();
    expect(parsed('0', 'serial')).toBeNull();
    expect(parsed('44196', 'serial-1904')).toBe('2025-01-01');
    expect(parsed('-5', 'serial')).toBeNull();
    expect(parsed('9999999', 'serial')).toBeNull();
  });

  it('W-18 drops a time part', () => {
    expect(parsed('2024-02-29T23:59:59.999Z', 'yyyy-MM-dd')).toBe('2024-02-29');
    expect(parsed('2024-02-29 00:00:00+00', 'yyyy-MM-dd')).toBe('2024-02-29');
    expect(parsed('2/9/2024 12:00:00 AM', 'MM/dd/yyyy')).toBe('2024-02-09');
    expect(parsed('20240229 08:15', 'yyyyMMdd')).toBe('2024-02-29');
  });

  it('W-18 reads month names, short and long', () => {
    expect(parsed('3-Feb-2020', 'd-MMM-yyyy')).toBe('2020-02-03');
    expect(parsed('03 SEPT 2020', 'd-MMM-yyyy')).toBe('2020-09-03');
    expect(parsed('February 3, 2020', 'MMM d yyyy')).toBe('2020-02-03');
    expect(parsed('Feb 3 2020', 'MMM d yyyy')).toBe('2020-02-03');
    expect(parsed('3-Foo-2020', 'd-MMM-yyyy')).toBeNull();
  });

  it('W-18 refuses what is no date of the calendar or has another format', () => {
    expect(parsed('2023-02-29', 'yyyy-MM-dd')).toBeNull();
    expect(parsed('13/01/2020', 'MM/dd/yyyy')).toBeNull();
    expect(parsed('02/29/23', 'MM/dd/yy')).toBeNull();
    expect(parsed('2020-01-02', 'MM/dd/yyyy')).toBeNull();
    expect(parsed('01/02-2020', 'MM/dd/yyyy')).toBeNull();
    expect(parsed('0000-01-01', 'yyyy-MM-dd')).toBeNull();
    expect(parsed('', 'yyyy-MM-dd')).toBeNull();
    expect(parsed('not-a-date', 'MM/dd/yyyy')).toBeNull();
  });

  it('W-18 reads one date in every format', () => {
    const written: Readonly<Record<DateFormat, string>> = {
      'yyyy-MM-dd': '2001-02-28',
      'yyyy/MM/dd': '2001/2/28',
      'yyyy.MM.dd': '2001.02.28',
      yyyyMMdd: '20010228',
      'MM/dd/yyyy': '2/28/2001',
      'MM-dd-yyyy': '02-28-2001',
      'MM.dd.yyyy': '02.28.2001',
      'dd/MM/yyyy': '28/02/2001',
      'dd-MM-yyyy': '28-2-2001',
      'dd.MM.yyyy': '28.02.2001',
      'MM/dd/yy': '02/28/01',
      'MM-dd-yy': '02-28-01',
      'MM.dd.yy': '2.28.01',
      'dd/MM/yy': '28/02/01',
      'dd-MM-yy': '28-02-01',
      'dd.MM.yy': '28.02.01',
      'd-MMM-yyyy': '28-Feb-2001',
      'd-MMM-yy': '28-Feb-01',
      'MMM d yyyy': 'Feb 28, 2001',
      serial: '36950',
      'serial-1904': '35488',
    };
    for (const format of DATE_FORMATS) expect(parsed(written[format], format), format).toBe('2001-02-28');
  });
});

describe('inferDate', () => {
  it('W-18 one fit is high', () => {
    expect(inferDate(['1990-06-15', '', '2001-01-31'])).toEqual({ fits: ['yyyy-MM-dd'], confidence: 'high' });
    expect(inferDate(['01/02/2020', '01/13/2020'])).toEqual({ fits: ['MM/dd/yyyy'], confidence: 'high' });
    expect(inferDate(['45658', '44000.5'])).toEqual({ fits: ['serial'], confidence: 'high' });
    expect(inferDate(['45658', '44000'], undefined, true)).toEqual({
      fits: ['serial-1904'],
      confidence: 'high',
    });
  });

  it('W-18 several fits are low, sorted by name', () => {
    expect(inferDate(['01/02/2020', '05/06/2021'])).toEqual({
      fits: ['MM/dd/yyyy', 'dd/MM/yyyy'],
      confidence: 'low',
    });
    expect(inferDate(['01-02-20'])).toEqual({ fits: ['MM-dd-yy', 'dd-MM-yy'], confidence: 'low' });
  });

  it('W-18 a format fits from 98 % of the non-blank cells on', () => {
    const good = (n: number): string[] => Array.from({ length: n }, () => '01/13/2020');
    expect(inferDate([...good(98), 'x', 'y', '', ''])).toEqual({ fits: ['MM/dd/yyyy'], confidence: 'high' });
    expect(inferDate([...good(97), 'x', 'y'])).toEqual({ fits: [], confidence: 'low' });
    expect(inferDate(['01/13/2020', 'x', 'y'], [98, 1, 1])).toEqual({
      fits: ['MM/dd/yyyy'],
      confidence: 'high',
    });
    expect(inferDate([])).toEqual({ fits: [], confidence: 'low' });
  });
});
