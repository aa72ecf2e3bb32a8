import { resolve } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../files/atomic-write.ts';
import { openScenario } from '../../services/scenarios/open-scenario.ts';
import { parseArguments, yearRange, type YearRange } from '../arguments.ts';
import { formatCensusReport } from '../census-report.ts';
import type { Command } from '../invocation.ts';
import { readIntoWorkspace } from '../reading.ts';
import { horizonSettings } from '../settings.ts';
import { workspacePath } from '../with-workspace.ts';

const argumentsSchema = z.object({
  file: z.string().min(1),
  workspace: z.string().optional(),
  join: z.string().min(1).optional(),
  mapping: z.string().min(1).optional(),
  acceptInferred: z.boolean().default(false),
  duplicates: z.enum(['default', 'latest']).optional(),
  strict: z.boolean().default(false),
  name: z.string().min(1).optional(),
  years: yearRange.optional(),
  scenario: z.string().optional(),
  rejects: z.string().min(1).optional(),
  joinRejects: z.string().min(1).optional(),
});

const formatHorizon = ({ startYear, endYear }: YearRange): string => `${startYear}-${endYear}`;

/** Writes rejected rows where the user wants them; null when there are none, or they are not wanted. */
async function writeRejects(file: string | undefined, rows: string | null): Promise<string | null> {
  if (file === undefined || rows === null) return null;
  const path = resolve(file);
  await writeFileAtomically(path, (sink) => sink.write(rows));
  return path;
}

/** `planalign import`: reads a census file, reports on every row and keeps what was accepted in the workspace. */
export const importCensusFile: Command = async (input, invocation) => {
  const given = parseArguments(argumentsSchema, input);
  const path = workspacePath(given.workspace);
  const settings = given.years === undefined ? [] : horizonSettings(given.years);
  const { scenario } = await openScenario(given.scenario ?? null, settings);
  const reading = { ...given, scenario };
  const { census, record } = await readIntoWorkspace(
    path,
    { create: true },
    reading,
    invocation,
    async (workspace, read) => {
      invocation.progress.report('Keeping the census', 0);
      const { keepCensus } = await import('../../services/studies/census-file.ts');
      const name = given.name ?? read.census.name;
      return { census: read.census, record: await keepCensus(workspace, read.census, name) };
    },
  );
  const { report, mapping } = census;
  const rejectsFile = await writeRejects(given.rejects, census.rejects);
  const joinRejectsFile = await writeRejects(given.joinRejects, census.joinRejects);
  return {
    document: {
      workspace: path,
      censusId: record.censusId,
      name: record.name,
      hash: record.hash,
      rows: report.counts?.read ?? 0,
      accepted: report.counts?.accepted ?? 0,
      quarantined: report.counts?.quarantined ?? 0,
      rejectsFile,
      joinRejectsFile,
      report,
      mapping,
    },
    text: [
      `Read for a study of ${formatHorizon(scenario.simulation)}; --years gives others`,
      formatCensusReport(report),
      '',
      `Kept as “${record.name}” in ${path}`,
      ...(rejectsFile === null ? [] : [`Rows that were not accepted: ${rejectsFile}`]),
      ...(joinRejectsFile === null
        ? []
        : [`Rows of the second file that went to nobody: ${joinRejectsFile}`]),
    ].join('\n'),
  };
};
