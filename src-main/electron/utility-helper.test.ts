import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { helperEnvironment } from '../services/census/helper-process.ts';
import type { WorkbookAnswer } from '../services/census/excel-process.ts';
import { EMPTY_MAPPING } from '../services/census/mapping.ts';
import type { ImportControl } from '../services/census/raw-table.ts';
import { readWorkbook } from '../services/census/read-workbook.ts';
import { utilityHelper, type ForkUtility, type UtilityChild } from './utility-helper.ts';

const CONTROL: ImportControl = { onProgress: () => undefined, throwIfCancelled: () => undefined };

/** A utility process that does to a request what it is told. */
class FakeUtility extends EventEmitter implements UtilityChild {
  readonly stderr = new PassThrough();
  readonly sent: unknown[] = [];
  isRunning = false;
  killed = 0;
  readonly #answer: (child: FakeUtility) => void;

  constructor(answer: (child: FakeUtility) => void) {
    super();
    this.#answer = answer;
    setImmediate(() => {
      this.isRunning = true;
      this.emit('spawn');
    });
  }

  postMessage(message: unknown): void {
    if (!this.isRunning) return;
    this.sent.push(message);
    this.#answer(this);
  }

  kill(): boolean {
    this.killed += 1;
    return true;
  }
}

function read(answer: (child: FakeUtility) => void) {
  const started: { readonly program: string; readonly options: Parameters<ForkUtility>[1] }[] = [];
  const children: FakeUtility[] = [];
  const start = utilityHelper((program, options) => {
    started.push({ program, options });
    const child = new FakeUtility(answer);
    children.push(child);
    return child;
  });
  const table = readWorkbook('a.xlsx', 1, EMPTY_MAPPING, CONTROL, { path: 'excel.mjs', start });
  return { table, started, children };
}

describe('a workbook that is read in a utility process', () => {
  it('is asked for once the process runs, and the process is ended after its answer', async () => {
    const facts = {
      format: 'xlsx',
      bytes: 1,
      encoding: null,
      delimiter: null,
      sheet: 'A',
      sheets: ['A'],
    } as const;
    const rest = {
      headers: [],
      rowCount: 0,
      firstRowNumber: 2,
      hasOtherContent: new Uint8Array(0),
      ragged: new Map<number, string>(),
      date1904: false,
      facts,
    };
    const { table, started, children } = read((child) => {
      child.emit('message', { kind: 'table', table: rest } satisfies WorkbookAnswer);
    });
    expect(await table).toEqual({ ...rest, columns: [] });
    expect(started).toEqual([
      {
        program: 'excel.mjs',
        options: {
          serviceName: 'PlanAlign workbook reader',
          execArgv: [expect.stringMatching(/^--max-old-space-size=\d+$/)],
          env: helperEnvironment(),
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      },
    ]);
    expect(children[0]?.sent).toMatchObject([{ path: 'a.xlsx' }]);
    expect(children[0]?.killed).toBe(1);
  });

  it('that is refused, runs out of memory or ends the process is refused, and nothing is left running', async () => {
    const refused = read((child) => {
      child.emit('message', {
        kind: 'failed',
        code: 'CENSUS_UNSAFE',
        detail: 'No.',
      } satisfies WorkbookAnswer);
    });
    await expect(refused.table).rejects.toMatchObject({ code: 'CENSUS_UNSAFE', detail: 'No.' });
    const full = read((child) => {
      child.stderr.once('end', () => child.emit('exit', 5));
      child.stderr.end('FATAL ERROR: JavaScript heap out of memory');
    });
    await expect(full.table).rejects.toMatchObject({ code: 'CENSUS_TOO_LARGE' });
    const dead = read((child) => child.emit('exit', 1));
    await expect(dead.table).rejects.toMatchObject({ code: 'CENSUS_UNSAFE' });
    const broken = read((child) => child.emit('error', 'FatalError', 'v8', ''));
    await expect(broken.table).rejects.toThrow('FatalError at v8');
    for (const { children } of [refused, full, dead, broken]) expect(children[0]?.killed).toBe(1);
  });
});
