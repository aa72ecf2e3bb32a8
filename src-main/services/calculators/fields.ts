import { z } from 'zod';
import { hasMoreDecimals, toCents, toPpm } from '../../../src-shared/arithmetic.ts';
import { formatIsoDate, isCivilDate, parseIsoDate } from '../../../src-shared/dates.ts';
import { MAX_LEVEL } from '../../../src-shared/scenario/fields.ts';
import { SCENARIO } from './defaults.ts';
import { MAX_PAY } from '../../../src-worker/workforce/pay-segments.ts';
import { DRAW_RANGE } from '../../../src-worker/random/draw-source.ts';
import { MILLION, type Cents, type Day, type Ppm } from '../../../src-shared/units.ts';

/**
 * The fields calculators are made of (W-67). Input fields check what the caller wrote and convert it once to the
 * engine's units: dollars to cents, fractions to ppm, ISO dates to days, draws u to the grid k / 2^53.
 */

const MAX_DOLLARS = MAX_PAY / 100;
const MAX_COUNT = 1e9;

const EMPTY_DATE = 'is not a calendar date written yyyy-MM-dd';

/** A date written yyyy-MM-dd, as a day number. */
export const date = (description: string) =>
  z
    .string()
    .refine((text) => parseIsoDate(text) !== null, { error: EMPTY_DATE, abort: true })
    .meta({ description, format: 'date' })
    .transform((text): Day => {
      const day = parseIsoDate(text);
      if (day === null) throw new RangeError(EMPTY_DATE);
      return day;
    });

/** A date that may be absent: null or omitted. */
export const optionalDate = (description: string) => date(description).nullable().prefault(null);

/** A month and day written MM-dd, not 29 February (section 3). */
export const monthDay = (description: string) =>
  z
    .string()
    .regex(/^\d{2}-\d{2}$/, { error: 'is not a month and day written MM-dd', abort: true })
    .refine(
      (text) => {
        const { month, day } = splitMonthDay(text);
        return isCivilDate(2025, month, day);
      },
      { error: 'is not a month and day that every year has' },
    )
    .meta({ description })
    .transform(splitMonthDay);

const splitMonthDay = (text: string): { readonly month: number; readonly day: number } => ({
  month: Number(text.slice(0, 2)),
  day: Number(text.slice(3)),
});

/** An amount in dollars with at most two decimals, as cents. */
export const money = (description: string) =>
  z
    .number()
    .min(-MAX_DOLLARS)
    .max(MAX_DOLLARS)
    .refine((dollars) => !hasMoreDecimals(dollars, 2), {
      error: 'has more than two decimals: money is whole cents',
      abort: true,
    })
    .meta({ description: `${description}, dollars` })
    .transform(toCents);

/** An amount in dollars that is not negative, as cents. */
export const positiveMoney = (description: string) =>
  z
    .number()
    .min(0)
    .max(MAX_DOLLARS)
    .refine((dollars) => !hasMoreDecimals(dollars, 2), {
      error: 'has more than two decimals: money is whole cents',
      abort: true,
    })
    .meta({ description: `${description}, dollars` })
    .transform(toCents);

/** A rate as a fraction within bounds, as ppm, rounded once (W-2). */
export const rate = (description: string, min = 0, max = 1) =>
  z
    .number()
    .min(min)
    .max(max)
    .meta({ description: `${description}, fraction` })
    .transform(toPpm);

/** A multiplier of relative risk, 0 … 25 (section 3) in each factor, so up to their product; as ppm. */
export const multiplier = (description: string) =>
  z.number().min(0).max(15_625).meta({ description }).transform(toPpm);

/** A hazard, share or carry that the caller already gives in ppm. */
export const ppm = (description: string, min = 0, max = MILLION) =>
  z
    .int()
    .min(min)
    .max(max)
    .meta({ description: `${description}, ppm` })
    .transform((value) => value as Ppm);

/** A carried fraction of W-13 or W-31, in ppm; may be negative. */
export const carry = (description: string) =>
  z
    .int()
    .min(-1e12)
    .max(1e12)
    .meta({ description: `${description}, ppm` });

/** A uniform draw u in [0, 1), as the integer k = floor(u × 2^53) that the engine draws (W-7). */
export const draw = (description: string) =>
  z
    .number()
    .min(0)
    .lt(1)
    .meta({ description: `${description}, 0 ≤ u < 1` })
    .transform((u) => Math.floor(u * DRAW_RANGE));

/** A number of persons or of anything else that is counted. */
export const count = (description: string) => z.int().min(0).max(MAX_COUNT).meta({ description });

export const year = (description: string) => z.int().min(1800).max(2300).meta({ description });

/** Twelve month weights; any scale, not all zero. */
export const monthWeights = (description: string) =>
  z
    .array(z.number().min(0).max(1e9))
    .length(12)
    .refine((weights) => weights.some((weight) => weight > 0), { error: 'are all zero' })
    .meta({ description });

/** Hours a week with at most two decimals, in hundredths of an hour. */
const hours = (description: string) =>
  z
    .number()
    .gt(0)
    .max(80)
    .refine((value) => !hasMoreDecimals(value, 2), { error: 'has more than two decimals' })
    .meta({ description: `${description}, hours a week` })
    .transform((value) => Math.round(value * 100));

/** Output fields. */
export const dollars = (description: string) => z.number().meta({ description: `${description}, dollars` });
export const isoDate = (description: string) => z.string().meta({ description, format: 'date' });
export const integer = (description: string) => z.int().meta({ description });

/** Cents as the dollar number whose shortest decimal form has at most two decimals. */
export const toDollars = (cents: Cents | number): number => cents / 100;

export const toIso = (day: Day): string => formatIsoDate(day);

/** Hours a week that may be absent, in hundredths of an hour. */
export const optionalHours = (description: string) => hours(description).nullable().prefault(null);

export const startYear = () => year('First simulated year').prefault(SCENARIO.simulation.startYear);

export const fullTimeHours = () => hours('Full-time hours').prefault(SCENARIO.hiring.fullTimeHours);

export const levelNumber = () => z.int().min(1).max(MAX_LEVEL).meta({ description: 'Level number' });

/** Reports a termination before the hire date; on the same day it is possible. */
export function terminationNotBeforeHire(
  { hireDate, terminationDate }: { readonly hireDate: Day; readonly terminationDate: Day | null },
  context: z.core.$RefinementCtx,
): void {
  if (terminationDate !== null && terminationDate < hireDate)
    context.addIssue({ code: 'custom', path: ['terminationDate'], message: 'is before hireDate' });
}
