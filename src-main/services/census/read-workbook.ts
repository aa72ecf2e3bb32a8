import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { WorkbookAnswer, WorkbookRequest } from './excel-process.ts';
import type { HelperProcess, StartHelper } from './helper-process.ts';
import type { CensusMapping } from './mapping.ts';
import type { ImportControl, RawColumn, RawTable } from './raw-table.ts';
import { WORKBOOK_LIMITS, type WorkbookLimits } from './workbook-precheck.ts';

/** How often a cancellation is looked for while the process works. */
const POLL_MILLISECONDS = 100;
const LONGEST_MESSAGE = 4_000;

const isAnswer = (message: unknown): message is WorkbookAnswer =>
  typeof message === 'object' && message !== null && 'kind' in message;

/** The program that parses workbooks, and how it is started on this host. */
export interface WorkbookProgram {
  readonly path: string;
  readonly start: StartHelper;
}

/**
 * Reads the mapped columns of a workbook in a process of its own, with limits on size, growth, rows, memory and time.
 * @throws PlanAlignError CENSUS_TOO_LARGE, CENSUS_UNSAFE, CENSUS_FORMAT, CENSUS_EMPTY, MAPPING_INVALID or CANCELLED.
 */
export async function readWorkbook(
  path: string,
  bytes: number,
  mapping: CensusMapping,
  control: ImportControl,
  program: WorkbookProgram,
  limits: WorkbookLimits = WORKBOOK_LIMITS,
): Promise<RawTable> {
  if (bytes > limits.fileBytes)
    throw new PlanAlignError('CENSUS_TOO_LARGE', `It is larger than ${limits.fileBytes} bytes.`, {
      file: path,
    });
  control.throwIfCancelled();
  const child = program.start(program.path, limits.heapMegabytes);
  try {
    return await converse(child, { path, mapping, limits }, control);
  } finally {
    child.kill();
  }
}

function converse(child: HelperProcess, request: WorkbookRequest, control: ImportControl): Promise<RawTable> {
  const { path, limits } = request;
  const refuse = (code: 'CENSUS_TOO_LARGE' | 'CENSUS_UNSAFE', detail: string): PlanAlignError =>
    new PlanAlignError(code, detail, { file: path });
  return new Promise((resolve, reject) => {
    const columns: RawColumn[] = [];
    let complaint = '';
    const timers: NodeJS.Timeout[] = [];
    const finish = (end: () => void): void => {
      for (const timer of timers) clearInterval(timer);
      end();
    };
    const fail = (error: unknown): void => {
      finish(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    timers.push(
      setTimeout(() => {
        fail(
          refuse('CENSUS_TOO_LARGE', `Opening it took longer than ${limits.milliseconds / 1_000} seconds.`),
        );
      }, limits.milliseconds),
      setInterval(() => {
        try {
          control.throwIfCancelled();
        } catch (error) {
          fail(error);
        }
      }, POLL_MILLISECONDS),
    );
    child.onComplaint((text) => {
      complaint = (complaint + text).slice(0, LONGEST_MESSAGE);
    });
    child.onMessage((message) => {
      if (!isAnswer(message)) return;
      if (message.kind === 'column') columns.push(message.column);
      else if (message.kind === 'failed')
        fail(new PlanAlignError(message.code, message.detail, { file: path }));
      else {
        control.onProgress('read', 1);
        finish(() => {
          resolve({ ...message.table, columns });
        });
      }
    });
    child.onFailure(fail);
    child.onEnd(() => {
      const isOutOfMemory = /heap out of memory|Allocation failed|ERR_STRING_TOO_LONG/i.test(complaint);
      fail(
        isOutOfMemory
          ? refuse('CENSUS_TOO_LARGE', 'Opening it needs more memory than a workbook may use.')
          : refuse('CENSUS_UNSAFE', 'The program that opens workbooks ended without an answer.'),
      );
    });
    child.send(request);
  });
}
