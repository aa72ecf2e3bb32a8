import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setLocale } from '../../components/format.ts';
import { diffDocuments } from '../../../src-shared/scenario/diff-settings.ts';
import { valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { fillDocument } from '../../../src-shared/scenario/parse-scenario.ts';
import { settingFields } from '../../../src-shared/scenario/setting-fields.ts';
import { differencesText, plainSections } from './differences.ts';
import { positionsOf, settingPlace } from './setting-place.ts';
import { labelOf, sectionOf, settingWords, valueWords } from './setting-words.ts';

beforeAll(() => {
  setLocale('en-US');
});
afterAll(() => {
  setLocale(null);
});

const standard = fillDocument({}).document;
const filled = (document: JsonObject): JsonObject => fillDocument(document).document;

describe('a setting in words', () => {
  it('has a label and a section for every setting of the document', () => {
    for (const { path } of settingFields()) {
      if (path === 'schemaVersion') continue;
      const concrete = path
        .replace('planDesigns[]', 'planDesigns.standard')
        .replace('jobLevels[]', 'jobLevels.1')
        .replace('[]', '.any');
      expect(settingWords(concrete, [standard]).label, path).not.toBe('');
      expect(sectionOf(concrete), path).not.toBeNull();
    }
  });

  it('names levels, bands, designs and years', () => {
    const label = (path: string): string => settingWords(path, [standard]).label;
    expect(label('jobLevels.2.minPay')).toBe('Level 2 › Range minimum');
    expect(label('planDesigns.standard.match.tiers')).toBe('Design “Standard plan” › Match › Tiers');
    expect(label('workforce.targetGrowthRate.2026')).toBe('Target growth › 2026');
    expect(labelOf(standard, 'planDesigns[0].match.tiers[1].rate')).toMatch(/ › 2 › .+/);
  });

  it('spells tables and lists out', () => {
    const words = (path: string): string =>
      valueWords(valueAt(standard, positionsOf(standard, path)), settingWords(path, [standard]));
    expect(words('workforce.targetGrowthRate')).toBe('3%');
    expect(words('simulation.startYear')).toBe('2025');
    expect(words('name')).toBe('Baseline');
    expect(words('simulation.flowMode')).toBe('Exact quotas');
    expect(words('planDesigns.standard.match.tiers')).toContain('%');
    expect(valueWords({ 2025: 0.01, 2026: 0.02 }, settingWords('workforce.targetGrowthRate', []))).toBe(
      '2025: 1%, 2026: 2%',
    );
    expect(valueWords(undefined, settingWords('jobLevels.9', []))).toBe('not there');
    expect(valueWords(valueAt(standard, ['planDesigns', 0]), settingWords('planDesigns.standard', []))).toBe(
      'there',
    );
  });

  it('is found in the editor by a path with ids', () => {
    expect(settingPlace(standard, 'jobLevels.2.minPay')).toEqual({
      pageId: 'scenario',
      parameters: ['pay'],
      view: { setting: 'jobLevels[1].minPay' },
    });
    expect(settingPlace(standard, 'planDesigns[0].match.type').parameters).toEqual(['plan']);
  });
});

it('differences stand under the sections of the editor, in their order, and can be copied as text', () => {
  const after = filled({
    name: 'Faster',
    compensation: { merit: { budget: 0.03 } },
    workforce: { targetGrowthRate: 0.05 },
  });
  const sections = plainSections(diffDocuments(standard, after), [after]);
  expect(sections.map(({ title }) => title)).toEqual(['Study', 'Headcount', 'Pay']);
  expect(differencesText('Baseline', 'Faster', sections)).toBe(
    [
      'Baseline → Faster',
      'Study\n  Name: Baseline → Faster',
      'Headcount\n  Target growth: 3% → 5%',
      'Pay\n  Merit budget: 3.5% → 3%',
    ].join('\n\n'),
  );
});
