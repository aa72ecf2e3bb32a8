import { describe, expect, it } from 'vitest';
import { cents, day, ppm, segmentsOf } from './money-fixtures.ts';
import { PlanSegments, planPayFrom, planPayOf } from './plan-pay.ts';

describe('PlanSegments', () => {
  it('P-57 keeps any number of segments, none of them empty, and is filled again', () => {
    const segments = new PlanSegments();
    for (let month = 1; month <= 12; month++) {
      const first = day(`2026-${String(month).padStart(2, '0')}-01`);
      segments.add(first, (first + 9) as typeof first, cents(36_500 * month), ppm(month * 10_000));
      segments.add(first, (first - 1) as typeof first, cents(1), ppm(1));
    }
    expect(segments.count).toBe(12);
    expect(Array.from(segments.deferralRate.subarray(0, 12))).toEqual(
      Array.from({ length: 12 }, (_, index) => (index + 1) * 10_000),
    );
    // 100 a day per month number, ten days each: 1,000 × (1 + … + 12).
    expect(planPayOf(segments, 365)).toBe(cents(78_000));
    expect(segments.rateDaysOf(1)).toBe(cents(73_000) * 10);

    segments.clear();
    segments.add(day('2026-12-31'), day('2026-12-31'), cents(36_500), ppm(0));
    expect(segments.count).toBe(1);
    expect(planPayOf(segments, 365)).toBe(cents(100));
  });

  it('P-68 days join the segment before where neither rate changes and no day lies between', () => {
    const segments = new PlanSegments();
    segments.add(day('2026-01-01'), day('2026-03-31'), cents(60_000), ppm(50_000));
    segments.add(day('2026-04-01'), day('2026-06-30'), cents(60_000), ppm(50_000));
    segments.add(day('2026-07-01'), day('2026-07-31'), cents(60_000), ppm(60_000));
    segments.add(day('2026-08-01'), day('2026-08-31'), cents(61_000), ppm(60_000));
    segments.add(day('2026-10-01'), day('2026-12-31'), cents(61_000), ppm(60_000));
    expect([...segments.to.subarray(0, segments.count)]).toEqual(
      ['2026-06-30', '2026-07-31', '2026-08-31', '2026-12-31'].map(day),
    );
  });

  it('P-19 plan pay is rounded once, over all segments', () => {
    const segments = segmentsOf(['2026-01-01', '2026-01-01', 1, 0], ['2026-01-02', '2026-01-02', 1, 0]);
    // Twice 0.27397 cents: 0.55 cents.
    expect(planPayOf(segments, 365)).toBe(1);
  });

  it('P-21, P-58 deferral pay is the pay of the days with a positive rate, rounded once', () => {
    const segments = segmentsOf(
      ['2026-01-01', '2026-01-31', 36_500, 0],
      ['2026-02-01', '2026-02-10', 36_500, 5],
      ['2026-02-11', '2026-02-20', 73_000, 6],
      ['2026-02-21', '2026-12-31', 73_000, 0],
    );
    // 10 days at 100 and 10 at 200; the first and the last segment defer nothing.
    expect(segments.deferringPay(365)).toBe(cents(3_000));
    const tiny = segmentsOf(['2026-01-01', '2026-01-01', 0.01, 1], ['2026-01-02', '2026-01-02', 1.82, 2]);
    // (1 + 182) ÷ 365 = 0.501 cents.
    expect(tiny.deferringPay(365)).toBe(1);
  });
});

describe('planPayFrom', () => {
  const from = (mode: 'entry' | 'year', hired: string, entered: string): number =>
    planPayFrom(mode, 2026, day(hired), day(entered));

  it.each([
    ['entry', '2020-05-01', '2021-01-01', '2026-01-01'],
    ['entry', '2020-05-01', '2026-07-01', '2026-07-01'],
    ['year', '2020-05-01', '2026-07-01', '2026-01-01'],
    ['entry', '2026-02-16', '2026-07-01', '2026-07-01'],
    ['year', '2026-02-16', '2026-07-01', '2026-02-16'],
    ['entry', '2026-02-16', '2026-02-16', '2026-02-16'],
  ] as const)('P-19 %s: hired %s, entered %s → from %s', (mode, hired, entered, first) => {
    expect(from(mode, hired, entered)).toBe(day(first));
  });
});
