import { findCalculator, runCalculator } from '../../src-main/services/calculators/registry.ts';

/**
 * What a calculator answers, through the same function the command line uses: its result, or {error: CODE}. A result
 * that does not fit the output schema the calculator publishes is a failure of its own.
 */
export function answer(name: string, input: unknown): unknown {
  const answered = runCalculator(name, input);
  if ('error' in answered) return { error: answered.error.code };
  findCalculator(name)?.output.parse(answered.result);
  return answered.result;
}
