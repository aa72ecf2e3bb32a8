import { roundRatio } from '../../src-shared/arithmetic.ts';
import { MILLION, type Ppm } from '../../src-shared/units.ts';

/** Relative risks by age band, tenure band and level (W-34), as the three tables and as their products. */
export interface MultiplierTable {
  readonly ages: number;
  readonly tenures: number;
  readonly levels: number;
  /** By level − 1 and by age band, in ppm. */
  readonly byAge: readonly Ppm[];
  readonly byLevel: readonly Ppm[];
  /** m = rnd(age × tenure × level multiplier) in ppm by cell: {@link cellOf}. */
  readonly products: Float64Array;
  /** 1 where the exact product, not yet rounded, is above 0. */
  readonly isPositive: Uint8Array;
}

/** Index of an age × tenure × level cell of a table with so many, ascending by age band, tenure band, level. */
export function cellOf(tenures: number, levels: number, age: number, tenure: number, level: number): number {
  return (age * tenures + tenure) * levels + level - 1;
}

/** m of W-34: the product of three multipliers in ppm, rounded once. */
export function multiplierProduct(age: Ppm, tenure: Ppm, level: Ppm): number {
  return Number(roundRatio(BigInt(age) * BigInt(tenure) * BigInt(level), BigInt(MILLION) ** 2n));
}

/** Prepares the multipliers of a process, each in ppm by band index or level − 1. */
export function multiplierTable(
  byAge: readonly Ppm[],
  byTenure: readonly Ppm[],
  byLevel: readonly Ppm[],
): MultiplierTable {
  const combinations = byAge.flatMap((age) =>
    byTenure.flatMap((tenure) => byLevel.map((level) => ({ age, tenure, level }))),
  );
  return {
    ages: byAge.length,
    tenures: byTenure.length,
    levels: byLevel.length,
    byAge,
    byLevel,
    products: Float64Array.from(combinations, ({ age, tenure, level }) =>
      multiplierProduct(age, tenure, level),
    ),
    isPositive: Uint8Array.from(combinations, ({ age, tenure, level }) =>
      age > 0 && tenure > 0 && level > 0 ? 1 : 0,
    ),
  };
}
