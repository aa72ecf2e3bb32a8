import { isJsonObject, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { withoutParent } from '../../../src-shared/scenario/parent-link.ts';
import { fillDocument } from '../../../src-shared/scenario/parse-scenario.ts';
import { structureOf } from '../../../src-shared/scenario/structure.ts';
import { applyDelta, deltaOf, type SettingPath } from '../../state/delta.ts';
import { schemaAt } from './input-kind.ts';

const EVEN_MONTHS = Array.from({ length: 12 }, () => 1);

/**
 * A block of another type: what all types share is kept, the rest takes its defaults.
 * @param path of the setting that says the type
 */
export function withVariant(document: JsonObject, path: SettingPath, type: string): JsonObject {
  const parent = path.slice(0, -1);
  const schema = schemaAt(document, parent);
  const structure = schema === null ? null : structureOf(schema);
  const block = valueAt(document, parent);
  if (structure?.kind !== 'variants' || !isJsonObject(block))
    return { [structure?.kind === 'variants' ? structure.tag : 'type']: type };
  const { tag, variants } = structure;
  const isShared = (key: string): boolean => [...variants.values()].every((fields) => fields.has(key));
  const kept = Object.fromEntries(Object.entries(block).filter(([key]) => isShared(key)));
  const next = { ...kept, [tag]: type };
  const delta = deltaOf(document, type, [{ path: parent, value: next }]);
  const filled =
    delta === null
      ? block
      : valueAt(fillDocument(withoutParent(applyDelta(document, delta))).document, parent);
  const found = isJsonObject(filled) ? filled : next;
  return variants.get(type)?.has('weights') === true && found['weights'] === undefined
    ? { ...found, weights: EVEN_MONTHS }
    : found;
}
