import { z } from 'zod';
import { PlanAlignError } from '../errors.ts';
import { fill, type Report } from './defaults.ts';
import { describeFinding, unknownKey, type Finding } from './findings.ts';
import { parseJson } from './json-text.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from './json-value.ts';
import { checkDocument, fillDocument, type ParsedScenario } from './parse-scenario.ts';
import { scenarioSchema } from './schema.ts';
import { formatPath, parsePath, type PathStep } from './setting-path.ts';
import { structureFor, structureOf, variantOf, type Fields, type Structure } from './structure.ts';

/** One setting to change: its path and the text of its new value. */
export interface SettingAssignment {
  readonly path: string;
  readonly text: string;
}

/** Reads `PATH=VALUE`, split at the first "=". Throws ARGUMENTS_INVALID when there is none. */
export function parseAssignment(argument: string): SettingAssignment {
  const at = argument.indexOf('=');
  if (at > 0) return { path: argument.slice(0, at).trim(), text: argument.slice(at + 1) };
  throw new PlanAlignError('ARGUMENTS_INVALID', `"${argument}" is not of the form PATH=VALUE.`);
}

/**
 * A scenario document with some settings changed, read and checked as a whole once all are applied.
 *
 * A path is keys joined by dots. An element of a list is named by its id (`jobLevels.2.minPay` is of level 2) or by
 * its position from 0 in brackets (`planDesigns[0].match.type`); a number after a dot is a position when ids are not
 * numbers. A value is JSON if it can be read as JSON, else text. An object is merged into the present one. One year
 * of a yearly setting may be set (`workforce.targetGrowthRate.2027`): a single number it had before then holds from
 * the first year on. Setting the type of a formula keeps what all types share and takes the defaults for the rest.
 *
 * Throws as parseScenario does; SCENARIO_UNKNOWN_KEY names the nearest setting.
 */
export function applySettings(
  value: unknown,
  assignments: readonly SettingAssignment[],
  file?: string,
): ParsedScenario {
  const given = fillDocument(value);
  const report: Report = { findings: [...given.findings], warnings: [...given.warnings] };
  // Filled after each: a type that one assignment sets brings the defaults that the next may change.
  const document = assignments.reduce(
    (current, assignment) => fillDocument(applyOne(current, assignment, report)).document,
    given.document,
  );
  return checkDocument({ document, ...report }, file);
}

/** What a walk along a path carries. */
interface Change {
  readonly text: string;
  readonly firstYear: string;
  readonly report: Report;
}

function applyOne(document: JsonObject, { path, text }: SettingAssignment, report: Report): JsonObject {
  const steps = parsePath(path);
  if (steps === null)
    return fail({ code: 'SCENARIO_UNKNOWN_KEY', path: [path], message: 'is not a setting path' });
  const firstYear = String(valueAt(document, ['simulation', 'startYear']));
  const changed = setAt(scenarioSchema, document, steps, [], { text, firstYear, report });
  return isJsonObject(changed) ? changed : document;
}

function fail(finding: Finding): never {
  const text = describeFinding(finding);
  throw new PlanAlignError(finding.code, text, { setting: formatPath(finding.path) }, [text]);
}

/** A copy of the value with the change made at the steps that remain. */
function setAt(
  schema: z.ZodType,
  value: unknown,
  steps: readonly PathStep[],
  path: readonly PathStep[],
  change: Change,
): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return fill(schema, readValue(schema, change.text), value, path, change.report);
  const structure = structureFor(schema, value);
  const key = String(step);
  const here = [...path, step];
  const setEntry = (child: z.ZodType): JsonObject => {
    const entries = isJsonObject(value) ? value : {};
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    return { ...entries, [key]: setAt(child, entry, rest, here, change) };
  };
  switch (structure.kind) {
    case 'object':
      return setEntry(structure.fields.get(key) ?? fail(unknownKey(here, [...structure.fields.keys()])));
    case 'variants':
      return withVariant(structure, value, setEntry(variantField(structure, value, here)));
    case 'list': {
      const elements = isList(value) ? value : [];
      const position = positionOf(step, elements, structure.idKey);
      if (position === null) {
        const { idKey } = structure;
        return fail(unknownKey(here, idKey === null ? [] : elements.map((element) => idOf(element, idKey))));
      }
      const changed = setAt(structure.element, elements[position], rest, here, change);
      return [...elements.slice(0, position), changed, ...elements.slice(position + 1)];
    }
    case 'record':
      if (structure.keys?.includes(key) === false) fail(unknownKey(here, structure.keys));
      return setEntry(structure.value);
    case 'leaf': {
      const table = tableOf(schema);
      if (table === null) return fail(unknownKey(here, []));
      const entries = typeof value === 'number' ? { [change.firstYear]: value } : {};
      return setAt(table, entries, steps, path, change);
    }
  }
}

/** The new value: JSON if the text can be read as JSON, unless only text is possible there. */
function readValue(schema: z.ZodType, text: string): unknown {
  const result = parseJson(text);
  if (!('value' in result)) return text;
  const { value } = result;
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar && schema instanceof z.ZodString ? text : value;
}

const idOf = (element: unknown, idKey: string): string => String(valueAt(element, [idKey]));

/** Position of the element a step names; one past the end adds an element. Null when there is none. */
function positionOf(step: PathStep, elements: readonly unknown[], idKey: string | null): number | null {
  const found =
    typeof step === 'string' && idKey !== null
      ? elements.findIndex((element) => idOf(element, idKey) === step)
      : -1;
  if (found >= 0) return found;
  const hasNumbersAsIds = idKey === 'level' && typeof step === 'string';
  const position = hasNumbersAsIds || !/^\d+$/.test(String(step)) ? -1 : Number(step);
  return position >= 0 && position <= elements.length ? position : null;
}

type Variants = Extract<Structure, { kind: 'variants' }>;

/** The setting a key names within the type that is chosen. */
function variantField(structure: Variants, value: unknown, path: readonly PathStep[]): z.ZodType {
  const key = String(path.at(-1));
  const fields: Fields = variantOf(structure, value) ?? new Map();
  const field = fields.get(key);
  if (field !== undefined) return field;
  const others = [...structure.variants].filter(([, variant]) => variant.has(key)).map(([name]) => name);
  const [first] = structure.variants.values();
  if (key === structure.tag && first !== undefined) return first.get(key) ?? z.unknown();
  if (others.length === 0) return fail(unknownKey(path, [...fields.keys()]));
  const message = `is a setting of ${structure.tag} ${others.join(', ')} only; set the ${structure.tag} first`;
  return fail({ code: 'SCENARIO_INVALID', path, message });
}

/** A changed block; when its type is another one, only the settings that all types share are kept. */
function withVariant({ tag, variants }: Variants, before: unknown, after: JsonObject): JsonObject {
  if (valueAt(before, [tag]) === after[tag]) return after;
  const isShared = (key: string): boolean => [...variants.values()].every((fields) => fields.has(key));
  return Object.fromEntries(Object.entries(after).filter(([key]) => isShared(key)));
}

/** The table alternative of a choice; null when there is none. */
function tableOf(schema: z.ZodType): z.ZodType | null {
  const structure = structureOf(schema);
  if (structure.kind !== 'choice') return null;
  return structure.options.find((option) => structureOf(option).kind === 'record') ?? null;
}
