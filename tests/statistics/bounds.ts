import { expect } from 'vitest';

/** Binomial bounds of the statistical tests. The seeds are fixed, so a count within its bounds stays there. */

/** Probability left outside the bounds on each side: together they hold 99.9 %. */
const TAIL = 0.0005;

/** Logarithm of n! for every n a test asks for, by summation. */
const logFactorials: number[] = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1) {
    logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  }
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** P(X = k) for X binomial (n, p), 0 < p < 1. */
const pointProbability = (n: number, p: number, k: number): number =>
  Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));

/** P(X ≤ k) of a binomial. */
function cumulative(n: number, p: number, k: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let total = 0;
  for (let i = 0; i <= k; i += 1) total += pointProbability(n, p, i);
  return total;
}

/** Whether a count lies within the two-sided 99.9 % bounds of a binomial. */
const isWithin = (count: number, n: number, p: number): boolean =>
  cumulative(n, p, count) >= TAIL && 1 - (count === 0 ? 0 : cumulative(n, p, count - 1)) >= TAIL;

/** One cell of a table of counts. `trials × probability` is what the parameters say. */
export interface CountCell {
  readonly name: string;
  readonly count: number;
  readonly trials: number;
  readonly probability: number;
}

/** Every cell lies within the 99.9 % binomial bounds of its probability. */
export function expectWithinBounds(cells: readonly CountCell[]): void {
  const outside = cells
    .filter((cell) => !isWithin(cell.count, cell.trials, cell.probability))
    .map(({ name, count, trials, probability }) => `${name}: ${count} of ${trials} at ${probability}`);
  expect(outside).toEqual([]);
  expect(cells.length).toBeGreaterThan(0);
}

/**
 * All cells together stray from their expectations as much as independent chance does, neither more nor less: the mean
 * of z² over cells with a variance of at least 5 lies within 99.9 % bounds of 1 (chi-square, normal approximation).
 */
export function expectDispersion(cells: readonly CountCell[]): void {
  const squares = cells
    .map(({ count, trials, probability }) => ({
      deviation: count - trials * probability,
      variance: trials * probability * (1 - probability),
    }))
    .filter((cell) => cell.variance >= 5)
    .map((cell) => cell.deviation ** 2 / cell.variance);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  expect(Math.abs(mean - 1)).toBeLessThan(3.29 * Math.sqrt(2 / squares.length));
}

/** Counts of a list of category numbers against the probability of each category. */
export function categoryCells(
  name: string,
  observed: readonly number[],
  probabilities: readonly number[],
): CountCell[] {
  const counts = probabilities.map(() => 0);
  for (const index of observed) counts[index] = (counts[index] ?? 0) + 1;
  return probabilities.map((probability, i) => ({
    name: `${name} ${i + 1}`,
    count: counts[i] ?? 0,
    trials: observed.length,
    probability,
  }));
}

/** Adds members up into cells: the number of them, the sum of their probabilities and how many had the event. */
export function tally<Member>(
  members: readonly Member[],
  nameOf: (member: Member) => string,
  probabilityOf: (member: Member) => number,
  happened: (member: Member) => boolean,
): CountCell[] {
  const cells = new Map<string, { count: number; trials: number; expected: number }>();
  for (const member of members) {
    const name = nameOf(member);
    const cell = cells.get(name) ?? { count: 0, trials: 0, expected: 0 };
    cell.trials += 1;
    cell.expected += probabilityOf(member);
    if (happened(member)) cell.count += 1;
    cells.set(name, cell);
  }
  return [...cells].map(([name, { count, trials, expected }]) => ({
    name,
    count,
    trials,
    probability: expected / trials,
  }));
}
