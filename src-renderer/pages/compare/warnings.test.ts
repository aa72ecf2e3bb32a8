import { expect, it } from 'vitest';
import type { ComparedPlan } from '../../../src-shared/api/comparisons.ts';
import { compared, planOf, runSummary, yearOf } from './testing/compared-run.ts';
import { comparisonWarnings } from './warnings.ts';

it('says nothing of runs that differ in their assumptions only', () => {
  expect(comparisonWarnings([compared(0), compared(1)])).toEqual([]);
});

it('warns of everything else that differs, the gravest first, and says which run has what', () => {
  const limits = (cents: number): ComparedPlan['limits'] => [
    { item: 'compensation', year: 2025, cents, provenance: 'published', source: '' },
  ];
  const { census } = runSummary('0');
  const warnings = comparisonWarnings([
    compared(0, { years: [yearOf(2025, { plan: planOf({ limits: limits(35_000_000) }) })] }),
    compared(1, {
      schemaVersion: 4,
      run: runSummary('1', {
        census: { ...census, name: 'Other', hash: 'd', accepted: 90 },
        endYear: 2027,
        mode: 'stochastic',
        seed: 7,
        engineVersion: '2.0.0',
      }),
      years: [yearOf(2025, { plan: planOf({ limits: limits(36_000_000) }) })],
    }),
    compared(2),
  ]);
  expect(warnings.map(({ warningId }) => warningId)).toEqual([
    'census',
    'horizon',
    'mode',
    'seed',
    'engine',
    'schema',
    'limits',
  ]);
  expect(warnings.find(({ warningId }) => warningId === 'seed')?.particulars).toBe(
    'Run 0, Run 2: seed 42; Run 1: seed 7',
  );
  expect(warnings.at(-1)?.particulars).toBe('Compensation 2025: $350,000 in Run 0, $360,000 in Run 1');
  expect(warnings.every(({ meaning }) => meaning !== '')).toBe(true);
});
