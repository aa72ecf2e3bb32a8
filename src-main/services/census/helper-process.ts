import { fork } from 'node:child_process';

/** A process of our own that does one piece of work and is ended: what the reading of workbooks needs of one. */
export interface HelperProcess {
  send(request: unknown): void;
  onMessage(listen: (message: unknown) => void): void;
  /** What it writes to standard error. */
  onComplaint(listen: (text: string) => void): void;
  onFailure(listen: (error: unknown) => void): void;
  onEnd(listen: () => void): void;
  kill(): void;
}

/** Starts a bundled program with little memory and without the environment of this one. */
export type StartHelper = (program: string, heapMegabytes: number) => HelperProcess;

/** Node needs the system folder on Windows; the zone makes dates independent of the machine. */
export function helperEnvironment(): Record<string, string> {
  const root = process.env['SystemRoot'];
  return { TZ: 'UTC', ...(root === undefined ? {} : { SystemRoot: root }) };
}

/** Starts a program as a child process of Node: in the command line, the browser host and tests. */
export const forkHelper: StartHelper = (program, heapMegabytes) => {
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    env: helperEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const failures: ((error: unknown) => void)[] = [];
  const fail = (error: unknown): void => {
    for (const listen of failures) listen(error);
  };
  child.on('error', fail);
  return {
    send: (request) => {
      if (typeof request !== 'object' || request === null) throw new TypeError('a request is an object');
      child.send(request, (error) => {
        if (error !== null) fail(error);
      });
    },
    onMessage: (listen) => child.on('message', listen),
    onComplaint: (listen) =>
      child.stderr?.on('data', (text: Buffer) => {
        listen(text.toString('utf8'));
      }),
    onFailure: (listen) => failures.push(listen),
    onEnd: (listen) => child.on('close', listen),
    kill: () => child.kill('SIGKILL'),
  };
};
