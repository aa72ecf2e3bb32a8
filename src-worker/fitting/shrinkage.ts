import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Ppm } from '../../src-shared/units.ts';

/** Exposure at which a fitted value and the default count alike (W-65). */
const HALF_EXPOSURE = 200;

/** A fitted value drawn towards its default, with Z, the weight the fitted value got. */
export interface Shrunk {
  readonly credibility: Ppm;
  readonly value: Ppm;
}

/** W-65: Z = E / (E + 200), value = Z·fitted + (1 − Z)·default, in ppm, each rounded once. Exposure in persons, ≥ 0. */
export function shrink(exposure: number, fitted: Ppm, standard: Ppm): Shrunk {
  const weight = BigInt(exposure);
  const total = weight + BigInt(HALF_EXPOSURE);
  return {
    credibility: Number(roundRatio(weight * BigInt(MILLION), total)) as Ppm,
    value: Number(
      roundRatio(weight * BigInt(fitted) + BigInt(HALF_EXPOSURE) * BigInt(standard), total),
    ) as Ppm,
  };
}
