import { afterAll, beforeAll, expect, it } from 'vitest';
import { setLocale } from '../../components/format.ts';
import { fillDocument } from '../../../src-shared/scenario/parse-scenario.ts';
import { payRanges } from './pay-ranges.ts';
import { raiseCalendar } from './raise-calendar.ts';

beforeAll(() => {
  setLocale('en-US');
});
afterAll(() => {
  setLocale(null);
});

const document = (compensation: object) => fillDocument({ compensation }).document;

it('W-49 W-51 W-52 the calendar puts each raise into its month', () => {
  const rows = raiseCalendar(
    document({
      cola: { rate: { 2025: 0.02, 2026: 0.03 }, effectiveDate: '01-01' },
      merit: { budget: 0.035, timing: { kind: 'fixed', date: '04-01' } },
      market: [
        { year: 2026, date: '07-15', rate: 0.01 },
        { year: 2027, date: '07-15', rate: 0.02 },
      ],
    }),
    2026,
  );
  expect(
    rows.map(({ name, texts }) => [
      name,
      texts.map((text, month) => `${month} ${text}`).filter((text) => text.includes('%')),
    ]),
  ).toEqual([
    ['COLA', ['0 3.0%']],
    ['Merit', ['3 3.5%']],
    ['Promotion', ['2 12.5%']],
    ['Market', ['6 1.0%']],
  ]);
});

it('W-50 W-52 raises that are spread show the share of each month, those on anniversaries say so', () => {
  const weights = [1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0];
  const [, merit, promotion] = raiseCalendar(
    document({
      merit: { timing: { kind: 'anniversary' } },
      promotion: { timing: { kind: 'monthly', weights } },
    }),
    2025,
  );
  expect(merit).toMatchObject({ note: 'On each hire anniversary 3.5%' });
  expect(promotion?.shares.filter((share) => share > 0)).toEqual([0.25, 0.75]);
  expect(promotion?.texts.filter((text) => text !== '')).toEqual(['25.0%', '75.0%']);
});

it('W-27 the ranges of the levels carry the pay of the people whose level is given', () => {
  const levels = [
    { level: 1, name: 'Analyst', minPay: 50_000, maxPay: 80_000, rangeGrowthRate: 0 },
    { level: 2, name: 'Manager', minPay: 80_000, maxPay: 120_000, rangeGrowthRate: 0 },
  ];
  const pay = { people: 12, p10: 5_100_000, p25: 0, median: 6_000_000, p75: 0, p90: 7_500_000 };
  const ranges = payRanges({ jobLevels: levels }, [{ label: 'Manager', ...pay }]);
  expect(ranges).toMatchObject([
    { level: '1', min: 50_000, mid: 65_000, max: 80_000, people: null },
    { level: '2', people: { count: 12, p10: 51_000, median: 60_000, p90: 75_000 } },
  ]);
  expect(payRanges({ jobLevels: levels }, [{ label: '1', ...pay }])[0]?.people?.count).toBe(12);
  expect(payRanges({}, [])).toEqual([]);
});
