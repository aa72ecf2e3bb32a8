import { at, cents, largest, MILLION, ppm, rnd, smallest } from '../exact.ts';
import { happens, uniform } from '../random.ts';
import { matchCeiling } from './match-formula.ts';
import type { Decision } from './state.ts';
import type { Subject } from './subject.ts';

/** Probabilities and elected rates (P-36, P-40 … P-46). Rates and probabilities in ppm. */

/** Positions of the behaviour segments that hold somebody on a day (P-36). */
export function segmentsOn(
  { scenario, ageOn, payOn }: Pick<Subject, 'scenario' | 'ageOn' | 'payOn'>,
  day: number,
) {
  const age = ageOn(day);
  const pay = payOn(day);
  const { behaviourAge, income } = scenario.segments;
  return {
    age: behaviourAge.findIndex(({ min, max }) => age >= min && (max === null || age < max)),
    income: income.findIndex(({ min, max }) => pay >= cents(min) && (max === null || pay < cents(max))),
  };
}

/** Product of factors, rounded once to ppm and limited to [0, 1] (P-6). */
export function probability(...factors: readonly number[]): bigint {
  const product = factors.reduce((total, factor) => total * ppm(factor), 1n);
  return smallest(MILLION, rnd(product, MILLION ** BigInt(factors.length - 1)));
}

/** The factor with the greatest bound not above a value, from a list of single entries. */
function stepFactor(steps: readonly Readonly<Record<string, number>>[], value: number): number {
  let found = 0;
  for (const step of steps) {
    for (const [bound, factor] of Object.entries(step)) if (Number(bound) <= value) found = factor;
  }
  return found;
}

/** P-40. */
export function optOutProbability(subject: Subject, day: number): bigint {
  const { baseRate, ageFactors, incomeFactors } = subject.design.autoEnrollment.optOut;
  const { age, income } = segmentsOn(subject, day);
  return probability(baseRate, at(ageFactors, age), at(incomeFactors, income));
}

/** P-41. */
export function proactiveProbability(subject: Subject, day: number): bigint {
  const { ageRates, dial } = subject.design.voluntaryEnrollment.proactive;
  return probability(at(ageRates, segmentsOn(subject, day).age), dial);
}

/** P-42. */
export function atEntryProbability(subject: Subject, day: number): bigint {
  const { ageRates, incomeFactors, levelFactors, dial } = subject.design.voluntaryEnrollment.atEntry;
  const { age, income } = segmentsOn(subject, day);
  const level = stepFactor(levelFactors, subject.levelOn(day));
  return probability(at(ageRates, age), at(incomeFactors, income), level, dial);
}

/** P-43. */
export function conversionProbability(subject: Subject, day: number): bigint {
  const { ageRates, incomeFactors, tenureFactors, dial } = subject.design.voluntaryEnrollment.yearOverYear;
  const { age, income } = segmentsOn(subject, day);
  const tenure = stepFactor(tenureFactors, subject.serviceOn(day));
  return probability(at(ageRates, age), at(incomeFactors, income), tenure, dial);
}

/** Draws a yes or no: the decision, and whether it is a yes (P-6). */
export function decide(k: bigint, chance: bigint): { readonly decision: Decision; readonly isYes: boolean } {
  return { decision: { probability: chance, draw: uniform(k) }, isYes: happens(k, chance) };
}

/** The ceiling of the match for somebody on a day (P-46). */
export const ceilingOn = (subject: Subject, day: number): bigint =>
  matchCeiling(subject.design.match, subject.serviceOn(day), subject.ageOn(day));

interface Election {
  readonly rate: bigint;
  readonly tableRate: bigint;
  /** Null for automatic enrolment, which does not look at it. */
  readonly ceiling: bigint | null;
  readonly isMagnet: boolean;
  readonly magnetDraw: number | null;
}

/** The rate of an enrolment (P-44, P-45). */
export function electRate(
  subject: Subject,
  category: 'auto' | 'sweep' | 'proactive' | 'voluntary' | 'conversion',
  day: number,
): Election {
  const { deferral, autoEnrollment, voluntaryEnrollment } = subject.design;
  const segments = segmentsOn(subject, day);
  const ceiling = ceilingOn(subject, day);
  const maximum = ppm(deferral.maximumRate);
  if (category === 'auto' || category === 'sweep') {
    const tableRate = ppm(autoEnrollment.defaultRate);
    return {
      rate: smallest(tableRate, maximum),
      tableRate,
      ceiling: null,
      isMagnet: false,
      magnetDraw: null,
    };
  }
  const tableRate = ppm(
    category === 'conversion'
      ? at(voluntaryEnrollment.yearOverYear.startRates, segments.age)
      : at(at(deferral.defaultRates, segments.age), segments.income),
  );
  const isDrawn = deferral.magnet.enabled && deferral.magnet.probability > 0 && tableRate < ceiling;
  const k = subject.k(107);
  const isMagnet = isDrawn && happens(k, ppm(deferral.magnet.probability));
  const rate = isMagnet ? ceiling : tableRate;
  return {
    rate: smallest(largest(rate, ppm(deferral.minimumRate)), maximum),
    tableRate,
    ceiling,
    isMagnet,
    magnetDraw: isDrawn ? uniform(k) : null,
  };
}

/** Half a percentage point in ppm. */
const HALF_POINT = 5_000n;
/** A hundredth of a percentage point in ppm. */
export const HUNDREDTH_POINT = 100n;

export type ResponseBranch = 'none' | 'upToCeiling' | 'upPartial' | 'downToCeiling' | 'downPartial';

/** The rate after a response to a changed match, before the limits of P-54 (P-53). */
export function matchResponse(
  settings: Subject['design']['matchResponse'],
  rate: bigint,
  ceiling: bigint,
  k: bigint,
): { readonly branch: ResponseBranch; readonly rate: bigint } {
  const gap = ceiling - rate;
  if (gap === 0n) return { branch: 'none', rate };
  const isUp = gap > 0n;
  const share = isUp ? settings.upShare : settings.downShare;
  const toCeiling = isUp ? settings.upToCeilingShare : settings.downToCeilingShare;
  if (!happens(k, ppm(share))) return { branch: 'none', rate };
  if (happens(k, probability(share, toCeiling))) {
    return { branch: isUp ? 'upToCeiling' : 'downToCeiling', rate: ceiling };
  }
  const part = rnd(rate * MILLION + ppm(settings.partialFactor) * gap, MILLION * HALF_POINT) * HALF_POINT;
  return isUp
    ? { branch: 'upPartial', rate: smallest(largest(part, rate), ceiling) }
    : { branch: 'downPartial', rate: largest(smallest(part, rate), ceiling) };
}
