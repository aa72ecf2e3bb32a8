/** Terms of the distribution this much smaller than the largest do not change a tail probability. */
const NEGLIGIBLE = 1e-18;

/** Probability below which a result on one side is suspicious: 99.9 % two-sided. */
const TAIL = 0.0005;

/**
 * Whether `successes` of `trials` lies within the two-sided 99.9 % bound of a binomial distribution (INV-25). The terms
 * are built up from the largest by their ratio, so neither factorials nor logarithms are needed.
 */
export function isWithinBinomialBound(trials: number, probability: number, successes: number): boolean {
  if (probability <= 0) return successes === 0;
  if (probability >= 1) return successes === trials;
  const odds = probability / (1 - probability);
  const mode = Math.min(trials, Math.floor((trials + 1) * probability));
  let total = 0;
  let atMost = 0;
  let atLeast = 0;
  const count = (value: number, weight: number): void => {
    total += weight;
    if (value <= successes) atMost += weight;
    if (value >= successes) atLeast += weight;
  };
  count(mode, 1);
  let weight = 1;
  for (let value = mode; value < trials && weight > NEGLIGIBLE; value++) {
    weight *= ((trials - value) / (value + 1)) * odds;
    count(value + 1, weight);
  }
  weight = 1;
  for (let value = mode; value > 0 && weight > NEGLIGIBLE; value--) {
    weight *= value / (trials - value + 1) / odds;
    count(value - 1, weight);
  }
  return atMost >= TAIL * total && atLeast >= TAIL * total;
}
