import { describe, expect, it } from 'vitest';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { parseSettings, recordSettings } from './settings.ts';

describe('--set', () => {
  it('is recorded as JSON where it is JSON, otherwise as text', () => {
    const given = parseSettings([
      'workforce.targetGrowthRate=0.05',
      'name=A=B',
      'workforce.reduction.levels=[1,2]',
    ]);
    expect(recordSettings(given)).toEqual({
      'workforce.targetGrowthRate': 0.05,
      name: 'A=B',
      'workforce.reduction.levels': [1, 2],
    });
  });

  it.each(['simulation.endYear=2040', 'simulation.startYear=2027', 'name'])('refuses %s', (text) => {
    expect(() => parseSettings([text])).toThrow(PlanAlignError);
  });
});
