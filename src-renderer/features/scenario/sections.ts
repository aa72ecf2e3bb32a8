import type { EditableField } from '../../../src-shared/api/scenarios.ts';
import { isSameJson, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { formatPath } from '../../../src-shared/scenario/setting-path.ts';
import type { SettingPath } from '../../state/delta.ts';
import { headingAt, objectsAt, schemaAt } from './input-kind.ts';

/** A part of the editor. */
export interface Section {
  readonly sectionId: string;
  readonly title: string;
  readonly help: string;
  /** Beginnings of the paths of its settings, in the order of the schema. */
  readonly paths: readonly string[];
}

export const ESSENTIALS = 'essentials';
export const PLAN = 'plan';
export const PAY = 'pay';

/** The parts of the editor, the most needed first. */
export const SECTIONS: readonly Section[] = [
  {
    sectionId: ESSENTIALS,
    title: 'Essentials',
    help: 'The few numbers that decide most of the result.',
    paths: [
      'workforce.targetGrowthRate',
      'workforce.experiencedTerminationRate',
      'workforce.newHireTerminationRate',
      'compensation.merit.budget',
      'compensation.cola.rate',
    ],
  },
  {
    sectionId: 'study',
    title: 'Study',
    help: 'Name, years and how chance is used.',
    paths: ['name', 'description', 'simulation'],
  },
  {
    sectionId: 'leaving',
    title: 'Headcount',
    help: 'How many people there should be, who leaves, who retires.',
    paths: [
      'workforce.targetGrowthRate',
      'workforce.experiencedTerminationRate',
      'workforce.newHireTerminationRate',
      'workforce.terminationHazard',
      'workforce.retirement',
      'workforce.reduction',
    ],
  },
  {
    sectionId: 'promotions',
    title: 'Promotions',
    help: 'Who is promoted, how often, and with which raise.',
    paths: ['workforce.promotionHazard', 'compensation.promotion'],
  },
  { sectionId: 'hiring', title: 'Hiring', help: 'Who is hired, when and at what pay.', paths: ['hiring'] },
  {
    sectionId: PAY,
    title: 'Pay',
    help: 'Raises, and the pay ranges of the levels.',
    paths: ['compensation.cola', 'compensation.merit', 'compensation.market', 'jobLevels'],
  },
  {
    sectionId: 'bands',
    title: 'Bands',
    help: 'Age and tenure bands of tables and reports.',
    paths: ['bands'],
  },
  {
    sectionId: PLAN,
    title: 'Plan designs',
    help: 'The retirement plan: eligibility, enrolment, deferrals, employer money, tests.',
    paths: ['planDesigns[]'],
  },
  {
    sectionId: 'timeline',
    title: 'Plan timeline',
    help: 'Which design is in force from which year.',
    paths: ['planTimeline'],
  },
  {
    sectionId: 'segments',
    title: 'Behaviour segments',
    help: 'Age and income segments of the behaviour tables.',
    paths: ['segments'],
  },
  {
    sectionId: 'limits',
    title: 'Limits',
    help: 'How statutory limits are projected, and your own values.',
    paths: ['limits'],
  },
];

/** A setting of a document as the editor shows it. */
export interface Setting {
  readonly path: SettingPath;
  /** As findings name it. */
  readonly pathText: string;
  readonly title: string;
  readonly help: string;
  readonly rule: string;
  readonly value: unknown;
  /** What changes are told from: the value of the parent, or the default of a scenario without one. */
  readonly baseValue: unknown;
  readonly baseName: 'parent' | 'default';
  /** Whether it differs from the base; false where there is none. */
  readonly isChanged: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

/** Settings under one heading; the first group of a section has none. */
export interface SettingGroup {
  readonly groupId: string;
  readonly title: string;
  readonly help: string;
  readonly settings: readonly Setting[];
}

/** A list whose elements have ids is one setting, except the plan designs, which are chosen from. */
function patternOf(path: string): string {
  const design = 'planDesigns[].';
  const rest = path.startsWith(design) ? path.slice(design.length) : path;
  const at = rest.indexOf('[]');
  const pattern = at < 0 ? rest : rest.slice(0, at);
  return path.startsWith(design) ? `${design}${pattern}` : pattern;
}

const belongsTo = (pattern: string, beginning: string): boolean =>
  pattern === beginning || pattern.startsWith(`${beginning}.`);

/** Ids are named by other settings: they are given once. */
const HIDDEN = ['schemaVersion', 'planDesigns[].id', 'planDesigns[].name'];

/** What the settings of a document are compared with. */
export interface Base {
  readonly defaults: JsonObject;
  /** Settings of the parent; null for a document without one. */
  readonly parent: JsonObject | null;
}

/** Where the base has a setting; a plan design is found by its id. Null where the base has no such design. */
function pathInBase(document: JsonObject, parent: JsonObject, path: SettingPath): SettingPath | null {
  const [list, position, ...rest] = path;
  if (list !== 'planDesigns' || position === undefined) return path;
  const id = valueAt(document, [list, position, 'id']);
  const index = objectsAt(parent, [list]).findIndex((design) => design['id'] === id);
  return index < 0 ? null : [list, index, ...rest];
}

function baseOf(
  document: JsonObject,
  { defaults, parent }: Base,
  field: EditableField,
  path: SettingPath,
  isList: boolean,
): Pick<Setting, 'baseValue' | 'baseName'> {
  const inParent = parent === null ? null : pathInBase(document, parent, path);
  if (parent !== null && inParent !== null)
    return { baseValue: valueAt(parent, inParent), baseName: 'parent' };
  return { baseValue: isList ? valueAt(defaults, path) : field.defaultValue, baseName: 'default' };
}

function settingOf(
  document: JsonObject,
  base: Base,
  field: EditableField,
  pattern: string,
  design: number,
): Setting | null {
  const steps = pattern.split('.');
  const path: SettingPath = steps.flatMap((step): SettingPath =>
    step === 'planDesigns[]' ? ['planDesigns', design] : [step],
  );
  const schema = schemaAt(document, path);
  if (schema === null) return null;
  const isList = pattern !== field.path;
  const heading = headingAt(document, path);
  const value = valueAt(document, path);
  const found = baseOf(document, base, field, path, isList);
  return {
    path,
    pathText: formatPath(path),
    title: isList ? heading.title : field.title,
    help: isList ? heading.help : field.description,
    rule: field.rule,
    value,
    ...found,
    isChanged: found.baseValue !== undefined && !isLabel(field) && !isSameJson(value, found.baseValue),
    minimum: isList ? null : field.minimum,
    maximum: isList ? null : field.maximum,
  };
}

const isLabel = (field: EditableField): boolean => !field.influencesResults && !field.path.includes('[]');

/** Steps that name the group of a setting; null for one that stands before the groups. */
function groupPath(path: SettingPath): SettingPath | null {
  const length = path[0] === 'planDesigns' ? 3 : 2;
  return path.length > length ? path.slice(0, length) : null;
}

/** Settings of a formula stand under its type, before the terms that all types share. */
const FORMULA = ['tiers', 'bands', 'rate', 'date', 'weights'];

function formulaFirst(group: SettingGroup): SettingGroup {
  const type = group.settings.find(({ path }) => ['type', 'kind'].includes(String(path.at(-1))));
  if (type === undefined) return group;
  const block = type.path.slice(0, -1).join();
  const isFormula = ({ path }: Setting): boolean =>
    path.slice(0, -1).join() === block && FORMULA.includes(String(path.at(-1)));
  const formula = group.settings.filter(isFormula);
  const others = group.settings.filter((setting) => setting !== type && !isFormula(setting));
  const before = others.slice(0, group.settings.indexOf(type));
  return { ...group, settings: [...before, type, ...formula, ...others.slice(before.length)] };
}

/** The settings of a section of a document, in groups; those without a group come first. */
export function groupsOf(
  section: Section,
  document: JsonObject,
  base: Base,
  fields: readonly EditableField[],
  design: number,
): readonly SettingGroup[] {
  const patterns = new Map<string, EditableField>();
  for (const beginning of section.paths) {
    for (const field of fields) {
      const pattern = patternOf(field.path);
      if (belongsTo(pattern, beginning) && !HIDDEN.includes(field.path) && !patterns.has(pattern))
        patterns.set(pattern, field);
    }
  }
  const groups = new Map<string, SettingGroup>();
  for (const [pattern, field] of patterns) {
    const setting = settingOf(document, base, field, pattern, design);
    if (setting === null) continue;
    const path = section.sectionId === ESSENTIALS ? null : groupPath(setting.path);
    const groupId = path === null ? '' : formatPath(path);
    const heading = path === null ? { title: '', help: '' } : headingAt(document, path);
    const present = groups.get(groupId)?.settings ?? [];
    groups.set(groupId, { groupId, ...heading, settings: [...present, setting] });
  }
  return [...groups.values()]
    .map(formulaFirst)
    .sort((a, b) => Number(a.groupId !== '') - Number(b.groupId !== ''));
}

/** How many settings of groups differ from their base. */
export const changedCount = (groups: readonly SettingGroup[]): number =>
  groups.reduce((sum, { settings }) => sum + settings.filter(({ isChanged }) => isChanged).length, 0);
