import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { ensureBuilt, root } from '../../scripts/build-if-stale.mjs';

ensureBuilt();

const PROGRAM = join(root, 'dist', 'main', 'planalign.mjs');

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for the tests of one file: files in it, and the user's data folder in `home`. */
export class Playground {
  folder = '';

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  get home(): string {
    return this.path('home');
  }

  /** Runs the built command line in the folder as a process of its own. */
  run(...args: readonly string[]): Promise<Outcome> {
    return this.start(args).outcome;
  }

  /** Starts it without waiting. `wrap` is a command in front of it, such as one that gives it another file system. */
  start(args: readonly string[], wrap: readonly string[] = []): Running {
    const [command = process.execPath, ...rest] = [...wrap, process.execPath, PROGRAM, ...args];
    const child = spawn(command, rest, {
      cwd: this.folder,
      env: { ...process.env, PLANALIGN_HOME: this.home },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const outcome = new Promise<Outcome>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => {
        resolve({ exitCode, stdout, stderr });
      });
    });
    return { child, outcome };
  }
}

export interface Running {
  readonly child: ReturnType<typeof spawn>;
  readonly outcome: Promise<Outcome>;
}

/** A playground for the tests of the file, removed after them. */
export function playground(): Playground {
  const ground = new Playground();
  beforeAll(async () => {
    ground.folder = await mkdtemp(join(tmpdir(), 'planalign-cli-'));
  });
  afterAll(() => rm(ground.folder, { recursive: true, force: true }));
  return ground;
}

/** The one JSON document of a --json run. Fails when anything else stands on standard output. */
export function documentOf({ stdout }: Outcome): unknown {
  return JSON.parse(stdout);
}
