import type { ExitCode } from '../../src-shared/errors.ts';
import type { Log } from '../log/log.ts';
import type { Progress } from './progress.ts';

/** What a command needs of the process it runs in. */
export interface Invocation {
  readonly log: Log;
  readonly progress: Progress;
  /** Aborted by the first interrupt; a command then ends with CANCELLED. */
  readonly signal: AbortSignal;
  /** Whether the answer is printed as JSON. */
  readonly json: boolean;
  /** Whether somebody can be asked a question. */
  readonly interactive: boolean;
  /** Asks for a yes on the terminal; anything else is a no. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** What a command answers with: one JSON document, and the same in words. Only the caller prints. */
export interface Answer {
  readonly document: unknown;
  readonly text: string;
  /** Given when the command did its work and the finding is bad: a check that failed. */
  readonly exitCode?: ExitCode;
}

/** An answer too long to hold: printed piece by piece as it arises, the same with and without --json. */
export interface StreamedAnswer {
  readonly stream: AsyncIterable<string>;
  /** Whether it goes on until it is interrupted, which is then a good end. */
  readonly isEndedByInterrupt?: true;
}

/** A command: its options as the command line gives them, checked by the command itself. */
export type Command = (input: unknown, invocation: Invocation) => Promise<Answer | StreamedAnswer>;
