import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../../src-shared/units.ts';
import { day, ppm } from '../money-fixtures.ts';
import { RATE_CAUSES, RateList, type RateCause } from './rate-list.ts';

type Change = readonly [date: string, percent: number, cause: RateCause];

function listOf(openingPercent: number, ...changes: readonly Change[]): RateList {
  const list = new RateList();
  list.clear(ppm(openingPercent * 10_000));
  for (const [date, percent, cause] of changes) list.add(day(date), ppm(percent * 10_000), cause);
  return list;
}

const rateOn = (list: RateList, date: string): number => list.rateOn(day(date)) / 10_000;

describe('RateList', () => {
  it('P-56 the rate of a day is that of the last entry on or before it, the opening rate before the first', () => {
    const list = listOf(3, ['2026-03-01', 4, 'escalation'], ['2026-07-01', 6, 'matchResponse']);
    expect(
      ['2026-01-01', '2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map((date) =>
        rateOn(list, date),
      ),
    ).toEqual([3, 3, 4, 4, 6]);
    expect(list.lastRate).toBe(60_000);
    expect(rateOn(listOf(0, ['2026-03-10', 4, 'enrolment']), '2026-03-09')).toBe(0);
    expect([listOf(0).lastRate, listOf(5).lastRate]).toEqual([0, 50_000]);
  });

  it('P-40, P-56 enrolled 2026-03-10 at 4 %, opted out 2026-06-08: 91 days at 4 %, year-end rate 0', () => {
    const list = listOf(0, ['2026-03-10', 4, 'enrolment'], ['2026-06-08', 0, 'optOut']);
    let rateDays = 0;
    for (let date = day('2026-01-01'); date <= day('2026-12-31'); date++) rateDays += list.rateOn(date);
    expect(rateDays).toBe(91 * 40_000);
    expect(rateOn(list, '2026-06-08')).toBe(4);
    expect(list.lastRate).toBe(0);
    expect([list.count, list.from[1]]).toEqual([2, day('2026-06-09')]);
  });

  it('P-40 an opt-out on 31 December leaves that day withheld and the year-end rate 0', () => {
    const list = listOf(0, ['2026-12-01', 3, 'enrolment'], ['2026-12-31', 0, 'optOut']);
    expect([rateOn(list, '2026-12-31'), list.lastRate]).toEqual([3, 0]);
  });

  it('P-39 a sweep on the day after an opt-out enrols again', () => {
    const list = listOf(3, ['2026-01-15', 3, 'enrolment'], ['2026-01-14', 0, 'optOut']);
    expect([rateOn(list, '2026-01-15'), list.lastRate]).toEqual([3, 30_000]);
  });

  it('P-55 response to 3.5 % and escalation of one point on 1 January: 4.5 % from that day', () => {
    const list = listOf(2, ['2026-01-01', 4.5, 'escalation'], ['2026-01-01', 3.5, 'matchResponse']);
    expect([rateOn(list, '2026-01-01'), list.lastRate]).toEqual([4.5, 45_000]);
  });

  it('P-55 on one date: enrolment, opt-out, match response, escalation', () => {
    const date = '2026-01-01';
    const list = listOf(
      9,
      [date, 4, 'escalation'],
      [date, 2, 'optOut'],
      [date, 3, 'matchResponse'],
      [date, 1, 'enrolment'],
    );
    const order = Array.from(list.cause.subarray(0, list.count), (cause) => RATE_CAUSES[cause]);
    expect(order).toEqual(['enrolment', 'optOut', 'matchResponse', 'escalation']);
  });

  it('P-55 the order in which changes are added makes no difference', () => {
    const change = fc.record({
      date: fc.integer({ min: 20_454, max: 20_470 }).map((value) => value as Day),
      cause: fc.constantFrom(...RATE_CAUSES),
      rate: fc.integer({ min: 0, max: 1_000_000 }).map(ppm),
    });
    const changes = fc.uniqueArray(change, {
      maxLength: 20,
      selector: ({ date, cause }) => `${date} ${cause}`,
    });
    const shuffled = changes.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([some, others]) => {
        const [a, b] = [new RateList(), new RateList()];
        // What the person before left behind has no part in it.
        b.add(20_460 as Day, ppm(7), 'enrolment');
        for (const [list, added] of [
          [a, some],
          [b, others],
        ] as const) {
          list.clear(ppm(10));
          for (const { date, rate, cause } of added) list.add(date, rate, cause);
        }
        const rows = (list: RateList): number[][] =>
          Array.from({ length: list.count }, (_, at) => [
            list.day[at] ?? NaN,
            list.from[at] ?? NaN,
            list.rate[at] ?? NaN,
            list.cause[at] ?? NaN,
          ]);
        expect(rows(a)).toEqual(rows(b));
        expect(rows(a)).toEqual(
          rows(a).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0) || (x[3] ?? 0) - (y[3] ?? 0)),
        );
        expect(a.lastRate).toBe(rows(a).at(-1)?.[2] ?? 10);
      }),
    );
  });
});
