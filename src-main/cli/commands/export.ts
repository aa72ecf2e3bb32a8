import { resolve } from 'node:path';
import { z } from 'zod';
import { parseArguments } from '../arguments.ts';
import { formatCount } from '../format.ts';
import type { Command } from '../invocation.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';

const argumentsSchema = z.object({
  run: z.string().min(1),
  out: z
    .string()
    .min(1)
    .regex(/\.xlsx$/i, 'give a file that ends in .xlsx'),
  workspace: z.string().optional(),
});

/** `planalign export`: a complete run as a workbook, written whole or not at all. */
export const exportRun: Command = async (input, { progress, signal }) => {
  const { run: reference, out, workspace: given } = parseArguments(argumentsSchema, input);
  const path = workspacePath(given);
  const file = resolve(out);
  return withWorkspace(path, { create: false }, async (workspace) => {
    const [
      { ResultReader },
      { ReadableRuns },
      { writeRunWorkbook },
      { writeFileAtomically },
      { findNamedRun },
      { stat },
    ] = await Promise.all([
      import('../../application/results/result-service.ts'),
      import('../../application/results/run-dictionary.ts'),
      import('../../application/exports/run-workbook.ts'),
      import('../../files/atomic-write.ts'),
      import('../../store/run-queries.ts'),
      import('node:fs/promises'),
    ]);
    const { runId, name } = (await findNamedRun(workspace, reference)).run;
    await writeFileAtomically(file, (sink) =>
      writeRunWorkbook(
        workspace,
        new ResultReader(workspace, new ReadableRuns(workspace)),
        runId,
        sink,
        signal,
        (share) => {
          progress.report('write workbook', share);
        },
      ),
    );
    const { size } = await stat(file);
    return {
      document: { workspace: path, runId, name, file, bytes: size },
      text: `Wrote run ${runId} (${name}) to ${file}, ${formatCount(size)} bytes`,
    };
  });
};
