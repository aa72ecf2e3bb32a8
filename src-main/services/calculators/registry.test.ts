import { describe, expect, it } from 'vitest';
import { CALCULATORS, describeCalculator, findCalculator, runCalculator } from './registry.ts';

/** The names of W-67, row by row. */
const NAMES = [
  ...['completed', 'addYears', 'personKey', 'draw', 'ln', 'noise', 'allocate', 'normalise', 'inferRate'],
  ...['payUnit', 'parseDate', 'inferDate', 'parseMoney', 'annualPay', 'deriveDate', 'census', 'level'],
  ...['payRange', 'solve', 'solveChain', 'strata', 'hazards', 'hireHazards', 'select', 'reason', 'leaveDate'],
  ...['severance', 'startDate', 'assignLevels', 'birthDate', 'hirePay', 'promotionQuota', 'promotionPay'],
  ...[
    'merit',
    'payYear',
    'meritDates',
    'status',
    'months',
    'growth',
    'closedForm',
    'shrink',
    'eventId',
    'order',
  ],
];

describe('CALCULATORS', () => {
  it('W-67 has every calculator of the table, and no name twice', () => {
    const names = CALCULATORS.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(NAMES));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(CALCULATORS)('W-67 $name describes its input and output as closed objects', ({ name }) => {
    const { rule, summary, input, output } = describeCalculator(name);
    expect(rule).toMatch(/^[WP]-\d+$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(input).toMatchObject({ type: 'object', additionalProperties: false });
    expect(output).toHaveProperty('$schema');
  });

  it.each(CALCULATORS)('W-67 $name refuses an unknown field and an input that is no object', ({ name }) => {
    const code = 'CALCULATOR_INPUT';
    const message = expect.stringContaining('"unknownField"') as string;
    expect(runCalculator(name, { unknownField: 1 })).toMatchObject({ error: { code, message } });
    for (const input of [null, undefined, [], 'text', 1]) {
      expect(runCalculator(name, input)).toMatchObject({ error: { code } });
    }
  });
});

describe('runCalculator', () => {
  it('names the nearest calculator for an unknown name', () => {
    expect(runCalculator('Hazard', {})).toEqual({
      error: {
        code: 'CALCULATOR_UNKNOWN',
        message: 'There is no calculator "Hazard"; the nearest name is "hazards".',
        items: [],
      },
    });
    expect(findCalculator('__proto__')).toBeNull();
    expect(() => describeCalculator('constructor')).toThrow(/CALCULATOR_UNKNOWN/);
  });

  it('lists every finding about an invalid input', () => {
    const answer = runCalculator('completed', { from: '2025-02-29', to: 5 });
    expect(answer).toMatchObject({
      error: {
        code: 'CALCULATOR_INPUT',
        items: ['from: is not a calendar date written yyyy-MM-dd', expect.stringMatching(/^to: /) as string],
      },
    });
  });

  it.each([
    ['allocate', { total: 1.5, weights: [1] }],
    ['allocate', { total: 1, weights: [-1] }],
    ['allocate', { total: 1, weights: [1, 1], carry: [0] }],
    ['allocate', { total: 9, weights: [1, 1], caps: [4, 4] }],
    ['draw', { id: 'A', year: 2025.5, process: 1 }],
    ['noise', { draws: [0.5] }],
    ['payRange', { amount: 1.001, years: 1 }],
    ['solve', { n: 10, nE: 5, nP: 4 }],
    ['annualPay', { amount: '31', unit: 'hourly' }],
    ['deriveDate', { age: 40, tenureYears: 3 }],
    ['deriveDate', {}],
    ['level', { pay: 1, levels: [{ level: 1, minPay: 2, maxPay: 1 }] }],
  ])('W-67 %s refuses %j', (name, input) => {
    expect(runCalculator(name, input)).toMatchObject({ error: { code: 'CALCULATOR_INPUT' } });
  });
});
