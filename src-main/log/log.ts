import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CATALOGUE, EXIT, PlanAlignError } from '../../src-shared/errors.ts';

/** What a log line may hold beside its message. Never rows, names, ids or pay of people: only facts about the work. */
type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  /** On every line of this log, and on the error a user sees, so that one leads to the other. */
  readonly correlationId: string;
  readonly file: string;
  info(message: string, fields?: LogFields): void;
  /** A failure with its code and place, and its cause unless that may quote the census; a defect with its stack. */
  failure(command: string, error: unknown): void;
}

const ROTATE_AT_BYTES = 5_000_000;
const KEPT_FILES = 4;

/**
 * The log of one invocation: JSON lines in `planalign.log` of the folder, which is created on the first line. A file
 * of 5 MB is renamed to `planalign.1.log`, and so on up to 4. A log that cannot be written never disturbs the work.
 */
export function openLog(folder: string, correlationId: string): Log {
  const file = join(folder, 'planalign.log');
  let opened = false;
  const write = (level: string, message: string, fields: LogFields): void => {
    const line = {
      time: new Date().toISOString(),
      level,
      correlationId,
      pid: process.pid,
      message,
      ...fields,
    };
    try {
      if (!opened) {
        mkdirSync(folder, { recursive: true });
        rotate(folder, file);
        opened = true;
      }
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk is reported by the work itself.
    }
  };
  return {
    correlationId,
    file,
    info: (message, fields = {}) => {
      write('info', message, fields);
    },
    failure: (command, error) => {
      const fields = error instanceof PlanAlignError ? describeExpected(error) : { stack: stackOf(error) };
      write('error', 'failure', { command, ...fields });
    },
  };
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** The particulars of a failure of the store or of a defect are its cause; those of other failures may quote people. */
function describeExpected(error: PlanAlignError): LogFields {
  const { code, detail, items, place } = error;
  const { employeeId, ...where } = place;
  const cause = code === 'INTERNAL' ? { stack: stackOf(error) } : {};
  const particulars = ERROR_CATALOGUE[code].exit === EXIT.store ? { detail } : {};
  return {
    code,
    ...where,
    personNamed: employeeId !== undefined,
    items: items.length,
    ...particulars,
    ...cause,
  };
}

function rotate(folder: string, file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < ROTATE_AT_BYTES) return;
  const numbered = (n: number): string => (n === 0 ? file : join(folder, `planalign.${n}.log`));
  for (let n = KEPT_FILES - 1; n >= 0; n -= 1) {
    try {
      renameSync(numbered(n), numbered(n + 1));
    } catch {
      // There are fewer files, or another process is rotating too: both leave a file to append to.
    }
  }
}
