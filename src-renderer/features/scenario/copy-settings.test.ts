import { describe, expect, it } from 'vitest';
import { isJsonObject, isList, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { fillDocument, parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { copiedValues, copyDifferences, COPIED_SECTIONS, withValues } from './copy-settings.ts';

const filled = (document: JsonObject): JsonObject => fillDocument(document).document;
const section = (id: string) => COPIED_SECTIONS.filter(({ sectionId }) => sectionId === id);
const standard = filled({});
const levels = (document: JsonObject): readonly JsonObject[] => {
  const value = valueAt(document, ['jobLevels']);
  return isList(value) ? value.filter(isJsonObject) : [];
};

describe('copying groups of settings', () => {
  it('changes those of the groups and nothing else; name and notes stay', () => {
    const source = filled({
      name: 'Source',
      description: 'Mine',
      simulation: { endYear: 2030 },
      workforce: { targetGrowthRate: 0.06 },
      compensation: { merit: { budget: 0.02 } },
    });
    expect(copyDifferences(source, standard, section('leaving'))).toEqual([
      { path: 'workforce.targetGrowthRate', before: 0.03, after: 0.06 },
    ]);
    expect(copyDifferences(source, standard, section('study')).map(({ path }) => path)).toEqual([
      'simulation.endYear',
    ]);
    expect(copyDifferences(source, standard, COPIED_SECTIONS)).toHaveLength(3);
  });

  it('of all groups makes the target the same, name and notes aside', () => {
    const source = filled({
      jobLevels: levels(standard).slice(0, 3),
      workforce: { terminationHazard: { levelMultipliers: { 1: 1, 2: 2, 3: 3 } } },
      planDesigns: [{ id: 'a', name: 'A', match: { type: 'none' } }],
      planTimeline: [{ fromYear: 2025, designId: 'a' }],
    });
    const target = filled({ name: 'Target' });
    const copied = withValues(target, copiedValues(source, target, COPIED_SECTIONS));
    expect(copied).toEqual({ ...source, name: 'Target' });
  });

  it('of levels gives every table of the target a row for each of them', () => {
    const source = filled({ jobLevels: levels(standard).slice(0, 3) });
    const copied = withValues(standard, copiedValues(source, standard, section('pay')));
    expect(parseScenario(copied).scenario.jobLevels).toHaveLength(3);
  });

  it('may leave a target that cannot be run: it is for the preview to say so', () => {
    const source = filled({ planTimeline: [{ fromYear: 2025, designId: 'standard' }] });
    const target = filled({
      planDesigns: [{ id: 'other', name: 'O' }],
      planTimeline: [{ fromYear: 2025, designId: 'other' }],
    });
    const copied = withValues(target, copiedValues(source, target, section('timeline')));
    expect(() => parseScenario(copied)).toThrow(/planTimeline/);
  });
});
