import { describe, expect, it } from 'vitest';
import { annualPay, payUnit, payUnitOfHeader } from './pay-unit.ts';

describe('payUnit', () => {
  it('W-19 infers the unit from the median of the positive amounts', () => {
    expect(payUnit(['28.50', '31.00', '24.75'])).toEqual({ unit: 'hourly', confidence: 'low' });
    expect(payUnit(['249.99', '250.01'])).toEqual({ unit: 'period', confidence: 'low' });
    expect(payUnit(['249.98', '250.01'])).toEqual({ unit: 'hourly', confidence: 'low' });
    expect(payUnit(['14999.99'])).toEqual({ unit: 'period', confidence: 'low' });
    expect(payUnit(['15000', '0', '-3'])).toEqual({ unit: 'annual', confidence: 'high' });
    expect(payUnit([])).toEqual({ unit: 'annual', confidence: 'low' });
    expect(payUnit(['10', '60000'], [1, 5])).toEqual({ unit: 'annual', confidence: 'high' });
  });

  it('W-19 an annual median under the header of another unit is low', () => {
    expect(payUnit(['60000'], undefined, payUnitOfHeader('hourlyrate'))).toEqual({
      unit: 'annual',
      confidence: 'low',
    });
    expect(payUnit(['60000'], undefined, payUnitOfHeader('annualsalary')).confidence).toBe('high');
    expect(
      ['hourlyrate', 'monthlyincome', 'biweeklypay', 'weeklypay', 'semimonthlypay', 'pay'].map(
        payUnitOfHeader,
      ),
    ).toEqual(['hourly', 'monthly', 'biweekly', 'weekly', 'semimonthly', null]);
  });
});

describe('annualPay', () => {
  it('W-19 multiplies by the periods of a year and rounds to cents once', () => {
    expect(annualPay('31.00', 'hourly', 3_000, false)).toBe(4_836_000);
    expect(annualPay('28.505', 'hourly', null, false)).toBe(5_929_040);
    expect(annualPay('1000', 'weekly', null, false)).toBe(5_200_000);
    expect(annualPay('2000', 'biweekly', null, false)).toBe(5_200_000);
    expect(annualPay('2000', 'semimonthly', null, false)).toBe(4_800_000);
    expect(annualPay('5000.004', 'monthly', null, false)).toBe(6_000_005);
    expect(annualPay(60_000.555, 'annual', 2_000, false)).toBe(6_000_056);
    expect(annualPay('1e5', 'monthly', null, false)).toBe(120_000_000);
  });

  it('W-19 full-time-equivalent pay is scaled by hours / 40, except hourly pay', () => {
    expect(annualPay('80000', 'annual', 2_000, true)).toBe(4_000_000);
    expect(annualPay('80000', 'annual', null, true)).toBe(8_000_000);
    expect(annualPay('80000.01', 'annual', 3_750, true)).toBe(7_500_001);
    expect(annualPay('31', 'hourly', 3_000, true)).toBe(4_836_000);
  });

  it('W-19 negative and unreadable amounts', () => {
    expect(annualPay('-1.005', 'monthly', null, false)).toBe(-1_206);
    expect(annualPay('abc', 'monthly', null, false)).toBeNull();
    expect(annualPay('', 'annual', null, false)).toBeNull();
  });
});
