import { PlanAlignError, type ErrorCode } from '../../src-shared/errors.ts';

const DISK_FULL = /no space left|not enough space|disk quota|ENOSPC|EDQUOT|failed to offload data block/i;
/** The database begins what it says with the kind of error. */
const FROM_DATABASE = /^[A-Z][A-Za-z ]* Error: |^Failed to |^Error opening /;
const INTERRUPTED = /^INTERRUPT Error/;
const LOCKED = /could not set lock|being used by another process|Conflicting lock/i;
const LOCK_HOLDER = /held in (.+?) \(PID (\d+)\)/;
const DAMAGED =
  /not a valid DuckDB database|Corrupt database|Could not read enough bytes|Failed to load metadata|WAL file|checksum|Is a directory|Serialization Error/i;
const NEWER = /newer version|storage version|version number/i;

/** A failure of the catalogue, with what was said for the log. */
function failureOf(code: ErrorCode, detail: string, file: string, cause: unknown): PlanAlignError {
  const failure = new PlanAlignError(code, detail, { file });
  failure.cause = cause;
  return failure;
}

/**
 * What a failed statement or file operation is in terms of the catalogue; what the database says is the detail,
 * without the statement it quotes (it may hold values). An expected failure and a defect pass through as they are.
 */
export function storeFailure(error: unknown, file: string): unknown {
  if (error instanceof PlanAlignError) return error;
  const message = messageOf(error);
  if (DISK_FULL.test(message)) return failureOf('DISK_FULL', firstLine(message), file, error);
  if (INTERRUPTED.test(message)) return failureOf('CANCELLED', 'The work was interrupted.', file, error);
  if (FROM_DATABASE.test(message) || isFromSystem(error))
    return failureOf('STORE_FAILED', firstLine(message), file, error);
  return error;
}

/** What a failure to open a workspace is: locked (and by whom), written by a newer version, damaged, or other. */
export function openFailure(error: unknown, file: string): unknown {
  if (error instanceof PlanAlignError) return error;
  const message = messageOf(error);
  if (LOCKED.test(message)) {
    const [, program, process] = LOCK_HOLDER.exec(message) ?? [];
    const holder =
      program === undefined || process === undefined
        ? 'Another program holds it.'
        : `It is held by ${program} (process ${process}).`;
    return failureOf('WORKSPACE_LOCKED', holder, file, error);
  }
  if (NEWER.test(message)) return failureOf('WORKSPACE_TOO_NEW', firstLine(message), file, error);
  if (DAMAGED.test(message)) return failureOf('WORKSPACE_DAMAGED', firstLine(message), file, error);
  return storeFailure(error, file);
}

/** Whether an error comes from the operating system: those carry the call that was refused. */
function isFromSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
