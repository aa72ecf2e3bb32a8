import type { CensusSuggestion, SuggestedFigure } from '../../../../src-shared/api/censuses.ts';
import { byStatedLevel, fullTimePay, type CensusSample } from './census-sample.ts';
import { figure, quantile, rounded, supported, unsupported } from './suggestion.ts';

/** People of one level who bear a figure of that level. */
const LEAST_AT_LEVEL = 20;
/** Ends of a pay range are whole hundreds of dollars. */
const STEP_CENTS = 10_000;
const CENTS = 100;
const LOW_PERCENT = 5;
const HIGH_PERCENT = 95;

/** Pay ranges that hold nine of ten people at each level of the file. */
export function suggestPayRanges(sample: CensusSample): CensusSuggestion {
  const { scenario, opening } = sample;
  const groups = byStatedLevel(sample, opening);
  const figures: SuggestedFigure[] = [];
  let counted = 0;
  const levels = scenario.jobLevels.map((level, index) => {
    const rows = groups[index] ?? [];
    if (rows.length < LEAST_AT_LEVEL) return level;
    counted += rows.length;
    const pay = fullTimePay(sample, rows);
    const low = Math.max(STEP_CENTS, Math.floor(quantile(pay, LOW_PERCENT) / STEP_CENTS) * STEP_CENTS);
    const high = Math.max(low + STEP_CENTS, Math.ceil(quantile(pay, HIGH_PERCENT) / STEP_CENTS) * STEP_CENTS);
    figures.push({
      label: level.name,
      unit: 'money',
      before: [level.minPay * CENTS, level.maxPay * CENTS],
      after: [low, high],
    });
    return { ...level, minPay: low / CENTS, maxPay: high / CENTS };
  });
  const subject = {
    id: 'pay-ranges',
    title: 'Pay ranges of the levels',
    reason: `Nine of ten people at a level are paid within these ranges, at full-time hours. Levels with fewer than ${LEAST_AT_LEVEL} people keep theirs.`,
    sample: counted,
    sampleOf: 'people employed at the start whose level the file states',
    minimum: LEAST_AT_LEVEL,
  };
  if (figures.length === 0)
    return unsupported(subject, `No level of the scenario has ${LEAST_AT_LEVEL} people in the census.`);
  return supported(scenario, subject, figures, [{ path: ['jobLevels'], value: levels }]);
}

/** Where in the range of their level recent hires are paid (W-47). */
export function suggestHirePay(sample: CensusSample): CensusSuggestion {
  const { scenario, lastHires, lastYear } = sample;
  const groups = byStatedLevel(sample, lastHires);
  const present = scenario.hiring.pay.percentileByLevel;
  const positions: Record<string, number> = { ...present };
  const figures: SuggestedFigure[] = [];
  let counted = 0;
  let isOutside = false;
  for (const [index, { level, name, minPay, maxPay }] of scenario.jobLevels.entries()) {
    const rows = groups[index] ?? [];
    if (rows.length < LEAST_AT_LEVEL) continue;
    const median = quantile(fullTimePay(sample, rows), 50) / CENTS;
    const position = (median - minPay) / (maxPay - minPay);
    // A range that does not hold the pay of hires has to be mended first; a position at its end would hide that.
    if (position < 0 || position > 1) {
      isOutside = true;
      continue;
    }
    counted += rows.length;
    positions[level] = rounded(position, 2);
    figures.push(figure(name, 'rate', present[level] ?? null, rounded(position, 2)));
  }
  const subject = {
    id: 'hire-pay',
    title: 'Starting pay of hires',
    reason: `The position in the pay range of the middle hire of ${lastYear}, by level. Levels with fewer than ${LEAST_AT_LEVEL} of them, or paid outside the range, keep theirs.`,
    sample: counted,
    sampleOf: `people hired in ${lastYear} whose level the file states`,
    minimum: LEAST_AT_LEVEL,
  };
  if (figures.length > 0)
    return supported(scenario, subject, figures, [
      { path: ['hiring', 'pay', 'percentileByLevel'], value: positions },
    ]);
  const reason = isOutside
    ? 'Hires are paid outside the ranges of the scenario. Apply the pay ranges first.'
    : `No level of the scenario has ${LEAST_AT_LEVEL} people hired in ${lastYear}.`;
  return unsupported(subject, reason);
}
