import { diffDocuments, type SettingDifference } from '../../../src-shared/scenario/diff-settings.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { applyDelta, deltaOf, type SettingPath } from '../../state/delta.ts';
import type { NewValue } from '../../state/documents.ts';
import { withAlignedTables } from './tables/aligned-lists.ts';
import { ESSENTIALS, SECTIONS, type Section } from './sections.ts';

/** Groups of settings that can be copied: a name and a description are a scenario's own. */
export const COPIED_SECTIONS: readonly Section[] = SECTIONS.filter(
  ({ sectionId }) => sectionId !== ESSENTIALS,
).map((section) => ({
  ...section,
  paths: section.paths.filter((path) => path !== 'name' && path !== 'description'),
}));

/** Lists that tables elsewhere have a row for each element of. */
const LISTS: readonly (readonly string[])[] = [
  ['bands', 'age'],
  ['bands', 'tenure'],
  ['jobLevels'],
  ['segments', 'behaviourAge'],
  ['segments', 'income'],
];

const stepsOf = (path: string): readonly string[] => path.replace('[]', '').split('.');

/**
 * The edit that copies sections of one scenario to another. Where a list of levels, bands or segments is copied, the
 * tables of the target get a row for each of its elements. What comes out may still not be valid: it has to be read.
 */
export function copiedValues(
  source: JsonObject,
  target: JsonObject,
  sections: readonly Section[],
): readonly NewValue[] {
  const paths = sections.flatMap((section) => section.paths.map(stepsOf));
  const isCopied = (list: readonly string[]): boolean =>
    paths.some((path) => path.every((step, index) => list[index] === step));
  let aligned = target;
  const ofLists: NewValue[] = [];
  for (const list of LISTS.filter(isCopied)) {
    const value = valueAt(source, list);
    const elements = isList(value) ? value.filter(isJsonObject) : [];
    const values = withAlignedTables(aligned, list, elements);
    ofLists.push(...values);
    aligned = withValues(aligned, values);
  }
  const others = paths
    .filter((path) => !LISTS.some((list) => path.every((step, index) => list[index] === step)))
    .map((path): { path: SettingPath; value: unknown } => ({ path, value: valueAt(source, path) }));
  return [...ofLists, ...others];
}

/** A document with settings of new values. */
export function withValues(document: JsonObject, values: readonly NewValue[]): JsonObject {
  const delta = deltaOf(document, '', values);
  return delta === null ? document : applyDelta(document, delta);
}

/** What copying sections changes in a target. */
export const copyDifferences = (
  source: JsonObject,
  target: JsonObject,
  sections: readonly Section[],
): readonly SettingDifference[] =>
  diffDocuments(target, withValues(target, copiedValues(source, target, sections)));
