import { helperEnvironment, type StartHelper } from '../services/census/helper-process.ts';

/** What is used of a utility process of Electron. */
export interface UtilityChild {
  readonly stderr: NodeJS.ReadableStream | null;
  on(event: 'message', listen: (message: unknown) => void): unknown;
  on(event: 'exit', listen: (code: number) => void): unknown;
  on(event: 'error', listen: (type: 'FatalError', location: string, report: string) => void): unknown;
  once(event: 'spawn', listen: () => void): unknown;
  postMessage(message: unknown): void;
  kill(): boolean;
}

/** Starts a utility process: possible in the main process only, once Electron is ready. */
export type ForkUtility = (
  program: string,
  options: {
    readonly serviceName: string;
    readonly execArgv: string[];
    readonly env: Record<string, string>;
    readonly stdio: ['ignore', 'ignore', 'pipe'];
  },
) => UtilityChild;

/**
 * Starts helper processes the way Electron has them, so that its own program never has to run as Node (the fuse
 * `runAsNode` is off).
 */
export const utilityHelper =
  (fork: ForkUtility): StartHelper =>
  (program, heapMegabytes) => {
    const child = fork(program, {
      serviceName: 'PlanAlign workbook reader',
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      env: helperEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return {
      // What is sent before it runs would be lost.
      send: (request) =>
        child.once('spawn', () => {
          child.postMessage(request);
        }),
      onMessage: (listen) => child.on('message', listen),
      onComplaint: (listen) =>
        child.stderr?.on('data', (text: Buffer) => {
          listen(text.toString('utf8'));
        }),
      onFailure: (listen) =>
        child.on('error', (type, location) => {
          listen(new Error(`${type} at ${location}`));
        }),
      onEnd: (listen) => child.on('exit', listen),
      kill: () => child.kill(),
    };
  };
