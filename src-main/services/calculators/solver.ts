import { z } from 'zod';
import { MILLION } from '../../../src-shared/units.ts';
import { solveGrowth, startPath, type GrowthPath } from '../../../src-worker/workforce/growth-solver.ts';
import { splitLeavers } from '../../../src-worker/workforce/strata.ts';
import { defineCalculator } from './calculator.ts';
import { SCENARIO } from './defaults.ts';
import { count, integer, rate } from './fields.ts';

const { workforce, simulation } = SCENARIO;

/** Growth and the new-hire rate reach beyond their bounds here, where the solver itself refuses them by its own code. */
const solverRates = {
  growth: rate('Growth target', -1000, 1000).prefault(workforce.targetGrowthRate),
  experiencedRate: rate('Termination rate of stratum E').prefault(workforce.experiencedTerminationRate),
  newHireRate: rate('Termination rate of hires and of stratum P').prefault(workforce.newHireTerminationRate),
};

const solution = {
  target: integer('Closing headcount; a raise of the target is in it'),
  leavers: integer('Leavers among opening staff, scheduled ones included'),
  reduction: integer('Reduction in force'),
  hires: integer('Hires, scheduled ones included'),
  newHireLeavers: integer('Hires that leave in the same year, scheduled ones included'),
  carry: integer('Leaver fraction carried to the next year, ppm'),
};

const strataOf = (input: { n: number; nE?: number | undefined; nP?: number | undefined }) => {
  const nP = input.nP ?? input.n - (input.nE ?? input.n);
  return { nE: input.nE ?? input.n - nP, nP };
};

export const solverCalculators = [
  defineCalculator({
    name: 'solve',
    rule: 'W-31',
    summary: 'Leavers, reduction, hires and same-year leavers that meet the growth target of one year.',
    input: z
      .strictObject({
        n: count('Opening headcount'),
        nE: count('Opening persons hired before last year; the rest of n when left out').optional(),
        nP: count('Opening persons hired last year; the rest of n when left out').optional(),
        ...solverRates,
        pathMicro: z
          .int()
          .min(0)
          .max(MILLION * 1e9)
          .meta({
            description: 'Planned headcount before the year in micro-heads; n × 1,000,000 when left out',
          })
          .optional(),
        carry: z
          .int()
          .min(0)
          .max(MILLION - 1)
          .meta({ description: 'Leaver fraction carried into the year, ppm' })
          .prefault(0),
        scheduledLeavers: count('Opening persons with a termination in the year').prefault(0),
        scheduledHires: count('Scheduled hires').prefault(0),
        scheduledHireLeavers: count('Scheduled hires with a termination in the year').prefault(0),
        capacity: count('Opening persons who can leave or are scheduled to; n when left out').optional(),
        hiresNotAtRisk: count('Scheduled hires that cannot leave in the year').prefault(0),
      })
      .superRefine((input, context) => {
        const report = (path: string, message: string): void => {
          context.addIssue({ code: 'custom', path: [path], message });
        };
        const { nE, nP } = strataOf(input);
        const { n, capacity = n } = input;
        if (nE + nP !== n || nE < 0 || nP < 0) report('nE', 'and nP must add to n');
        if (capacity > n) report('capacity', 'is above n');
        if (input.scheduledLeavers > capacity) report('scheduledLeavers', 'is above the capacity');
        if (input.scheduledHireLeavers + input.hiresNotAtRisk > input.scheduledHires)
          report('scheduledHires', 'are fewer than those of them that leave or are not at risk');
      }),
    output: z.strictObject({ ...solution, raised: integer('Heads by which known hires lift the target') }),
    run: (input) => {
      const { n, nE, nP } = { ...input, ...strataOf(input) };
      const { target, raised, leavers, reduction, hires, newHireLeavers, leaverCarry } = solveGrowth({
        opening: n,
        experienced: nE,
        priorYearHires: nP,
        growth: input.growth,
        experiencedRate: input.experiencedRate,
        newHireRate: input.newHireRate,
        pathMicro: input.pathMicro ?? startPath(n).pathMicro,
        leaverCarry: input.carry,
        scheduledLeavers: input.scheduledLeavers,
        scheduledHires: input.scheduledHires,
        scheduledHireLeavers: input.scheduledHireLeavers,
        capacity: input.capacity ?? n,
        hiresNotAtRisk: input.hiresNotAtRisk,
      });
      return { target, raised, leavers, reduction, hires, newHireLeavers, carry: leaverCarry };
    },
  }),
  defineCalculator({
    name: 'solveChain',
    rule: 'W-31',
    summary: 'The growth solver year after year; hires who stay are stratum P of the next year.',
    input: z
      .strictObject({
        n: count('Opening headcount of the first year'),
        nP: count('Of them hired the year before').prefault(0),
        ...solverRates,
        years: z
          .int()
          .min(1)
          .max(100)
          .meta({ description: 'Number of years' })
          .prefault(simulation.endYear - simulation.startYear + 1),
      })
      .refine(({ n, nP }) => nP <= n, { error: 'is above n', path: ['nP'] }),
    output: z.strictObject({ years: z.array(z.strictObject(solution)) }),
    run: ({ n, nP, growth, experiencedRate, newHireRate, years }) => {
      let path: GrowthPath = startPath(n);
      let opening = n;
      let priorYearHires = nP;
      return {
        years: Array.from({ length: years }, () => {
          const solved = solveGrowth({
            ...path,
            opening,
            experienced: opening - priorYearHires,
            priorYearHires,
            growth,
            experiencedRate,
            newHireRate,
            scheduledLeavers: 0,
            scheduledHires: 0,
            scheduledHireLeavers: 0,
            capacity: opening,
            hiresNotAtRisk: 0,
          });
          const { target, leavers, reduction, hires, newHireLeavers, leaverCarry } = solved;
          path = solved;
          opening = target;
          priorYearHires = hires - newHireLeavers;
          return { target, leavers, reduction, hires, newHireLeavers, carry: leaverCarry };
        }),
      };
    },
  }),
  defineCalculator({
    name: 'strata',
    rule: 'W-33',
    summary: 'Random leavers split between experienced staff and last year’s hires.',
    input: z
      .strictObject({
        quota: count('Random leavers of the year'),
        nE: count('Persons of stratum E'),
        nP: count('Persons of stratum P'),
        experiencedRate: solverRates.experiencedRate,
        newHireRate: solverRates.newHireRate,
      })
      .refine(({ quota, nE, nP }) => quota <= nE + nP, { error: 'is above nE + nP', path: ['quota'] }),
    output: z.strictObject({ E: integer('Leavers of stratum E'), P: integer('Leavers of stratum P') }),
    run: ({ quota, nE, nP, experiencedRate, newHireRate }) => {
      const { experienced, priorYearHires } = splitLeavers(
        quota,
        { size: nE, rate: experiencedRate, scheduled: 0, candidates: nE },
        { size: nP, rate: newHireRate, scheduled: 0, candidates: nP },
      );
      return { E: experienced, P: priorYearHires };
    },
  }),
];
