import { roundRatio } from '../../../src-shared/arithmetic.ts';
import type { Cents } from '../../../src-shared/units.ts';

/** Winners and losers of a change of plan: employer money of people in two runs (P-122 to P-124). */

/** What a run has of a person in the year of the comparison. */
export type Presence = 'absent' | 'left' | 'employed';

/** Whether a person is compared, why not (P-123), or that neither run employs the person at the end of the year. */
export type Comparability =
  'compared' | 'onlyInA' | 'onlyInB' | 'terminatedInOne' | 'notComparable' | 'outside';

/**
 * P-123: people employed on 31 December in both runs are compared. A simulated hire is the same person in both only if
 * they share seed, replicate and workforce, `areAlike`.
 */
export function comparabilityOf(
  inA: Presence,
  inB: Presence,
  isSimulatedHire: boolean,
  areAlike: boolean,
): Comparability {
  if (inA !== 'employed' && inB !== 'employed') return 'outside';
  if (isSimulatedHire && !areAlike) return 'notComparable';
  if (inA === inB) return 'compared';
  if (inA === 'left' || inB === 'left') return 'terminatedInOne';
  return inB === 'absent' ? 'onlyInA' : 'onlyInB';
}

/** What a change means to a person (P-122). */
export type ChangeClass = 'winner' | 'neutral' | 'loser';

/** P-122: a change of at most the tolerance is neutral. */
export function classifyChange(change: Cents, tolerance: Cents): ChangeClass {
  if (Math.abs(change) <= tolerance) return 'neutral';
  return change > 0 ? 'winner' : 'loser';
}

/** P-124: winners less losers in percent of a number of people, in hundredths of a percent; null for nobody. */
export function netPercent(winners: number, losers: number, count: number): number | null {
  if (count === 0) return null;
  return Number(roundRatio(BigInt(winners - losers) * 10_000n, BigInt(count)));
}

/** Employer money of the people compared, a column per fact, in the order of person keys; cents. */
export interface ComparedPeople {
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Gross pay in the first run. */
  readonly pay: Float64Array;
}

/** Who gains and who loses among some people (P-124). */
export interface ChangeFigures {
  readonly count: number;
  readonly winners: number;
  readonly losers: number;
  readonly neutral: number;
  /** Sum of the changes, cents. */
  readonly total: Cents;
  /** Mean and median change, cents, rounded half away from zero; null for nobody. */
  readonly average: Cents | null;
  readonly median: Cents | null;
  /** Total change in hundredths of a percent of the first run's pay; null without pay. */
  readonly shareOfPay: number | null;
  /** Winners less losers in hundredths of a percent of the people; null for nobody. */
  readonly netPercent: number | null;
}

/** What has been counted of some people: `middles` is the sum of the two changes in the middle of their order. */
export interface ChangeTally {
  readonly count: number;
  readonly winners: number;
  readonly losers: number;
  readonly total: number;
  readonly totalPay: number;
  readonly middles: number;
}

/** P-124: the figures of a tally, each rounded once. */
export function changeFigures(tally: ChangeTally): ChangeFigures {
  const { count, winners, losers, total, totalPay, middles } = tally;
  const rounded = (sum: number, parts: number): number => Number(roundRatio(BigInt(sum), BigInt(parts)));
  return {
    count,
    winners,
    losers,
    neutral: count - winners - losers,
    total: total as Cents,
    average: count === 0 ? null : (rounded(total, count) as Cents),
    median: count === 0 ? null : (rounded(middles, 2) as Cents),
    shareOfPay: totalPay === 0 ? null : Number(roundRatio(BigInt(total) * 10_000n, BigInt(totalPay))),
    netPercent: netPercent(winners, losers, count),
  };
}

/** The figures of a list of people with the people who change most. */
export interface ChangeSummary extends ChangeFigures {
  /** Indices of the people with the largest changes either way, largest first. */
  readonly largest: readonly number[];
}

/** How many of the largest changes are listed (P-124). */
const LISTED = 50;

/** P-124: the summary of the changes of the people of a list, by their indices. */
export function summariseChanges(
  { before, after, pay }: ComparedPeople,
  people: Uint32Array,
  tolerance: Cents,
): ChangeSummary {
  const counts = { winner: 0, neutral: 0, loser: 0 };
  const changeOf = (person: number): number => (after[person] ?? 0) - (before[person] ?? 0);
  let [total, totalPay] = [0, 0];
  for (const person of people) {
    const change = changeOf(person);
    counts[classifyChange(change as Cents, tolerance)]++;
    total += change;
    totalPay += pay[person] ?? 0;
  }
  const ascending = Float64Array.from(people, changeOf).sort();
  const middle = (at: number): number => ascending[at] ?? 0;
  const last = people.length - 1;
  return {
    ...changeFigures({
      count: people.length,
      winners: counts.winner,
      losers: counts.loser,
      total,
      totalPay,
      middles: middle(last >> 1) + middle((last + 1) >> 1),
    }),
    largest: Array.from(people)
      .filter((person) => changeOf(person) !== 0)
      .sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)) || a - b)
      .slice(0, LISTED),
  };
}
