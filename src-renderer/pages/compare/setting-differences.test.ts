import { expect, it } from 'vitest';
import { parseScenario } from '../../../src-shared/scenario/parse-scenario.ts';
import { settingDifferences } from './setting-differences.ts';

const scenarioOf = (document: object) => parseScenario(document).scenario;
const base = scenarioOf({ name: 'Base' });
const [design] = base.planDesigns;
if (design?.match.type !== 'tiered') throw new Error('the default match has tiers');

it('names the settings that differ in plain words, by section, with the old and the new value', () => {
  const richer = scenarioOf({
    name: 'Another name',
    simulation: { randomSeed: 7 },
    workforce: { targetGrowthRate: { 2025: 0.03, 2026: 0.05 } },
    planDesigns: [
      { ...design, match: { ...design.match, tiers: [{ min: 0, max: 0.06, rate: 0.5 }] } },
      { id: 'second', name: 'Second plan' },
    ],
    limits: { overrides: { 2027: { compensation: 400_000 } } },
  });
  const sections = settingDifferences(base, [base, richer]);
  const rows = sections.flatMap(({ section, settings }) =>
    settings.map(({ label, values, isChanged }) => [section.title, label, ...values, ...isChanged]),
  );
  expect(rows).toEqual([
    ['Study', 'Random seed', '42', '42', '7', false, true],
    ['Headcount', 'Target growth', '3%', '3%', '2025: 3%, 2026: 5%', false, true],
    [
      'Plan designs',
      'Standard plan · Match · Tiers',
      'from 0%, to 3%, rate 100%; from 3%, to 5%, rate 50%',
      'from 0%, to 3%, rate 100%; from 3%, to 5%, rate 50%',
      'from 0%, to 6%, rate 50%',
      false,
      true,
    ],
    ['Plan designs', 'Second plan', null, null, 'Second plan', false, true],
    ['Limits', 'Overrides · 2027', null, null, 'compensation: $400,000', false, true],
  ]);
});

it('finds nothing between scenarios that differ in their names only', () => {
  expect(settingDifferences(base, [scenarioOf({ name: 'Twin', description: 'The same' })])).toEqual([]);
});
