import type { CensusColumns } from '../../../../src-shared/columns.ts';
import { toDay } from '../../../../src-shared/dates.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import { censusStatus } from '../../../../src-worker/population/census-status.ts';
import { namedLevel } from '../../../../src-worker/population/levels.ts';

/** Calendar years before the start year whose hires count as recent. */
const RECENT_YEARS = 3;
const HUNDREDTHS = 100;

/** The people of a census as suggestions count them, for one scenario. */
export interface CensusSample {
  readonly census: CensusColumns;
  readonly scenario: Scenario;
  /** 1 January of the start year: everything before it is history. */
  readonly startDay: Day;
  /** 1 January of the year before. */
  readonly yearStartDay: Day;
  /** First day of the years whose hires are recent. */
  readonly recentDay: Day;
  /** Employed on 1 January of the start year (W-23). */
  readonly opening: readonly number[];
  /** Hired in the last three calendar years before the start year, still employed or not. */
  readonly recentHires: readonly number[];
  /** Hired in the calendar year before the start year. */
  readonly lastHires: readonly number[];
  /** `2022–2024` and `2024`, for sentences. */
  readonly recentYears: string;
  readonly lastYear: string;
}

/** Divides the rows of a census into the people that suggestions rest on. */
export function censusSample(census: CensusColumns, scenario: Scenario): CensusSample {
  const { startYear } = scenario.simulation;
  const startDay = toDay(startYear, 1, 1);
  const yearStartDay = toDay(startYear - 1, 1, 1);
  const recentDay = toDay(startYear - RECENT_YEARS, 1, 1);
  const opening: number[] = [];
  const recentHires: number[] = [];
  const lastHires: number[] = [];
  for (let row = 0; row < census.rowCount; row += 1) {
    const hire = census.hireDay[row] ?? NO_DAY;
    const isInactive = census.inactiveWithoutDate[row] === 1;
    if (censusStatus(hire, census.terminationDay[row] ?? NO_DAY, isInactive, startDay) === 'openingActive')
      opening.push(row);
    // A hire date that was derived from a length of service has no real month (W-20).
    if (hire < recentDay || hire >= startDay || census.plan.hireDerived[row] === 1) continue;
    recentHires.push(row);
    if (hire >= yearStartDay) lastHires.push(row);
  }
  return {
    census,
    scenario,
    startDay,
    yearStartDay,
    recentDay,
    opening,
    recentHires,
    lastHires,
    recentYears: `${startYear - RECENT_YEARS}–${startYear - 1}`,
    lastYear: String(startYear - 1),
  };
}

/** Rows by the level that the file states, 1 upwards; rows without a level that the scenario knows are left out (W-27). */
export function byStatedLevel(
  { census: { level }, scenario: { jobLevels } }: CensusSample,
  rows: readonly number[],
): readonly (readonly number[])[] {
  const names = jobLevels.map(({ name }) => name);
  const levels = level.values.map((text) => namedLevel(text, names));
  const groups = jobLevels.map((): number[] => []);
  for (const row of rows) {
    const known = levels[level.codes[row] ?? -1] ?? null;
    if (known !== null) groups[known - 1]?.push(row);
  }
  return groups;
}

/** Annual pay at full-time hours in cents (W-27), ascending. */
export function fullTimePay({ census, scenario }: CensusSample, rows: readonly number[]): Float64Array {
  const full = Math.round(scenario.hiring.fullTimeHours * HUNDREDTHS);
  return Float64Array.from(rows, (row) => {
    const pay = census.annualPayCents[row] ?? 0;
    const hours = census.scheduledHoursHundredths[row] ?? 0;
    return hours > 0 && hours < full ? (pay * full) / hours : pay;
  }).sort();
}
