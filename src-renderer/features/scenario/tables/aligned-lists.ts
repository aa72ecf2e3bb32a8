import {
  isJsonObject,
  isList,
  valueAt,
  type JsonObject,
} from '../../../../src-shared/scenario/json-value.ts';
import type { SettingPath } from '../../../state/delta.ts';
import type { NewValue } from '../../../state/documents.ts';

const HAZARDS = ['terminationHazard', 'promotionHazard'] as const;
const multipliers = (name: string): readonly SettingPath[] =>
  HAZARDS.map((hazard) => ['workforce', hazard, name]);

/** Tables with an entry for each element of a list, by the list and the key of its elements (W-28). */
const KEYED: readonly {
  readonly list: readonly string[];
  readonly key: string;
  readonly tables: readonly SettingPath[];
}[] = [
  { list: ['bands', 'age'], key: 'id', tables: multipliers('ageMultipliers') },
  { list: ['bands', 'tenure'], key: 'id', tables: multipliers('tenureMultipliers') },
  {
    list: ['jobLevels'],
    key: 'level',
    tables: [
      ...multipliers('levelMultipliers'),
      ['hiring', 'pay', 'percentileByLevel'],
      ['hiring', 'pay', 'marketAdjustmentByLevel'],
      ['compensation', 'merit', 'byLevelWeights'],
    ],
  },
];

/** Lists of a plan design with one value for each segment, by the list of segments (P-36). */
const BY_SEGMENT: Readonly<Record<string, readonly (readonly string[])[]>> = {
  behaviourAge: [
    ['autoEnrollment', 'optOut', 'ageFactors'],
    ['voluntaryEnrollment', 'proactive', 'ageRates'],
    ['voluntaryEnrollment', 'atEntry', 'ageRates'],
    ['voluntaryEnrollment', 'yearOverYear', 'ageRates'],
    ['voluntaryEnrollment', 'yearOverYear', 'startRates'],
    ['deferral', 'defaultRates'],
  ],
  income: [
    ['autoEnrollment', 'optOut', 'incomeFactors'],
    ['voluntaryEnrollment', 'atEntry', 'incomeFactors'],
    ['voluntaryEnrollment', 'yearOverYear', 'incomeFactors'],
  ],
};

/** As many values as there are elements: the last one again for new elements. */
function resized(values: readonly unknown[], length: number): readonly unknown[] {
  return Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)]);
}

function keyedTables(
  document: JsonObject,
  path: SettingPath,
  next: readonly JsonObject[],
): readonly NewValue[] {
  const found = KEYED.find(({ list }) => list.join() === path.join());
  if (found === undefined) return [];
  const keys = next.map((element) => String(element[found.key]));
  return found.tables.map((table) => {
    const present = valueAt(document, table);
    const entries = isJsonObject(present) ? present : {};
    const values = Object.values(entries);
    const value = Object.fromEntries(
      // A new element starts with what the last one has.
      keys.map((key) => [key, Object.hasOwn(entries, key) ? entries[key] : values.at(-1)]),
    );
    return { path: table, value };
  });
}

function segmentLists(document: JsonObject, path: SettingPath, length: number): readonly NewValue[] {
  if (path[0] !== 'segments') return [];
  const designs = valueAt(document, ['planDesigns']);
  return (isList(designs) ? designs : []).flatMap((design, index) => {
    const lists = (BY_SEGMENT[String(path[1])] ?? []).flatMap((steps) => {
      const values = valueAt(design, steps);
      return isList(values)
        ? [{ path: ['planDesigns', index, ...steps], value: resized(values, length) }]
        : [];
    });
    const rates = valueAt(design, ['deferral', 'defaultRates']);
    if (path[1] !== 'income' || !isList(rates)) return lists;
    const value = rates.map((row) => (isList(row) ? resized(row, length) : row));
    return [...lists, { path: ['planDesigns', index, 'deferral', 'defaultRates'], value }];
  });
}

/**
 * A list of bands, levels or segments with the tables that must have an entry for each of its elements, so that adding
 * or removing one leaves a scenario that can be run.
 */
export function withAlignedTables(
  document: JsonObject,
  path: SettingPath,
  next: readonly JsonObject[],
): readonly NewValue[] {
  return [
    { path, value: next },
    ...keyedTables(document, path, next),
    ...segmentLists(document, path, next.length),
  ];
}

/** The element to add at the end of a list: it continues the last one. */
function nextElement(elements: readonly JsonObject[]): JsonObject | null {
  const last = elements.at(-1);
  if (last === undefined) return null;
  const next: Record<string, unknown> = { ...last };
  const { min, max } = last;
  if (typeof min === 'number' && typeof max === 'number')
    Object.assign(next, { min: max, max: round(2 * max - min) });
  if (typeof last['level'] === 'number') {
    const level = last['level'] + 1;
    Object.assign(next, { level, name: `Level ${level}` });
    if (typeof last['maxPay'] === 'number' && typeof last['minPay'] === 'number')
      Object.assign(next, { minPay: last['maxPay'], maxPay: round(2 * last['maxPay'] - last['minPay']) });
  }
  if (typeof last['fromYear'] === 'number') next['fromYear'] = last['fromYear'] + 1;
  return next;
}

const round = (value: number): number => Number(value.toPrecision(12));

/** A list with one more element at its end; a last band without an upper end is divided. */
export function withAddedElement(elements: readonly JsonObject[]): readonly JsonObject[] {
  const last = elements.at(-1);
  if (last === undefined) return elements;
  const unique = (id: string): string => {
    const ids = elements.map((element) => String(element['id'] ?? element['name']));
    let suffix = 2;
    while (ids.includes(`${id}-${suffix}`)) suffix += 1;
    return `${id}-${suffix}`;
  };
  const renamed = (element: JsonObject): JsonObject => ({
    ...element,
    ...(typeof last['id'] === 'string' ? { id: unique(last['id']) } : {}),
    ...(typeof last['id'] !== 'string' && typeof last['name'] === 'string' && last['level'] === undefined
      ? { name: unique(last['name']) }
      : {}),
    ...(typeof last['label'] === 'string' ? { label: `${last['label']} (2)` } : {}),
  });
  if (last['max'] === null && typeof last['min'] === 'number') {
    const before = elements.at(-2)?.['min'];
    const width = typeof before === 'number' ? last['min'] - before : 10;
    const end = round(last['min'] + width);
    return [...elements.slice(0, -1), { ...last, max: end }, renamed({ ...last, min: end })];
  }
  const next = nextElement(elements);
  return next === null ? elements : [...elements, renamed(next)];
}

/** A list without one of its elements; its neighbours close the gap. */
export function withoutElement(elements: readonly JsonObject[], index: number): readonly JsonObject[] {
  const removed = elements[index];
  const kept = elements.filter((_, position) => position !== index);
  if (removed === undefined) return elements;
  return kept.map((element, position) => {
    if (typeof element['level'] === 'number') return { ...element, level: position + 1 };
    if (position === index - 1 && 'max' in element) return { ...element, max: removed['max'] };
    if (position === 0 && index === 0 && 'min' in element) return { ...element, min: removed['min'] };
    return element;
  });
}
