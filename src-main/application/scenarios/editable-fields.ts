import type { EditableField } from '../../../src-shared/api/scenarios.ts';
import { DEFAULT_DOCUMENT, DESIGN_DEFAULTS } from '../../../src-shared/scenario/defaults.ts';
import { scenarioJsonSchema } from '../../../src-shared/scenario/json-schema.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { settingFields } from '../../../src-shared/scenario/setting-fields.ts';

/** A place of the schema with all its alternatives. */
function alternativesOf(node: unknown): readonly JsonObject[] {
  if (!isJsonObject(node)) return [];
  const inner = [node['anyOf'], node['oneOf']].flatMap((list) => (isList(list) ? list : []));
  return [node, ...inner.flatMap(alternativesOf)];
}

/** What the schema says of a setting; a step `name[]` enters the elements of a list. */
function nodesAt(root: unknown, path: string): readonly JsonObject[] {
  return path.split('.').reduce<readonly JsonObject[]>((nodes, step) => {
    const name = step.endsWith('[]') ? step.slice(0, -2) : step;
    const children = nodes.flatMap((node) => alternativesOf(valueAt(node, ['properties', name])));
    return name === step ? children : children.flatMap((node) => alternativesOf(node['items']));
  }, alternativesOf(root));
}

/** A bound of the setting itself, or of the values of its table or list. */
function boundOf(nodes: readonly JsonObject[], key: 'minimum' | 'maximum'): number | null {
  const values = nodes
    .flatMap((node) => [node, ...[node['additionalProperties'], node['items']].flatMap(alternativesOf)])
    .map((node) => node[key])
    .filter((value) => typeof value === 'number');
  if (values.length === 0) return null;
  return key === 'minimum' ? Math.min(...values) : Math.max(...values);
}

function choicesOf(nodes: readonly JsonObject[]): readonly string[] | null {
  const found = nodes.map((node) => node['enum']).find(isList);
  return found === undefined ? null : found.map(String);
}

/** The default of a setting; those of a plan design are of the default design. */
function defaultOf(path: string): unknown {
  const design = 'planDesigns[].';
  if (path.startsWith(design)) return valueAt(DESIGN_DEFAULTS, path.slice(design.length).split('.'));
  return path.includes('[]') ? undefined : valueAt(DEFAULT_DOCUMENT, path.split('.'));
}

/** Every setting of the document with its default and bounds. */
export function editableFields(): readonly EditableField[] {
  const schema = scenarioJsonSchema();
  return settingFields().map((field) => {
    const nodes = nodesAt(schema, field.path);
    return {
      ...field,
      defaultValue: defaultOf(field.path),
      minimum: boundOf(nodes, 'minimum'),
      maximum: boundOf(nodes, 'maximum'),
      choices: choicesOf(nodes),
    };
  });
}
