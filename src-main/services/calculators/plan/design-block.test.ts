import { describe, expect, it } from 'vitest';
import { describeCalculator, runCalculator } from '../registry.ts';

describe('designBlock', () => {
  it('P-133 describes the settings of a block, each with its default, as the schema of scenario files does', () => {
    const { properties } = describeCalculator('match').input;
    expect(properties?.['match']).toMatchObject({
      default: {},
      description: 'Match of the design; what is left out takes its default',
      oneOf: expect.arrayContaining([
        expect.objectContaining({
          properties: expect.objectContaining({
            frequency: expect.objectContaining({
              default: 'annual',
              'x-rule': 'P-67, P-68, P-69',
            }) as unknown,
          }) as unknown,
        }),
      ]) as unknown,
    });
  });

  it('P-7 names what is wrong by its place in the input', () => {
    const items = (core: unknown): unknown => {
      const answer = runCalculator('core', { core, planPay: 1 });
      return 'error' in answer ? answer.error.items : answer.result;
    };
    expect(items({ rate: 2 })).toEqual(['core.rate: 2 is above the maximum, 1']);
    expect(items({ rat: 0.1 })).toEqual([
      'core.rat: there is no setting of this name; the nearest is core.rate',
    ]);
    expect(items({ rate: 0.1, bands: [] })).toEqual(['core.bands: is not used, because type is flat']);
    expect(items({ integration: { enabled: true, levelMode: 'fixedDollars' } })).toEqual([
      'core.integration.levelValue: must be above 0 for level fixedDollars',
    ]);
    expect(items(5)).toEqual([expect.stringMatching(/^core: must be /)]);
  });
});
