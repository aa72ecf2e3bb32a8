import { z } from 'zod';
import { DrawSource } from '../../../src-worker/random/draw-source.ts';
import { uniformOf } from '../../../src-worker/random/draws.ts';
import { lnDet } from '../../../src-worker/random/deterministic-ln.ts';
import { NOISE_DRAWS, noisePpm, normalOf } from '../../../src-worker/random/noise.ts';
import { personKeyText, writePersonKey } from '../../../src-worker/random/person-key.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { draw, integer, rate } from './fields.ts';

const personId = () => z.string().min(1).meta({ description: 'Employee id; trimmed and brought to NFC' });
const MAX_SEED = Number.MAX_SAFE_INTEGER;

export const randomCalculators = [
  defineCalculator({
    name: 'personKey',
    rule: 'W-8',
    summary: 'The 64-bit key by which the draws of a person are found.',
    input: z.strictObject({ id: personId() }),
    output: z.strictObject({
      key: z
        .string()
        .regex(/^[0-9a-f]{16}$/)
        .meta({ description: 'FNV-1a 64, 16 hexadecimal digits' }),
    }),
    run: ({ id }) => ({ key: personKeyText(id) }),
  }),
  defineCalculator({
    name: 'draw',
    rule: 'W-7',
    summary: 'The uniform draw of a person, year, process and index.',
    input: z.strictObject({
      seed: z
        .int()
        .min(0)
        .max(MAX_SEED)
        .meta({ description: 'Random seed of the scenario' })
        .prefault(SCENARIO.simulation.randomSeed),
      replicate: z.int().min(0).max(0xffff_ffff).meta({ description: 'Replicate number' }).prefault(0),
      id: personId(),
      year: z.int().min(0).max(0xffff).meta({ description: 'Counter year of W-14; 0 for MERIT_DATE' }),
      process: z.int().min(0).max(0xffff).meta({ description: 'Process id of W-14' }),
      index: z.int().min(0).max(0xffff_ffff).meta({ description: 'Index of the draw' }).prefault(0),
    }),
    output: z.strictObject({ u: z.number().meta({ description: 'k / 2^53, 0 ≤ u < 1' }) }),
    run: ({ seed, replicate, id, year, process, index }) => {
      const keys = { keyLow: new Int32Array(1), keyHigh: new Int32Array(1) };
      writePersonKey(keys, 0, id);
      return { u: uniformOf(new DrawSource(seed, replicate).draw(keys, 0, year, process, index)) };
    },
  }),
  defineCalculator({
    name: 'ln',
    rule: 'W-11',
    summary: 'The natural logarithm that is the same on every platform.',
    input: z.strictObject({ x: z.number().gt(0).max(1).meta({ description: 'Argument, 0 < x ≤ 1' }) }),
    output: z.strictObject({ value: z.number().meta({ description: 'lnDet(x)' }) }),
    run: ({ x }) => ({ value: lnDet(x) }),
  }),
  defineCalculator({
    name: 'noise',
    rule: 'W-12',
    summary: 'Pay noise from twelve uniform draws.',
    input: z.strictObject({
      draws: z.array(draw('Draw')).length(NOISE_DRAWS).meta({ description: 'Draws of indexes 0 to 11' }),
      stdDev: rate('Standard deviation').prefault(SCENARIO.hiring.pay.noiseStdDev),
    }),
    output: z.strictObject({ noisePpm: integer('rnd(σ ppm × z), ppm') }),
    run: ({ draws, stdDev }) => {
      const sum = draws.reduce((total, k) => total + uniformOf(k), 0);
      return { noisePpm: noisePpm(stdDev, normalOf(sum)) };
    },
  }),
];
