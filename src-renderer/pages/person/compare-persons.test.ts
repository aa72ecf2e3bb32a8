import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src-shared/dates.ts';
import type { EventOf, PersonEvent } from '../../../src-shared/person/event-fields.ts';
import type { PersonHistory } from '../../../src-shared/person/history.ts';
import { differingFields, likenessOf, pairEvents } from './compare-persons.ts';
import { fieldsInWords, sentenceOf } from './event-words.ts';
import { rulesOf } from './rule-words.ts';

const cola = (day: number, rate: number, sequence: number): PersonEvent => ({
  type: 'RAISE',
  category: 'cola',
  year: 2025,
  sequence,
  day,
  payload: {
    previousPay: 8_400_000,
    newPay: 8_668_800,
    amount: 268_800,
    rate,
    level: 2,
    budget: null,
    weight: null,
  },
});
const hire: EventOf<'HIRE'> = {
  type: 'HIRE',
  category: 'simulated',
  year: 2025,
  sequence: 1,
  day: toDay(2025, 5, 12),
  payload: {
    level: 2,
    annualPay: 9_000_000,
    birthDate: toDay(1990, 1, 1),
    department: 'Legal',
    location: 'Berlin',
    costCentre: null,
    jobTitle: null,
    scheduledHours: 40,
    flsaStatus: null,
    unionMember: false,
    rangeMin: null,
    rangeMax: null,
    percentile: null,
    market: null,
    noise: null,
    donorId: 'E1',
    monthDraw: 0.5,
    dayDraw: 0.5,
    levelDraw: 0.5,
    departmentDraw: 0.5,
    ageBandDraw: 0.5,
    birthDateDraw: 0.5,
    partTimeDraw: null,
    donorDraw: 0.5,
  },
};
const historyOf = (changes: Partial<PersonHistory>): PersonHistory => ({
  runId: 'run',
  employeeId: 'E1',
  startYear: 2025,
  endYear: 2026,
  seed: 42,
  replicate: 0,
  censusHash: 'c',
  origin: 'opening',
  levelNames: ['Staff', 'Manager'],
  opening: null,
  events: [],
  years: [],
  planYears: [],
  ...changes,
});
const hired = (payload: Partial<EventOf<'HIRE'>['payload']>, seed = 42): PersonHistory =>
  historyOf({
    seed,
    origin: 'simulatedHire',
    events: [{ ...hire, payload: { ...hire.payload, ...payload } }],
  });

describe('a person in two runs', () => {
  it('is the same for the same census, with the same luck for the same seed', () => {
    expect(likenessOf(historyOf({}), null)).toEqual({ kind: 'absent' });
    expect(likenessOf(historyOf({}), historyOf({ seed: 7 }))).toEqual({
      kind: 'census',
      isSameCensus: true,
      isSameSeed: false,
    });
    expect(likenessOf(historyOf({}), historyOf({ censusHash: 'd' }))).toMatchObject({ isSameCensus: false });
  });

  it('is the same as a simulated hire only when both were hired alike (W-41, P-123)', () => {
    expect(likenessOf(hired({}), hired({}))).toMatchObject({ isAlike: true, differing: [] });
    expect(likenessOf(hired({}), hired({ location: 'Paris', donorId: 'E2' }))).toMatchObject({
      isAlike: true,
      differing: ['location', 'donorId'],
    });
    expect(likenessOf(hired({}), hired({ level: 3 }))).toMatchObject({ isAlike: false });
    expect(likenessOf(hired({}), historyOf({}))).toMatchObject({ kind: 'hire', isAlike: false });
  });

  it('has its events beside each other by date and kind, with what differs', () => {
    const pairs = pairEvents(
      [cola(10, 32_000, 1), cola(20, 20_000, 2)],
      [cola(5, 1, 1), cola(10, 32_000, 2), cola(20, 30_000, 3)],
    );
    expect(pairs.map(({ day, difference }) => [day, difference])).toEqual([
      [5, 'onlyOther'],
      [10, 'same'],
      [20, 'differs'],
    ]);
    expect(pairs.map(differingFields)).toEqual([[], [], ['rate']]);
  });
});

describe('an event in words', () => {
  it('says what happened with exact amounts', () => {
    expect(sentenceOf(cola(10, 32_000, 1), [])).toBe('Cost-of-living raise of 3.2%: $84,000.00 → $86,688.00');
    expect(sentenceOf(hire, ['Staff', 'Manager'])).toBe('Hired: Manager (L2) in Legal at $90,000.00 a year');
  });

  it('names every field, and says which do not apply', () => {
    const fields = fieldsInWords(hire);
    expect(fields.every(({ title, name }) => title !== name)).toBe(true);
    expect(fields.find(({ name }) => name === 'partTimeDraw')).toMatchObject({
      value: 'n/a',
      isThere: false,
    });
    expect(fields.find(({ name }) => name === 'birthDate')?.value).toBe('1990-01-01');
  });

  it('has a rule with a sentence', () => {
    const [rule] = rulesOf(cola(10, 32_000, 1));
    expect(rule?.id).toBe('W-49');
    expect(rule?.statement).toMatch(/pay in force/);
  });
});
