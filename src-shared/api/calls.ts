import { z } from 'zod';
import { PlanAlignError } from '../errors.ts';

/** Hears of something while a call lasts. What it returns or throws goes nowhere. */
export type Listener<Event> = (event: Event) => void;

/** A function as the argument of a call. */
export const listener = <Event>(): z.ZodType<Listener<Event>> =>
  z.custom<Listener<Event>>((value) => typeof value === 'function', 'must be a function');

/** Functions that answer later: the shape of every part of the API. */
export type Service = object;

/** The schemas of the arguments of every call of a part of the API, checked against its interface. */
export type CallsOf<Part extends Service> = {
  readonly [Name in keyof Part]: Part[Name] extends (...args: infer Args) => Promise<unknown>
    ? { readonly [Index in keyof Args]: z.ZodType<Args[Index]> }
    : never;
};

/** The schemas of the arguments of one call, or of several by name. */
type ArgumentSchemas = readonly z.ZodType[];
type NamedCalls = Readonly<Record<string, ArgumentSchemas>>;

/** Every call that may be made from outside: `part.call` and the schemas of its arguments. */
export type CallTable = ReadonlyMap<string, ArgumentSchemas>;

/** Joins the calls of the parts of an API. */
export function callTable(parts: Readonly<Record<string, NamedCalls>>): CallTable {
  return new Map(
    Object.entries(parts).flatMap(([part, calls]) =>
      Object.entries(calls).map(([name, schemas]): [string, ArgumentSchemas] => [`${part}.${name}`, schemas]),
    ),
  );
}

const describeIssue = (issue: z.core.$ZodIssue, position: number): string =>
  `${[`argument ${position + 1}`, ...issue.path.map(String)].join('.')}: ${issue.message}`;

/**
 * The arguments of a call as its schemas give them back.
 * @throws PlanAlignError CALL_INVALID with every finding.
 */
export function checkArguments(
  name: string,
  schemas: ArgumentSchemas,
  given: readonly unknown[],
): readonly unknown[] {
  const findings: string[] = [];
  if (given.length > schemas.length)
    findings.push(`takes ${schemas.length} arguments, ${given.length} were given`);
  const checked = schemas.map((schema, position) => {
    const parsed = schema.safeParse(given[position]);
    if (parsed.success) return parsed.data;
    findings.push(...parsed.error.issues.map((issue) => describeIssue(issue, position)));
    return undefined;
  });
  if (findings.length > 0)
    throw new PlanAlignError('CALL_INVALID', `${name}: ${findings.join('; ')}`, {}, findings);
  return checked;
}
