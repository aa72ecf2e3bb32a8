import { z } from 'zod';
import { isJsonObject, isList } from './json-value.ts';

/**
 * The structure of a setting as the tools of the scenario document need it: reading defaults, naming unknown keys,
 * listing settings and comparing documents all walk the one schema instead of keeping lists of their own.
 */
export type Structure =
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, z.ZodType> }
  | { readonly kind: 'variants'; readonly tag: string; readonly variants: ReadonlyMap<string, Fields> }
  | { readonly kind: 'list'; readonly element: z.ZodType; readonly idKey: string | null }
  | { readonly kind: 'record'; readonly value: z.ZodType; readonly keys: readonly string[] | null }
  | { readonly kind: 'choice'; readonly options: readonly z.ZodType[] }
  | { readonly kind: 'leaf' };

/** Fields of an object by key, in the order of the schema. */
export type Fields = ReadonlyMap<string, z.ZodType>;

/** Keys that identify an element of a list. */
const ID_KEYS = ['id', 'level'] as const;

function asSchema(value: unknown): z.ZodType {
  if (value instanceof z.ZodType) return value;
  throw new TypeError('not a schema');
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unwrap(asSchema(schema.unwrap()));
  return schema;
}

function fieldsOf(schema: z.ZodType): Fields {
  if (!(schema instanceof z.ZodObject)) throw new TypeError('not an object schema');
  return new Map(Object.entries(schema.shape).map(([key, child]) => [key, asSchema(child)]));
}

function idKeyOf(element: z.ZodType): string | null {
  if (!(element instanceof z.ZodObject)) return null;
  const fields = fieldsOf(element);
  return ID_KEYS.find((key) => fields.has(key)) ?? null;
}

/** The structure a schema describes, without "may be null" and "may be left out". */
export function structureOf(schema: z.ZodType): Structure {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return { kind: 'object', fields: fieldsOf(inner) };
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const tag = inner.def.discriminator;
    const variants = inner.options.map((option) => {
      const fields = fieldsOf(asSchema(option));
      const value = fields.get(tag);
      if (!(value instanceof z.ZodLiteral)) throw new TypeError(`"${tag}" is not a literal`);
      return [String(value.value), fields] as const;
    });
    return { kind: 'variants', tag, variants: new Map(variants) };
  }
  if (inner instanceof z.ZodUnion) return { kind: 'choice', options: inner.options.map(asSchema) };
  if (inner instanceof z.ZodArray) {
    const element = asSchema(inner.element);
    return { kind: 'list', element, idKey: idKeyOf(element) };
  }
  if (inner instanceof z.ZodRecord) {
    const keys = inner.keyType instanceof z.ZodEnum ? inner.keyType.options.map(String) : null;
    return { kind: 'record', value: asSchema(inner.valueType), keys };
  }
  return { kind: 'leaf' };
}

/** As {@link structureOf}, with a choice resolved to the alternative that has the shape of the value. */
export function structureFor(schema: z.ZodType, value: unknown): Exclude<Structure, { kind: 'choice' }> {
  const structure = structureOf(schema);
  if (structure.kind !== 'choice') return structure;
  for (const option of structure.options) {
    const candidate = structureFor(option, value);
    const fits = candidate.kind === 'list' ? isList(value) : candidate.kind !== 'leaf' && isJsonObject(value);
    if (fits) return candidate;
  }
  return { kind: 'leaf' };
}

/** Fields of the variant a value is of; null when its tag names none. */
export function variantOf(
  structure: Extract<Structure, { kind: 'variants' }>,
  value: unknown,
): Fields | null {
  const tag = isJsonObject(value) ? value[structure.tag] : undefined;
  return typeof tag === 'string' ? (structure.variants.get(tag) ?? null) : null;
}
