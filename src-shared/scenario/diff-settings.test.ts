import { describe, expect, it } from 'vitest';
import { applySettings } from './apply-settings.ts';
import { diffSettings } from './diff-settings.ts';
import { parseScenario } from './parse-scenario.ts';

const { scenario: standard } = parseScenario({});
const diff = (document: object) => diffSettings(standard, parseScenario(document).scenario);

describe('diffSettings', () => {
  it('equal scenarios have no differences', () => {
    expect(diff({})).toEqual([]);
  });

  it('names each setting with both values, in the order of the document', () => {
    expect(
      diff({
        compensation: { cola: { rate: 0.03 } },
        name: 'Other',
        workforce: {
          targetGrowthRate: { 2025: 0.03, 2026: 0.04 },
          terminationHazard: { levelMultipliers: { 1: 1, 2: 0.95, 3: 0.8, 4: 0.7, 5: 0.6 } },
        },
        jobLevels: standard.jobLevels.map((level) =>
          level.level === 3 ? { ...level, maxPay: 170_000 } : level,
        ),
      }),
    ).toEqual([
      { path: 'name', before: 'Baseline', after: 'Other' },
      { path: 'jobLevels.3.maxPay', before: 160_000, after: 170_000 },
      { path: 'workforce.targetGrowthRate', before: 0.03, after: { 2025: 0.03, 2026: 0.04 } },
      { path: 'workforce.terminationHazard.levelMultipliers.2', before: 0.9, after: 0.95 },
      { path: 'compensation.cola.rate', before: 0.02, after: 0.03 },
    ]);
  });

  it('elements that only one scenario has are one difference', () => {
    const market = { year: 2026, date: '07-01', rate: 0.1 };
    const [first] = standard.planDesigns;
    const after = { ...standard, planDesigns: [...standard.planDesigns, { ...first, id: 'b', name: 'B' }] };
    expect(
      diff({
        ...after,
        compensation: { market: [market] },
        limits: { overrides: { 2026: { catchUp: 9_000 } } },
      }),
    ).toEqual([
      { path: 'compensation.market', before: [], after: [market] },
      { path: 'limits.overrides.2026', before: undefined, after: { catchUp: 9_000 } },
      { path: 'planDesigns.b', before: undefined, after: { ...first, id: 'b', name: 'B' } },
    ]);
  });

  it('another type of formula differs in its type and in the settings of either type', () => {
    const paths = diff({
      planDesigns: [{ id: 'standard', name: 'Standard plan', match: { type: 'pointsBased' } }],
    });
    expect(paths.map(({ path }) => path)).toEqual([
      'planDesigns.standard.match.type',
      'planDesigns.standard.match.tiers',
      'planDesigns.standard.match.bands',
    ]);
  });

  it('a list of values is one setting', () => {
    const startDateProfile = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    expect(diff({ hiring: { startDateProfile } })).toEqual([
      { path: 'hiring.startDateProfile', before: standard.hiring.startDateProfile, after: startDateProfile },
    ]);
  });

  it('the paths of differences can be set again', () => {
    const target = parseScenario({
      workforce: { targetGrowthRate: { 2026: 0.1 }, reduction: { levels: [1] } },
      hiring: { departmentMix: { 'R & D': 1 } },
      jobLevels: standard.jobLevels.map((level) => ({ ...level, rangeGrowthRate: 0.01 * level.level })),
      planDesigns: [
        { id: 'standard', name: 'Standard plan', match: { type: 'gradedByService' }, core: { type: 'none' } },
      ],
    }).scenario;
    const assignments = diffSettings(standard, target)
      .filter(({ after }) => after !== undefined)
      .map(({ path, after }) => ({ path, text: JSON.stringify(after) }));
    expect(applySettings(standard, assignments).scenario).toEqual(target);
  });
});
