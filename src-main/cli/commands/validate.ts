import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';
import { EXIT, PlanAlignError } from '../../../src-shared/errors.ts';
import { openScenario } from '../../services/scenarios/open-scenario.ts';
import { parseArguments, yearRange } from '../arguments.ts';
import { exitCodeOf, formatFailure, reportFailure, type ErrorReport } from '../failure.ts';
import { formatCount, formatQuantity } from '../format.ts';
import type { Command, Invocation } from '../invocation.ts';
import { readCensus } from '../reading.ts';
import { horizonSettings } from '../settings.ts';
import { withWorkspace, workspacePath } from '../with-workspace.ts';

const argumentsSchema = z.object({
  targets: z.array(z.string().min(1)),
  workspace: z.string().min(1).optional(),
  scenario: z.string().min(1).optional(),
  census: z.string().min(1).optional(),
  run: z.string().min(1).optional(),
  join: z.string().min(1).optional(),
  mapping: z.string().min(1).optional(),
  acceptInferred: z.boolean().default(false),
  years: yearRange.optional(),
});
type Arguments = z.output<typeof argumentsSchema>;

type Kind = 'scenario' | 'census' | 'run';

interface Target {
  readonly kind: Kind;
  /** Null for the default scenario. */
  readonly name: string | null;
}

/** What came out for one target. */
interface Verdict {
  readonly kind: Kind;
  readonly target: string;
  readonly valid: boolean;
  /** What was found, in words. */
  readonly detail: string;
  readonly error?: ErrorReport;
}

/** `planalign validate`: checks scenario files, census files and stored runs, and reports on all of them. */
export const validate: Command = async (input, invocation) => {
  const given = parseArguments(argumentsSchema, input);
  const verdicts: Verdict[] = [];
  let exitCode = EXIT.done as ReturnType<typeof exitCodeOf>;
  for (const target of await targetsOf(given)) {
    const name = target.name ?? 'the default scenario';
    try {
      const detail = await check(target, given, invocation);
      verdicts.push({ kind: target.kind, target: name, valid: true, detail });
    } catch (error) {
      if (invocation.signal.aborted) throw error;
      invocation.log.failure('validate', error);
      const report = reportFailure(error, invocation.log.correlationId);
      if (exitCode === EXIT.done) exitCode = exitCodeOf(error);
      verdicts.push({ kind: target.kind, target: name, valid: false, detail: report.detail, error: report });
    }
  }
  const error = verdicts.find((verdict) => verdict.error !== undefined)?.error;
  return {
    document: { valid: error === undefined, checks: verdicts, ...(error === undefined ? {} : { error }) },
    text: verdicts.map((verdict) => formatVerdict(verdict, invocation.log.file)).join('\n'),
    exitCode,
  };
};

const RUN_ID = /^[0-9a-f-]{4,36}$/i;

/** A file by its ending, or the id of a run; without any, the default scenario and the last complete run. */
async function targetsOf({
  targets,
  scenario,
  census,
  run,
  workspace,
}: Arguments): Promise<readonly Target[]> {
  const named: Target[] = targets.map((name) => {
    const extension = extname(name).toLowerCase();
    if (extension === '.planalign' || extension === '.json') return { kind: 'scenario', name };
    return { kind: !existsSync(name) && RUN_ID.test(name) ? 'run' : 'census', name };
  });
  if (scenario !== undefined) named.push({ kind: 'scenario', name: scenario });
  if (census !== undefined) named.push({ kind: 'census', name: census });
  if (run !== undefined) named.push({ kind: 'run', name: run });
  if (named.length > 0) return named;
  const path = workspacePath(workspace);
  const last = workspace === undefined && !existsSync(path) ? null : await lastCompleteRun(path);
  return [{ kind: 'scenario', name: null }, ...(last === null ? [] : [{ kind: 'run' as const, name: last }])];
}

function lastCompleteRun(path: string): Promise<string | null> {
  return withWorkspace(path, { create: false }, async (workspace) => {
    const { listRuns } = await import('../../store/run-queries.ts');
    return (await listRuns(workspace)).find(({ status }) => status === 'complete')?.runId ?? null;
  });
}

/** Checks one target and says what was found; throws what is wrong with it. */
async function check({ kind, name }: Target, given: Arguments, invocation: Invocation): Promise<string> {
  switch (kind) {
    case 'scenario': {
      const { scenario, warnings } = await openScenario(name, []);
      const notes = warnings.map(({ setting, message }) => `\n    ${setting}: ${message}`).join('');
      return `“${scenario.name}” is valid, ${formatQuantity(warnings.length, 'warning')}${notes}`;
    }
    case 'census':
      return checkCensus(name, given, invocation);
    case 'run':
      return checkStoredRun(name ?? '', given, invocation);
  }
}

async function checkCensus(
  file: string | null,
  given: Arguments,
  { progress, signal }: Invocation,
): Promise<string> {
  const settings = given.years === undefined ? [] : horizonSettings(given.years);
  const { scenario } = await openScenario(given.scenario ?? null, settings);
  const { join, mapping, acceptInferred } = given;
  const { report } = await readCensus({ file, join, mapping, acceptInferred, scenario }, progress, signal);
  const { read = 0, accepted = 0, quarantined = 0 } = report.counts ?? {};
  const { withRow, withoutRow } = report.join?.counts ?? {};
  const joined =
    withRow === undefined || withoutRow === undefined
      ? ''
      : `; ${formatCount(withRow)} joined, ${formatCount(withoutRow)} without a row in the second file`;
  return `${formatQuantity(read, 'row')}, ${formatCount(accepted)} accepted, ${formatCount(quarantined)} quarantined${joined}`;
}

/** Recomputes the fingerprint of a run, and all checks that SQL can make, from its stored rows. */
async function checkStoredRun(
  reference: string,
  given: Arguments,
  { progress }: Invocation,
): Promise<string> {
  const { verifyRun } = await import('../../store/verify-run.ts');
  const { findRun } = await import('../../store/run-queries.ts');
  const { checkRun } = await import('../../store/validation/check-year.ts');
  return withWorkspace(workspacePath(given.workspace), { create: false }, async (workspace) => {
    const { key, run } = await findRun(workspace, reference);
    progress.report('Recomputing the fingerprint', 0);
    const { fingerprint, problems } = await verifyRun(workspace, run.runId);
    progress.report('Checking the rows', 0.5);
    const years = await workspace.transaction((connection) => checkRun(connection, key));
    const results = years.flatMap(({ year, results: checks }) =>
      checks.map((result) => ({ year, ...result })),
    );
    const broken = results
      .filter(({ severity, failed }) => severity === 'FAIL' && failed > 0)
      .flatMap(({ year, id, offenders }) => offenders.map((offender) => `${id} in ${year}: ${offender}`));
    if (problems.length + broken.length > 0)
      throw new PlanAlignError(
        'RUN_ALTERED',
        `Run ${run.runId} does not agree with its ledger or its checks.`,
        {},
        [...problems, ...broken],
      );
    return `fingerprint ${fingerprint} recomputed from the rows; ${formatQuantity(results.length, 'check')} passed`;
  });
}

function formatVerdict({ kind, target, valid, detail, error }: Verdict, logFile: string): string {
  const subject = `${kind} ${target}`;
  if (valid || error === undefined) return `✓ ${subject}: ${detail}`;
  return `✗ ${subject}\n${formatFailure(error, logFile).replace(/^/gm, '  ')}`;
}
