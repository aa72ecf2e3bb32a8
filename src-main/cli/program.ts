import { Command as Commander } from 'commander';
import { PRODUCT_VERSION } from '../files/product-version.ts';
import { registerCalc } from './calc.ts';
import type { Command } from './invocation.ts';

/** Runs a loaded command under its name and prints its answer. */
export type Runner = (name: string, command: Command, input: unknown) => Promise<void>;

const WORKSPACE = ['--workspace <file>', 'workspace file (default: the one in your data folder)'] as const;
const SCENARIO = ['--scenario <file>', 'scenario file (default: the default scenario)'] as const;
const MAPPING = ['--mapping <file>', 'confirmed columns and formats of the census file'] as const;
const JOIN = ['--join <file>', 'second file whose columns are added to the census by employee id'] as const;
const ACCEPT_INFERRED = [
  '--accept-inferred',
  'accept the formats that were inferred with certainty',
] as const;
const JSON_FLAG = ['--json', 'print one JSON document and nothing else'] as const;
/** Adds one more value of a repeatable option. */
const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** The command line as commander knows it. Each command's code is loaded when it runs, so that --help is quick. */
export function buildProgram(run: Runner): Commander {
  const program = new Commander('planalign')
    .description('PlanAlign Studio: workforce simulation, offline, every number explained.')
    .version(PRODUCT_VERSION)
    .option(...JSON_FLAG)
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

  program
    .command('import')
    .description('read a census file, report on every row, keep what was accepted')
    .argument('<file>', '.csv, .tsv, .txt, .parquet or .xlsx')
    .option(...WORKSPACE)
    .option(...JOIN)
    .option(...MAPPING)
    .option(...ACCEPT_INFERRED)
    .option('--duplicates <policy>', 'how conflicting rows of one id are resolved: default or latest')
    .option('--strict', 'refuse the file if any row is quarantined')
    .option('--name <name>', 'name of the census in the workspace (default: the name of the file)')
    .option('--years <years>', 'years of the study, as 2026-2030 (default: those of the scenario)')
    .option(...SCENARIO)
    .option('--rejects <file>', 'write the rows that were not accepted to a CSV file')
    .option('--join-rejects <file>', 'write the rows of the second file that went to nobody to a CSV file')
    .option(...JSON_FLAG)
    .action(async (file: string, options: object) => {
      await run('import', (await import('./commands/import.ts')).importCensusFile, { ...options, file });
    });

  program
    .command('simulate')
    .description('simulate a census under a scenario and store every event')
    .argument('<years>', 'years to simulate, as 2026-2030 or 2026')
    .option(
      '--census <file-or-name>',
      'census file, or name of an imported census (default: the sample census)',
    )
    .option(...SCENARIO)
    .option(...WORKSPACE)
    .option('--seed <number>', 'seed of the random draws (default: that of the scenario)')
    .option('--mode <mode>', 'exact or stochastic (default: that of the scenario)')
    .option('--name <text>', 'name of the run (default: the name of the scenario)')
    .option(...JOIN)
    .option(...MAPPING)
    .option(...ACCEPT_INFERRED)
    .option('--set <path=value>', 'change one setting of the scenario for this run; repeatable', collect, [])
    .option(...JSON_FLAG)
    .action(async (years: string, options: object) => {
      await run('simulate', (await import('./commands/simulate.ts')).simulate, { ...options, years });
    });

  program
    .command('validate')
    .description('check scenario files, census files and stored runs')
    .argument('[targets...]', 'scenario files, census files, ids of runs (default: the last complete run)')
    .option(...SCENARIO)
    .option('--census <file>', 'census file to check')
    .option('--run <run>', 'id of a run to check')
    .option(...WORKSPACE)
    .option(...JOIN)
    .option(...MAPPING)
    .option(...ACCEPT_INFERRED)
    .option('--years <years>', 'years a census is checked for (default: those of the scenario)')
    .option(...JSON_FLAG)
    .action(async (targets: readonly string[], options: object) => {
      await run('validate', (await import('./commands/validate.ts')).validate, { ...options, targets });
    });

  program
    .command('health')
    .description('examine the machine and the workspace')
    .option(...WORKSPACE)
    .option('--verify', 'also recompute the fingerprint of every complete run')
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('health', (await import('./commands/health.ts')).health, options);
    });

  program
    .command('status')
    .description('where everything is, and what the workspace holds')
    .option(...WORKSPACE)
    .option('--detailed', 'also list the runs and the machine')
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('status', (await import('./commands/status.ts')).status, options);
    });

  const runs = program.command('runs').description('list, show and delete runs');
  runs
    .command('list')
    .description('list the runs of the workspace, newest first')
    .option(...WORKSPACE)
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('runs list', (await import('./commands/runs.ts')).runsList, options);
    });
  runs
    .command('show')
    .description('show one run: its years, events and checks')
    .argument('<run>', 'id of the run, or the beginning of it')
    .option(...WORKSPACE)
    .option(...JSON_FLAG)
    .action(async (id: string, options: object) => {
      await run('runs show', (await import('./commands/runs.ts')).runsShow, { ...options, run: id });
    });
  runs
    .command('delete')
    .description('delete one run for good')
    .argument('<run>', 'id of the run, or the beginning of it')
    .option('--yes', 'do not ask')
    .option(...WORKSPACE)
    .option(...JSON_FLAG)
    .action(async (id: string, options: object) => {
      await run('runs delete', (await import('./commands/runs.ts')).runsDelete, { ...options, run: id });
    });

  program
    .command('ndt')
    .description('print the plan tests of a year of a run, with their corrections')
    .argument('<run>', 'id of the run, the beginning of it, or its name')
    .requiredOption('--year <year>', 'year of the run')
    .option('--people', 'also list everyone tested, with the ratio of each, in the JSON document')
    .option(...WORKSPACE)
    .option(...JSON_FLAG)
    .action(async (id: string, options: object) => {
      await run('ndt', (await import('./commands/ndt.ts')).ndt, { ...options, run: id });
    });

  program
    .command('export')
    .description('write a complete run as an Excel workbook')
    .argument('<run>', 'id of the run, the beginning of it, or its name')
    .requiredOption('--out <file>', 'workbook to write, .xlsx')
    .option(...WORKSPACE)
    .option(...JSON_FLAG)
    .action(async (id: string, options: object) => {
      await run('export', (await import('./commands/export.ts')).exportRun, { ...options, run: id });
    });

  program
    .command('serve')
    .description('serve a workspace to browsers on this machine: to its owner, and to others for reading')
    .option(...WORKSPACE)
    .option('--port <number>', 'port to listen on (default: any free one)', '0')
    .option('--readers <number>', 'browsers that may open the address of the readers', '10')
    .option(...JSON_FLAG)
    .action(async (options: object) => {
      await run('serve', (await import('./commands/serve.ts')).serve, options);
    });

  const scenario = program.command('scenario').description('start a scenario file; describe scenario files');
  scenario
    .command('init')
    .description('write the default scenario, every setting in it')
    .option('--out <file>', 'file to write', 'scenario.planalign')
    .option('--force', 'replace a file that says something else')
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('scenario init', (await import('./commands/scenario.ts')).scenarioInit, options);
    });
  scenario
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .option(...JSON_FLAG)
    .action(async (options: unknown) => {
      await run('scenario schema', (await import('./commands/scenario.ts')).scenarioSchema, options);
    });

  registerCalc(program, run);
  return program;
}
