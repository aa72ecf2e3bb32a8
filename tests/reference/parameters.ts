import type { Range } from './levels.ts';

/** A scenario in exact units: rates, weights and multipliers in ppm, money in cents, hours in hundredths. */

export interface Band {
  readonly id: string;
  readonly min: number;
  /** Exclusive; null for the last band. */
  readonly max: number | null;
}

export type Timing =
  | { readonly kind: 'fixed'; readonly date: string }
  | { readonly kind: 'monthly'; readonly weights: readonly bigint[] }
  | { readonly kind: 'anniversary' };

export type Yearly = (year: number) => bigint;

export interface Multipliers {
  readonly age: ReadonlyMap<string, bigint>;
  readonly tenure: ReadonlyMap<string, bigint>;
  readonly level: ReadonlyMap<number, bigint>;
}

export interface Parameters {
  readonly startYear: number;
  readonly endYear: number;
  readonly seed: bigint;
  readonly exact: boolean;
  readonly ageBands: readonly Band[];
  readonly tenureBands: readonly Band[];
  readonly levels: readonly (Range & { readonly growth: bigint })[];
  readonly growth: Yearly;
  readonly experiencedRate: Yearly;
  readonly newHireRate: Yearly;
  readonly termination: Multipliers;
  /** Normalised: voluntary, involuntary, disability, death. */
  readonly reasonShares: readonly bigint[];
  /** Normalised month weights, or null for a uniform date. */
  readonly dateProfile: readonly bigint[] | null;
  readonly retirement: {
    readonly ages: readonly number[];
    readonly service: readonly number[];
    readonly rates: readonly (readonly bigint[])[];
  } | null;
  readonly promotionRate: Yearly;
  readonly promotion: Multipliers;
  readonly minMonthsInLevel: number;
  readonly reduction: {
    readonly date: string;
    readonly selection: 'random' | 'lastIn' | 'hazard';
    readonly departments: readonly string[];
    readonly levels: readonly number[];
    readonly weeksPerYear: bigint;
    readonly minWeeks: bigint;
    readonly maxWeeks: bigint;
  };
  readonly hiring: {
    readonly ages: readonly { readonly min: number; readonly max: number }[];
    readonly ageWeights: readonly bigint[];
    /** Weights by level in level order, or null for adaptive. */
    readonly levelMix: readonly bigint[] | null;
    readonly departmentMix: ReadonlyMap<string, bigint> | null;
    readonly startProfile: readonly bigint[];
    readonly partTimeShare: bigint;
    readonly partTimeHours: bigint;
    readonly fullTimeHours: bigint;
    readonly percentile: ReadonlyMap<number, bigint>;
    readonly market: ReadonlyMap<number, bigint>;
    readonly noise: bigint;
  };
  readonly colaRate: Yearly;
  readonly colaDate: string;
  readonly increase: {
    readonly rate: bigint;
    readonly spread: bigint;
    readonly max: bigint;
    readonly byFromLevel: ReadonlyMap<number, bigint>;
    readonly floorAtRangeMin: boolean;
    readonly timing: Timing;
  };
  readonly meritBudget: Yearly;
  readonly meritWeights: ReadonlyMap<number, bigint>;
  readonly meritMinServiceMonths: number;
  readonly meritTiming: Timing;
  readonly market: readonly {
    readonly year: number;
    readonly date: string;
    /** null for all. */
    readonly levels: readonly number[] | null;
    readonly departments: readonly string[] | null;
    readonly rate: bigint;
  }[];
}
