import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Cents, type Ppm } from '../../src-shared/units.ts';

/**
 * One end of a pay range in each of `years` consecutive years (W-29): the first is `amount` itself, each further one
 * grows by `growth` and is rounded to cents.
 */
export function rangePath(amount: Cents, growth: Ppm, years: number): readonly Cents[] {
  const path: Cents[] = [];
  let current = amount;
  for (let year = 0; year < years; year++) {
    path.push(current);
    current = Number(roundRatio(BigInt(current) * BigInt(MILLION + growth), BigInt(MILLION))) as Cents;
  }
  return path;
}
