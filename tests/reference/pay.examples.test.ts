import { expect, it } from 'vitest';
import { averageBridge, growthPpm, payrollBridge, type BridgePerson } from './bridges.ts';
import { day } from './calendar.ts';
import { at, cents, floorOf, ppm, rnd, sum } from './exact.ts';
import { paidInYear } from './paid.ts';
import { increaseRate, meritRates, promotionPay, type Applied } from './pay.ts';

/** The examples of sections 7 to 9 of the workforce specification, reproduced by the reference alone. */

const money = (dollars: number): bigint => cents(dollars);
const k = (u: number): bigint => BigInt(Math.floor(u * 2 ** 53));

it('W-50 the promotion quota carries its fraction', () => {
  const first = 37n * ppm(0.05);
  expect([floorOf(first, 1_000_000n), first % 1_000_000n]).toEqual([1n, 850_000n]);
  const second = 40n * ppm(0.05) + 850_000n;
  expect([floorOf(second, 1_000_000n), second % 1_000_000n]).toEqual([2n, 850_000n]);
});

it('W-51 a promotion raise: floor, cap and spread', () => {
  expect(promotionPay(money(71_400), ppm(0.125), ppm(0.3), money(80_000))).toEqual({
    pay: money(80_325),
    floorApplied: false,
    capApplied: false,
  });
  expect(promotionPay(money(60_000), ppm(0.125), ppm(0.3), money(80_000))).toMatchObject({
    pay: money(78_000),
    capApplied: true,
  });
  expect(promotionPay(money(60_000), ppm(-0.05), ppm(0.3), null).pay).toBe(money(60_000));
  expect(increaseRate(ppm(0.125), ppm(0.05), k(0.9))).toBe(165_000n);
});

it('W-52 level rates spend the budget', () => {
  const people = [
    { level: 1, pay: money(60_000) },
    { level: 1, pay: money(70_000) },
    { level: 3, pay: money(130_000) },
  ];
  const weights = new Map([
    [1, ppm(1)],
    [3, ppm(1.2)],
  ]);
  const rates = meritRates(ppm(0.035), weights, people);
  expect([...rates]).toEqual([
    [1, 31_818n],
    [3, 38_182n],
  ]);
  const amounts = people.map((one) => rnd(one.pay * (rates.get(one.level) ?? 0n), 1_000_000n));
  expect(amounts).toEqual([money(1_909.08), money(2_227.26), money(4_963.66)]);
  expect(sum(amounts)).toBe(money(9_100));
});

const paid = (
  year: number,
  hire: string,
  leaves: string | null,
  pay: number,
  changes: readonly (readonly [string, number])[] = [],
) =>
  paidInYear(
    year,
    day(hire),
    leaves === null ? null : day(leaves),
    money(pay),
    changes.map(([date, amount]) => ({ day: day(date), pay: money(amount) })),
  );

it('W-54 pay is prorated by days of the year', () => {
  expect(paid(2028, '2020-01-01', null, 70_000).prorated).toBe(money(70_000));
  expect(paid(2028, '2020-01-01', null, 70_000, [['2028-07-01', 72_100]]).prorated).toBe(money(71_055.74));
  expect(paid(2025, '2025-03-01', '2025-03-02', 60_000).prorated).toBe(money(328.77));
  expect(paid(2025, '2025-12-31', null, 60_000).prorated).toBe(money(164.38));
});

it('W-52 W-54 a year with COLA, promotion and merit', () => {
  const year = paid(2025, '2020-01-01', null, 70_000, [
    ['2025-01-01', 71_400],
    ['2025-03-01', 80_325],
    ['2025-04-01', 83_136.38],
  ]);
  expect(rnd(money(80_325) * ppm(0.035), 1_000_000n)).toBe(money(83_136.38) - money(80_325));
  expect(year.prorated).toBe(money(81_000.49));
});

it('W-56 twelve months add up to prorated pay', () => {
  const year = paid(2025, '2020-01-01', null, 60_000);
  expect(year.payroll.slice(0, 4)).toEqual([
    money(5_095.89),
    money(4_602.74),
    money(5_095.89),
    money(4_931.51),
  ]);
  expect(sum(year.payroll)).toBe(money(60_000));
});

/** A raise or promotion by its amount, from where it stands in the list. */
function changes(firstPay: number, list: readonly (readonly [Applied['kind'], number])[]): Applied[] {
  let pay = money(firstPay);
  return list.map(([kind, amount]) => {
    const previous = pay;
    pay += money(amount);
    return {
      kind,
      day: 0,
      previous,
      pay,
      rate: 0n,
      fromLevel: 1,
      level: 1,
      promotion: null,
      floorApplied: false,
      capApplied: false,
      budget: null,
      weight: null,
    };
  });
}

it('W-57 W-58 W-59 the example of 2025', () => {
  const person = (
    firstPay: number,
    where: 'stays' | 'leaves' | 'hired',
    list: readonly (readonly [Applied['kind'], number])[],
  ): BridgePerson => {
    const applied = changes(firstPay, list);
    return {
      department: 'D',
      firstPay: money(firstPay),
      firstLevel: 1,
      opening: where !== 'hired',
      closing: where !== 'leaves',
      closingPay: applied.at(-1)?.pay ?? money(firstPay),
      closingLevel: 1,
      changes: applied,
    };
  };
  const people = [
    person(60_000, 'stays', [
      ['cola', 1_200],
      ['merit', 1_836],
    ]),
    person(80_000, 'stays', [
      ['cola', 1_600],
      ['promotion', 8_160],
      ['merit', 2_692.8],
    ]),
    person(100_000, 'leaves', []),
    person(58_000, 'hired', []),
  ];
  expect(people.map((one) => one.closingPay)).toEqual([63_036, 92_452.8, 100_000, 58_000].map(money));
  expect(payrollBridge(people, () => 'all', 'all')).toEqual({
    opening: money(240_000),
    leavers: money(100_000),
    transfersIn: 0n,
    transfersOut: 0n,
    hires: money(58_000),
    cola: money(2_800),
    promotion: money(8_160),
    merit: money(4_528.8),
    market: 0n,
    closing: money(213_488.8),
  });
  expect(averageBridge(people)).toEqual({
    opening: money(80_000),
    leaverMix: money(-10_000),
    cola: money(1_400),
    promotion: money(4_080),
    merit: money(2_264.4),
    market: 0n,
    hireMix: money(-6_581.47),
    replacement: 0n,
    closing: money(71_162.93),
  });
  const ratio = (amount: number, heads: bigint) => ({ numerator: money(amount), denominator: heads });
  expect(growthPpm(ratio(155_488.8, 1n), ratio(140_000, 1n))).toBe(110_634n);
  expect(growthPpm(ratio(213_488.8, 3n), ratio(240_000, 3n))).toBe(-110_463n);

  const prorated = [
    paid(2025, '2020-01-01', null, 60_000, [
      ['2025-01-01', 61_200],
      ['2025-04-01', 63_036],
    ]),
    paid(2025, '2020-01-01', null, 80_000, [
      ['2025-01-01', 81_600],
      ['2025-03-01', 89_760],
      ['2025-04-01', 92_452.8],
    ]),
    paid(2025, '2020-01-01', '2025-06-30', 100_000, [
      ['2025-01-01', 102_000],
      ['2025-04-01', 105_060],
    ]),
    paid(2025, '2025-07-01', null, 58_000),
  ];
  expect(prorated.map((one) => one.prorated)).toEqual(
    [62_583.29, 90_469.81, 51_343.73, 29_238.36].map(money),
  );
  const days = prorated.reduce((total, one) => total + one.employedDays, 0);
  expect(days).toBe(1_095);
  expect(rnd(sum(prorated.map((one) => one.prorated)) * 365n, BigInt(days))).toBe(money(77_878.4));
});

it('W-59 with nobody staying the whole change is replacement', () => {
  const base: BridgePerson = {
    department: 'D',
    firstPay: money(50_000),
    firstLevel: 1,
    opening: true,
    closing: false,
    closingPay: money(50_000),
    closingLevel: 1,
    changes: [],
  };
  const hired = {
    ...base,
    opening: false,
    closing: true,
    firstPay: money(40_000),
    closingPay: money(40_000),
  };
  expect(averageBridge([base, hired])).toMatchObject({ leaverMix: 0n, replacement: money(-10_000) });
  expect(at([averageBridge([base])], 0).closing).toBeNull();
});
