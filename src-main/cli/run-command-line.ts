import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { pipeline } from 'node:stream/promises';
import { CommanderError } from 'commander';
import { EXIT, PlanAlignError, type ExitCode } from '../../src-shared/errors.ts';
import { logFolder } from '../data-folder.ts';
import { openLog } from '../log/log.ts';
import { exitCodeOf, formatFailure, reportFailure } from './failure.ts';
import type { Command, Invocation } from './invocation.ts';
import { buildProgram } from './program.ts';
import { progressOn } from './progress.ts';

/**
 * Runs one command line and resolves to its exit code. Standard output gets the answer, as one JSON document under
 * --json; everything else goes to standard error.
 */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  const json = argv.includes('--json');
  const log = openLog(logFolder(), randomBytes(6).toString('hex'));
  const progress = progressOn(process.stderr, json);
  const { signal, release } = interrupts();
  const invocation: Invocation = {
    log,
    progress,
    signal,
    json,
    interactive: process.stdin.isTTY && process.stderr.isTTY && !json,
    confirm: (question) => confirm(question, signal),
  };

  let exitCode: ExitCode = EXIT.done;
  let running = '';
  const run = async (name: string, command: Command, input: unknown): Promise<void> => {
    running = name;
    log.info('command started', { command: name, json });
    const answer = await command(input, invocation);
    progress.stop();
    if ('stream' in answer) {
      const stop = answer.isEndedByInterrupt === true ? {} : { signal };
      await pipeline(answer.stream, process.stdout, { end: false, ...stop });
    } else {
      exitCode = answer.exitCode ?? EXIT.done;
      process.stdout.write(`${json ? JSON.stringify(answer.document, null, 2) : answer.text}\n`);
    }
    log.info('command ended', { command: name, exitCode });
  };

  try {
    const program = buildProgram(run);
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    progress.stop();
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.done;
    // The reader of a stream has seen enough.
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE') return EXIT.done;
    const error = thrown instanceof CommanderError ? argumentError(thrown) : cancelledOr(thrown, signal);
    exitCode = exitCodeOf(error);
    log.failure(running, error);
    const report = reportFailure(error, log.correlationId);
    if (json) process.stdout.write(`${JSON.stringify({ error: report }, null, 2)}\n`);
    else process.stderr.write(`${formatFailure(report, log.file)}\n`);
  } finally {
    release();
  }
  return exitCode;
}

function argumentError(error: CommanderError): PlanAlignError {
  if (error.code === 'commander.help')
    return new PlanAlignError('ARGUMENTS_INVALID', 'No command was given.');
  return new PlanAlignError('ARGUMENTS_INVALID', error.message.replace(/^error: /, ''));
}

/** What breaks off because of an interrupt is a cancellation, whatever it looks like. */
function cancelledOr(error: unknown, signal: AbortSignal): unknown {
  return signal.aborted && !(error instanceof PlanAlignError) ? new PlanAlignError('CANCELLED', '') : error;
}

/** The first interrupt cancels the work; a second one ends the process at once. */
function interrupts(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.cancelled);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}

/** An interrupt at the question cancels; the end of the input is a no. */
async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
  });
  try {
    const reply = await Promise.race([terminal.question(`${question} [y/N] `, { signal }), ended]);
    return /^y(es)?$/i.test(reply.trim());
  } finally {
    terminal.close();
  }
}
