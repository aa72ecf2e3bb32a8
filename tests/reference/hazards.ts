import { at, byCodePoint, compare, MILLION, rnd, sum } from './exact.ts';
import { happens, lnDet, uniform } from './random.ts';

export interface Hazards {
  readonly hazards: readonly bigint[];
  /** The retirement probabilities alone exceed the target (RETIREMENT_SCALED). */
  readonly scaled: boolean;
  /** Nobody is left who could take the rest of the target (RATE_UNREACHABLE, except among hires: W-42). */
  readonly unreachable: boolean;
}

/** Hazards of the candidates of one stratum that sum to the target, in ppm (W-34). */
export function calibrate(
  target: bigint,
  multipliers: readonly bigint[],
  retirements: readonly bigint[],
): Hazards {
  const retirementSum = sum(retirements);
  if (retirementSum > target) {
    return {
      hazards: retirements.map((r) => rnd(r * target, retirementSum)),
      scaled: true,
      unreachable: false,
    };
  }
  let rest = target - retirementSum;
  let multiplierSum = sum(multipliers);
  const certain = multipliers.map(() => false);
  for (;;) {
    const found: number[] = [];
    for (let i = 0; i < multipliers.length; i += 1) {
      // rest · m / multiplierSum + r > M, without the division.
      const over = rest * at(multipliers, i) > (MILLION - at(retirements, i)) * multiplierSum;
      if (!at(certain, i) && over) found.push(i);
    }
    if (found.length === 0) break;
    for (const i of found) {
      certain[i] = true;
      rest -= MILLION - at(retirements, i);
      multiplierSum -= at(multipliers, i);
    }
  }
  const hazards = multipliers.map((m, i) => {
    if (at(certain, i)) return MILLION;
    return (multiplierSum === 0n ? 0n : rnd(rest * m, multiplierSum)) + at(retirements, i);
  });
  return { hazards, scaled: false, unreachable: multiplierSum === 0n && rest > 0n };
}

/** Somebody who may be chosen, with the hazard and the own draw. */
export interface Candidate {
  readonly id: string;
  readonly key: bigint;
  readonly hazard: bigint;
  readonly draw: bigint;
}

export interface Chosen {
  readonly id: string;
  readonly rule: 'race' | 'bernoulli' | 'certain';
  readonly raceKey: number | null;
}

const byPerson = (a: Candidate, b: Candidate): number => compare(a.key, b.key) || byCodePoint(a.id, b.id);

/** The key of the exponential race (W-35), for 0 < hazard < M. */
const raceKey = (draw: bigint, hazard: bigint): number =>
  lnDet(1 - uniform(draw)) / lnDet(Number(MILLION - hazard) / Number(MILLION));

/** The quota of exact mode, in order of choice (W-35). */
export function race(candidates: readonly Candidate[], quota: bigint): Chosen[] {
  const certain = candidates
    .filter((candidate) => candidate.hazard === MILLION)
    .sort((a, b) => compare(a.draw, b.draw) || byPerson(a, b))
    .map((candidate): Chosen => ({ id: candidate.id, rule: 'certain', raceKey: null }));
  const racing = candidates
    .filter((candidate) => candidate.hazard > 0n && candidate.hazard < MILLION)
    .map((candidate) => ({ candidate, raceKey: raceKey(candidate.draw, candidate.hazard) }))
    .sort((a, b) => compare(a.raceKey, b.raceKey) || byPerson(a.candidate, b.candidate))
    .map((entry): Chosen => ({ id: entry.candidate.id, rule: 'race', raceKey: entry.raceKey }));
  return [...certain, ...racing].slice(0, Number(quota));
}

/** Independent draws of stochastic mode (W-9, W-35). */
export function bernoulli(candidates: readonly Candidate[]): Chosen[] {
  return candidates
    .filter((candidate) => happens(candidate.draw, candidate.hazard))
    .map((candidate): Chosen => ({
      id: candidate.id,
      rule: candidate.hazard === MILLION ? 'certain' : 'bernoulli',
      raceKey: null,
    }));
}

/** Alignment strength (W-36): the largest key taken, null when no race took anybody. */
export function strength(chosen: readonly Chosen[]): number | null {
  const keys = chosen.flatMap((one) => (one.raceKey === null ? [] : [one.raceKey]));
  return keys.length === 0 ? null : keys.reduce((a, b) => (a > b ? a : b));
}

const REASONS = ['voluntary', 'involuntary', 'disability', 'death'] as const;

/** Reason of a random termination; the shares sum to a million, in the order of REASONS (W-38). */
export function reason(
  hazard: bigint,
  retirement: bigint,
  shares: readonly bigint[],
  draw: bigint,
): 'retirement' | (typeof REASONS)[number] {
  const rho = rnd(retirement * MILLION, hazard);
  if (happens(draw, rho)) return 'retirement';
  let cumulative = 0n;
  for (const [index, name] of REASONS.entries()) {
    cumulative += at(shares, index);
    if (happens(draw, rho + rnd((MILLION - rho) * cumulative, MILLION))) return name;
  }
  throw new Error('the reasons of the reference do not sum to a million');
}
