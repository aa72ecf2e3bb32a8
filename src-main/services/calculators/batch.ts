import { StringDecoder } from 'node:string_decoder';
import { z } from 'zod';
import { runCalculator } from './registry.ts';

/** Longest line of a batch, in UTF-16 units: a census of about 100,000 rows. A longer one is answered by an error. */
const MAX_LINE_LENGTH = 32 * 1024 * 1024;
/** Answers are handed on at this size at the latest, so that a reader who waits is not waited for in memory. */
const FLUSH_LENGTH = 64 * 1024;

const identifier = z.union([z.string(), z.number(), z.null()]);
type Identifier = z.infer<typeof identifier>;

const requestSchema = z.strictObject({
  id: identifier.optional(),
  name: z.string(),
  input: z.unknown(),
});

/** One line of a batch; null where it was longer than {@link MAX_LINE_LENGTH} and was not kept. */
type Line = string | null;

/**
 * Answers a batch of calculations: JSON lines {"id", "name", "input"} in, JSON lines {"id", "result"} or
 * {"id", "error": {"code", "message"}} out, in the same order. A bad line is answered by an error that names the line
 * and does not stop the rest; blank lines are skipped. Yields text of whole lines, at the latest with every chunk read,
 * and keeps no more than one line and one chunk in memory.
 */
export async function* answerBatch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let number = 0;
  let answers = '';
  for await (const lines of splitLines(chunks)) {
    for (const line of lines) {
      number += 1;
      answers += answerLine(line, number);
      if (answers.length < FLUSH_LENGTH) continue;
      yield answers;
      answers = '';
    }
    if (answers !== '') yield answers;
    answers = '';
  }
}

/** The lines that each chunk completes. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new StringDecoder('utf8');
  let open: string[] = [];
  let openLength = 0;
  const extend = (text: string): void => {
    openLength += text.length;
    if (openLength <= MAX_LINE_LENGTH) open.push(text);
    else open = [];
  };
  const close = (): Line => {
    const line = openLength <= MAX_LINE_LENGTH ? open.join('') : null;
    open = [];
    openLength = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const texts = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)).split('\n');
    const lines: Line[] = [];
    for (const [index, text] of texts.entries()) {
      if (index > 0) lines.push(close());
      extend(text);
    }
    yield lines;
  }
  extend(decoder.end());
  yield [close()];
}

const BYTE_ORDER_MARK = '\uFEFF';

function answerLine(line: Line, number: number): string {
  if (line === null) return failureLine(null, number, `is longer than ${MAX_LINE_LENGTH} characters`);
  const text = number === 1 && line.startsWith(BYTE_ORDER_MARK) ? line.slice(1) : line;
  if (text.trim() === '') return '';
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch (error) {
    return failureLine(null, number, `is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success)
    return failureLine(
      idOf(request),
      number,
      `is not {"id", "name", "input"}: ${z.prettifyError(parsed.error)}`,
    );
  const { id = null, name, input } = parsed.data;
  return `${JSON.stringify({ id, ...answerRequest(name, input) })}\n`;
}

/** A defect in one calculation must not end a batch of thousands: it is reported as INTERNAL on its line. */
function answerRequest(name: string, input: unknown): object {
  try {
    const answer = runCalculator(name, input);
    if ('result' in answer) return { result: answer.result };
    return { error: { code: answer.error.code, message: answer.error.message } };
  } catch (error) {
    return { error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } };
  }
}

function idOf(request: unknown): Identifier {
  if (typeof request !== 'object' || request === null || !('id' in request)) return null;
  return identifier.safeParse(request.id).data ?? null;
}

const failureLine = (id: Identifier, number: number, finding: string): string =>
  `${JSON.stringify({ id, error: { code: 'CALCULATOR_INPUT', message: `line ${number} ${finding}` } })}\n`;
