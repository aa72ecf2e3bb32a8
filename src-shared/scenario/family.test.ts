import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DOCUMENT, VARIANT_DEFAULTS } from './defaults.ts';
import { childOf, parentMoves, resolveChild } from './family.ts';
import { isJsonObject, isList, valueAt, type JsonObject } from './json-value.ts';
import { parentLinkOf, withoutParent } from './parent-link.ts';
import { parseScenario } from './parse-scenario.ts';
import { formatJson } from './serialise-scenario.ts';

const standard: JsonObject = parseScenario({}).scenario;

const withValue = (value: unknown, path: readonly (string | number)[], next: unknown): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (isList(value)) return value.map((item, index) => (index === step ? withValue(item, rest, next) : item));
  const entries = isJsonObject(value) ? value : {};
  return { ...entries, [step]: withValue(entries[step], rest, next) };
};
const setAt = (document: JsonObject, path: readonly (string | number)[], next: unknown): JsonObject => {
  const changed = withValue(document, path, next);
  return isJsonObject(changed) ? changed : document;
};
const listAt = (document: JsonObject, path: readonly (string | number)[]): readonly JsonObject[] => {
  const value = valueAt(document, path);
  return isList(value) ? value.filter(isJsonObject) : [];
};

/** Paths of everything in a document that is no object. */
function* leaves(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (isList(value)) for (const [index, item] of value.entries()) yield* leaves(item, [...path, index]);
  else if (isJsonObject(value))
    for (const [key, item] of Object.entries(value)) yield* leaves(item, [...path, key]);
  else yield path;
}

const ID_LISTS = [['jobLevels'], ['planDesigns'], ['bands', 'age'], ['bands', 'tenure']] as const;
const idKeyOf = (path: readonly string[]): string => (path[0] === 'jobLevels' ? 'level' : 'id');

type Edit = (document: JsonObject) => JsonObject;

const editOfLeaf = fc
  .tuple(fc.nat(), fc.oneof(fc.double({ noNaN: true }), fc.boolean(), fc.string(), fc.constant(null)))
  .map(([which, value]): Edit => (document) => {
    const all = [...leaves(document)].filter(([key, ...rest]) => {
      const name = rest.at(-1);
      return key !== 'schemaVersion' && !['id', 'level', 'type', 'kind'].includes(String(name));
    });
    return setAt(document, all[which % all.length] ?? ['name'], value);
  });

const editOfFormula = fc
  .constantFrom(
    ...Object.entries(VARIANT_DEFAULTS).flatMap(([block, types]) =>
      Object.entries(types).map(([type, settings]) => ({ block, type, settings })),
    ),
  )
  .map(({ block, type, settings }): Edit => (document) => {
    const path = ['planDesigns', 0, block];
    const present = valueAt(document, path);
    if (!isJsonObject(present) || present['type'] === undefined) return document;
    const shared = parseScenario({
      planDesigns: [{ id: 'standard', name: 'S', [block]: { type, ...settings } }],
    });
    return setAt(document, path, valueAt(shared.scenario, path));
  });

const editOfList = fc
  .tuple(fc.constantFrom(...ID_LISTS), fc.constantFrom('add', 'remove', 'reverse', 'repeat'), fc.nat())
  .map(([path, what, which]): Edit => (document) => {
    const list = listAt(document, path);
    const at = which % Math.max(1, list.length);
    const item = list[at] ?? {};
    const id = idKeyOf(path) === 'level' ? list.length + 1 : `new-${which % 5}`;
    const next = {
      add: [...list, { ...item, [idKeyOf(path)]: id }],
      remove: list.filter((_, index) => index !== at),
      reverse: list.toReversed(),
      repeat: [...list, item],
    }[what];
    return setAt(document, path, next);
  });

const editOfTable = fc
  .tuple(fc.dictionary(fc.string(), fc.integer()), fc.constantFrom('ageMultipliers', 'levelMultipliers'))
  .map(
    ([table, name]): Edit =>
      (document) =>
        setAt(document, ['workforce', 'terminationHazard', name], table),
  );

const documents = fc
  .array(fc.oneof(editOfLeaf, editOfLeaf, editOfFormula, editOfList, editOfTable), { maxLength: 12 })
  .map((edits) => edits.reduce<JsonObject>((document, edit) => edit(document), standard));

describe('a child', () => {
  it('with what it changes is again the whole scenario, whatever both are', () => {
    fc.assert(
      fc.property(documents, documents, (parent, whole) => {
        expect(resolveChild(parent, childOf(parent, whole))).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('states the same once it is read and saved again', () => {
    fc.assert(
      fc.property(documents, documents, (parent, whole) => {
        const child = childOf(parent, whole);
        expect(formatJson(childOf(parent, resolveChild(parent, child)))).toBe(formatJson(child));
      }),
      { numRuns: 40 },
    );
  });

  it('that changes nothing states its name, description and version only', () => {
    fc.assert(
      fc.property(documents, (parent) => {
        expect(Object.keys(childOf(parent, parent))).toEqual(['schemaVersion', 'name', 'description']);
      }),
      { numRuns: 20 },
    );
  });

  it('states single settings, elements by id, and lists without ids whole', () => {
    const design = { ...listAt(standard, ['planDesigns'])[0], id: 'richer', name: 'Richer' };
    let whole = setAt(standard, ['name'], 'Child');
    whole = setAt(whole, ['workforce', 'targetGrowthRate'], { 2026: 0.05 });
    whole = setAt(whole, ['jobLevels', 1, 'minPay'], 61_000);
    whole = setAt(whole, ['jobLevels'], listAt(whole, ['jobLevels']).slice(0, -1));
    whole = setAt(whole, ['planDesigns'], [...listAt(whole, ['planDesigns']), design]);
    const tiers = [{ min: 0, max: 0.05, rate: 1 }];
    whole = setAt(whole, ['planDesigns', 0, 'match', 'tiers'], tiers);
    const last = listAt(standard, ['jobLevels']).length;
    expect(childOf(standard, whole)).toEqual({
      schemaVersion: 1,
      name: 'Child',
      description: '',
      workforce: { targetGrowthRate: { 2026: 0.05 } },
      jobLevels: { 2: { minPay: 61_000 }, [last]: null },
      planDesigns: { standard: { match: { tiers } }, richer: { ...design } },
    });
  });

  it('of a formula of another type keeps what all types share and states the rest', () => {
    const parent = setAt(standard, ['planDesigns', 0, 'match', 'frequency'], 'annual');
    const child = { name: 'C', planDesigns: { standard: { match: { type: 'none' } } } };
    expect(valueAt(resolveChild(parent, child), ['planDesigns', 0, 'match', 'frequency'])).toBe('annual');
    expect(parseScenario(resolveChild(parent, child)).scenario.planDesigns[0]?.match.type).toBe('none');
  });

  it('inherits no description', () => {
    const parent = setAt(standard, ['description'], 'Why we plan this.');
    expect(resolveChild(parent, { name: 'C' })).toMatchObject({ name: 'C', description: '' });
  });
});

it('a change of the parent moves what a child inherits and leaves what it overrides', () => {
  const before = standard;
  const child = childOf(before, setAt(standard, ['workforce', 'targetGrowthRate'], 0.06));
  let after = setAt(before, ['workforce', 'targetGrowthRate'], 0.04);
  after = setAt(after, ['compensation', 'merit', 'budget'], 0.03);
  after = setAt(after, ['jobLevels', 0, 'minPay'], 41_000);
  const levelPay = valueAt(before, ['jobLevels', 0, 'minPay']);
  expect(parentMoves(before, after, child)).toEqual([
    { path: 'jobLevels.1.minPay', before: levelPay, after: 41_000, own: 41_000, isInherited: true },
    { path: 'workforce.targetGrowthRate', before: 0.03, after: 0.04, own: 0.06, isInherited: false },
    { path: 'compensation.merit.budget', before: 0.035, after: 0.03, own: 0.03, isInherited: true },
  ]);
  expect(parentMoves(before, setAt(before, ['name'], 'Renamed'), child)).toEqual([]);
});

describe('the name of a parent', () => {
  it('is a relative path; a place outside of what travels with the file is refused', () => {
    expect(parentLinkOf({})).toBeNull();
    expect(parentLinkOf({ parent: { file: '../Base case.planalign' } })).toEqual({
      file: '../Base case.planalign',
    });
    for (const file of ['/etc/base.json', 'C:/base.planalign', '\\\\host\\share\\a', '//host/a', 'a\\b', ''])
      expect(() => parentLinkOf({ parent: { file } }, 'child')).toThrow(/parent\.file/);
    expect(() => parentLinkOf({ parent: 'Base.planalign' })).toThrow(/SCENARIO_INVALID/);
    expect(withoutParent({ name: 'A', parent: { file: 'b' } })).toEqual({ name: 'A' });
  });

  it('keeps a document from being read as if it left everything else to the defaults', () => {
    const child = { name: 'C', parent: { file: 'Base.planalign' } };
    expect(() => parseScenario(child)).toThrow(/SCENARIO_PARENT_MISSING.*Base\.planalign/);
    expect(DEFAULT_DOCUMENT['parent']).toBeUndefined();
  });
});
