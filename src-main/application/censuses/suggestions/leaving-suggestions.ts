import type { CensusSuggestion } from '../../../../src-shared/api/censuses.ts';
import { toCivil, toDay } from '../../../../src-shared/dates.ts';
import { NO_DAY, type Day } from '../../../../src-shared/units.ts';
import type { CensusSample } from './census-sample.ts';
import { figure, rounded, supported, unsupported } from './suggestion.ts';

const LEAST_LEAVERS = 30;
/** Leavers who stand in few months only are those that somebody forgot to take out of the file. */
const LEAST_MONTHS = 9;
/** New hires at risk who bear a rate of their own. */
const LEAST_NEW = 50;
/** Highest rate of new hires that a scenario takes. */
const HIGHEST_NEW_RATE = 0.99;

/** A rate that a scenario may state by year; null where it does. */
const single = (rate: number | Readonly<Record<string, number>>): number | null =>
  typeof rate === 'number' ? rate : null;

/**
 * Shares of leavers in the year before the start (W-31, W-33): among those employed on its 1 January who had not been
 * hired the year before, and among its own hires and those of the year before.
 */
export function suggestTurnover({
  census,
  scenario,
  startDay,
  yearStartDay,
  lastYear,
}: CensusSample): CensusSuggestion {
  const newDay = toDay(Number(lastYear) - 1, 1, 1);
  const atRisk = { experienced: 0, newHires: 0 };
  const left = { experienced: 0, newHires: 0 };
  const months = new Set<number>();
  for (let row = 0; row < census.rowCount; row += 1) {
    const hire = census.hireDay[row] ?? NO_DAY;
    const end = census.terminationDay[row] ?? NO_DAY;
    const isGoneBefore = end !== NO_DAY && end < yearStartDay;
    if (hire >= startDay || isGoneBefore || census.inactiveWithoutDate[row] === 1) continue;
    const stratum = hire >= newDay ? 'newHires' : 'experienced';
    atRisk[stratum] += 1;
    if (end === NO_DAY || end >= startDay) continue;
    left[stratum] += 1;
    months.add(toCivil(end as Day).month);
  }
  const leavers = left.experienced + left.newHires;
  const { workforce } = scenario;
  const subject = {
    id: 'turnover',
    title: 'How many leave',
    reason: `The shares of the people at work in ${lastYear} who left by its end. Leavers who are not in the file cannot be counted: where it keeps only some of them, the true rates are higher.`,
    sample: leavers,
    sampleOf: `people with a termination date in ${lastYear}`,
    minimum: LEAST_LEAVERS,
  };
  if (leavers < LEAST_LEAVERS || atRisk.experienced === 0) return unsupported(subject);
  if (months.size < LEAST_MONTHS)
    return unsupported(
      subject,
      `The termination dates lie in ${months.size} months of ${lastYear} only, so the file does not keep all leavers; at least ${LEAST_MONTHS} months are needed.`,
    );
  const experienced = rounded(left.experienced / atRisk.experienced, 3);
  const figures = [
    figure('Experienced staff', 'rate', single(workforce.experiencedTerminationRate), experienced),
  ];
  const settings = [{ path: ['workforce', 'experiencedTerminationRate'], value: experienced }];
  if (atRisk.newHires >= LEAST_NEW) {
    const newHires = Math.min(HIGHEST_NEW_RATE, rounded(left.newHires / atRisk.newHires, 3));
    figures.push(figure('New hires', 'rate', single(workforce.newHireTerminationRate), newHires));
    settings.push({ path: ['workforce', 'newHireTerminationRate'], value: newHires });
  }
  return supported(scenario, subject, figures, settings);
}
