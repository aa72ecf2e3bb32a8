import { expect, it } from 'vitest';
import { calculatorService } from '../../../src-main/application/calculators.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../../src-shared/scenario/json-value.ts';
import { fillDocument } from '../../../src-shared/scenario/parse-scenario.ts';
import { hazardProducts, matchLines, vestingLines } from './plan-pictures.ts';

const { document } = fillDocument({});
const objectAt = (...path: readonly (string | number)[]): JsonObject => {
  const found = valueAt(document, path);
  return isJsonObject(found) ? found : {};
};
const calculate = (request: { name: string; input: unknown }) => calculatorService.run(request);

it('P-65 shows the match that the engine pays, by deferral', async () => {
  const [line] = await matchLines(calculate, objectAt('planDesigns', 0, 'match'), 2025);
  const at = (deferral: number) => line?.points.find(([x]) => x === deferral)?.[1];
  expect([0, 0.03, 0.04, 0.05, 0.1].map(at)).toEqual([0, 0.03, 0.035, 0.04, 0.04]);
});

it('P-65 shows one line for each band, and none for a formula that is not valid', async () => {
  const bands = [
    { min: 0, max: 2, rate: 0.25, maxDeferral: 0.06 },
    { min: 2, max: null, rate: 1, maxDeferral: 0.06 },
  ];
  const match = { type: 'gradedByService', bands };
  const lines = await matchLines(calculate, match, 2025);
  expect(lines.map(({ name, points }) => [name, points.at(-1)?.[1]])).toEqual([
    ['0–1', 0.015],
    ['2+', 0.06],
  ]);
  expect(await matchLines(calculate, { type: 'none' }, 2025)).toEqual([]);
  expect(await matchLines(calculate, { type: 'tiered', tiers: [] }, 2025)).toEqual([]);
});

it('P-79 shows the vested share by credited years', async () => {
  const [match, core] = await vestingLines(calculate, { match: 'cliff3', core: [0, 50, 100] });
  expect(match?.points.map(([, share]) => share)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
  expect(core?.points.map(([, share]) => share)).toEqual([0, 0.5, 1, 1, 1, 1, 1, 1]);
});

it('W-34 multiplies the risks of age and tenure', () => {
  const hazard = (name: string) => objectAt('workforce', 'terminationHazard', name);
  const multipliers = { age: hazard('ageMultipliers'), tenure: hazard('tenureMultipliers') };
  const { ages, tenures, products } = hazardProducts(document, multipliers);
  expect([ages.length, tenures.length]).toEqual([6, 5]);
  expect(products[0]?.[0]).toBeCloseTo(1.6 * 1.8);
});
