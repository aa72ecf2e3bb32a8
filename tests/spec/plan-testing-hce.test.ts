import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';

/** Section 19 of the plan specification: highly compensated employees. Figures are copied. */

const hces = (input: object): unknown => answer('hce', input);
const one = (person: object): unknown => hces({ people: [{ id: 'A', ...person }] });
const HCE = { hce: ['A'] };
const NHCE = { hce: [] };

describe('P-87 highly compensated', () => {
  it('P-87 pay of 2025 above 160,000 by a cent, and exactly 160,000', () => {
    expect(one({ lookbackPay: 160_000.01 })).toEqual(HCE);
    expect(one({ lookbackPay: 160_000 })).toEqual(NHCE);
  });

  it('P-87 someone without pay in the year before is HCE only as an owner', () => {
    expect(one({})).toEqual(NHCE);
    expect(one({ lookbackPay: null, fivePercentOwner: true })).toEqual(HCE);
  });

  it('P-87 an owner, in this year or the year before, whatever the pay', () => {
    expect(one({ lookbackPay: 52_000, fivePercentOwner: true })).toEqual(HCE);
    expect(one({ lookbackPay: 52_000, priorFivePercentOwner: true })).toEqual(HCE);
  });

  it('P-87 trap: the threshold is that of the year before', () => {
    // 150,000 for 2023, 155,000 for 2024, 160,000 for 2025.
    expect(hces({ year: 2024, people: [{ id: 'A', lookbackPay: 152_000 }] })).toEqual(HCE);
    expect(hces({ year: 2025, people: [{ id: 'A', lookbackPay: 152_000 }] })).toEqual(NHCE);
    expect(hces({ year: 2020, people: [{ id: 'A', lookbackPay: 125_000.01 }] })).toEqual(HCE);
    expect(hces({ year: 2019, people: [{ id: 'A', lookbackPay: 125_000.01 }] })).toEqual({
      error: 'LIMIT_YEAR',
    });
  });

  it('P-87 a threshold of the caller', () => {
    const people = [{ id: 'A', lookbackPay: 152_000 }];
    expect(hces({ threshold: 152_000, people })).toEqual(NHCE);
    expect(hces({ threshold: 151_999.99, people })).toEqual(HCE);
    expect(hces({ limits: { hceCompensation: 151_999.99 }, people })).toEqual(HCE);
  });

  it('P-133 an id twice and an unknown field are errors', () => {
    expect(hces({ people: [{ id: 'A' }, { id: 'A' }] })).toEqual({ error: 'CALCULATOR_INPUT' });
    expect(one({ pay: 1 })).toEqual({ error: 'CALCULATOR_INPUT' });
  });
});

describe('P-88 top-paid group', () => {
  const paid = (count: number): object[] =>
    Array.from({ length: count }, (_, at) => ({ id: `P${at}`, lookbackPay: 300_000 - at * 1_000 }));

  it('P-88 48 counted employees make a group of 10', () => {
    const group = { topPaidGroup: true, countedEmployees: 48, people: paid(20) };
    expect(hces(group)).toEqual({ hce: Array.from({ length: 10 }, (_, at) => `P${at}`) });
    expect(hces({ ...group, topPaidGroup: false })).toMatchObject({ hce: { length: 20 } });
    expect(hces({ ...group, countedEmployees: 47 })).toMatchObject({ hce: { length: 9 } });
  });

  it('P-88 owners take places in the ranking and stay HCE outside the group; ties go by order', () => {
    const people = [
      { id: 'low', lookbackPay: 40_000, fivePercentOwner: true },
      { id: 'c', lookbackPay: 200_000 },
      { id: 'b', lookbackPay: 200_000 },
      { id: 'top', lookbackPay: 900_000, fivePercentOwner: true },
    ];
    expect(hces({ topPaidGroup: true, countedEmployees: 10, people })).toEqual({ hce: ['low', 'c', 'top'] });
  });

  it('P-88 the group does not make HCEs of those below the threshold', () => {
    expect(
      hces({ topPaidGroup: true, countedEmployees: 50, people: [{ id: 'A', lookbackPay: 160_000 }] }),
    ).toEqual(NHCE);
  });
});
