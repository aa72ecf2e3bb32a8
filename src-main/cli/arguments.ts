import { z } from 'zod';
import { PlanAlignError } from '../../src-shared/errors.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** A whole number written in decimal digits. */
export const wholeNumber = (min: number, max: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'give a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `give a number from ${min} to ${max}`);

/** A seed of W-7. */
export const seedNumber = wholeNumber(0, Number.MAX_SAFE_INTEGER);

export interface YearRange {
  readonly startYear: number;
  readonly endYear: number;
}

/** `2026-2030` or a single year (W-28: 2000 to 2100, end not before start, at most 30 years). */
export const yearRange: z.ZodType<YearRange, string> = z
  .string()
  .regex(/^\d{4}(-\d{4})?$/, 'give years as 2026-2030, or one year as 2026')
  .transform((text) => {
    const startYear = Number(text.slice(0, 4));
    return { startYear, endYear: text.length > 4 ? Number(text.slice(5)) : startYear };
  })
  .refine(({ startYear, endYear }) => endYear >= startYear, 'the end year is before the start year')
  .refine(
    ({ startYear, endYear }) => startYear >= FIRST_YEAR && endYear <= LAST_YEAR,
    `years go from ${FIRST_YEAR} to ${LAST_YEAR}`,
  )
  .refine(({ startYear, endYear }) => endYear - startYear < 30, 'at most 30 years can be simulated');

/**
 * Checks what the command line gave.
 * @throws PlanAlignError ARGUMENTS_INVALID with every finding, each under the name the user typed.
 */
export function parseArguments<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const findings = parsed.error.issues.map((issue) => {
    const [name] = issue.path;
    return name === undefined ? issue.message : `${optionName(String(name))}: ${issue.message}`;
  });
  const [only, ...more] = findings;
  const detail = more.length === 0 && only !== undefined ? `${only}.` : 'Several arguments are wrong.';
  throw new PlanAlignError('ARGUMENTS_INVALID', detail, {}, more.length === 0 ? [] : findings);
}

/** Positional arguments stand in the input under their own name, options in camel case. */
const POSITIONAL = new Set(['years', 'file', 'files', 'run']);
const optionName = (name: string): string =>
  POSITIONAL.has(name) ? name : `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
