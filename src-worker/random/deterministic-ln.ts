const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const HALF_SQRT2 = 0.7071067811865476;

/**
 * Natural logarithm of 0 < x ≤ 1 from additions, multiplications and divisions only, so that it is the same bit for
 * bit on every platform (W-11). Relative error below 4e-16.
 */
export function lnDet(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa < HALF_SQRT2) {
    mantissa *= 2;
    exponent -= 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p = 1 / 21;
  p = p * z + 1 / 19;
  p = p * z + 1 / 17;
  p = p * z + 1 / 15;
  p = p * z + 1 / 13;
  p = p * z + 1 / 11;
  p = p * z + 1 / 9;
  p = p * z + 1 / 7;
  p = p * z + 1 / 5;
  p = p * z + 1 / 3;
  const r = 2 * s + 2 * s * (z * p);
  return exponent * LN2_HIGH + (r + exponent * LN2_LOW);
}
