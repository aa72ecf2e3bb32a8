import { existsSync } from 'node:fs';
import { z } from 'zod';
import { EXIT } from '../../../src-shared/errors.ts';
import { dataFolder } from '../../data-folder.ts';
import { machineHealth } from '../../services/health/machine-health.ts';
import { parseArguments } from '../arguments.ts';
import type { Command } from '../invocation.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';

const argumentsSchema = z.object({ workspace: z.string().optional(), verify: z.boolean().default(false) });

/** `planalign health`: examines the machine and the workspace; exit code 1 when anything is wrong. */
export const health: Command = async (input) => {
  const { workspace: given, verify } = parseArguments(argumentsSchema, input);
  const path = workspacePath(given);
  const machine = await machineHealth(dataFolder());
  // On a new machine there is no default workspace yet; a workspace that was named has to exist.
  const examined =
    given === undefined && !existsSync(path)
      ? null
      : await withWorkspace(path, { create: false }, async (workspace) => {
          const { workspaceHealth } = await import('../../store/health.ts');
          return workspaceHealth(workspace, verify);
        });
  const checks = [...machine, ...(examined?.checks ?? [])];
  const healthy = checks.every(({ passed }) => passed);
  const lines = checks.map(({ name, passed, detail }) => `${passed ? '✓' : '✗'} ${name}: ${detail}`);
  const verdict = healthy ? 'Everything is in order.' : 'Something is wrong, see ✗ above.';
  return {
    document: { healthy, checks, workspace: examined ?? { path, exists: false } },
    text: [
      ...lines,
      examined === null ? `  no workspace yet at ${path}` : `  workspace ${path}`,
      verdict,
    ].join('\n'),
    exitCode: healthy ? EXIT.done : EXIT.failed,
  };
};
