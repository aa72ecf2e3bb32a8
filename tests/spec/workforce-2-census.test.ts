import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 2 of the workforce specification: census formats, row checks, status, levels. Figures are copied. */

describe('W-17 rate columns', () => {
  it.each([
    ['all carry %', ['6%', '7.5%', '3 %'], 'percent', 'high'],
    ['some carry %', ['6%', '7.5', '3'], 'none', 'low'],
    ['no positive value', ['', '0', ''], 'fraction', 'high'],
    ['all < 1, median ≤ 0.30', ['0.06', '0.30', '0.95'], 'fraction', 'high'],
    ['all < 1, median > 0.30', ['0.06', '0.31', '0.95'], 'fraction', 'low'],
    ['all ≥ 1, some > 1', ['1', '6', '12'], 'percent', 'high'],
    ['all exactly 1', ['1', '1.0', '1'], 'none', 'low'],
    ['some < 1, some = 1, none > 1', ['0.5', '1', '0.06'], 'fraction', 'low'],
    ['mixed, 90 % ≥ 1', ['0.5', '1', '2', '3', '4', '5', '6', '7', '8', '9'], 'percent', 'low'],
    ['mixed, below 90 %', ['0.5', '0.6', '2', '3', '4', '5', '6', '7', '8', '9'], 'none', 'low'],
  ])('W-17 %s → %j is %s, %s', (_row, values, unit, confidence) => {
    expect(answer('inferRate', { values })).toMatchObject({ unit, confidence });
  });

  it.each([
    [['6', '7.5', '3'], { unit: 'percent', confidence: 'high', ppm: [60_000, 75_000, 30_000] }],
    [['0.06', '0.075'], { unit: 'fraction', confidence: 'high', ppm: [60_000, 75_000] }],
    [['0.06', '6', '4'], { unit: 'none', confidence: 'low' }],
  ])('W-17 example %j', (values, expected) => {
    expect(answer('inferRate', { values })).toEqual(expected);
  });

  it('W-17 the median of an even count is the mean of the middle two', () => {
    expect(answer('inferRate', { values: ['0.1', '0.2', '0.4', '0.9'] })).toMatchObject({
      confidence: 'high',
    });
    expect(answer('inferRate', { values: ['0.1', '0.2', '0.41', '0.9'] })).toMatchObject({
      confidence: 'low',
    });
  });

  it("W-17 trap: a percent column's 0.5 is half a percent, not 50 %", () => {
    const values = ['0.5', '6', '4', '3', '5', '7', '8', '10', '4', '6'];
    expect(answer('inferRate', { values })).toMatchObject({
      unit: 'percent',
      ppm: [5_000, 60_000, 40_000, 30_000, 50_000, 70_000, 80_000, 100_000, 40_000, 60_000],
    });
  });
});

describe('W-18 date columns', () => {
  it.each([
    ['01/15/68', 'MM/dd/yy', 'birth', '1968-01-15'],
    ['03/01/10', 'MM/dd/yy', 'birth', '2010-03-01'],
    ['05/05/12', 'MM/dd/yy', 'birth', '1912-05-05'],
    ['45658', 'serial', 'hire', '2025-01-01'],
    ['44196', 'serial-1904', 'hire', '2025-01-01'],
    ['61', 'serial', 'hire', '1900-03-01'],
    ['29-02-2024', 'dd-MM-yyyy', 'hire', '2024-02-29'],
    ['02.29.2024', 'MM.dd.yyyy', 'hire', '2024-02-29'],
    ['2024-02-29', 'yyyy-MM-dd', 'hire', '2024-02-29'],
    ['2024/02/29', 'yyyy/MM/dd', 'hire', '2024-02-29'],
    ['20240229', 'yyyyMMdd', 'hire', '2024-02-29'],
    ['02/29/2024', 'MM/dd/yyyy', 'hire', '2024-02-29'],
    ['29/02/2024', 'dd/MM/yyyy', 'hire', '2024-02-29'],
    ['29-Feb-2024', 'd-MMM-yyyy', 'hire', '2024-02-29'],
    ['Feb 29 2024', 'MMM d yyyy', 'hire', '2024-02-29'],
    ['2024-02-29 13:45:00', 'yyyy-MM-dd', 'hire', '2024-02-29'],
  ])('W-18 %s read as %s (%s) is %s', (text, format, kind, date) => {
    expect(answer('parseDate', { text, format, kind, startYear: 2025 })).toEqual({ date });
  });

  it.each([
    ['hire', '06/01/30', '2030-06-01'],
    ['hire', '06/01/31', '1931-06-01'],
    ['termination', '06/01/30', '2030-06-01'],
    ['birth', '01/01/11', '2011-01-01'],
    ['birth', '01/02/11', '1911-01-02'],
  ])('W-18 two-digit year of a %s date: %s is %s', (kind, text, date) => {
    expect(answer('parseDate', { text, format: 'MM/dd/yy', kind, startYear: 2025 })).toEqual({ date });
  });

  it('W-18 a birth year read as 1912 is then BIRTH_IMPLAUSIBLE', () => {
    expect(
      answer('census', {
        startYear: 2025,
        rows: [{ employeeId: 'A', birthDate: '1912-05-05', hireDate: '2000-01-01', annualPay: 70_000 }],
      }),
    ).toMatchObject({ rows: [{ disposition: 'quarantined', reasons: ['BIRTH_IMPLAUSIBLE'] }] });
  });

  it.each([
    ['birth', 'BIRTH_UNPARSEABLE'],
    ['hire', 'HIRE_UNPARSEABLE'],
    ['termination', 'TERM_UNPARSEABLE'],
  ])('W-18 an unreadable %s date is %s', (kind, error) => {
    expect(answer('parseDate', { text: '31/12/2024', format: 'MM/dd/yyyy', kind })).toEqual({ error });
  });

  it.each([
    [['2024-02-29', '2023-12-31'], ['yyyy-MM-dd'], 'high'],
    [['12/31/2024', '01/02/2024'], ['MM/dd/yyyy'], 'high'],
    [['31/12/2024', '01/02/2024'], ['dd/MM/yyyy'], 'high'],
    [['01/02/2024', '03/04/2024'], ['MM/dd/yyyy', 'dd/MM/yyyy'], 'low'],
  ])('W-18 %j fits %j, %s', (values, fits, confidence) => {
    expect(answer('inferDate', { values })).toEqual({ fits, confidence });
  });

  it('W-18 a candidate fits when 98 % of the non-blank cells parse', () => {
    const good = Array.from({ length: 49 }, () => '2024-02-29');
    expect(answer('inferDate', { values: [...good, 'soon', ''] })).toMatchObject({ fits: ['yyyy-MM-dd'] });
    expect(answer('inferDate', { values: [...good, 'soon', 'later'] })).toMatchObject({ fits: [] });
  });
});

describe('W-19 money and pay unit', () => {
  it.each([
    [['28.50', '31.00', '24.75'], 'hourly', 'low'],
    [['249.99'], 'hourly', 'low'],
    [['250'], 'period', 'low'],
    [['4500', '5200'], 'period', 'low'],
    [['14999.99'], 'period', 'low'],
    [['15000'], 'annual', 'high'],
    [['65000', '72000', '0'], 'annual', 'high'],
  ])('W-19 %j is %s pay, %s', (values, unit, confidence) => {
    expect(answer('payUnit', { values })).toEqual({ unit, confidence });
  });

  it.each([
    [{ amount: 31, unit: 'hourly', hoursPerWeek: 30 }, 48_360],
    [{ amount: 31, unit: 'hourly' }, 64_480],
    [{ amount: 1000, unit: 'weekly' }, 52_000],
    [{ amount: 2000, unit: 'biweekly' }, 52_000],
    [{ amount: 2500, unit: 'semimonthly' }, 60_000],
    [{ amount: 5000, unit: 'monthly' }, 60_000],
    [{ amount: 60_000, unit: 'annual', hoursPerWeek: 30, fullTimeEquivalent: true }, 45_000],
    [{ amount: 60_000, unit: 'annual', hoursPerWeek: 30 }, 60_000],
  ])('W-19 annual pay of %j is %d', (input, annual) => {
    expect(answer('annualPay', input)).toEqual({ annual });
  });

  it.each([
    [['1.234,56'], [1234.56], ',', 'high'],
    [['65,000'], [65_000], '.', 'high'],
    [['65.000'], [65_000], ',', 'low'],
    [['$1,234.56', '(12)', '12-'], [1234.56, -12, -12], '.', 'high'],
    [['28.50', '31.00'], [28.5, 31], '.', 'high'],
    [['28,50', '31,00'], [28.5, 31], ',', 'high'],
  ])('W-19 %j is %j, decimal mark %s, %s', (values, amounts, mark, confidence) => {
    expect(answer('parseMoney', { values })).toEqual({ amounts, mark, confidence });
  });

  it.each(['y', 'Yes', 'TRUE', 't', '1', 'Active', 'a', 'employed', 'leave', 'LOA', 'eligible', 'enrolled'])(
    'W-19 active = %s is yes',
    (active) => {
      const row = {
        employeeId: 'A',
        birthDate: '1980-01-01',
        hireDate: '2010-01-01',
        annualPay: 70_000,
        active,
      };
      expect(answer('census', { rows: [row] })).toMatchObject({
        rows: [{ status: 'openingActive', reasons: [] }],
      });
    },
  );

  it.each([
    ...['n', 'No', 'FALSE', 'f', '0', 'inactive', 'i', 'Terminated', 'term', 'separated', 'retired'],
    ...['deceased', 'ineligible'],
  ])('W-19 active = %s is no', (active) => {
    const row = {
      employeeId: 'A',
      birthDate: '1980-01-01',
      hireDate: '2010-01-01',
      annualPay: 70_000,
      active,
    };
    expect(answer('census', { rows: [row] })).toMatchObject({
      rows: [{ status: 'former', reasons: ['INACTIVE_NO_DATE'] }],
    });
  });

  it('W-19 any other yes/no text is unparseable', () => {
    const row = { employeeId: 'A', birthDate: '1980-01-01', hireDate: '2010-01-01', annualPay: 70_000 };
    expect(answer('census', { rows: [{ ...row, active: 'perhaps' }] })).toMatchObject({
      rows: [{ status: 'openingActive', reasons: ['OPTIONAL_UNPARSEABLE'] }],
    });
  });
});

describe('W-20 derived dates', () => {
  it('W-20 as of 2024-12-31, age 40 → 1984-07-02', () => {
    expect(answer('deriveDate', { asOf: '2024-12-31', age: 40 })).toEqual({ date: '1984-07-02' });
  });

  it.each([
    [3, '2021-12-31'],
    [2.5, '2022-07-01'],
    [0, '2024-12-31'],
  ])('W-20 as of 2024-12-31, %d years of tenure → %s', (tenureYears, date) => {
    expect(answer('deriveDate', { asOf: '2024-12-31', tenureYears })).toEqual({ date });
  });
});

describe('W-20 in a census', () => {
  it('W-20 age and tenure stand in for dates whose columns are absent', () => {
    const row = { employeeId: 'A', age: 40, tenureYears: 2.5, annualPay: 70_000 };
    expect(answer('census', { startYear: 2025, asOf: '2024-12-31', rows: [row] })).toMatchObject({
      rows: [{ disposition: 'accepted', status: 'openingActive', reasons: [] }],
    });
  });

  it('W-15 they are not used where the date column exists', () => {
    const row = { employeeId: 'A', birthDate: '1980-06-15', hireDate: '2015-03-01', annualPay: 70_000 };
    const blank = { ...row, employeeId: 'B', birthDate: '', age: 40 };
    expect(answer('census', { startYear: 2025, rows: [row, blank] })).toMatchObject({
      rows: [{ disposition: 'accepted' }, { disposition: 'quarantined', reasons: ['BIRTH_MISSING'] }],
    });
  });
});

const person = { employeeId: 'A1', birthDate: '1980-06-15', hireDate: '2015-03-01', annualPay: 70_000 };
const study = { startYear: 2025, endYear: 2029, asOf: '2024-12-31' };
const only = (row: Record<string, unknown>): unknown => {
  const read = answer('census', { ...study, rows: [row] }) as { rows: readonly unknown[] };
  return read.rows[0];
};

describe('W-21 row checks', () => {
  const without = (field: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(person).filter(([name]) => name !== field));

  it('W-21 a sound row has no reason', () => {
    expect(only(person)).toEqual({ disposition: 'accepted', status: 'openingActive', reasons: [] });
  });

  it.each([
    ['ID_MISSING', without('employeeId')],
    ['ID_MISSING', { ...person, employeeId: '  ' }],
    ['ID_RESERVED', { ...person, employeeId: 'NH-2025-000001' }],
    ['BIRTH_MISSING', without('birthDate')],
    ['HIRE_MISSING', without('hireDate')],
    ['PAY_MISSING', without('annualPay')],
    ['BIRTH_UNPARSEABLE', { ...person, birthDate: 'long ago' }],
    ['HIRE_UNPARSEABLE', { ...person, hireDate: '2015-13-01' }],
    ['TERM_UNPARSEABLE', { ...person, terminationDate: 'soon' }],
    ['PAY_UNPARSEABLE', { ...person, annualPay: 'n/a' }],
    ['BIRTH_IMPLAUSIBLE', { ...person, birthDate: '1912-05-05' }],
    ['HIRE_TOO_YOUNG', { ...person, birthDate: '2002-01-01', hireDate: '2015-03-01' }],
    [
      'STATUS_CONFLICT',
      { ...person, active: 'yes', terminationDate: '2024-06-30', terminationReason: 'voluntary' },
    ],
    [
      'STATUS_CONFLICT',
      { ...person, active: 'no', terminationDate: '2025-06-30', terminationReason: 'voluntary' },
    ],
    ['PAY_NOT_POSITIVE', { ...person, annualPay: 0 }],
    ['PAY_NOT_POSITIVE', { ...person, annualPay: -70_000 }],
    ['PAY_IMPLAUSIBLE', { ...person, annualPay: 999.99 }],
    ['PAY_IMPLAUSIBLE', { ...person, annualPay: 10_000_000.01 }],
  ])('W-21 %s quarantines %j', (reason, row) => {
    expect(only(row)).toMatchObject({
      disposition: 'quarantined',
      status: null,
      reasons: expect.arrayContaining([reason]) as string[],
    });
  });

  it('W-21 TERM_BEFORE_HIRE, but the same day is allowed', () => {
    const leaver = { ...person, terminationReason: 'voluntary' };
    expect(only({ ...leaver, terminationDate: '2015-02-28' })).toMatchObject({
      reasons: ['TERM_BEFORE_HIRE'],
    });
    expect(only({ ...leaver, terminationDate: '2015-03-01' })).toEqual({
      disposition: 'accepted',
      status: 'former',
      reasons: [],
    });
  });

  it('W-21 pay of exactly 1,000 and 10,000,000 is plausible', () => {
    expect(only({ ...person, annualPay: 1000 })).toMatchObject({ disposition: 'accepted' });
    expect(only({ ...person, annualPay: 10_000_000 })).toMatchObject({ disposition: 'accepted' });
  });

  it('W-21 a row collects all its reasons, sorted', () => {
    expect(only({ employeeId: '', birthDate: 'x', hireDate: '', annualPay: 0 })).toEqual({
      disposition: 'quarantined',
      status: null,
      reasons: ['BIRTH_UNPARSEABLE', 'HIRE_MISSING', 'ID_MISSING', 'PAY_NOT_POSITIVE'],
    });
  });

  it('W-21 trap: an unreadable termination date must not become "still employed"', () => {
    expect(only({ ...person, terminationDate: '31.31.2024' })).toMatchObject({ disposition: 'quarantined' });
  });

  it.each([
    ['INACTIVE_NO_DATE', { ...person, active: 'no' }, 'former'],
    ['FUTURE_HIRE', { ...person, hireDate: '2025-05-12' }, 'futureHire'],
    [
      'FUTURE_TERMINATION',
      { ...person, terminationDate: '2026-03-31', terminationReason: 'voluntary' },
      'openingActive',
    ],
    ['TERM_REASON_ASSUMED', { ...person, terminationDate: '2024-03-31' }, 'former'],
    ['HOURS_OUT_OF_RANGE', { ...person, scheduledHoursPerWeek: 81 }, 'openingActive'],
    ['RATE_OUT_OF_RANGE', { ...person, ownershipShare: 1.5 }, 'openingActive'],
    ['OPTIONAL_UNPARSEABLE', { ...person, officer: 'perhaps' }, 'openingActive'],
  ])('W-21 %s keeps the row', (reason, row, status) => {
    expect(only(row)).toEqual({ disposition: 'accepted', status, reasons: [reason] });
  });

  it('W-21 ID_NEAR_DUPLICATE: equal after lower case and removing leading zeros', () => {
    expect(
      answer('census', {
        ...study,
        rows: [
          { ...person, employeeId: '007a' },
          { ...person, employeeId: '7A' },
        ],
      }),
    ).toMatchObject({
      rows: [
        { disposition: 'accepted', reasons: ['ID_NEAR_DUPLICATE'] },
        { disposition: 'accepted', reasons: ['ID_NEAR_DUPLICATE'] },
      ],
    });
  });

  it('W-21 ID_ALSO_QUARANTINED: the same id is also on a quarantined row', () => {
    expect(answer('census', { ...study, rows: [person, { ...person, annualPay: 0 }] })).toMatchObject({
      rows: [
        { disposition: 'accepted', reasons: ['ID_ALSO_QUARANTINED'] },
        { disposition: 'quarantined', reasons: ['PAY_NOT_POSITIVE'] },
      ],
    });
  });
});

describe('W-22 duplicates', () => {
  it('W-22 identical in every field: one is kept, the others are DUP_EXACT', () => {
    const read = answer('census', { ...study, rows: [person, person, person] });
    expect(read).toMatchObject({ counts: { accepted: 1, duplicateDropped: 2 } });
    expect(JSON.stringify(read).match(/DUP_EXACT/g)).toHaveLength(2);
  });

  const firstSpell = {
    ...person,
    hireDate: '2010-01-01',
    terminationDate: '2014-06-30',
    terminationReason: 'voluntary',
  };

  it('W-22 non-overlapping spells: the latest is kept, the others are DUP_REHIRE', () => {
    expect(answer('census', { ...study, rows: [firstSpell, person] })).toMatchObject({
      rows: [
        { disposition: 'duplicateDropped', status: null, reasons: ['DUP_REHIRE'] },
        { disposition: 'accepted', status: 'openingActive', reasons: [] },
      ],
    });
  });

  it('W-22 trap: overlapping rows are DUP_CONFLICT, the first is not silently kept', () => {
    expect(answer('census', { ...study, rows: [person, { ...person, annualPay: 71_000 }] })).toMatchObject({
      rows: [
        { disposition: 'quarantined', status: null, reasons: ['DUP_CONFLICT'] },
        { disposition: 'quarantined', status: null, reasons: ['DUP_CONFLICT'] },
      ],
      counts: { accepted: 0, quarantined: 2 },
    });
  });

  it('W-22 "latest" keeps the latest hire, then no termination, then the higher pay', () => {
    const latest = (rows: readonly unknown[]): unknown =>
      answer('census', { ...study, duplicates: 'latest', rows });
    const dropped = { disposition: 'duplicateDropped', status: null, reasons: ['DUP_CONFLICT'] };
    const kept = { disposition: 'accepted', status: 'openingActive' };
    expect(latest([person, { ...person, hireDate: '2016-01-01' }])).toMatchObject({ rows: [dropped, kept] });
    expect(
      latest([
        { ...person, terminationDate: '2026-06-30', terminationReason: 'voluntary', annualPay: 90_000 },
        person,
      ]),
    ).toMatchObject({
      rows: [{ ...dropped, reasons: ['DUP_CONFLICT', 'FUTURE_TERMINATION'] }, kept],
    });
    expect(latest([person, { ...person, annualPay: 71_000 }])).toMatchObject({ rows: [dropped, kept] });
  });

  it('W-22 file order never decides', () => {
    const rows = [person, { ...person, annualPay: 71_000 }, { ...person, annualPay: 69_000 }];
    const read = answer('census', { ...study, duplicates: 'latest', rows }) as { rows: readonly unknown[] };
    const turned = answer('census', { ...study, duplicates: 'latest', rows: [...rows].reverse() }) as {
      rows: readonly unknown[];
    };
    expect([...turned.rows].reverse()).toEqual(read.rows);
  });
});

describe('W-23 status at simulation start', () => {
  it.each([
    [{ hireDate: '2019-04-01', terminationDate: '2026-03-31' }, 'openingActive'],
    [{ hireDate: '2018-01-15', terminationDate: '2025-01-01' }, 'openingActive'],
    [{ hireDate: '2018-01-15', terminationDate: '2024-12-31' }, 'former'],
    [{ hireDate: '2025-05-12', active: 'yes' }, 'futureHire'],
    [{ hireDate: '2025-01-01' }, 'futureHire'],
    [{ hireDate: '2024-12-31' }, 'openingActive'],
    [{ active: 'no' }, 'former'],
  ])('W-23 %j is %s', (dates, status) => {
    expect(only({ ...person, terminationReason: 'voluntary', ...dates })).toMatchObject({
      disposition: 'accepted',
      status,
    });
  });

  it('W-23 hire 2018-01-15, last day 2025-01-01: one paid day in 2025', () => {
    expect(answer('status', { year: 2025, hireDate: '2018-01-15', terminationDate: '2025-01-01' })).toEqual({
      status: 'experiencedTermination',
      employedDays: 1,
    });
  });

  it('W-23 active = no with a blank termination date is former, with a warning', () => {
    expect(only({ ...person, active: 'no' })).toEqual({
      disposition: 'accepted',
      status: 'former',
      reasons: ['INACTIVE_NO_DATE'],
    });
  });
});

describe('W-24 reconciliation', () => {
  const id = (index: number): string => `R${String(index).padStart(4, '0')}`;
  const numbered = (n: number, from: number, row: Record<string, unknown>) =>
    Array.from({ length: n }, (_, index) => ({ ...person, ...row, employeeId: id(from + index) }));
  const opening = numbered(171, 0, {});
  const rows = [
    { blank: true },
    ...opening,
    ...numbered(5, 300, { annualPay: 0 }),
    ...numbered(4, 400, { hireDate: '2025-05-12' }),
    ...numbered(15, 500, { terminationDate: '2023-05-12' }),
    ...opening.slice(0, 3),
    { blank: true },
  ];

  it('W-24 200 rows = 2 blank + 5 quarantined + 3 dropped + 190 accepted; 190 = 171 + 4 + 15', () => {
    expect(answer('census', { ...study, rows })).toMatchObject({
      counts: {
        blank: 2,
        quarantined: 5,
        duplicateDropped: 3,
        accepted: 190,
        openingActive: 171,
        futureHire: 4,
        former: 15,
      },
    });
  });

  it('W-26 control characters are removed before rows are compared', () => {
    expect(
      answer('census', { ...study, rows: [person, { ...person, employeeId: 'A\u00071\u200B' }] }),
    ).toMatchObject({
      counts: { accepted: 1, duplicateDropped: 1 },
    });
  });

  it('W-25 row order does not change any result', () => {
    const counts = (answer('census', { ...study, rows }) as { counts: unknown }).counts;
    expect(answer('census', { ...study, rows: [...rows].reverse() })).toMatchObject({ counts });
  });
});

describe('W-27 level assignment', () => {
  it.each([
    [52_000, 1, 'below'],
    [79_999, 1, 'in-range'],
    [80_000, 2, 'in-range'],
    [160_000, 4, 'in-range'],
    [500_000, 5, 'above'],
  ])('W-27 default ranges: pay %d → level %i, %s', (pay, level, basis) => {
    expect(answer('level', { pay })).toEqual({ level, basis });
  });

  const ranges = (...bounds: readonly (readonly [number, number])[]) =>
    bounds.map(([minPay, maxPay], index) => ({
      level: index + 1,
      name: `Level ${index + 1}`,
      minPay,
      maxPay,
    }));
  const gapped = ranges([56_000, 80_000], [81_000, 120_000], [121_000, 160_000]);
  const overlapping = ranges(
    [56_000, 80_000],
    [80_000, 120_000],
    [120_000, 161_000],
    [161_000, 300_000],
    [275_000, 500_000],
  );

  it.each([
    [80_500, 1],
    [80_600, 2],
  ])('W-27 ranges with a gap: pay %d → level %i, gap', (pay, level) => {
    expect(answer('level', { pay, levels: gapped })).toEqual({ level, basis: 'gap' });
  });

  it('W-27 overlapping ranges: 290,000 → 4, whose midpoint is nearest', () => {
    expect(answer('level', { pay: 290_000, levels: overlapping })).toEqual({ level: 4, basis: 'in-range' });
  });

  it('W-27 the two overlapping levels alone give the same answer', () => {
    expect(answer('level', { pay: 290_000, levels: overlapping.slice(3) })).toEqual({
      level: 4,
      basis: 'in-range',
    });
  });

  it('W-27 part-time pay is compared at full time', () => {
    expect(answer('level', { pay: 45_000, hoursPerWeek: 20 })).toEqual({ level: 2, basis: 'in-range' });
    expect(answer('level', { pay: 60_000, hoursPerWeek: 48 })).toEqual({ level: 1, basis: 'in-range' });
  });

  it('W-27 a known given level wins over pay, an unknown one does not', () => {
    expect(answer('level', { pay: 60_000, given: 4 })).toEqual({ level: 4, basis: 'given' });
    expect(answer('level', { pay: 60_000, given: 'Director' })).toEqual({ level: 4, basis: 'given' });
    expect(answer('level', { pay: 60_000, given: 'Chief' })).toEqual({ level: 1, basis: 'in-range' });
  });
});
