import { readFileSync } from 'node:fs';
import { PlanAlignError, type ErrorCode } from '../../../src-shared/errors.ts';
import { matchColumns } from './header-match.ts';
import type { CensusMapping } from './mapping.ts';
import type { RawColumn, RawTable } from './raw-table.ts';
import { WorkbookRefused, type WorkbookLimits } from './workbook-precheck.ts';
import { readWorkbookTable } from './workbook-table.ts';

/**
 * The program that opens workbooks. It runs as a child process with little memory and no environment, so that a file
 * from a stranger can at worst end it. It answers one request and ends.
 */

export interface WorkbookRequest {
  readonly path: string;
  readonly mapping: CensusMapping;
  readonly limits: WorkbookLimits;
}

/** What the process answers: its columns one by one, then the rest of the table; or why not. */
export type WorkbookAnswer =
  | { readonly kind: 'column'; readonly column: RawColumn }
  | { readonly kind: 'table'; readonly table: Omit<RawTable, 'columns'> }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly detail: string };

/** The end of the conversation that a helper process of the desktop has, as far as it is used. */
interface ParentPort {
  on(event: 'message', listen: (message: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

const isParentPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;

const given: unknown = Reflect.get(process, 'parentPort');
const port = isParentPort(given) ? given : null;

/** Resolves once the answer has left the process: ending the conversation earlier would lose it. */
const send = (answer: WorkbookAnswer): Promise<void> =>
  new Promise((resolve) => {
    if (port !== null) {
      port.postMessage(answer);
      resolve();
    } else
      process.send?.(answer, undefined, {}, () => {
        resolve();
      });
  });

async function answer({ path, mapping, limits }: WorkbookRequest): Promise<void> {
  const { columns, ...table } = readWorkbookTable(
    readFileSync(path),
    { sheet: mapping.sheet ?? null, headerRow: mapping.headerRow ?? null },
    (headers) => new Set(matchColumns(headers, mapping).positionOf.values()),
    limits,
  );
  for (const column of columns) await send({ kind: 'column', column });
  await send({ kind: 'table', table });
}

function describe(error: unknown): WorkbookAnswer {
  if (error instanceof WorkbookRefused) return { kind: 'failed', code: error.code, detail: error.message };
  if (error instanceof PlanAlignError) return { kind: 'failed', code: error.code, detail: error.detail };
  return {
    kind: 'failed',
    code: 'CENSUS_UNSAFE',
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Answers, and then ends: in the desktop the other side ends this process once it has the answer. */
function serve(request: WorkbookRequest): void {
  void answer(request)
    .catch((error: unknown) => send(describe(error)))
    .finally(() => {
      if (port === null) process.disconnect();
    });
}

if (port === null) process.once('message', serve);
else
  port.on('message', ({ data }) => {
    serve(data as WorkbookRequest);
  });
