import { z } from 'zod';
import { MILLION } from '../../../src-shared/units.ts';
import { closedForm } from '../../../src-worker/calibration/closed-form.ts';
import { shrink } from '../../../src-worker/fitting/shrinkage.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { count, multiplier, rate } from './fields.ts';

export const calibrationCalculators = [
  defineCalculator({
    name: 'closedForm',
    rule: 'W-64',
    summary: 'The raise at which average pay grows by a target: where calibration starts.',
    input: z.strictObject({
      turnover: rate('Leavers over opening headcount', 0, 0.999999),
      growth: rate('Headcount growth', -0.999999, 10).prefault(SCENARIO.workforce.targetGrowthRate),
      hireRatio: rate('Pay of hires over the opening average', 0, 100),
      target: rate('Growth of average pay wanted', -1, 10),
    }),
    output: z.strictObject({
      S: z.number().meta({ description: 'Stayers over closing headcount, fraction of 6 decimals' }),
      raise: z.number().meta({ description: 'Raise of stayers, percent of 4 decimals' }),
    }),
    run: ({ turnover, growth, hireRatio, target }) => {
      const { stayerShare, raise } = closedForm(turnover, growth, hireRatio, target);
      return { S: stayerShare / MILLION, raise: raise / 10_000 };
    },
  }),
  defineCalculator({
    name: 'shrink',
    rule: 'W-65',
    summary: 'A fitted multiplier drawn towards its default by how much was seen.',
    input: z.strictObject({
      exposure: count('Persons seen'),
      fitted: multiplier('Fitted value'),
      default: multiplier('Default value'),
    }),
    output: z.strictObject({
      z: z.number().meta({ description: 'Z, fraction of 6 decimals' }),
      value: z.number().meta({ description: 'Shrunk value, 6 decimals' }),
    }),
    run: ({ exposure, fitted, default: standard }) => {
      const { credibility, value } = shrink(exposure, fitted, standard);
      return { z: credibility / MILLION, value: value / MILLION };
    },
  }),
];
