/**
 * A small run of three years that holds every kind of event, written down by hand: 2027, the leap year 2028, and 2029,
 * in which next to nothing happens. The state at close, pay and months are worked out day by day in `ledger.ts`.
 */

/** Attributes of a person when the run, or the employment, begins. Dates are ISO texts, money is cents. */
export interface Start {
  readonly birthDate: string;
  readonly level: number;
  readonly department: number;
  readonly annualPay: number;
  readonly location?: number;
  readonly costCentre?: number;
  readonly jobTitle?: number;
  readonly hoursHundredths?: number;
  readonly flsaStatus?: number;
  readonly unionMember?: boolean;
}

export type StudyEvent =
  | { readonly type: 'HIRE'; readonly date: string; readonly category: number; readonly start: Start }
  | { readonly type: 'PROMOTION'; readonly date: string; readonly toLevel: number; readonly newPay: number }
  | { readonly type: 'RAISE'; readonly date: string; readonly category: number; readonly newPay: number }
  | {
      readonly type: 'TERMINATION';
      readonly date: string;
      readonly category: number;
      readonly reason: number;
      readonly severance?: number;
    };

export interface StudyPerson {
  readonly id: string;
  /** Of those employed at the opening of the run. */
  readonly opening?: Start & { readonly hireDate: string; readonly levelSince?: string };
  /** In order of W-61. */
  readonly events: readonly StudyEvent[];
}

export const STUDY_YEARS = [2027, 2028, 2029] as const;

const cola = (date: string, newPay: number): StudyEvent => ({ type: 'RAISE', date, category: 0, newPay });
const merit = (date: string, newPay: number): StudyEvent => ({ type: 'RAISE', date, category: 1, newPay });
const market = (date: string, newPay: number): StudyEvent => ({ type: 'RAISE', date, category: 2, newPay });

/** Persons of the census first, by id, then simulated hires by year. */
export const STUDY: readonly StudyPerson[] = [
  {
    // Cost of living and merit; promoted on the first day of the leap year, before the raise of that day.
    id: 'E01',
    opening: {
      birthDate: '1985-02-28',
      hireDate: '2010-06-15',
      level: 2,
      department: 0,
      annualPay: 9_000_000,
      location: 0,
      costCentre: 1,
      jobTitle: 2,
      flsaStatus: 1,
    },
    events: [
      cola('2027-01-01', 9_180_000),
      merit('2027-04-01', 9_501_301),
      { type: 'PROMOTION', date: '2028-01-01', toLevel: 3, newPay: 10_689_000 },
      cola('2028-01-01', 10_902_780),
      merit('2028-04-01', 11_284_377),
    ],
  },
  {
    // Promoted between raises; two market adjustments on one day.
    id: 'E02',
    opening: {
      birthDate: '1990-12-31',
      hireDate: '2019-01-01',
      levelSince: '2022-03-01',
      level: 1,
      department: 1,
      annualPay: 7_000_000,
      jobTitle: 0,
      unionMember: true,
    },
    events: [
      cola('2027-01-01', 7_140_000),
      { type: 'PROMOTION', date: '2027-03-01', toLevel: 2, newPay: 8_032_500 },
      merit('2027-04-01', 8_313_638),
      market('2028-07-01', 8_396_774),
      market('2028-07-01', 8_480_742),
    ],
  },
  {
    // Born and hired on 29 February, leaves on the 28th of a common year: the anniversary counts.
    id: 'E03',
    opening: {
      birthDate: '1964-02-29',
      hireDate: '2004-02-29',
      level: 3,
      department: 0,
      annualPay: 12_345_677,
      location: 1,
      hoursHundredths: 3_750,
    },
    events: [
      cola('2027-01-01', 12_592_591),
      { type: 'TERMINATION', date: '2027-02-28', category: 0, reason: 3 },
    ],
  },
  {
    // Known from the census to join; has a merit raise in the next year.
    id: 'E04',
    events: [
      {
        type: 'HIRE',
        date: '2027-05-10',
        category: 1,
        start: { birthDate: '1999-05-11', level: 1, department: 1, annualPay: 6_100_000, location: 1 },
      },
      merit('2028-04-01', 6_313_500),
    ],
  },
  {
    // Leaves in a reduction, with severance.
    id: 'E05',
    opening: {
      birthDate: '1975-07-01',
      hireDate: '2015-09-30',
      level: 1,
      department: 0,
      annualPay: 6_500_000,
    },
    events: [
      cola('2027-01-01', 6_630_000),
      {
        type: 'TERMINATION',
        date: '2027-06-30',
        category: 3,
        reason: 2,
        severance: 2_805_000,
      },
    ],
  },
  {
    // Scheduled to leave on the last day of the leap year: paid to the end, not in closing headcount.
    id: 'E06',
    opening: {
      birthDate: '1961-03-15',
      hireDate: '1988-12-31',
      level: 2,
      department: 0,
      annualPay: 9_999_999,
      costCentre: 0,
      flsaStatus: 2,
    },
    events: [
      cola('2027-01-01', 10_199_999),
      { type: 'TERMINATION', date: '2028-12-31', category: 4, reason: 3 },
    ],
  },
  {
    // Hired the year before; leaves on the first day.
    id: 'E07',
    opening: {
      birthDate: '2001-01-02',
      hireDate: '2026-11-02',
      level: 1,
      department: 1,
      annualPay: 5_700_000,
    },
    events: [{ type: 'TERMINATION', date: '2027-01-01', category: 1, reason: 1 }],
  },
  {
    // No event in 2028: the number of the event of 2029 goes back two years.
    id: 'E08',
    opening: {
      birthDate: '1970-10-10',
      hireDate: '2024-02-29',
      level: 5,
      department: 1,
      annualPay: 30_000_000,
      hoursHundredths: 2_000,
    },
    events: [cola('2027-01-01', 30_600_000), cola('2029-01-01', 31_212_000)],
  },
  {
    // Joins on 29 February.
    id: 'E09',
    events: [
      {
        type: 'HIRE',
        date: '2028-02-29',
        category: 1,
        start: { birthDate: '1980-06-06', level: 4, department: 0, annualPay: 17_000_001 },
      },
    ],
  },
  {
    // Hired and gone in one year.
    id: 'NH-2027-000001',
    events: [
      {
        type: 'HIRE',
        date: '2027-04-16',
        category: 0,
        start: { birthDate: '1998-03-10', level: 1, department: 0, annualPay: 6_234_567, jobTitle: 1 },
      },
      { type: 'TERMINATION', date: '2027-10-24', category: 2, reason: 1 },
    ],
  },
  {
    // Hired at the end of a year, gone in the next.
    id: 'NH-2027-000002',
    events: [
      {
        type: 'HIRE',
        date: '2027-12-30',
        category: 0,
        start: { birthDate: '1993-12-30', level: 2, department: 1, annualPay: 9_634_594 },
      },
      cola('2028-01-01', 9_827_286),
      merit('2028-07-01', 10_171_241),
      { type: 'TERMINATION', date: '2028-08-31', category: 1, reason: 2 },
    ],
  },
  {
    // Employed all of the leap year at one rate.
    id: 'NH-2028-000001',
    events: [
      {
        type: 'HIRE',
        date: '2028-01-01',
        category: 0,
        start: { birthDate: '2003-01-01', level: 1, department: 1, annualPay: 6_200_000 },
      },
    ],
  },
];
