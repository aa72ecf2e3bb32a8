import type { z } from 'zod';
import { hasMoreDecimals, toPpm } from '../arithmetic.ts';
import { MILLION } from '../units.ts';
import { unitOf, type SettingUnit } from './fields.ts';
import type { ScenarioWarning } from './findings.ts';
import { isJsonObject, isList } from './json-value.ts';
import { formatPath } from './setting-path.ts';
import { structureFor, variantOf } from './structure.ts';

/** Decimals a rate keeps: it is stored in parts per million (W-2). */
const RATE_DECIMALS = 6;
const KEPT_IN_PPM: readonly (SettingUnit | null)[] = ['fraction', 'factor', 'weight'];

/** A warning for every rate, factor and weight with more decimals than are kept (W-2). */
export function* checkDecimals(
  schema: z.ZodType,
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<ScenarioWarning> {
  if (typeof value === 'number') {
    const unit = unitOf(schema);
    if (!KEPT_IN_PPM.includes(unit) || !hasMoreDecimals(value, RATE_DECIMALS)) return;
    yield {
      code: 'RATE_DECIMALS',
      setting: formatPath(path),
      message: `${value} has more than ${RATE_DECIMALS} decimals; ${toPpm(value) / MILLION} is used`,
    };
    return;
  }
  const structure = structureFor(schema, value);
  if (structure.kind === 'list' && isList(value)) {
    for (const [index, element] of value.entries()) {
      yield* checkDecimals(structure.element, element, [...path, index]);
    }
  } else if (isJsonObject(value)) {
    const fields =
      structure.kind === 'object'
        ? structure.fields
        : structure.kind === 'variants'
          ? variantOf(structure, value)
          : null;
    for (const [key, entry] of Object.entries(value)) {
      const child = structure.kind === 'record' ? structure.value : fields?.get(key);
      if (child !== undefined) yield* checkDecimals(child, entry, [...path, key]);
    }
  }
}
