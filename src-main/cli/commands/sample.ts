import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { writeSampleCensus } from '../../services/sample/sample-census.ts';
import { parseArguments, seedNumber, wholeNumber } from '../arguments.ts';
import { formatBytes, formatQuantity } from '../format.ts';
import type { Command } from '../invocation.ts';

const MOST_EMPLOYEES = 10_000_000;

const argumentsSchema = z.object({
  employees: wholeNumber(1, MOST_EMPLOYEES),
  seed: seedNumber,
  out: z.string().min(1),
  force: z.boolean().default(false),
});

/** `planalign sample`: writes an invented census. */
export const sample: Command = async (input, { progress, signal }) => {
  const { employees, seed, out, force } = parseArguments(argumentsSchema, input);
  const file = resolve(out);
  await writeSampleCensus(
    file,
    { employees, seed },
    {
      replace: force,
      signal,
      onProgress: (share) => {
        progress.report('Writing the sample census', share);
      },
    },
  );
  const { size } = await stat(file);
  return {
    document: { file, employees, seed, bytes: size },
    text: `Wrote ${formatQuantity(employees, 'invented employee')} (${formatBytes(size)}) to ${file}`,
  };
};
