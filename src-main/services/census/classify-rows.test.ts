import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import { classifyRows, type ClassifiableRow, type ClassifiedRow } from './classify-rows.ts';
import type { DuplicatesPolicy } from './dispositions.ts';
import { REASONS } from './reasons.ts';

type Cells = ClassifiableRow['cells'];

const GOOD: Cells = { employeeId: 'E1', birthDate: '1980-05-05', hireDate: '2019-04-01', annualPay: 60_000 };

const classify = (rows: readonly Cells[], duplicates: DuplicatesPolicy = 'default') =>
  classifyRows({
    startYear: 2025,
    endYear: 2029,
    asOf: toDay(2024, 12, 31),
    duplicates,
    rows: rows.map((cells) => ({ cells, isBlank: false })),
  });

/** One row that differs from a good one in the cells given; good rows with other ids stand beside it. */
function one(cells: Cells): ClassifiedRow {
  const complete: Cells = {
    ...GOOD,
    employeeId: 'OTHER',
    terminationDate: '2024-01-31',
    terminationReason: 'retirement',
  };
  const [row] = classify([{ ...GOOD, ...cells }, complete]).rows;
  if (row === undefined) throw new Error('no row');
  return row;
}
const accepted = (status: string, ...reasons: string[]) => ({ disposition: 'accepted', status, reasons });
const quarantined = (...reasons: string[]) => ({ disposition: 'quarantined', status: null, reasons });

describe('W-23 status at simulation start', () => {
  it('W-23 examples', () => {
    expect(one({ terminationDate: '2026-03-31', terminationReason: 'voluntary' })).toEqual(
      accepted('openingActive', 'FUTURE_TERMINATION'),
    );
    expect(
      one({ hireDate: '2018-01-15', terminationDate: '2025-01-01', terminationReason: 'death' }),
    ).toEqual(accepted('openingActive', 'FUTURE_TERMINATION'));
    expect(one({ hireDate: '2025-05-12', active: 'yes' })).toEqual(accepted('futureHire', 'FUTURE_HIRE'));
    expect(one({ active: 'no' })).toEqual(accepted('former', 'INACTIVE_NO_DATE'));
  });

  it('W-23 left before the start, and one day apart', () => {
    expect(one({ terminationDate: '2024-12-31', terminationReason: 'voluntary' })).toEqual(
      accepted('former'),
    );
    expect(one({ hireDate: '2024-12-31' })).toEqual(accepted('openingActive'));
    expect(one({ hireDate: '2025-01-01' })).toEqual(accepted('futureHire', 'FUTURE_HIRE'));
  });
});

describe('W-21 row checks', () => {
  it('W-21 ids', () => {
    expect(one({ employeeId: ' ' })).toEqual(quarantined('ID_MISSING'));
    expect(one({ employeeId: 'NH-2025-000001' })).toEqual(quarantined('ID_RESERVED'));
    expect(one({ employeeId: 'NH-2025-1' })).toEqual(accepted('openingActive'));
  });

  it('W-21 missing and unreadable cells', () => {
    expect(one({ birthDate: null })).toEqual(quarantined('BIRTH_MISSING'));
    expect(one({ hireDate: null })).toEqual(quarantined('HIRE_MISSING'));
    expect(one({ annualPay: null })).toEqual(quarantined('PAY_MISSING'));
    expect(one({ birthDate: '05/05/1980' })).toEqual(quarantined('BIRTH_UNPARSEABLE'));
    expect(one({ hireDate: 'not-a-date' })).toEqual(quarantined('HIRE_UNPARSEABLE'));
    expect(one({ annualPay: 'sixty' })).toEqual(quarantined('PAY_UNPARSEABLE'));
  });

  it('W-21 an unreadable termination date does not become "still employed"', () => {
    expect(one({ terminationDate: '2024-13-01' })).toEqual(quarantined('TERM_UNPARSEABLE'));
    expect(one({ terminationDate: '0000-00-00', active: 'no' })).toEqual(quarantined('TERM_UNPARSEABLE'));
  });

  it('W-21 ages: under 14 or over 100 at the start, a future hire when hired', () => {
    expect(one({ birthDate: '2011-01-01', hireDate: '2025-06-01' })).toEqual(
      accepted('futureHire', 'FUTURE_HIRE'),
    );
    expect(one({ birthDate: '2011-06-02', hireDate: '2025-06-01' })).toEqual(
      quarantined('BIRTH_IMPLAUSIBLE', 'FUTURE_HIRE', 'HIRE_TOO_YOUNG'),
    );
    expect(one({ birthDate: '2011-01-01', hireDate: '2024-12-31' }).reasons).toEqual(['HIRE_TOO_YOUNG']);
    expect(one({ birthDate: '2011-01-02', hireDate: '2024-12-31' }).reasons).toEqual([
      'BIRTH_IMPLAUSIBLE',
      'HIRE_TOO_YOUNG',
    ]);
    expect(one({ birthDate: '1924-01-01' })).toEqual(quarantined('BIRTH_IMPLAUSIBLE'));
    expect(one({ birthDate: '1924-01-02' })).toEqual(accepted('openingActive'));
    expect(one({ birthDate: '2005-04-02', hireDate: '2019-04-01' })).toEqual(quarantined('HIRE_TOO_YOUNG'));
    expect(one({ birthDate: '2005-04-01', hireDate: '2019-04-01' })).toEqual(accepted('openingActive'));
  });

  it('W-21 termination against hire: the same day is allowed', () => {
    expect(one({ terminationDate: '2019-03-31', terminationReason: 'voluntary' })).toEqual(
      quarantined('TERM_BEFORE_HIRE'),
    );
    expect(one({ terminationDate: '2019-04-01', terminationReason: 'voluntary' })).toEqual(
      accepted('former'),
    );
  });

  it('W-21 the active flag against the dates', () => {
    const reason = { terminationReason: 'voluntary' };
    expect(one({ active: 'yes', terminationDate: '2024-12-30', ...reason })).toEqual(
      quarantined('STATUS_CONFLICT'),
    );
    expect(one({ active: 'yes', terminationDate: '2024-12-31', ...reason })).toEqual(accepted('former'));
    expect(one({ active: false, terminationDate: '2024-12-31', ...reason })).toEqual(accepted('former'));
    expect(one({ active: false, terminationDate: '2025-01-01', ...reason })).toEqual(
      quarantined('FUTURE_TERMINATION', 'STATUS_CONFLICT'),
    );
    expect(one({ active: 'perhaps' })).toEqual(accepted('openingActive', 'OPTIONAL_UNPARSEABLE'));
  });

  it('W-21 pay', () => {
    expect(one({ annualPay: 0 })).toEqual(quarantined('PAY_NOT_POSITIVE'));
    expect(one({ annualPay: '(60,000)' })).toEqual(quarantined('PAY_NOT_POSITIVE'));
    expect(one({ annualPay: 999.99 })).toEqual(quarantined('PAY_IMPLAUSIBLE'));
    expect(one({ annualPay: 1_000 })).toEqual(accepted('openingActive'));
    expect(one({ annualPay: 10_000_000 })).toEqual(accepted('openingActive'));
    expect(one({ annualPay: 10_000_000.01 })).toEqual(quarantined('PAY_IMPLAUSIBLE'));
  });

  it('W-21 warnings keep the row', () => {
    expect(one({ terminationDate: '2024-06-30', terminationReason: 'moved' })).toEqual(
      accepted('former', 'TERM_REASON_ASSUMED'),
    );
    expect(one({ terminationDate: '2024-06-30' })).toEqual(accepted('former', 'TERM_REASON_ASSUMED'));
    expect(one({ scheduledHoursPerWeek: 0 })).toEqual(accepted('openingActive', 'HOURS_OUT_OF_RANGE'));
    expect(one({ scheduledHoursPerWeek: 80 })).toEqual(accepted('openingActive'));
    expect(one({ scheduledHoursPerWeek: 80.01 })).toEqual(accepted('openingActive', 'HOURS_OUT_OF_RANGE'));
    expect(one({ deferralRate: 1.000001 })).toEqual(accepted('openingActive', 'RATE_OUT_OF_RANGE'));
    expect(one({ deferralRate: -0.01 })).toEqual(accepted('openingActive', 'RATE_OUT_OF_RANGE'));
    expect(one({ deferralRate: 0.6, rothRate: 0.5 })).toEqual(accepted('openingActive', 'RATE_OUT_OF_RANGE'));
    expect(one({ unionMember: 'sometimes' })).toEqual(accepted('openingActive', 'OPTIONAL_UNPARSEABLE'));
    expect(one({ originalHireDate: 'x' })).toEqual(accepted('openingActive', 'OPTIONAL_UNPARSEABLE'));
  });

  it('W-21 a row collects all its reasons', () => {
    expect(
      one({ employeeId: '', birthDate: '', hireDate: 'x', annualPay: -1, terminationDate: 'y' }).reasons,
    ).toEqual(['BIRTH_MISSING', 'HIRE_UNPARSEABLE', 'ID_MISSING', 'PAY_NOT_POSITIVE', 'TERM_UNPARSEABLE']);
  });

  it('W-21 ids that are nearly another, or also on a quarantined row', () => {
    const near = classify([
      { ...GOOD, employeeId: '007a' },
      { ...GOOD, employeeId: '7A' },
      { ...GOOD, employeeId: '8' },
    ]);
    expect(near.rows.map(({ reasons }) => reasons)).toEqual([
      ['ID_NEAR_DUPLICATE'],
      ['ID_NEAR_DUPLICATE'],
      [],
    ]);
    const also = classify([GOOD, { ...GOOD, annualPay: '' }]);
    expect(also.rows).toEqual([accepted('openingActive', 'ID_ALSO_QUARANTINED'), quarantined('PAY_MISSING')]);
  });

  it('W-21 a file without a column misses it in every row', () => {
    expect(classify([{ employeeId: 'E1' }]).rows).toEqual([
      quarantined('BIRTH_MISSING', 'HIRE_MISSING', 'PAY_MISSING'),
    ]);
  });

  it('W-20 age and tenure stand in where the date columns are absent', () => {
    const row = { employeeId: 'E1', age: 40, tenureYears: 5.5, annualPay: 60_000 };
    expect(classify([row]).rows).toEqual([accepted('openingActive')]);
    expect(classify([{ ...row, age: 'forty' }]).rows).toEqual([quarantined('BIRTH_UNPARSEABLE')]);
    expect(
      classify([
        { ...row, age: null },
        { ...row, employeeId: 'E2' },
      ]).rows[0],
    ).toEqual(quarantined('BIRTH_MISSING'));
    expect(classify([row, { ...GOOD, employeeId: 'E2' }]).rows[0]).toEqual(
      quarantined('BIRTH_MISSING', 'HIRE_MISSING'),
    );
  });

  it('W-24 every reason has its own meaning and repair', () => {
    expect(new Set(REASONS.map(({ code }) => code)).size).toBe(REASONS.length);
    for (const { meaning, repair } of REASONS) expect(meaning.length * repair.length).toBeGreaterThan(0);
  });
});

describe('W-22 duplicates', () => {
  const dispositions = (rows: readonly Cells[], policy: DuplicatesPolicy = 'default'): string[] =>
    classify(rows, policy).rows.map(({ disposition, reasons }) => [disposition, ...reasons].join(' '));

  it('W-22 identical rows: one is kept', () => {
    expect(dispositions([GOOD, GOOD, GOOD])).toEqual([
      'accepted',
      'duplicateDropped DUP_EXACT',
      'duplicateDropped DUP_EXACT',
    ]);
  });

  it('W-22 identical means equal values, not equal texts', () => {
    expect(dispositions([GOOD, { ...GOOD, annualPay: '60000.00' }])).toEqual([
      'accepted',
      'duplicateDropped DUP_EXACT',
    ]);
  });

  it('W-22 successive spells: the latest is kept', () => {
    const first = {
      ...GOOD,
      hireDate: '2010-01-01',
      terminationDate: '2015-06-30',
      terminationReason: 'voluntary',
    };
    expect(dispositions([GOOD, first])).toEqual(['accepted', 'duplicateDropped DUP_REHIRE']);
    expect(dispositions([first, GOOD])).toEqual(['duplicateDropped DUP_REHIRE', 'accepted']);
  });

  it('W-22 spells that touch or overlap are a conflict', () => {
    const touching = {
      ...GOOD,
      hireDate: '2010-01-01',
      terminationDate: '2019-04-01',
      terminationReason: 'voluntary',
    };
    const conflict = 'quarantined DUP_CONFLICT';
    expect(dispositions([GOOD, touching])).toEqual([conflict, conflict]);
    expect(dispositions([GOOD, { ...GOOD, hireDate: '2010-01-01' }])).toEqual([conflict, conflict]);
    expect(dispositions([GOOD, { ...GOOD, annualPay: 70_000 }])).toEqual([conflict, conflict]);
  });

  it('W-22 latest: latest hire, no termination, higher pay, smallest row text; file order never decides', () => {
    const left = { ...GOOD, terminationDate: '2024-01-31', terminationReason: 'voluntary' };
    const pairs: readonly (readonly [kept: Cells, dropped: Cells])[] = [
      [{ ...GOOD, hireDate: '2020-01-01', annualPay: 50_000 }, GOOD],
      [GOOD, { ...left, annualPay: 90_000 }],
      [{ ...GOOD, annualPay: 70_000 }, GOOD],
      [
        { ...GOOD, department: 'Audit' },
        { ...GOOD, department: 'Sales' },
      ],
    ];
    for (const [kept, dropped] of pairs) {
      expect(dispositions([kept, dropped], 'latest')).toEqual(['accepted', 'duplicateDropped DUP_CONFLICT']);
      expect(dispositions([dropped, kept], 'latest')).toEqual(['duplicateDropped DUP_CONFLICT', 'accepted']);
    }
  });

  it('W-22 only rows without a Q reason are compared', () => {
    expect(dispositions([GOOD, { ...GOOD, annualPay: 0 }])).toEqual([
      'accepted ID_ALSO_QUARANTINED',
      'quarantined PAY_NOT_POSITIVE',
    ]);
  });
});

describe('W-24 reconciliation', () => {
  it('W-24 every row has one disposition and both identities hold', () => {
    const { rows, counts } = classifyRows({
      startYear: 2025,
      endYear: 2026,
      asOf: toDay(2024, 12, 31),
      duplicates: 'default',
      rows: [
        { cells: GOOD, isBlank: false },
        { cells: GOOD, isBlank: false },
        { cells: GOOD, isBlank: true },
        { cells: {}, isBlank: false },
        { cells: { ...GOOD, employeeId: 'E2', annualPay: 0 }, isBlank: false },
        { cells: { ...GOOD, employeeId: 'E3', hireDate: '2026-01-01' }, isBlank: false },
        { cells: { ...GOOD, employeeId: 'E4', hireDate: '2027-01-01' }, isBlank: false },
        { cells: { ...GOOD, employeeId: 'E5', active: 'no' }, isBlank: false },
      ],
    });
    expect(counts).toEqual({
      read: 8,
      blank: 2,
      quarantined: 1,
      duplicateDropped: 1,
      accepted: 4,
      openingActive: 1,
      futureHire: 2,
      futureHireBeyondHorizon: 1,
      former: 1,
    });
    expect(rows[2]).toEqual({ disposition: 'blank', status: null, reasons: [] });
    expect(rows[3]).toEqual({ disposition: 'blank', status: null, reasons: [] });
  });

  it('W-24 no rows at all', () => {
    const { rows, counts } = classify([]);
    expect(rows).toEqual([]);
    expect(counts.read).toBe(0);
  });
});
