import { z } from 'zod';
import { DEFAULT_DOCUMENT, DESIGN_DEFAULTS, VARIANT_DEFAULTS } from './defaults.ts';
import { valueAt } from './json-value.ts';
import { PARENT_KEY, parentLinkSchema } from './parent-link.ts';
import { scenarioSchema } from './schema.ts';

/** A file may also name its parent. */
const fileSchema = z.strictObject({ [PARENT_KEY]: parentLinkSchema.optional(), ...scenarioSchema.shape });

/** The default document as one in which every plan design takes the default blocks. */
const DEFAULTS = { ...DEFAULT_DOCUMENT, planDesigns: DESIGN_DEFAULTS };

/**
 * Path of the setting that a place in the JSON Schema describes, alternatives aside. Null within tables and within
 * lists other than the plan designs, because their elements have no defaults.
 */
function settingPath(schemaPath: readonly (string | number)[]): readonly string[] | null {
  const keys: string[] = [];
  for (let at = 0; at < schemaPath.length; at += 1) {
    const step = schemaPath[at];
    const isDesign = step === 'items' && keys.length === 1 && keys[0] === 'planDesigns';
    if (isDesign) continue;
    if (step !== 'properties' && step !== 'anyOf' && step !== 'oneOf') return null;
    at += 1;
    if (step === 'properties') keys.push(String(schemaPath[at]));
  }
  return keys;
}

/**
 * JSON Schema (draft 2020-12) of a scenario file, generated from the one schema: bounds, titles, descriptions and
 * defaults. Units and rule ids are in `x-unit` and `x-rule`. What has a default may be left out. A list with `x-id` may
 * be an object by that id in a file with a parent.
 */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(fileSchema, {
    override: ({ jsonSchema, path }) => {
      const { unit, rule } = jsonSchema;
      delete jsonSchema['unit'];
      delete jsonSchema['rule'];
      delete jsonSchema['cosmetic'];
      if (typeof unit === 'string') jsonSchema['x-unit'] = unit;
      if (typeof rule === 'string' && rule !== '') jsonSchema['x-rule'] = rule;

      const idKey = ['id', 'level'].find(
        (key) => valueAt(jsonSchema.items, ['properties', key]) !== undefined,
      );
      if (idKey !== undefined) {
        // A child may change single elements: an object by id in the place of the list.
        delete jsonSchema.type;
        jsonSchema['x-id'] = idKey;
      }

      const setting = settingPath(path);
      if (setting === null) return;
      const hasVariantDefaults = Object.hasOwn(VARIANT_DEFAULTS, String(setting.at(-1)));
      const required = jsonSchema.required?.filter(
        (key) => !hasVariantDefaults && valueAt(DEFAULTS, [...setting, key]) === undefined,
      );
      if (required === undefined || required.length === 0) delete jsonSchema.required;
      else jsonSchema.required = required;
      const isSection = jsonSchema.properties !== undefined || jsonSchema.oneOf !== undefined;
      const isSetting = jsonSchema.title !== undefined && jsonSchema.const === undefined && !isSection;
      const isDesignList = setting.length === 1 && setting[0] === 'planDesigns';
      const fallback = valueAt(DEFAULTS, setting);
      if (isSetting && !isDesignList && fallback !== undefined) jsonSchema.default = fallback;
    },
  });
}
