import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { z } from 'zod';
import { dataFolder } from '../../data-folder.ts';
import { PRODUCT_VERSION } from '../../files/product-version.ts';
import type { RunRecord } from '../../store/run-queries.ts';
import { parseArguments } from '../arguments.ts';
import { formatBytes, formatQuantity } from '../format.ts';
import type { Command } from '../invocation.ts';
import { formatFacts } from '../table.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';
import { formatRuns } from './runs.ts';

const argumentsSchema = z.object({ workspace: z.string().optional(), detailed: z.boolean().default(false) });

interface WorkspaceStatus {
  readonly path: string;
  readonly exists: boolean;
  readonly bytes: number;
  readonly schemaVersion: number | null;
  readonly runs: readonly RunRecord[];
}

/** `planalign status`: where everything is and what the workspace holds; --detailed adds the runs and the machine. */
export const status: Command = async (input, { log }) => {
  const { workspace: given, detailed } = parseArguments(argumentsSchema, input);
  const workspace = await workspaceStatus(workspacePath(given), given !== undefined);
  const { path, exists, bytes, schemaVersion, runs } = workspace;
  const byStatus = Object.fromEntries(
    [...new Set(runs.map((run) => run.status))].map((name) => [
      name,
      runs.filter((run) => run.status === name).length,
    ]),
  );
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
    memoryBytes: totalmem(),
  };
  const [lastRun] = runs;
  return {
    document: {
      version: PRODUCT_VERSION,
      dataFolder: dataFolder(),
      logFile: log.file,
      workspace: { path, exists, bytes, schemaVersion, runs: byStatus, lastRun: lastRun ?? null },
      ...(detailed ? { runs, machine } : {}),
    },
    text: [
      formatFacts([
        ['PlanAlign Studio', PRODUCT_VERSION],
        ['Data folder', dataFolder()],
        ['Log file', log.file],
        ['Workspace', exists ? `${path} (${formatBytes(bytes)})` : `${path} (not there yet)`],
        ['Runs', exists ? describeRuns(runs.length, byStatus) : null],
        [
          'Last run',
          lastRun === undefined ? null : `${lastRun.runId} (${lastRun.name}), ${lastRun.startedAt}`,
        ],
        ['Node', detailed ? `${machine.node} on ${machine.platform}` : null],
        [
          'Machine',
          detailed ? `${machine.processors} processors, ${formatBytes(machine.memoryBytes)} memory` : null,
        ],
        ['Schema version', detailed && schemaVersion !== null ? String(schemaVersion) : null],
      ]),
      ...(detailed && runs.length > 0 ? ['', formatRuns(runs)] : []),
    ].join('\n'),
  };
};

async function workspaceStatus(path: string, isNamed: boolean): Promise<WorkspaceStatus> {
  if (!isNamed && !existsSync(path)) return { path, exists: false, bytes: 0, schemaVersion: null, runs: [] };
  return withWorkspace(path, { create: false }, async (workspace) => {
    const { listRuns } = await import('../../store/run-queries.ts');
    const { size } = await stat(workspace.path);
    const { schemaVersion } = workspace;
    return { path, exists: true, bytes: size, schemaVersion, runs: await listRuns(workspace) };
  });
}

function describeRuns(total: number, byStatus: Readonly<Record<string, number>>): string {
  const parts = Object.entries(byStatus).map(([name, count]) => `${count} ${name}`);
  return `${formatQuantity(total, 'run')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
