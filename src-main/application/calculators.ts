import type { CalculatorService } from '../../src-shared/api/calculators.ts';
import { CALCULATORS, describeCalculator, runCalculator } from '../services/calculators/registry.ts';

/** JSON Schemas hold nothing that JSON does not: what is not plain in the library's objects falls away. */
const plain = (schema: object): Readonly<Record<string, unknown>> => {
  const copy: unknown = JSON.parse(JSON.stringify(schema));
  return typeof copy === 'object' && copy !== null ? { ...copy } : {};
};

export const calculatorService: CalculatorService = {
  list: () => Promise.resolve(CALCULATORS.map(({ name, rule, summary }) => ({ name, rule, summary }))),
  describe: async ({ name }) => {
    const { input, output, ...entry } = describeCalculator(name);
    return Promise.resolve({ ...entry, input: plain(input), output: plain(output) });
  },
  run: ({ name, input }) => Promise.resolve(runCalculator(name, input)),
};
