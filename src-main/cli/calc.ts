import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Command as Commander } from 'commander';
import { z } from 'zod';
import { EXIT, PlanAlignError, type ErrorPlace } from '../../src-shared/errors.ts';
import { readText } from '../files/read-text.ts';
import { parseArguments } from './arguments.ts';
import type { Answer, Command } from './invocation.ts';
import type { Runner } from './program.ts';

const argumentsSchema = z
  .object({
    name: z.string().optional(),
    input: z.string().min(1).optional(),
    list: z.literal(true).optional(),
    schema: z.string().optional(),
    batch: z.string().min(1).optional(),
    json: z.boolean().optional(),
  })
  .transform(({ name, input, list, schema, batch }, context): Request => {
    if ([name, list, schema, batch].filter((choice) => choice !== undefined).length === 1) {
      if (list !== undefined) return { kind: 'list' };
      if (schema !== undefined) return { kind: 'schema', name: schema };
      if (batch !== undefined && input === undefined) return { kind: 'batch', file: batch };
      if (name !== undefined && input !== undefined) return { kind: 'single', name, file: input };
    }
    context.addIssue({
      code: 'custom',
      message: 'give NAME with --input FILE, or one of --list, --schema NAME and --batch FILE',
    });
    return z.NEVER;
  });

type Request =
  | { readonly kind: 'list' }
  | { readonly kind: 'schema'; readonly name: string }
  | { readonly kind: 'batch'; readonly file: string }
  | { readonly kind: 'single'; readonly name: string; readonly file: string };

/** Adds `planalign calc`. The calculators are loaded when the command runs, so that --help stays quick. */
export function registerCalc(program: Commander, run: Runner): void {
  program
    .command('calc')
    .description('one calculation of the engine, or many: a rule by name, JSON in, JSON out')
    .argument('[name]', 'calculator to run')
    .option('--input <file>', 'JSON input of the calculator; - is standard input')
    .option('--batch <file>', 'JSON lines {"id", "name", "input"}; - is standard input')
    .option('--list', 'list the calculators')
    .option('--schema <name>', 'print the JSON Schema of a calculator’s input and output')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (name: string | undefined, options: object) => {
      await run('calc', calc, { ...options, name });
    });
}

/**
 * `planalign calc`: runs the calculators of W-67. A result, and a refusal {"error": CODE} with exit code 1, go to
 * standard output; an invalid input and an unknown name are errors of the catalogue. A batch ends with exit code 0
 * whatever its lines were answered: each line tells for itself.
 */
const calc: Command = async (input, { signal }) => {
  const request = parseArguments(argumentsSchema, input);
  const { CALCULATORS, describeCalculator, runCalculator } =
    await import('../services/calculators/registry.ts');
  switch (request.kind) {
    case 'list': {
      const width = Math.max(...CALCULATORS.map(({ name }) => name.length));
      return {
        document: CALCULATORS.map(({ name, rule, summary }) => ({ name, rule, summary })),
        text: CALCULATORS.map(
          ({ name, rule, summary }) => `${name.padEnd(width)}  ${rule.padEnd(6)}  ${summary}`,
        ).join('\n'),
      };
    }
    case 'schema':
      return printed(describeCalculator(request.name));
    case 'batch': {
      const { answerBatch } = await import('../services/calculators/batch.ts');
      return { stream: answerBatch(bytesOf(request.file, signal)) };
    }
    case 'single': {
      const place: ErrorPlace = request.file === '-' ? {} : { file: request.file };
      const answer = runCalculator(request.name, parseJson(await textOf(request.file, signal), place));
      if ('result' in answer) return printed(answer.result);
      const { code, message, items } = answer.error;
      if (code === 'CALCULATOR_UNKNOWN' || code === 'CALCULATOR_INPUT')
        throw items.length > 1
          ? new PlanAlignError(code, 'Several fields are wrong.', place, items)
          : new PlanAlignError(code, message, place);
      return { ...printed({ error: code }), exitCode: EXIT.failed };
    }
  }
};

const printed = (document: unknown): Answer => ({ document, text: JSON.stringify(document, null, 2) });

/** The bytes of a file, or of standard input for `-`. An interrupt ends the reading even where nothing comes. */
async function* bytesOf(file: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const source: Readable = file === '-' ? process.stdin : createReadStream(file);
  addAbortSignal(signal, source);
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new PlanAlignError('FILE_NOT_FOUND', '', { file });
    throw new PlanAlignError('FILE_UNREADABLE', code, { file });
  }
}

/** More than a census of a million rows as calculator input. */
const MAX_INPUT_BYTES = 2 ** 28;

async function textOf(file: string, signal: AbortSignal): Promise<string> {
  if (file !== '-') return readText(file, MAX_INPUT_BYTES);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(file, signal)) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parseJson(text: string, place: ErrorPlace): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : '';
    throw new PlanAlignError('CALCULATOR_INPUT', `The input is not JSON: ${cause}`, place);
  }
}
