import { z } from 'zod';
import { hasMoreDecimals } from '../arithmetic.ts';
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

/** A rate, share or probability as a fraction; 6 decimals are kept (W-2). */
export const rate = (min: number, max: number) => withUnit(z.number().min(min).max(max), 'fraction');

/** A relative risk or a factor of a probability, at least 0. */
export const factor = (max: number) => withUnit(z.number().min(0).max(max), 'factor');

/** A number of a given unit between two bounds. */
export const quantity = (unit: SettingUnit, min: number, max: number) =>
  withUnit(z.number().min(min).max(max), unit);

/** A whole number of a given unit between two bounds. */
export const whole = (unit: SettingUnit, min: number, max: number) =>
  withUnit(z.int().min(min).max(max), unit);

/** Dollars with at most two decimals; more would be rounded silently, so they are an error (W-2). */
export const dollars = (min: number) =>
  withUnit(
    z
      .number()
      .min(min)
      .max(1_000_000_000_000)
      .refine((value) => !hasMoreDecimals(value, 2), 'has more than two decimals'),
    'dollars',
  );

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

const hasWeight = (weights: readonly number[]): boolean => weights.some((weight) => weight > 0);

const NO_WEIGHT = 'needs at least one weight above 0';

/** Twelve weights, January to December, at least 0 and not all 0. */
export const monthWeights = () =>
  withUnit(
    z
      .array(quantity('weight', 0, 1_000_000))
      .length(12)
      .refine(hasWeight, NO_WEIGHT),
    'weight',
  );

/** Weights by level number or by name, at least 0 and not all 0. */
export const weights = (kind: 'level' | 'name') => {
  const weight = quantity('weight', 0, 1_000_000);
  return (kind === 'level' ? byLevel(weight) : byId(weight)).refine(
    (entries) => hasWeight(Object.values(entries)),
    NO_WEIGHT,
  );
};

/** Refinement of an object of weights: not all 0. */
export const someWeight = (entries: Readonly<Record<string, number>>): boolean =>
  hasWeight(Object.values(entries));

/** Refinement of a list of weighted elements: not all 0. */
export const someWeightIn = (elements: readonly { readonly weight: number }[]): boolean =>
  hasWeight(elements.map((element) => element.weight));

/** Message of {@link someWeight} and {@link someWeightIn}. */
export const someWeightMessage = NO_WEIGHT;

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
