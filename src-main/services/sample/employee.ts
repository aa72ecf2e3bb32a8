import { addMonths, completedYears, toCivil, toDay } from '../../../src-shared/dates.ts';
import { NO_DAY, type Cents, type Day } from '../../../src-shared/units.ts';
import {
  AGE_AT_HIRE,
  LEVEL_SCORES,
  PART_TIME_HOURS,
  PAY_POSITION,
  PAY_RANGES,
  TENURE_YEARS,
  choose,
  quantile,
} from './distributions.ts';
import type { RowDraws } from './draws.ts';
import { DEPARTMENTS, LOCATIONS, jobTitle, type Department } from './organisation.ts';

/** The day the sample census describes. A study of it starts with 2026. */
export const AS_OF = toDay(2025, 12, 31);
const FIRST_DAY = toDay(2025, 1, 1);
const DAYS_OF_YEAR = AS_OF - FIRST_DAY + 1;

/** Shares of the whole file. */
const LEAVER_SHARE = 0.04;
const FUTURE_HIRE_SHARE = 0.002;
const ANNOUNCED_LEAVER_SHARE = 0.003;
const INACTIVE_WITHOUT_DATE_SHARE = 0.0006;
const PART_TIME_SHARE = 0.06;
const OLDEST_AGE = 73;

/** What happened to the person's employment, seen from the as-of date. */
type Standing = 'employed' | 'left' | 'leaving' | 'inactive' | 'joining';

/** The facts of one invented employee that do not concern the plan. */
export interface SampleEmployee {
  readonly standing: Standing;
  readonly birthDay: Day;
  readonly hireDay: Day;
  /** First day of an earlier spell; NO_DAY for nearly everybody. */
  readonly originalHireDay: Day;
  readonly terminationDay: Day;
  readonly ageYears: number;
  /** Years of service at the as-of date or on leaving, with fraction. */
  readonly tenureYears: number;
  readonly level: number;
  readonly department: Department;
  readonly location: string;
  readonly costCentre: string;
  readonly jobTitle: string;
  readonly weeklyHours: number;
  readonly annualPayCents: Cents;
  readonly unionMember: boolean;
  readonly exempt: boolean;
  /** Pay received in the year that ends on the as-of date. */
  readonly priorYearPayCents: Cents;
  /** Hours worked in that year. */
  readonly priorYearHours: number;
}

/**
 * Employee number `index` of `count`. Service falls evenly over the distribution as the index rises, so that ids
 * given in this order grow with the hire date; everything else is drawn, and depends on service as it does in life.
 */
export function sampleEmployee(index: number, count: number, draws: RowDraws): SampleEmployee {
  const joining = index >= count - Math.round(count * FUTURE_HIRE_SHARE);
  const tenure = joining ? 0 : quantile(TENURE_YEARS, 1 - (index + draws.next()) / count);
  const hireDay = onWorkday(joining ? AS_OF + 1 + Math.floor(draws.next() * 90) : AS_OF - tenure * 365.25);
  const ageAtHire = Math.min(
    // Whoever has stayed for decades came young.
    18 + (quantile(AGE_AT_HIRE, draws.next()) - 18) * (1 - Math.min(0.6, tenure / 60)),
    OLDEST_AGE - tenure,
  );
  const birthDay = Math.floor(hireDay - ageAtHire * 365.25) as Day;
  const ageYears = completedYears(birthDay, AS_OF);

  const standing = joining ? 'joining' : standingOf(hireDay, ageYears, draws);
  const terminationDay = terminationOf(standing, hireDay, draws);
  const lastDay = standing === 'left' ? terminationDay : AS_OF;

  const department = choose(DEPARTMENTS, draws.next());
  const level = levelOf(ageYears, tenure, department, draws.next());
  const partTime = draws.next() < PART_TIME_SHARE && level < 3;
  const hoursDraw = draws.next();
  const weeklyHours = partTime ? choose(PART_TIME_HOURS, hoursDraw) : 40;
  const annualPayCents = payOf(level, tenure, weeklyHours, draws);
  const exempt = level > 1 || draws.next() < 0.35;
  const paidDays = Math.max(0, lastDay - Math.max(hireDay, FIRST_DAY) + 1);
  // A raise during the year left the average rate a little below the present one; overtime adds to it.
  const paidRate = 0.985 + (exempt ? 0 : 0.04 * draws.next());

  return {
    standing,
    birthDay,
    hireDay,
    originalHireDay: originalHireOf(hireDay, ageAtHire, draws),
    terminationDay,
    ageYears,
    tenureYears: Math.max(0, (lastDay - hireDay) / 365.25),
    level,
    department,
    location: choose(LOCATIONS, draws.next()),
    costCentre: department.costCentres[Math.floor(draws.next() * department.costCentres.length)] ?? '',
    jobTitle: jobTitle(department, level, draws.next()),
    weeklyHours,
    annualPayCents,
    unionMember: draws.next() < department.unionShare && level === 1,
    exempt,
    priorYearPayCents: Math.round((annualPayCents * paidRate * paidDays) / DAYS_OF_YEAR) as Cents,
    priorYearHours: Math.round((weeklyHours * 52 * paidDays) / DAYS_OF_YEAR),
  };
}

/** The day itself, or the Monday after a weekend. */
function onWorkday(day: number): Day {
  const whole = Math.floor(day);
  // 1970-01-01 was a Thursday; 0 is Sunday.
  const weekday = (((whole + 4) % 7) + 7) % 7;
  return (weekday === 6 ? whole + 2 : weekday === 0 ? whole + 1 : whole) as Day;
}

function standingOf(hireDay: Day, ageYears: number, draws: RowDraws): Standing {
  const draw = draws.next();
  // The first years are the riskiest, and the last ones.
  const risk = LEAVER_SHARE * (hireDay > AS_OF - 730 ? 1.8 : ageYears >= 62 ? 2.5 : 0.7);
  if (draw < risk && hireDay < AS_OF - 60) return 'left';
  if (draw > 1 - INACTIVE_WITHOUT_DATE_SHARE) return 'inactive';
  return draw > 1 - INACTIVE_WITHOUT_DATE_SHARE - ANNOUNCED_LEAVER_SHARE * (ageYears >= 60 ? 8 : 0.6)
    ? 'leaving'
    : 'employed';
}

function terminationOf(standing: Standing, hireDay: Day, draws: RowDraws): Day {
  if (standing === 'left') {
    const first = Math.max(FIRST_DAY, hireDay + 30);
    return (first + Math.floor(draws.next() * (AS_OF - first + 1))) as Day;
  }
  return standing === 'leaving' ? ((AS_OF + 15 + Math.floor(draws.next() * 330)) as Day) : NO_DAY;
}

/** Rehired people, one in seventy, have an earlier spell if they were old enough to work. */
function originalHireOf(hireDay: Day, ageAtHire: number, draws: RowDraws): Day {
  if (draws.next() >= 0.014 || ageAtHire < 26) return NO_DAY;
  return onWorkday(hireDay - 500 - draws.next() * 1500);
}

/** Level by age, service and luck; nobody directs a department at 25. */
function levelOf(ageYears: number, tenureYears: number, { seniority }: Department, luck: number): number {
  const experience = Math.min(1, Math.max(0, (ageYears - 21) / 32));
  const service = Math.min(1, tenureYears / 20);
  const score = 0.3 * experience + 0.15 * service + 0.55 * luck + seniority;
  const earned = 1 + LEVEL_SCORES.filter((least) => score >= least).length;
  return Math.min(earned, ageYears < 25 ? 1 : ageYears < 30 ? 2 : ageYears < 36 ? 3 : ageYears < 42 ? 4 : 5);
}

/** Pay within the range of the level, higher with service; a few people stand just below or far above it. */
function payOf(level: number, tenureYears: number, weeklyHours: number, draws: RowDraws): Cents {
  const [min, max] = PAY_RANGES[level - 1] ?? PAY_RANGES[0];
  const position = 0.88 * quantile(PAY_POSITION, draws.next()) + 0.12 * Math.min(1, tenureYears / 15);
  const exception = draws.next();
  const fullTime =
    exception < 0.003
      ? min * (0.9 + 10 * exception)
      : exception > 0.998
        ? max * (1 + 20 * (1 - exception))
        : min + (max - min) * position;
  const step = level === 1 ? 10 : level < 4 ? 50 : 500;
  const rounded = Math.floor(fullTime / step) * step;
  return Math.round((Math.max(rounded, 50_000) * weeklyHours * 100) / 40) as Cents;
}

/** First day of the quarter at or after three months of service. */
export function quarterAfterThreeMonths(hireDay: Day): Day {
  const { year, month, day } = toCivil(addMonths(hireDay, 3));
  const quarterMonth = month - ((month - 1) % 3);
  return quarterMonth === month && day === 1
    ? toDay(year, month, 1)
    : addMonths(toDay(year, quarterMonth, 1), 3);
}
