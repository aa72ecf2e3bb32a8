import { describe, expect, it } from 'vitest';
import { toDay } from '../dates.ts';
import type { PersonEvent } from './event-fields.ts';
import type { PersonHistory } from './history.ts';
import { paySegments, stateOn } from './state.ts';

const raise = (day: number, previousPay: number, newPay: number, sequence: number): PersonEvent => ({
  type: 'RAISE',
  category: 'merit',
  year: 2025,
  sequence,
  day,
  payload: {
    previousPay,
    newPay,
    amount: newPay - previousPay,
    rate: 0,
    level: 1,
    budget: null,
    weight: null,
  },
});
const leaving: PersonEvent = {
  type: 'TERMINATION',
  category: 'experienced',
  year: 2026,
  sequence: 4,
  day: toDay(2026, 3, 31),
  payload: {
    reason: 'voluntary',
    payInForce: 8_313_638,
    ageYears: 40,
    tenureYears: 10,
    severance: null,
    rule: 'bernoulli',
    hazard: 100_000,
    retirement: 0,
    draw: 0.05,
    raceKey: null,
    quota: null,
    reasonDraw: 0.5,
    dateDraw: 0.5,
    dayDraw: null,
  },
};

/** The person of the example of W-52: 70,000, then 71,400, 80,325 and 83,136.38 in one year. */
const history: PersonHistory = {
  runId: 'run',
  employeeId: 'E1',
  startYear: 2025,
  endYear: 2026,
  seed: 42,
  replicate: 0,
  censusHash: 'c',
  origin: 'opening',
  levelNames: ['Staff'],
  opening: {
    birthDay: toDay(1985, 6, 15),
    hireDay: toDay(2016, 2, 29),
    department: 'Legal',
    location: null,
    costCentre: null,
    jobTitle: null,
    scheduledHours: 0,
    flsaStatus: null,
    unionMember: false,
    level: 1,
    levelSinceDay: toDay(2016, 2, 29),
    annualPay: 7_000_000,
    plan: null,
    balancesMissing: false,
  },
  events: [
    raise(toDay(2025, 1, 1), 7_000_000, 7_140_000, 1),
    raise(toDay(2025, 3, 1), 7_140_000, 8_032_500, 2),
    raise(toDay(2025, 4, 1), 8_032_500, 8_313_638, 3),
    leaving,
  ],
  years: [],
  planYears: [],
};

describe('the state of a person on a day', () => {
  it('is the opening with the events up to that day (W-53)', () => {
    expect(stateOn(history, toDay(2024, 12, 31))?.annualPay).toBe(7_000_000);
    expect(stateOn(history, toDay(2025, 2, 28))?.annualPay).toBe(7_140_000);
    expect(stateOn(history, toDay(2025, 3, 1))?.annualPay).toBe(8_032_500);
  });

  it('has left at the close of the last paid day (W-6)', () => {
    expect(stateOn(history, toDay(2026, 3, 30))).toMatchObject({
      standing: 'employed',
      terminationDay: null,
    });
    expect(stateOn(history, toDay(2026, 3, 31))).toMatchObject({
      standing: 'left',
      terminationReason: 'voluntary',
    });
  });

  it('counts age and service in whole years, no further than the last paid day (W-5)', () => {
    expect(stateOn(history, toDay(2025, 6, 14))).toMatchObject({ age: 39, tenure: 9 });
    expect(stateOn(history, toDay(2025, 6, 15))?.age).toBe(40);
    expect(stateOn(history, toDay(2026, 12, 31))).toMatchObject({ age: 40, tenure: 10 });
  });

  it('counts pay received up to the day, rounded once (W-54)', () => {
    expect(stateOn(history, toDay(2025, 12, 31))?.paidThisYear).toBe(8_100_049);
    expect(paySegments(history, toDay(2025, 12, 31)).map(({ from, to }) => to - from + 1)).toEqual([
      59, 31, 275,
    ]);
    expect(stateOn(history, toDay(2026, 12, 31))?.paidThisYear).toBe(Math.round((8_313_638 * 90) / 365));
    expect(stateOn({ ...history, opening: null, events: [] }, toDay(2025, 1, 1))).toBeNull();
  });
});
