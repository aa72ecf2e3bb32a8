/**
 * Branded units. Money is integer cents, rates are integer parts per million, dates are days:
 * a number of one kind cannot be passed where another is expected. Brands exist at compile time only.
 */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]: Name };

/** Integer cents (W-1). */
export type Cents = Unit<'cents'>;
/** Integer parts per million of a rate, share or probability (W-2). */
export type Ppm = Unit<'ppm'>;
/** Days since 1970-01-01 in the proleptic Gregorian calendar, without time zone (W-4). */
export type Day = Unit<'day'>;

/** One million: the denominator of every rate. */
export const MILLION = 1_000_000;
/** The value of "no date" in a column of days. */
export const NO_DAY = -2_147_483_648 as Day;
/** The value of "no entry" in a column of dictionary codes. */
export const NO_CODE = -1;
