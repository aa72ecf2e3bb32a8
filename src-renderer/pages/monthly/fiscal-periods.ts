/**
 * Months, quarters and fiscal years of a run. Month 0 is the January of its first year. A fiscal year is named after the
 * calendar year in which it ends; the ones at the edges of the run may hold fewer months.
 */

/** How fine the periods are: months with their quarters and years, quarters with their years, or years alone. */
export const GRAINS = ['month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** Consecutive months that are shown as one. */
export interface Period {
  readonly grain: Grain;
  /** Name of the fiscal year that it belongs to. */
  readonly fiscalYear: number;
  /** `Jul 2025`, `Q1`, `FY 2026`. */
  readonly label: string;
  /** First and last month that the run has of it. */
  readonly first: number;
  readonly last: number;
  /** Fewer months than it should have: the run begins or ends within it. */
  readonly isPartial: boolean;
}

export interface RunYears {
  readonly startYear: number;
  readonly endYear: number;
}

export const MONTH_NAMES = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

/** `Jul 2025`. */
const monthLabel = (month: number, startYear: number): string =>
  `${MONTH_NAMES[month % 12] ?? ''} ${startYear + Math.floor(month / 12)}`;

/** `Jul 2025 – Jun 2026`; a single month stands alone. */
export const spanLabel = ({ first, last }: Pick<Period, 'first' | 'last'>, startYear: number): string =>
  first === last
    ? monthLabel(first, startYear)
    : `${monthLabel(first, startYear)} – ${monthLabel(last, startYear)}`;

/** The fiscal years that the run touches, when they begin in month `start` (1 to 12). */
export function fiscalYears(years: RunYears, start: number): readonly Period[] {
  return blocks(years, start, 12).map(({ first, last, isPartial, fiscalYear }) => ({
    grain: 'year',
    fiscalYear,
    label: start === 1 ? String(fiscalYear) : `FY ${fiscalYear}`,
    first,
    last,
    isPartial,
  }));
}

/** The periods of one fiscal year in order: those that make up another come before it. */
function periodsOf(year: Period, years: RunYears, start: number, grain: Grain): readonly Period[] {
  if (grain === 'year') return [year];
  const quarters = blocks(years, start, 3).filter(({ first }) => first >= year.first && first <= year.last);
  return [
    ...quarters.flatMap(({ first, last, isPartial, place }) => {
      const quarter: Period = {
        grain: 'quarter',
        fiscalYear: year.fiscalYear,
        label: `Q${place + 1}`,
        first,
        last,
        isPartial,
      };
      if (grain === 'quarter') return [quarter];
      const months = Array.from({ length: last - first + 1 }, (_, index): Period => {
        const month = first + index;
        const label = monthLabel(month, years.startYear);
        return {
          grain: 'month',
          fiscalYear: year.fiscalYear,
          label,
          first: month,
          last: month,
          isPartial: false,
        };
      });
      return [...months, quarter];
    }),
    year,
  ];
}

/** All periods of a grain with what they add up to; of one fiscal year, or of all for null. */
export function periods(
  years: RunYears,
  start: number,
  grain: Grain,
  fiscalYear: number | null,
): readonly Period[] {
  return fiscalYears(years, start)
    .filter((year) => fiscalYear === null || year.fiscalYear === fiscalYear)
    .flatMap((year) => periodsOf(year, years, start, grain));
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly isPartial: boolean;
  readonly fiscalYear: number;
  /** Place of the block within its fiscal year, from 0. */
  readonly place: number;
}

/** The months of a run cut into blocks of a length that divides 12, the first of them beginning with a fiscal year. */
function blocks({ startYear, endYear }: RunYears, start: number, length: number): readonly Block[] {
  const months = (endYear - startYear + 1) * 12;
  const found: Block[] = [];
  for (let from = start - 13; from < months; from += length) {
    const to = from + length - 1;
    if (to < 0) continue;
    const first = Math.max(0, from);
    const last = Math.min(months - 1, to);
    const yearIndex = Math.floor((from - (start - 1)) / 12);
    found.push({
      first,
      last,
      isPartial: last - first + 1 < length,
      fiscalYear: startYear + yearIndex + (start === 1 ? 0 : 1),
      place: ((((from - (start - 1)) % 12) + 12) % 12) / length,
    });
  }
  return found;
}
