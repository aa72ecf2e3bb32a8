import { scaleDecimal } from '../../../../src-shared/arithmetic.ts';
import type { Ppm } from '../../../../src-shared/units.ts';
import { countAt, twiceMedian, type CellCounts, type Confidence } from './confidence.ts';

/** How the numbers of a rate column are meant (W-17). */
export type RateUnit = 'percent' | 'fraction';

const RATE = /^([+-]?\d*[.,]?\d*)\s*(%?)$/;

/** Nine decimals, so that comparing and averaging stay exact. */
const SCALE = 9;
const ONE = 10 ** SCALE;

interface WrittenRate {
  readonly decimal: string;
  readonly hasPercentSign: boolean;
}

/** Rates have no thousands, so a comma is a decimal mark. */
function readRate(text: string): WrittenRate | null {
  const match = RATE.exec(text.trim());
  if (match === null) return null;
  const decimal = (match[1] ?? '').replace(',', '.');
  return scaleDecimal(decimal, SCALE) === null ? null : { decimal, hasPercentSign: match[2] === '%' };
}

/**
 * A rate in parts per million, digit by digit (W-2, W-17): percent v is rnd(v × 10,000), fraction v is rnd(v × M).
 * Null when the text is not a number, or carries `%` in a column of fractions.
 */
export function parseRate(text: string, unit: RateUnit): Ppm | null {
  const rate = readRate(text);
  if (rate === null || (unit === 'fraction' && rate.hasPercentSign)) return null;
  const ppm = scaleDecimal(rate.decimal, unit === 'percent' ? 4 : 6);
  return ppm === null ? null : (ppm as Ppm);
}

export interface RateInference {
  readonly unit: RateUnit | 'none';
  readonly confidence: Confidence;
}

/** Unit of a whole rate column (W-17, first matching row of its table). `counts`: cells per text, else one each. */
export function inferRateUnit(values: readonly string[], counts?: CellCounts): RateInference {
  let cells = 0;
  let withSign = 0;
  let below = 0;
  let above = 0;
  const positive = { values: new Array<number>(), counts: new Array<number>() };
  values.forEach((text, index) => {
    const rate = readRate(text);
    const value = rate === null ? null : scaleDecimal(rate.decimal, SCALE);
    if (rate === null || value === null || value <= 0) return;
    const count = countAt(counts, index);
    cells += count;
    if (rate.hasPercentSign) withSign += count;
    if (value < ONE) below += count;
    if (value > ONE) above += count;
    positive.values.push(value);
    positive.counts.push(count);
  });
  if (cells === 0) return { unit: 'fraction', confidence: 'high' };
  if (withSign === cells) return { unit: 'percent', confidence: 'high' };
  if (withSign > 0) return { unit: 'none', confidence: 'low' };
  if (below === cells) {
    const isUsual = (twiceMedian(positive) ?? 0) <= 2 * 0.3 * ONE;
    return { unit: 'fraction', confidence: isUsual ? 'high' : 'low' };
  }
  if (below === 0)
    return above > 0 ? { unit: 'percent', confidence: 'high' } : { unit: 'none', confidence: 'low' };
  if (above === 0) return { unit: 'fraction', confidence: 'low' };
  return { unit: (cells - below) * 10 >= cells * 9 ? 'percent' : 'none', confidence: 'low' };
}

/** Unit of a rate column and its values in ppm; null for a cell that is no rate, no list without a unit (W-17). */
export function inferRate(
  values: readonly string[],
): RateInference & { readonly ppm: readonly (Ppm | null)[] | null } {
  const { unit, confidence } = inferRateUnit(values);
  return { unit, confidence, ppm: unit === 'none' ? null : values.map((text) => parseRate(text, unit)) };
}
