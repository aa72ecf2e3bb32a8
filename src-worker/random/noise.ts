import { MILLION } from '../../src-shared/units.ts';
import { roundRatio } from '../../src-shared/arithmetic.ts';

/** Uniforms that make one normal draw (W-12). */
export const NOISE_DRAWS = 12;

/**
 * z of W-12 from the sum of twelve uniforms, added in the order of their index: the sum − 6, within [−3, 3].
 */
export function normalOf(sumOfUniforms: number): number {
  return Math.min(3, Math.max(-3, sumOfUniforms - 6));
}

/** Below this distance from a half the rounding of σ × z is decided exactly: the product's error is below 1e-10. */
const CERTAIN = 1e-9;

const Z_SCALE = 2 ** 53;

/** rnd(σ ppm × z), halves away from zero: the pay noise in ppm (W-47). */
export function noisePpm(sigmaPpm: number, z: number): number {
  const magnitude = Math.abs(z) * sigmaPpm;
  const whole = Math.floor(magnitude);
  const fraction = magnitude - whole;
  const rounded =
    Math.abs(fraction - 0.5) > CERTAIN && magnitude < MILLION
      ? Math.floor(magnitude + 0.5)
      : Number(roundRatio(BigInt(Math.abs(z) * Z_SCALE) * BigInt(sigmaPpm), BigInt(Z_SCALE)));
  return z < 0 && rounded !== 0 ? -rounded : rounded;
}
