import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario, parseDocumentText } from './parse-scenario.ts';
import { formatJson, scenarioFingerprintText, serialiseScenario } from './serialise-scenario.ts';

const { scenario: standard } = parseScenario({});

describe('serialiseScenario', () => {
  it('the shipped default scenario is in the written form', () => {
    const shipped = readFileSync(new URL('../../resources/default-scenario.json', import.meta.url), 'utf8');
    expect(serialiseScenario(standard)).toBe(shipped);
  });

  it('writing and reading gives the same scenario and the same text', () => {
    const { scenario } = parseScenario({
      workforce: { targetGrowthRate: { 2027: 0.01, 2025: -0.05 } },
      hiring: { departmentMix: { Sales: 2, 'R & D': 1 } },
      compensation: {
        merit: { timing: { kind: 'anniversary' } },
        market: [{ year: 2026, date: '07-01', levels: [1, 2], rate: 0.03 }],
      },
      planDesigns: [{ id: 'a', name: 'A', match: { type: 'tenureGraded' } }],
      planTimeline: [{ fromYear: 2025, designId: 'a' }],
    });
    const text = serialiseScenario(scenario);
    expect(parseScenario(parseDocumentText(text))).toEqual({ scenario, warnings: [] });
    expect(serialiseScenario(parseScenario(parseDocumentText(text)).scenario)).toBe(text);
  });

  it('keys are in the order of the schema, whatever the order of the document', () => {
    const reversed = Object.fromEntries(Object.entries(standard).reverse());
    expect(serialiseScenario(parseScenario(reversed).scenario)).toBe(serialiseScenario(standard));
  });
});

describe('formatJson', () => {
  it('is JSON of the same value for every value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('puts short lists on one line and tables on one line a row', () => {
    const value = {
      a: [1, 2],
      b: [
        [1, 2],
        [3, 4],
      ],
      c: [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      d: {},
      e: [],
    };
    expect(formatJson(value)).toBe(`{
  "a": [1, 2],
  "b": [
    [1, 2],
    [3, 4]
  ],
  "c": [
    { "x": 1, "y": 2 },
    { "x": 3, "y": 4 }
  ],
  "d": {},
  "e": []
}
`);
  });
});

describe('scenarioFingerprintText', () => {
  const textOf = (document: object): string => scenarioFingerprintText(parseScenario(document).scenario);
  const standardText = scenarioFingerprintText(standard);

  it('INV-30 names, labels and descriptions change nothing', () => {
    expect(textOf({ name: 'Other', description: 'Why' })).toBe(standardText);
    expect(textOf({ planDesigns: [{ id: 'standard', name: 'Renamed' }] })).toBe(standardText);
    const relabelled = standard.bands.age.map((band) => ({ ...band, label: `${band.label}!` }));
    expect(textOf({ bands: { age: relabelled } })).toBe(standardText);
    const renamed = standard.segments.income.map((segment) => ({ ...segment, name: `${segment.name}!` }));
    expect(textOf({ segments: { income: renamed } })).toBe(standardText);
  });

  it.each([
    { simulation: { randomSeed: 43 } },
    { workforce: { targetGrowthRate: 0.031 } },
    { workforce: { targetGrowthRate: { 2025: 0.03 } } },
    { hiring: { departmentMix: { Sales: 1 } } },
    { planDesigns: [{ id: 'standard', name: 'Standard plan', match: { type: 'none' } }] },
    { limits: { overrides: { 2026: { catchUp: 8_500 } } } },
  ])('every other setting counts: %j', (document) => {
    expect(textOf(document)).not.toBe(standardText);
  });

  it('keys are sorted, so that their order does not count', () => {
    const mix = (departments: object) => textOf({ hiring: { departmentMix: departments } });
    expect(mix({ Sales: 1, Finance: 2 })).toBe(mix({ Finance: 2, Sales: 1 }));
    const keys = Object.keys(JSON.parse(standardText) as object);
    expect(keys).toEqual([...keys].sort());
    expect(keys).not.toContain('name');
    expect(keys).not.toContain('schemaVersion');
  });
});
