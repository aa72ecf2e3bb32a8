import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ERROR_CATALOGUE, EXIT, PlanAlignError, type ExitCode } from '../../src-shared/errors.ts';
import { Application } from '../application/application.ts';
import { findPageFolder } from '../application/page/page-files.ts';
import { dataFolder, defaultWorkspacePath, logFolder } from '../data-folder.ts';
import { openLog } from '../log/log.ts';
import { browserLaunch, hasDisplay, launch, thisMachine } from './browsers.ts';
import { BrowserHost } from './host.ts';

/** A window that is loaded again is away for a moment; one that was closed stays away. */
const IDLE_MS = 60_000;

const HELP = `Usage: npm start -- [options] [FILE]

Opens PlanAlign Studio. FILE is a scenario to open.

  --no-open            only print the address, and serve until interrupted
  --port NUMBER        port to listen on, on this machine only (default: any free one)
  --workspace PATH     workspace file (default: the one of the data folder)
  --help               this text
`;

interface Arguments {
  readonly open: boolean;
  readonly port: number;
  readonly workspace: string;
  readonly files: readonly string[];
}

/** @throws PlanAlignError ARGUMENTS_INVALID; null when help was asked for. */
function readArguments(argv: readonly string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        workspace: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${values.port} is no port`);
    return {
      open: !values['no-open'],
      port,
      workspace: values.workspace === undefined ? defaultWorkspacePath() : resolve(values.workspace),
      files: positionals.map((file) => resolve(file)),
    };
  } catch (error) {
    throw new PlanAlignError('ARGUMENTS_INVALID', error instanceof Error ? error.message : String(error));
  }
}

/** Opens the application in a browser and serves it until its window is closed, or until it is interrupted. */
export async function startBrowserHost(argv: readonly string[]): Promise<ExitCode> {
  const log = openLog(logFolder(), randomBytes(6).toString('hex'));
  try {
    const given = readArguments(argv);
    if (given === null) {
      process.stdout.write(HELP);
      return EXIT.done;
    }
    await serve(given, log);
    return EXIT.done;
  } catch (error) {
    log.failure('browser-host', error);
    if (!(error instanceof PlanAlignError)) throw error;
    const { exit, what, fix } = ERROR_CATALOGUE[error.code];
    process.stderr.write(`${error.code}: ${what} ${error.detail}\n  ${fix}\n`);
    return exit;
  }
}

async function serve(given: Arguments, log: ReturnType<typeof openLog>): Promise<void> {
  const application = await Application.open({
    host: 'browser',
    dataFolder: dataFolder(),
    workspace: given.workspace,
    log,
  });
  const machine = thisMachine();
  const opens = given.open && hasDisplay(machine);
  let end = (): void => undefined;
  const ended = new Promise<void>((done) => {
    end = done;
  });
  try {
    const host = await BrowserHost.start({
      application,
      pageFolder: findPageFolder(),
      log,
      port: given.port,
      idleMs: opens ? IDLE_MS : null,
      onIdle: () => {
        end();
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
    try {
      for (const file of given.files) await application.openFile(file);
      const profile = join(dataFolder(), 'browser');
      const isShown = opens && (await launch(browserLaunch(machine, host.newAddress(), profile)));
      process.stdout.write(
        isShown
          ? `PlanAlign Studio is open in the browser. It ends when its window is closed, or with Ctrl+C here.\nAnother window: ${host.newAddress()}\n`
          : `PlanAlign Studio: ${host.newAddress()}\nOpen this address in a browser on this machine. It works once; Ctrl+C ends the application.\n`,
      );
      log.info('browser host started', { port: Number(new URL(host.origin).port), shown: isShown });
      await ended;
    } finally {
      await host.close();
    }
  } finally {
    await application.close();
  }
}
