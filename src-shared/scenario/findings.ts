import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { valueAt } from './json-value.ts';
import { nearest } from './nearest.ts';
import { settingFields } from './setting-fields.ts';
import { formatPath } from './setting-path.ts';

/** Something wrong with a scenario document, and where. */
export interface Finding {
  readonly code: ErrorCode;
  readonly path: readonly PropertyKey[];
  /** Continues "PATH: …". */
  readonly message: string;
}

/** Something about a scenario document that the user should know but that does not prevent its use. */
export interface ScenarioWarning {
  readonly code: 'RATE_DECIMALS' | 'SETTING_UNUSED' | 'PLAN_NOT_IN_FORCE' | 'PARENT_CHANGED';
  /** Path of the setting. */
  readonly setting: string;
  readonly message: string;
}

/** Path and message of a finding as one line. */
export function describeFinding({ path, message }: Finding): string {
  return path.length === 0 ? message : `${formatPath(path)}: ${message}`;
}

/** Bounds whose violation has a code of its own (W-31). */
const CODE_OF_BOUND: Readonly<Record<string, ErrorCode>> = {
  'workforce.newHireTerminationRate': 'NEW_HIRE_RATE_TOO_HIGH',
  'workforce.targetGrowthRate': 'GROWTH_OUT_OF_RANGE',
};

function codeOfBound(path: readonly PropertyKey[], exceeds: 'minimum' | 'maximum'): ErrorCode {
  const setting = formatPath(path.slice(0, 2));
  const code = CODE_OF_BOUND[setting];
  if (code === undefined) return 'SCENARIO_INVALID';
  return code === 'NEW_HIRE_RATE_TOO_HIGH' && exceeds === 'minimum' ? 'SCENARIO_INVALID' : code;
}

/**
 * An unknown key, with the nearest known one: a neighbour that is nearly the same, else a setting of just this name
 * elsewhere, else the nearest neighbour.
 */
export function unknownKey(path: readonly PropertyKey[], known: readonly string[]): Finding {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const neighbour = nearest(key, known);
  const isClose = neighbour !== null && neighbour.distance <= Math.max(1, Math.floor(key.length / 3));
  const elsewhere = settingFields().find((field) => field.path.endsWith(`.${key}`))?.path;
  const suggestion =
    !isClose && elsewhere !== undefined
      ? elsewhere
      : neighbour === null
        ? null
        : formatPath([...parent, neighbour.name]);
  const hint = suggestion === null ? '' : `; the nearest is ${suggestion}`;
  return { code: 'SCENARIO_UNKNOWN_KEY', path, message: `there is no setting of this name${hint}` };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const quoteAll = (values: readonly unknown[]): string => values.map((value) => show(value)).join(', ');

type Issue = z.core.$ZodIssue;

/** Whether an issue says that the value is not of this alternative at all. */
const isOfAnotherShape = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');

/** The alternatives of a choice that failed, as "a, b or c". */
function alternatives(errors: readonly (readonly Issue[])[]): string {
  const names = errors
    .flat()
    .filter(isOfAnotherShape)
    .map((issue) => {
      if (issue.code === 'invalid_value') return quoteAll(issue.values);
      return issue.code === 'invalid_type' ? (TYPE_NAMES[issue.expected] ?? issue.expected) : issue.message;
    });
  return [...new Set(names)].join(' or ');
}

/** What zod reports, as findings in plain words about the values of the document. */
export function findingsOf(
  issues: readonly Issue[],
  document: unknown,
  parent: readonly PropertyKey[] = [],
): readonly Finding[] {
  return issues.flatMap((issue): readonly Finding[] => {
    const path = [...parent, ...issue.path];
    const value = valueAt(document, path);
    const invalid = (message: string): readonly Finding[] => [{ code: 'SCENARIO_INVALID', path, message }];
    if (issue.code !== 'invalid_key' && issue.code !== 'custom' && value === undefined) {
      return invalid('is missing');
    }
    switch (issue.code) {
      case 'invalid_type':
        return invalid(`must be ${TYPE_NAMES[issue.expected] ?? issue.expected}, not ${show(value)}`);
      case 'invalid_value':
        return invalid(`must be one of ${quoteAll(issue.values)}, not ${show(value)}`);
      case 'too_small':
      case 'too_big': {
        const [bound, limit] =
          issue.code === 'too_small'
            ? (['minimum', issue.minimum] as const)
            : (['maximum', issue.maximum] as const);
        if (issue.origin === 'array') {
          const amount = issue.exact === true ? 'exactly' : bound === 'minimum' ? 'at least' : 'at most';
          return invalid(`needs ${amount} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}`);
        }
        const side = bound === 'minimum' ? 'below' : 'above';
        const message = `${show(value)} is ${side} the ${bound}, ${limit}`;
        return [{ code: codeOfBound(path, bound), path, message }];
      }
      case 'invalid_key':
        return invalid(issue.issues.map((inner) => inner.message).join('; '));
      case 'invalid_union': {
        if (issue.inclusive !== false && issue.options !== undefined) {
          return invalid(`must be one of ${quoteAll(issue.options)}, not ${show(value)}`);
        }
        const inside = issue.errors.find((errors) => !errors.some(isOfAnotherShape));
        if (inside !== undefined) return findingsOf(inside, document, path);
        return invalid(`must be ${alternatives(issue.errors)}, not ${show(value)}`);
      }
      default:
        return invalid(issue.message);
    }
  });
}
