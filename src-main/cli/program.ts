import { Command as Commander } from 'commander';
import { registerCalc } from './calc.ts';
import type { Command } from './invocation.ts';

/** Runs a loaded command under its name and prints its answer. */
export type Runner = (name: string, command: Command, input: unknown) => Promise<void>;

const JSON_FLAG = ['--json', 'print one JSON document and nothing else'] as const;
/** The command line as commander knows it. Each command's code is loaded when it runs, so that --help is quick. */
export function buildProgram(run: Runner): Commander {
  const program = new Commander('planalign')
    .description('PlanAlign Studio: workforce simulation, offline, every number explained.')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showHelpAfterError(false);

  program
    .command('sample')
    .description('write an invented census, the same for the same seed')
    .option('--employees <number>', 'rows to write', '5000')
    .option('--seed <number>', 'seed of the invention', '42')
    .option('--out <file>', 'file to write', 'sample-census.csv')
    .option('--force', 'replace a file that is not such a sample')
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('sample', (await import('./commands/sample.ts')).sample, options);
    });

  registerCalc(program, run);
  return program;
}
