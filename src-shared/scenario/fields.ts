import { z } from 'zod';
import { hasMoreDecimals, toPpm } from '../arithmetic.ts';
import { isCivilDate, parseIsoDate } from '../dates.ts';

/**
 * Units of settings. They decide how a value is shown and how many decimals it may have (W-2): rates are stored
 * in parts per million and money in cents.
 */
const UNITS = [
  'fraction',
  'factor',
  'weight',
  'percent',
  'dollars',
  'year',
  'years',
  'months',
  'weeks',
  'days',
  'hours',
  'hours per week',
  'points',
  'date',
  'month and day',
] as const;
export type SettingUnit = (typeof UNITS)[number];

/** What the editor, the documentation and the JSON Schema say about a setting. */
interface FieldMeta {
  readonly title: string;
  readonly description: string;
  /** Rule ids of the specification, or an empty text for document data. */
  readonly rule: string;
  /** A label for people: it cannot influence a result. */
  readonly cosmetic?: boolean;
}

/** Documents a schema: rule id, title and a description in plain words; keeps the unit it already has. */
export function field<Schema extends z.ZodType>(
  schema: Schema,
  rule: string,
  title: string,
  description: string,
): Schema {
  const meta: FieldMeta = { title, description, rule };
  return schema.meta({ ...meta });
}

/** As {@link field}, for a label that cannot influence a result. */
export function labelField<Schema extends z.ZodType>(
  schema: Schema,
  title: string,
  description: string,
): Schema {
  const meta: FieldMeta = { title, description, rule: '', cosmetic: true };
  return schema.meta({ ...meta });
}

const withUnit = <Schema extends z.ZodType>(schema: Schema, unit: SettingUnit): Schema =>
  schema.meta({ unit });

/** The unit a schema was declared with. */
export function unitOf(schema: z.ZodType): SettingUnit | null {
  const unit = schema.meta()?.['unit'];
  return UNITS.find((known) => known === unit) ?? null;
}

const hasTwoDecimals = (value: number): boolean => !hasMoreDecimals(value, 2);
const MORE_THAN_TWO = 'has more than two decimals';

/** A rate, share or probability as a fraction; 6 decimals are kept (W-2). */
export const rate = (min: number, max: number) => withUnit(z.number().min(min).max(max), 'fraction');

/** A relative risk or a factor of a probability, at least 0. */
export const factor = (max: number) => withUnit(z.number().min(0).max(max), 'factor');

/** A number of a given unit between two bounds. */
export const quantity = (unit: SettingUnit, min: number, max: number) =>
  withUnit(z.number().min(min).max(max), unit);

/** A number of a given unit with at most two decimals, which are all that is kept of hours and weeks. */
export const hundredths = (unit: SettingUnit, min: number, max: number) =>
  withUnit(z.number().min(min).max(max).refine(hasTwoDecimals, MORE_THAN_TWO), unit);

/** A whole number of a given unit between two bounds. */
export const whole = (unit: SettingUnit, min: number, max: number) =>
  withUnit(z.int().min(min).max(max), unit);

/** Dollars with at most two decimals; more would be rounded silently, so they are an error (W-2). */
export const dollars = (min: number) =>
  withUnit(z.number().min(min).max(1_000_000_000_000).refine(hasTwoDecimals, MORE_THAN_TWO), 'dollars');

/** Dollars above zero. */
export const positiveDollars = () =>
  withUnit(
    dollars(0).refine((value) => value > 0, 'must be above 0'),
    'dollars',
  );

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const NO_ISO_DATE = 'is not a date of the form yyyy-MM-dd';

/** A calendar date as yyyy-MM-dd. */
export const isoDate = () =>
  withUnit(
    z
      .string()
      .regex(ISO_DATE, NO_ISO_DATE)
      .refine((text) => !ISO_DATE.test(text) || parseIsoDate(text) !== null, NO_ISO_DATE),
    'date',
  );

const MONTH_DAY = /^(\d{2})-(\d{2})$/;
const NO_MONTH_DAY = 'is not a month and day of the form MM-DD';
/** A common year, in which 29 February does not exist. */
const COMMON_YEAR = 2025;

/** A day of every year as MM-DD; 29 February is refused because most years lack it. */
export const monthDay = () =>
  withUnit(
    z
      .string()
      .regex(MONTH_DAY, NO_MONTH_DAY)
      .superRefine((text, context) => {
        const match = MONTH_DAY.exec(text);
        if (match === null || isCivilDate(COMMON_YEAR, Number(match[1]), Number(match[2]))) return;
        const message = text === '02-29' ? 'does not exist in every year' : NO_MONTH_DAY;
        context.addIssue({ code: 'custom', message });
      }),
    'month and day',
  );

/** Text that is not blank. */
export const text = () => z.string().regex(/\S/, 'must not be blank');

/** An identifier that is safe in a setting path. */
export const identifier = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be letters, digits, "-" and "_"');

/** Highest level number. */
export const MAX_LEVEL = 99;

/** The number of a job level. */
export const levelNumber = () => z.int().min(1).max(MAX_LEVEL);

const yearKey = z.string().regex(/^[12]\d{3}$/, 'is not a year');

/** A value per year. */
export const byYear = <Schema extends z.ZodType>(value: Schema) => z.record(yearKey, value);

/** A yearly value (W-28): one number, or one per year with at least one entry. */
export const yearly = <Schema extends z.ZodType<number>>(value: Schema) =>
  withUnit(
    z.union([
      value,
      byYear(value).refine((entries) => Object.keys(entries).length > 0, 'needs at least one year'),
    ]),
    unitOf(value) ?? 'fraction',
  );

/** A value per job level; the key is the level number. */
export const byLevel = <Schema extends z.ZodType<number>>(value: Schema) =>
  z.record(z.string().regex(/^[1-9]\d?$/, 'is not a level number'), value);

/** A value per element id (age band, tenure band) or per name (department). */
export const byId = <Schema extends z.ZodType<number>>(value: Schema) => z.record(text(), value);

/** One value per age or income segment, in their order (P-36). */
export const bySegment = (value: z.ZodNumber) => z.array(value).min(1);

/** Refuses weights of which none is left when they are converted to parts per million (W-13). */
export const withSomeWeight = <Schema extends z.ZodType>(
  schema: Schema,
  weightsOf: (value: z.output<Schema>) => readonly number[],
) =>
  schema.refine(
    (value) => weightsOf(value).some((weight) => toPpm(weight) > 0),
    'needs at least one weight above 0',
  );

/** A relative frequency or size. */
export const weight = () => quantity('weight', 0, 1_000_000);

/** Twelve weights, January to December, not all 0. */
export const monthWeights = () =>
  withUnit(
    withSomeWeight(z.array(weight()).length(12), (months) => months),
    'weight',
  );

/** Weights by level number or by name, not all 0. */
export const weights = (by: 'level' | 'name') =>
  withSomeWeight(by === 'level' ? byLevel(weight()) : byId(weight()), Object.values);

interface Interval {
  readonly min: number;
  readonly max: number | null;
}

/**
 * Bands are half-open, the first starts at 0, the last is open, and there is neither gap nor overlap (P-5, W-28).
 * Each violation is reported at the bound that is wrong.
 */
export function checkBands(bands: readonly Interval[], context: z.core.$RefinementCtx): void {
  const report = (index: number, key: 'min' | 'max', message: string): void => {
    context.addIssue({ code: 'custom', path: [index, key], message });
  };
  for (const [index, band] of bands.entries()) {
    const expected = index === 0 ? 0 : (bands[index - 1]?.max ?? null);
    if (expected === null) report(index, 'min', 'follows a band that is open at the top');
    else if (band.min > expected) {
      const message =
        index === 0
          ? `the first band must start at 0, not ${band.min}`
          : `leaves a gap from ${expected} to ${band.min}`;
      report(index, 'min', message);
    } else if (band.min < expected) {
      report(index, 'min', `overlaps the band before it, which ends at ${expected}`);
    }
    if (band.max !== null && band.max <= band.min) report(index, 'max', `must be above min, ${band.min}`);
  }
  const last = bands.length - 1;
  if (bands[last]?.max !== null && last >= 0) {
    report(last, 'max', 'must be null, because the last band has no upper end');
  }
}

/** Elements of a list have different ids; a repeated one is reported at the element. */
export function checkUnique<Key extends string>(
  key: Key,
): (elements: readonly Readonly<Record<Key, string | number>>[], context: z.core.$RefinementCtx) => void {
  return (elements, context) => {
    const seen = new Set<string | number>();
    for (const [index, element] of elements.entries()) {
      if (seen.has(element[key])) {
        context.addIssue({ code: 'custom', path: [index, key], message: `"${element[key]}" is used twice` });
      }
      seen.add(element[key]);
    }
  };
}
