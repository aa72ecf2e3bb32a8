import { diffSettings } from '../../../src-shared/scenario/diff-settings.ts';
import {
  isJsonObject,
  isList,
  isSameJson,
  valueAt,
  type JsonObject,
} from '../../../src-shared/scenario/json-value.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { parsePath } from '../../../src-shared/scenario/setting-path.ts';
import { unitOf, type SettingUnit } from '../../../src-shared/scenario/fields.ts';
import { choiceText, numberWithUnit, valueText } from '../../features/scenario/value-text.ts';
import { inputKindAt, schemaAt, type InputKind } from '../../features/scenario/input-kind.ts';
import { ESSENTIALS, SECTIONS, type Section } from '../../features/scenario/sections.ts';
import type { SettingPath } from '../../state/delta.ts';

/** A setting that is not the same in all scenarios. */
export interface DifferingSetting {
  readonly path: string;
  /** In plain words, from the group down: “Match · Formula · Rate”. */
  readonly label: string;
  /** Of the reference, then of each scenario; null where one has no such setting. */
  readonly values: readonly (string | null)[];
  /** Whether the value differs from that of the reference, in the order of the scenarios. */
  readonly isChanged: readonly boolean[];
}

/** Differing settings of one section of the scenario. */
export interface DifferingSection {
  readonly section: Section;
  readonly settings: readonly DifferingSetting[];
}

/** A number or text that an element of a list is known by. */
const asName = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

/** The path of a setting in one document: ids of elements turned into positions; null where the document has none. */
function positions(document: JsonObject, path: string): SettingPath | null {
  const steps: (string | number)[] = [];
  for (const step of parsePath(path) ?? []) {
    const value = valueAt(document, steps);
    const isId = (item: unknown): boolean =>
      isJsonObject(item) && [item['id'], item['level']].some((id) => asName(id) === step);
    const at = isList(value) && typeof step === 'string' ? value.findIndex(isId) : null;
    if (at !== null && at < 0) return null;
    steps.push(at ?? step);
  }
  return valueAt(document, steps) === undefined ? null : steps;
}

/** A setting is called by the titles on its way; the section is a heading of its own. */
function labelOf(document: JsonObject, path: SettingPath): string {
  const names = path.flatMap((step, index): readonly string[] => {
    const way = path.slice(0, index + 1);
    const value = valueAt(document, way);
    if (typeof step === 'number') {
      const name = isJsonObject(value)
        ? (asName(value['name']) ?? asName(value['id']) ?? asName(value['level']))
        : null;
      return [name ?? `no. ${step + 1}`];
    }
    const title = schemaAt(document, way)?.meta()?.['title'];
    return [typeof title === 'string' && title !== '' ? title : choiceText(step)];
  });
  return (names.length > 1 ? names.slice(1) : names).join(' · ');
}

const LONGEST = 120;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const unitAt = (document: JsonObject, path: SettingPath): SettingUnit | null => {
  const kind = inputKindAt(document, path);
  if (kind !== null && 'unit' in kind) return kind.unit;
  const schema = schemaAt(document, path);
  return schema === null ? null : unitOf(schema);
};

function rowText(row: unknown, kind: InputKind | null, unit: SettingUnit | null): string {
  if (!isJsonObject(row))
    return isList(row) ? row.map((each) => valueText(each, unit)).join(' ') : valueText(row, unit);
  const columns = kind?.kind === 'list' ? kind.columns : [];
  return Object.entries(row)
    .map(([key, value]) => {
      const column = columns.find((each) => each.key === key);
      const text = isList(value)
        ? value.map(String).join('+') || 'all'
        : valueText(value, column === undefined ? unit : column.unit);
      return column === undefined ? `${choiceText(key)} ${text}` : `${column.title.toLowerCase()} ${text}`;
    })
    .join(', ');
}

/** A value in words, tables row by row. */
function settingText(document: JsonObject, path: SettingPath): string {
  const value = valueAt(document, path);
  const unit = unitAt(document, path);
  if (typeof value === 'number') return numberWithUnit(value, unit);
  const kind = inputKindAt(document, path);
  if (isList(value) && value.length > 0)
    return value.map((row) => rowText(row, kind, unit)).join(isJsonObject(value[0]) ? '; ' : ', ');
  // A whole element that the other scenario does not have: its name says enough.
  const name = isJsonObject(value) ? asName(value['name']) : null;
  if (name !== null) return name;
  if (isJsonObject(value) && Object.keys(value).length > 0)
    return Object.entries(value)
      .map(([key, entry]) => `${key}: ${rowText(entry, kind, unit)}`)
      .join(', ');
  return valueText(value, unit);
}

/** Names and descriptions of the documents: they change no result. */
const isCosmetic = (document: JsonObject, path: SettingPath): boolean =>
  path[0] === 'schemaVersion' || schemaAt(document, path)?.meta()?.['cosmetic'] === true;

const sectionOf = (path: SettingPath): Section | undefined => {
  const pattern = path.map((step, index) => (index === 1 && path[0] === 'planDesigns' ? '' : String(step)));
  const text = path[0] === 'planDesigns' ? 'planDesigns[]' : pattern.join('.');
  return SECTIONS.find(
    ({ sectionId, paths }) =>
      sectionId !== ESSENTIALS &&
      paths.some((beginning) => text === beginning || text.startsWith(`${beginning}.`)),
  );
};

/**
 * The settings in which any of the scenarios differs from the reference, by section of the editor and in the order of
 * the document. Names and descriptions are left out.
 */
export function settingDifferences(
  reference: Scenario,
  scenarios: readonly Scenario[],
): readonly DifferingSection[] {
  const documents: readonly JsonObject[] = [reference, ...scenarios];
  const paths = [
    ...new Set(scenarios.flatMap((scenario) => diffSettings(reference, scenario).map(({ path }) => path))),
  ];
  const bySection = new Map<Section, DifferingSetting[]>();
  for (const path of paths) {
    const found = documents.map((document) => ({ document, steps: positions(document, path) }));
    const known = found.find(
      (each): each is { document: JsonObject; steps: SettingPath } => each.steps !== null,
    );
    if (known === undefined || isCosmetic(known.document, known.steps)) continue;
    const section = sectionOf(known.steps);
    if (section === undefined) continue;
    const raw = found.map(({ document, steps }) => (steps === null ? undefined : valueAt(document, steps)));
    const settings = bySection.get(section) ?? [];
    settings.push({
      path,
      label: labelOf(known.document, known.steps),
      values: found.map(({ document, steps }) =>
        steps === null ? null : shortened(settingText(document, steps)),
      ),
      isChanged: raw.slice(1).map((value) => !isSameJson(value, raw[0])),
    });
    bySection.set(section, settings);
  }
  return SECTIONS.flatMap((section) => {
    const settings = bySection.get(section);
    return settings === undefined ? [] : [{ section, settings }];
  });
}
