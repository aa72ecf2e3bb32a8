import { z } from 'zod';
import { fill, type Report } from '../../../../src-shared/scenario/defaults.ts';
import { findingsOf } from '../../../../src-shared/scenario/findings.ts';
import { scenarioJsonSchema } from '../../../../src-shared/scenario/json-schema.ts';
import { isJsonObject, isList, valueAt } from '../../../../src-shared/scenario/json-value.ts';
import type { Scenario } from '../../../../src-shared/scenario/schema.ts';
import { planDesignsSchema } from '../../../../src-shared/scenario/sections/plan-schema.ts';
import { designCodes } from '../../../../src-worker/plan/design/design-checks.ts';
import type { DesignCode } from '../../../../src-worker/plan/design/design-codes.ts';
import { PlanAlignError } from '../../../../src-shared/errors.ts';
import { defineCalculator } from '../calculator.ts';
import { count } from '../fields.ts';
import { limitsFor, limitsOfYear, planYear } from './money-fields.ts';

type Design = Scenario['planDesigns'][number];

/**
 * A design as it was read: what it breaks of the rules that a scenario file cannot break, and itself, with the bounds it
 * exceeded put in place; null where its bands cannot be used.
 */
interface ReadDesign {
  readonly codes: readonly DesignCode[];
  readonly design: Design | null;
}

/** Upper bounds whose violation is a finding of P-118. */
const CODE_OF_BOUND: Readonly<Record<string, DesignCode>> = {
  'eligibility.minimumAge': 'ELIG_AGE',
  'eligibility.waitingDays': 'ELIG_SERVICE',
  'eligibility.waitingMonths': 'ELIG_SERVICE',
  'eligibility.hoursRequired': 'ELIG_SERVICE',
  'match.allocation.minimumTenureYears': 'EMPLOYER_SERVICE',
  'match.allocation.minimumHours': 'EMPLOYER_SERVICE',
  'core.allocation.minimumTenureYears': 'EMPLOYER_SERVICE',
  'core.allocation.minimumHours': 'EMPLOYER_SERVICE',
};

/** The bands and the bounds of one of them: `match.bands`, `match.bands.1.min`. */
const BANDS = /^(match|core)\.bands$/;
const BAND_BOUND = /^(match|core)\.bands\.\d+\.(min|max)$/;

/** Whether an issue says that bands are missing, leave gaps or overlap (P-5). */
const isAboutBands = (setting: string, code: z.core.$ZodIssue['code']): boolean =>
  code === 'custom' ? BAND_BOUND.test(setting) : code === 'too_small' && BANDS.test(setting);

/** A JSON value with one part of it replaced. */
function replaced(value: unknown, path: readonly PropertyKey[], part: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (isList(value)) return value.map((one, at) => (at === key ? replaced(one, rest, part) : one));
  if (!isJsonObject(value)) return value;
  return { ...value, [key]: replaced(value[String(key)], rest, part) };
}

function readDesign(value: unknown, context: z.RefinementCtx): ReadDesign {
  const refuse = (path: readonly PropertyKey[], message: string): void => {
    context.addIssue({ code: 'custom', path: path.slice(1).map(String), message });
  };
  if (!isJsonObject(value)) {
    refuse([], 'is not an object');
    return z.NEVER;
  }
  const report: Report = { findings: [], warnings: [] };
  const named = [{ id: 'design', name: 'Design', ...value }];
  let filled = fill(planDesignsSchema, named, undefined, ['planDesigns'], report);
  for (const { path, message } of report.findings) refuse(path.slice(1), message);

  const codes = new Set<DesignCode>();
  let hasBadBands = false;
  const first = planDesignsSchema.safeParse(filled);
  for (const issue of first.error?.issues ?? []) {
    const setting = issue.path.slice(1).map(String).join('.');
    const code = CODE_OF_BOUND[setting];
    if (code !== undefined && issue.code === 'too_big') {
      codes.add(code);
      filled = replaced(filled, issue.path, Number(issue.maximum));
    } else if (isAboutBands(setting, issue.code)) {
      codes.add('BANDS');
      hasBadBands = true;
    } else {
      for (const { path, message } of findingsOf([issue], filled)) refuse(path, message);
    }
  }
  const parsed = planDesignsSchema.safeParse(filled);
  return { codes: [...codes], design: hasBadBands ? null : (parsed.data?.[0] ?? null) };
}

/** A design of the scenario file; what it leaves out is taken from the default design. */
function designField() {
  const description = 'Plan design; what is left out takes its default';
  const field = z.unknown().register(z.globalRegistry, { description });
  // Made only when it is asked for, because it takes the schema of the whole scenario.
  field._zod.toJSONSchema = () => {
    const described = valueAt(scenarioJsonSchema(), ['properties', 'planDesigns', 'items']);
    return isJsonObject(described) ? { ...described } : {};
  };
  return field.transform(readDesign).prefault({});
}

/** The codes of a design in a year, those of its reading included. */
function codesOf(
  { codes, design }: ReadDesign,
  year: number,
  priorYearEmployees: number,
  limits: Parameters<typeof limitsFor>[1],
): readonly DesignCode[] {
  try {
    const { wageBase } = limitsFor(year, limits);
    // Bands that overlap or leave gaps block the design: nothing else can be said of it.
    const further = design === null ? [] : designCodes(design, { year, priorYearEmployees, wageBase });
    return [...codes, ...further];
  } catch (error) {
    if (error instanceof PlanAlignError && error.code === 'LIMIT_YEAR') return [...codes, 'LIMIT_YEAR'];
    throw error;
  }
}

export const designCalculators = [
  defineCalculator({
    name: 'validate',
    rule: 'P-118',
    summary: 'The findings about a plan design in a year.',
    input: z.strictObject({
      design: designField(),
      context: z
        .strictObject({
          year: planYear(),
          priorYearEmployees: count('Employees of the year before, for IRC 414A').prefault(0),
        })
        .meta({ description: 'Year of the check and what it needs to know of the employer' })
        .prefault({}),
      limits: limitsOfYear(),
    }),
    output: z.strictObject({
      codes: z
        .array(z.string())
        .meta({ description: 'Codes of P-118 that the design alone decides, sorted' }),
    }),
    run: ({ design, context: { year, priorYearEmployees }, limits }) => ({
      codes: [...new Set(codesOf(design, year, priorYearEmployees, limits))].sort(),
    }),
  }),
];
