import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { ENTRY_BASES } from '../../../src-shared/vocabulary.ts';
import { day, design } from '../money-fixtures.ts';
import { calendarYear, dayOf, hasHours, monthsLater, periodsOf } from './computation-periods-fixtures.ts';
import { eligibilityTerms, EntryDates, ENTRY_BASIS, type EntryFacts } from './entry-dates.ts';

const START_YEAR = 2026;

type Eligibility = Partial<typeof design.eligibility>;
type Frequency = (typeof design.entry)['frequency'];

const hired: EntryFacts = {
  birthDay: day('1990-03-15'),
  hireDay: day('2026-05-20'),
  serviceFrom: day('2026-05-20'),
  weeklyHours: 4_000,
  priorYearHours: -1,
  notBefore: NO_DAY,
  waived: false,
};

const dates = new EntryDates();

/** The dates of a person, as one object that the tests compare. */
function measure(eligibility: Eligibility, frequency: Frequency, facts: Partial<EntryFacts>) {
  const terms = eligibilityTerms({ ...design.eligibility, ...eligibility }, { frequency }, START_YEAR);
  dates.measure(terms, { ...hired, ...facts });
  const { ageDay, serviceDay, planEntryDay, statutoryDay, ordinaryEntryDay, ordinaryBasis, entryDay, basis } =
    dates;
  return {
    ageDay,
    serviceDay,
    planEntryDay,
    statutoryDay,
    ordinaryEntryDay,
    ordinaryBasis,
    entryDay,
    basis,
  };
}

const from = (iso: string): Partial<EntryFacts> => ({ hireDay: day(iso), serviceFrom: day(iso) });

describe('EntryDates', () => {
  it('P-4 bridged service runs from the original hire, entry does not', () => {
    const bridged = { hireDay: day('2026-05-20'), serviceFrom: day('2019-02-01') };
    const quarterly = measure({ serviceBasis: 'months', waitingMonths: 6 }, 'quarterly', bridged);
    // The law’s date has long passed, so that the entry is the day of hire.
    expect(quarterly).toMatchObject({
      serviceDay: day('2026-05-20'),
      planEntryDay: day('2026-07-01'),
      statutoryDay: day('2026-05-20'),
      entryDay: day('2026-05-20'),
      basis: ENTRY_BASIS.statutory,
    });
    const recent = { ...bridged, serviceFrom: day('2026-03-02') };
    expect(measure({ serviceBasis: 'months', waitingMonths: 6 }, 'quarterly', recent)).toMatchObject({
      serviceDay: day('2026-09-02'),
      entryDay: day('2026-10-01'),
      basis: ENTRY_BASIS.plan,
    });
    expect(measure({ serviceBasis: 'hours' }, 'immediate', bridged)).toMatchObject({
      serviceDay: day('2026-05-20'),
      entryDay: day('2026-05-20'),
      basis: ENTRY_BASIS.plan,
    });
  });

  it('P-24 under a new design nobody enters before its 1 January', () => {
    const waiting = { ...from('2026-05-20'), notBefore: day('2028-01-01') };
    expect(measure({}, 'monthly', waiting)).toMatchObject({
      ageDay: day('2026-05-20'),
      serviceDay: day('2026-05-20'),
      planEntryDay: day('2028-01-01'),
      statutoryDay: day('2028-01-01'),
      entryDay: day('2028-01-01'),
      basis: ENTRY_BASIS.plan,
    });
    const early = { ...from('2027-05-20'), notBefore: day('2027-01-01') };
    expect(measure({}, 'monthly', early)).toMatchObject({ entryDay: day('2027-06-01') });
    const partTimer = { weeklyHours: 1_200, notBefore: day('2030-01-01') };
    expect(measure({ serviceBasis: 'hours' }, 'annual', partTimer)).toMatchObject({
      entryDay: day('2030-01-01'),
      basis: ENTRY_BASIS.longTermPartTime,
    });
  });

  it('P-31 a person who leaves an excluded class after the law’s date enters at once', () => {
    const left = { ...from('2024-05-20'), notBefore: day('2026-08-12') };
    expect(measure({}, 'quarterly', left)).toMatchObject({
      planEntryDay: day('2026-10-01'),
      entryDay: day('2026-08-12'),
      basis: ENTRY_BASIS.statutory,
    });
  });

  it('P-30 employer money starts at the ordinary entry, which a part-timer may reach by known hours', () => {
    const partTimer = { ...from('2022-04-06'), weeklyHours: 1_200, priorYearHours: 110_000 };
    expect(measure({ serviceBasis: 'hours' }, 'quarterly', partTimer)).toMatchObject({
      serviceDay: day('2026-01-01'),
      ordinaryEntryDay: day('2026-01-01'),
      ordinaryBasis: ENTRY_BASIS.plan,
      entryDay: day('2025-01-01'),
      basis: ENTRY_BASIS.longTermPartTime,
    });
    expect(measure({ serviceBasis: 'hours' }, 'quarterly', { weeklyHours: 1_200 })).toMatchObject({
      serviceDay: NO_DAY,
      planEntryDay: NO_DAY,
      statutoryDay: NO_DAY,
      ordinaryEntryDay: NO_DAY,
      ordinaryBasis: ENTRY_BASIS.none,
      entryDay: day('2028-01-01'),
    });
  });

  it('P-32 an override waives age and service: the first entry date on or after hire', () => {
    const young = { birthDay: day('2010-03-15'), waived: true };
    expect(measure({ serviceBasis: 'oneYear' }, 'quarterly', young)).toMatchObject({
      ageDay: day('2031-03-15'),
      serviceDay: day('2027-05-20'),
      ordinaryEntryDay: day('2026-07-01'),
      entryDay: day('2026-07-01'),
      basis: ENTRY_BASIS.override,
    });
    expect(measure({ serviceBasis: 'hours' }, 'annual', { weeklyHours: 100, waived: true })).toMatchObject({
      entryDay: day('2027-01-01'),
      ordinaryEntryDay: day('2027-01-01'),
      basis: ENTRY_BASIS.override,
    });
  });

  it('P-32 an override never makes an entry later than it is without', () => {
    const bridged = { serviceFrom: day('2015-01-01'), waived: true };
    expect(measure({}, 'annual', bridged)).toMatchObject({
      entryDay: day('2026-05-20'),
      basis: ENTRY_BASIS.statutory,
    });
    const partTimer = {
      ...from('2022-01-01'),
      weeklyHours: 1_200,
      notBefore: day('2026-05-20'),
      waived: true,
    };
    expect(measure({ serviceBasis: 'hours' }, 'annual', partTimer)).toMatchObject({
      ordinaryEntryDay: day('2027-01-01'),
      entryDay: day('2026-05-20'),
      basis: ENTRY_BASIS.longTermPartTime,
    });
  });

  it('one object serves person after person', () => {
    const hours: Eligibility = { serviceBasis: 'hours' };
    const alone = measure(hours, 'annual', { weeklyHours: 900 });
    measure(hours, 'annual', { weeklyHours: 4_000 });
    expect(measure(hours, 'annual', { weeklyHours: 900 })).toEqual(alone);
    expect(alone).toMatchObject({ entryDay: NO_DAY, basis: ENTRY_BASIS.none });
  });
});

const MONTHS = { immediate: 0, monthly: 1, quarterly: 3, semiannual: 6, annual: 12 };

const isEntryDate = (at: number, months: number): boolean => {
  const { 1: month, 2: dayOfMonth } = new Date(at * 86_400_000).toISOString().split(/[-T]/);
  return months === 0 || (dayOfMonth === '01' && (Number(month) - 1) % months === 0);
};

const people = fc
  .record({
    hireDay: fc.integer({ min: dayOf(2019, 1, 1), max: dayOf(2030, 12, 31) }),
    age: fc.integer({ min: 14 * 365, max: 30 * 365 }),
    served: fc.constantFrom(0, 0, 0, 100, 800),
    weeklyHours: fc.oneof(fc.integer({ min: 955, max: 968 }), fc.integer({ min: 1_915, max: 1_930 })),
    priorYearHours: fc.constantFrom(-1, -1, 0, 60_000, 120_000),
    newDesign: fc.constantFrom(NO_DAY, NO_DAY, dayOf(2027, 1, 1)),
    waived: fc.constantFrom(false, false, false, true),
  })
  .map(({ hireDay, age, served, newDesign, ...rest }) => ({
    ...rest,
    hireDay: hireDay as Day,
    serviceFrom: (hireDay - served) as Day,
    birthDay: (hireDay - age) as Day,
    notBefore: newDesign,
  }));

const conditions = fc.record({
  minimumAge: fc.constantFrom(0, 18, 21),
  serviceBasis: fc.constantFrom('none', 'days', 'months', 'oneYear', 'hours'),
  waitingDays: fc.constantFrom(0, 30, 365),
  waitingMonths: fc.constantFrom(0, 3, 12),
  hoursRequired: fc.constantFrom(500, 1_000),
  longTermPartTime: fc.boolean(),
} as const);

const frequencies = fc.constantFrom('immediate', 'monthly', 'quarterly', 'semiannual', 'annual');

const NEVER = Number.POSITIVE_INFINITY;
const never = (at: number): number => (at === NO_DAY ? NEVER : at);

/** P-26 to P-32 day by day, from the sentences of the specification. */
function naive(
  eligibility: Required<Omit<Eligibility, 'excludedClasses'>>,
  months: number,
  person: EntryFacts,
) {
  const { birthDay, hireDay, serviceFrom } = person;
  const earliest = Math.max(hireDay, person.notBefore);
  const birthday21 = monthsLater(birthDay, 12 * 21);
  const periods = periodsOf(serviceFrom, 2045);
  const endWith = (hours: number): number =>
    periods.find((period) => hasHours(person, START_YEAR - 1, period, hours))?.to ?? NEVER;
  const service = {
    none: () => serviceFrom,
    days: () => serviceFrom + eligibility.waitingDays,
    months: () => monthsLater(serviceFrom, eligibility.waitingMonths),
    oneYear: () => monthsLater(serviceFrom, 12),
    hours: () => endWith(eligibility.hoursRequired) + 1,
  }[eligibility.serviceBasis]();
  const ageDay = Math.max(hireDay, monthsLater(birthDay, 12 * eligibility.minimumAge));
  const nextEntry = (at: number): number => {
    let entry = at;
    while (entry !== NEVER && !isEntryDate(entry, months)) entry += 1;
    return entry;
  };
  const plan = nextEntry(Math.max(earliest, ageDay, service));
  const yearOfService =
    eligibility.serviceBasis === 'hours' ? endWith(1_000) : monthsLater(serviceFrom, 12) - 1;
  const met = Math.max(birthday21, yearOfService);
  const latest = met === NEVER ? NEVER : Math.min(monthsLater(met, 6), dayOf(calendarYear(met) + 1, 1, 1));
  return { service, plan, latest: Math.max(latest, earliest), earliest, nextEntry };
}

describe('EntryDates against the sentences of the rules', () => {
  it('P-26, P-27, P-28, P-32 plan entry, statutory date and entry agree with a search day by day', () => {
    fc.assert(
      fc.property(conditions, frequencies, people, (eligibility, frequency, person) => {
        const expected = naive({ ...design.eligibility, ...eligibility }, MONTHS[frequency], person);
        const got = measure(eligibility, frequency, person);
        expect(never(got.serviceDay)).toBe(Math.max(person.hireDay, expected.service));
        expect(never(got.planEntryDay)).toBe(expected.plan);
        expect(never(got.statutoryDay)).toBe(expected.latest);
        const override = person.waived ? expected.nextEntry(expected.earliest) : NEVER;
        const ordinary = Math.min(expected.plan, expected.latest, override);
        expect(never(got.ordinaryEntryDay)).toBe(ordinary);
        let ground: string = ordinary === expected.plan ? 'plan' : 'statutory';
        if (person.waived && override === ordinary) ground = 'override';
        expect(ENTRY_BASES[got.ordinaryBasis]).toBe(ordinary === NEVER ? 'none' : ground);
      }),
      { numRuns: 150 },
    );
  });

  it('P-28, P-29 entry is never before hire or 1 January of a new design, nor after plan or law', () => {
    fc.assert(
      fc.property(conditions, frequencies, people, (eligibility, frequency, person) => {
        const got = measure(eligibility, frequency, person);
        const entry = never(got.entryDay);
        expect(entry).toBeGreaterThanOrEqual(Math.max(person.hireDay, person.notBefore));
        expect(entry).toBeLessThanOrEqual(never(got.statutoryDay));
        expect(entry).toBeLessThanOrEqual(never(got.planEntryDay));
        expect(entry).toBeLessThanOrEqual(never(got.ordinaryEntryDay));
        expect(ENTRY_BASES[got.basis] === 'none').toBe(got.entryDay === NO_DAY);
        if (got.basis === ENTRY_BASIS.plan) {
          expect(entry).toBeGreaterThanOrEqual(Math.max(got.ageDay, got.serviceDay));
          expect(isEntryDate(entry, MONTHS[frequency])).toBe(true);
        }
        if (got.basis !== ENTRY_BASIS.longTermPartTime) {
          expect([got.entryDay, got.basis]).toEqual([got.ordinaryEntryDay, got.ordinaryBasis]);
        } else {
          expect(entry).toBeLessThan(never(got.ordinaryEntryDay));
          expect(eligibility.serviceBasis).toBe('hours');
          expect(eligibility.longTermPartTime).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('P-26 a longer wait, a higher age or rarer entry dates never make the entry earlier', () => {
    fc.assert(
      fc.property(
        people,
        frequencies,
        fc.nat(364),
        fc.nat(20),
        (person, frequency, waitingDays, minimumAge) => {
          const entryOf = (days: number, age: number, at: Frequency): number =>
            measure({ serviceBasis: 'days', waitingDays: days, minimumAge: age }, at, person).entryDay;
          const entry = entryOf(waitingDays, minimumAge, frequency);
          expect(entryOf(waitingDays + 1, minimumAge, frequency)).toBeGreaterThanOrEqual(entry);
          expect(entryOf(waitingDays, minimumAge + 1, frequency)).toBeGreaterThanOrEqual(entry);
          expect(entryOf(waitingDays, minimumAge, 'annual')).toBeGreaterThanOrEqual(entry);
          expect(entryOf(waitingDays, minimumAge, 'immediate')).toBeLessThanOrEqual(entry);
        },
      ),
      { numRuns: 150 },
    );
  });
});
