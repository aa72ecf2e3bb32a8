import { z } from 'zod';
import { parseArguments, wholeNumber } from '../arguments.ts';
import type { Command } from '../invocation.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';
import { formatCompliance } from './ndt-report.ts';

const argumentsSchema = z.object({
  run: z.string().min(1),
  year: wholeNumber(2000, 2200),
  people: z.boolean().default(false),
  workspace: z.string().optional(),
});

/**
 * `planalign ndt`: the plan tests of a stored year. The document has everything in the units of the store, which the
 * names say, and everyone tested under --people; the text has the corrections.
 */
export const ndt: Command = async (input) => {
  const {
    run: reference,
    year,
    people: isEveryone,
    workspace: given,
  } = parseArguments(argumentsSchema, input);
  const path = workspacePath(given);
  return withWorkspace(path, { create: false }, async (workspace) => {
    const { readCompliance } = await import('../../services/compliance/read-compliance.ts');
    const compliance = await readCompliance(workspace, reference, year, isEveryone);
    const { run, designId, tests, people } = compliance;
    return {
      document: { workspace: path, runId: run.runId, name: run.name, year, designId, tests, people },
      text: formatCompliance(compliance),
    };
  });
};
