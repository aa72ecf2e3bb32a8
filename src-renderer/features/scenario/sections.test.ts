import { describe, expect, it } from 'vitest';
import type { EditableField } from '../../../src-shared/api/scenarios.ts';
import { fillDocument } from '../../../src-shared/scenario/parse-scenario.ts';
import { settingFields } from '../../../src-shared/scenario/setting-fields.ts';
import { valueAt } from '../../../src-shared/scenario/json-value.ts';
import { inputKindAt } from './input-kind.ts';
import { changedCount, groupsOf, SECTIONS } from './sections.ts';

const DEFAULT = fillDocument({}).document;
const FIELDS: readonly EditableField[] = settingFields().map((field) => ({
  ...field,
  defaultValue: field.path.includes('[]') ? undefined : valueAt(DEFAULT, field.path.split('.')),
  minimum: null,
  maximum: null,
  choices: null,
}));

const shown = (document = DEFAULT) =>
  SECTIONS.flatMap((section) =>
    groupsOf(section, document, { defaults: DEFAULT, parent: null }, FIELDS, 0).flatMap(
      ({ settings }) => settings,
    ),
  );

describe('the sections of the editor', () => {
  it('show every setting that the default scenario has', () => {
    const paths = new Set(shown().map(({ pathText }) => pathText));
    for (const { path } of FIELDS) {
      const concrete = path.replace('planDesigns[]', 'planDesigns[0]').replace(/\[\]\..*$/, '');
      if (['schemaVersion', 'planDesigns[0].id', 'planDesigns[0].name'].includes(concrete)) continue;
      const steps = concrete
        .split('.')
        .flatMap((step) => (step === 'planDesigns[0]' ? ['planDesigns', 0] : [step]));
      if (valueAt(DEFAULT, steps) !== undefined) expect(paths).toContain(concrete);
    }
  });

  it('know how to edit each of them', () => {
    for (const { path, pathText, title } of shown()) {
      expect(inputKindAt(DEFAULT, path), pathText).not.toBeNull();
      expect(title, pathText).not.toBe('');
    }
  });

  it('begin with five', () => {
    const [essentials] = SECTIONS;
    expect(essentials?.paths).toHaveLength(5);
  });

  it('count what differs from the default', () => {
    const document = fillDocument({
      workforce: { targetGrowthRate: 0.05 },
      hiring: { partTimeShare: 0.1 },
    }).document;
    const counts = SECTIONS.map((section) => [
      section.sectionId,
      changedCount(groupsOf(section, document, { defaults: DEFAULT, parent: null }, FIELDS, 0)),
    ]);
    expect(counts.filter(([, count]) => count !== 0)).toEqual([
      ['essentials', 1],
      ['leaving', 1],
      ['hiring', 1],
    ]);
  });

  it('count what a child changes of its parent, designs by their ids', () => {
    const parent = fillDocument({
      workforce: { targetGrowthRate: 0.05 },
      planDesigns: [
        { id: 'lean', name: 'Lean', match: { type: 'none' } },
        { id: 'standard', name: 'S' },
      ],
    }).document;
    const document = fillDocument({ workforce: { targetGrowthRate: 0.05 } }).document;
    const settings = SECTIONS.flatMap((section) =>
      groupsOf(section, document, { defaults: DEFAULT, parent }, FIELDS, 0).flatMap(
        (group) => group.settings,
      ),
    );
    expect(settings.filter(({ isChanged }) => isChanged)).toEqual([]);
    expect(settings.find(({ pathText }) => pathText === 'workforce.targetGrowthRate')).toMatchObject({
      baseValue: 0.05,
      baseName: 'parent',
    });
    const other = fillDocument({ planDesigns: [{ id: 'new', name: 'N' }] }).document;
    const ofNew = groupsOf(
      SECTIONS[7] ?? { sectionId: '', title: '', help: '', paths: [] },
      other,
      { defaults: DEFAULT, parent },
      FIELDS,
      0,
    );
    expect(ofNew.flatMap((group) => group.settings)[0]).toMatchObject({ baseName: 'default' });
  });

  it('choose the input by the schema', () => {
    const kindAt = (...path: (string | number)[]) => inputKindAt(DEFAULT, path)?.kind;
    expect(kindAt('workforce', 'targetGrowthRate')).toBe('yearly');
    expect(kindAt('hiring', 'levelMix')).toBe('wordOrTable');
    expect(kindAt('workforce', 'retirement', 'table', 'rates')).toBe('matrix');
    expect(kindAt('planDesigns', 0, 'match', 'type')).toBe('variant');
    expect(kindAt('planDesigns', 0, 'match', 'tiers')).toBe('list');
    expect(kindAt('planDesigns', 0, 'deferral', 'hceMaximumRate')).toBe('number');
    expect(kindAt('limits', 'overrides')).toBe('tables');
    expect(kindAt('planDesigns', 0, 'match', 'bands')).toBeUndefined();
  });
});
