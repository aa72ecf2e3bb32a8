import type { CensusSuggestion, SuggestedFigure } from '../../../../src-shared/api/censuses.ts';
import { completedYears, toCivil } from '../../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import { byStatedLevel, type CensusSample } from './census-sample.ts';
import { figure, quantile, rounded, shares, supported, unsupported } from './suggestion.ts';

const LEAST_HIRES = 50;
/** A year has twelve months to tell apart. */
const LEAST_FOR_MONTHS = 120;
const HUNDREDTHS = 100;
/** Lower ends of the age brackets; ages at hire outside 14–99 are not simulated (W-46). */
const AGE_BOUNDS = [14, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 100] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Ages at hire of recent hires, in brackets of five years (W-46). */
export function suggestHireAges({
  census,
  scenario,
  recentHires,
  recentYears,
}: CensusSample): CensusSuggestion {
  const ages = recentHires.flatMap((row) => {
    const age = completedYears((census.birthDay[row] ?? 0) as Day, (census.hireDay[row] ?? 0) as Day);
    return census.plan.birthDerived[row] === 1 || age < 14 || age >= 100 ? [] : [age];
  });
  const subject = {
    id: 'hire-ages',
    title: 'Ages of hires',
    reason: `How old people were when they were hired in ${recentYears}. Hires who left and are not in the file cannot be counted.`,
    sample: ages.length,
    sampleOf: `people hired in ${recentYears}`,
    minimum: LEAST_HIRES,
  };
  if (ages.length < LEAST_HIRES) return unsupported(subject);
  const brackets = AGE_BOUNDS.slice(0, -1).map((min, index) => ({ min, max: AGE_BOUNDS[index + 1] ?? 100 }));
  const counts = brackets.map(({ min, max }) => ages.filter((age) => age >= min && age < max).length);
  const suggested = shares(counts).flatMap((share, index) => {
    const bracket = brackets[index];
    const weight = rounded(share, 3);
    return bracket === undefined || weight === 0 ? [] : [{ ...bracket, weight }];
  });
  const present = scenario.hiring.ageDistribution;
  const presentShares = shares(present.map(({ weight }) => weight));
  const figures = suggested.map(({ min, max, weight }): SuggestedFigure => {
    const same = present.findIndex((bracket) => bracket.min === min && bracket.max === max);
    const isElsewhere = present.some((bracket) => bracket.min < max && bracket.max > min);
    const before = presentShares[same] ?? (isElsewhere ? null : 0);
    return figure(`${min} to ${max - 1}`, 'rate', before, weight);
  });
  return supported(scenario, subject, figures, [{ path: ['hiring', 'ageDistribution'], value: suggested }]);
}

/** Levels of the hires of the last year (W-44). */
export function suggestHireLevels(sample: CensusSample): CensusSuggestion {
  const { scenario, lastHires, lastYear } = sample;
  const counts = byStatedLevel(sample, lastHires).map((rows) => rows.length);
  const subject = {
    id: 'hire-levels',
    title: 'Levels of hires',
    reason: `The levels of the people hired in ${lastYear}. Earlier hires may have been promoted since, so they are not counted.`,
    sample: counts.reduce((total, count) => total + count, 0),
    sampleOf: `people hired in ${lastYear} whose level the file states`,
    minimum: LEAST_HIRES,
  };
  if (subject.sample < LEAST_HIRES) return unsupported(subject);
  const { levelMix } = scenario.hiring;
  const presentTotal =
    levelMix === 'adaptive' ? 0 : Object.values(levelMix).reduce((total, weight) => total + weight, 0);
  const weights = shares(counts).map((share) => rounded(share, 3));
  const figures = scenario.jobLevels.map(({ level, name }, index): SuggestedFigure => {
    const before = levelMix === 'adaptive' ? null : (levelMix[level] ?? 0) / presentTotal;
    return figure(name, 'rate', before, weights[index] ?? 0);
  });
  const value = Object.fromEntries(
    scenario.jobLevels.map(({ level }, index) => [level, weights[index] ?? 0]),
  );
  return supported(scenario, subject, figures, [{ path: ['hiring', 'levelMix'], value }]);
}

/** The months in which people were hired (W-43); 1 is an average month. */
export function suggestStartMonths({
  census,
  scenario,
  recentHires,
  recentYears,
}: CensusSample): CensusSuggestion {
  const subject = {
    id: 'start-months',
    title: 'Months in which people start',
    reason: `When people started in ${recentYears}, three whole years. Hires who left and are not in the file cannot be counted.`,
    sample: recentHires.length,
    sampleOf: `people hired in ${recentYears}`,
    minimum: LEAST_FOR_MONTHS,
  };
  if (recentHires.length < LEAST_FOR_MONTHS) return unsupported(subject);
  const counts = new Array<number>(12).fill(0);
  for (const row of recentHires) {
    const { month } = toCivil((census.hireDay[row] ?? NO_DAY) as Day);
    counts[month - 1] = (counts[month - 1] ?? 0) + 1;
  }
  const weights = shares(counts).map((share) => rounded(share * 12, 2));
  const before = shares(scenario.hiring.startDateProfile);
  const figures = shares(weights).map((share, index) =>
    figure(MONTHS[index] ?? '', 'rate', before[index] ?? null, share),
  );
  return supported(scenario, subject, figures, [{ path: ['hiring', 'startDateProfile'], value: weights }]);
}

/** How many recent hires work part time, and how long (W-47). */
export function suggestPartTime({
  census,
  scenario,
  recentHires,
  recentYears,
}: CensusSample): CensusSuggestion {
  const { partTimeShare, partTimeHours, fullTimeHours } = scenario.hiring;
  const stated = recentHires
    .map((row) => census.scheduledHoursHundredths[row] ?? 0)
    .filter((hours) => hours > 0);
  const subject = {
    id: 'part-time',
    title: 'Part-time hires',
    reason: `The share of people hired in ${recentYears} with fewer than ${fullTimeHours} weekly hours, and the hours of the middle one.`,
    sample: stated.length,
    sampleOf: `people hired in ${recentYears} whose hours the file states`,
    minimum: LEAST_HIRES,
  };
  if (stated.length < LEAST_HIRES) return unsupported(subject);
  // A part-time hire has 1 to 79 weekly hours.
  const part = stated
    .filter((hours) => hours >= HUNDREDTHS && hours < Math.min(fullTimeHours, 79) * HUNDREDTHS)
    .sort((a, b) => a - b);
  const share = rounded(part.length / stated.length, 3);
  const figures = [figure('Part-time share', 'rate', partTimeShare, share)];
  const settings: { path: string[]; value: number }[] = [{ path: ['hiring', 'partTimeShare'], value: share }];
  if (part.length > 0) {
    const hours = quantile(part, 50) / HUNDREDTHS;
    figures.push(figure('Weekly hours', 'hours', partTimeHours, hours));
    settings.push({ path: ['hiring', 'partTimeHours'], value: hours });
  }
  return supported(scenario, subject, figures, settings);
}
