import { describe, expect, it } from 'vitest';
import {
  isJsonObject,
  isList,
  valueAt,
  type JsonObject,
} from '../../../../src-shared/scenario/json-value.ts';
import { fillDocument, parseScenario } from '../../../../src-shared/scenario/parse-scenario.ts';
import { applyDelta, deltaOf, type SettingPath } from '../../../state/delta.ts';
import { withAddedElement, withAlignedTables, withoutElement } from './aligned-lists.ts';

const DEFAULT = fillDocument({}).document;

function changed(
  path: SettingPath,
  change: (elements: readonly JsonObject[]) => readonly JsonObject[],
): JsonObject {
  const present = valueAt(DEFAULT, path);
  const elements = isList(present) ? present.filter(isJsonObject) : [];
  const delta = deltaOf(DEFAULT, 'change', withAlignedTables(DEFAULT, path, change(elements)));
  if (delta === null) throw new Error('nothing changes');
  return applyDelta(DEFAULT, delta);
}

const LISTS: readonly SettingPath[] = [
  ['bands', 'age'],
  ['bands', 'tenure'],
  ['jobLevels'],
  ['segments', 'behaviourAge'],
  ['segments', 'income'],
];

describe('W-28, P-36 a list that tables depend on', () => {
  for (const path of LISTS) {
    it(`gives a valid scenario with one more element in ${path.join('.')}`, () => {
      expect(() => parseScenario(changed(path, withAddedElement))).not.toThrow();
    });
    it(`gives a valid scenario without the first or the last element of ${path.join('.')}`, () => {
      expect(() => parseScenario(changed(path, (elements) => withoutElement(elements, 0)))).not.toThrow();
      expect(() =>
        parseScenario(changed(path, (elements) => withoutElement(elements, elements.length - 1))),
      ).not.toThrow();
    });
  }

  it('gives a new band the value of the last one', () => {
    const document = changed(['bands', 'age'], withAddedElement);
    expect(valueAt(document, ['workforce', 'terminationHazard', 'ageMultipliers', '65-plus-2'])).toBe(0.8);
  });
});

describe('a list of tiers', () => {
  it('is continued by tiers that touch', () => {
    const tiers = [{ min: 0, max: 0.03, rate: 1 }];
    expect(withAddedElement(tiers)).toEqual([...tiers, { min: 0.03, max: 0.06, rate: 1 }]);
  });
});
