import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command as Commander } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALCULATORS } from '../services/calculators/registry.ts';
import { registerCalc } from './calc.ts';
import type { Answer, Invocation, StreamedAnswer } from './invocation.ts';

const invocation: Invocation = {
  log: {
    correlationId: 'test',
    file: '',
    info: () => undefined,
    failure: () => undefined,
  },
  progress: { report: () => undefined, stop: () => undefined },
  signal: new AbortController().signal,
  json: false,
  interactive: false,
  confirm: () => Promise.resolve(false),
};

const calc = (...argv: readonly string[]) => calcUnder(invocation.signal, argv);

/** What `planalign calc` answers to its arguments. */
async function calcUnder(signal: AbortSignal, argv: readonly string[]): Promise<Answer | StreamedAnswer> {
  const answers: (Answer | StreamedAnswer)[] = [];
  const program = new Commander().exitOverride().configureOutput({ outputError: () => undefined });
  registerCalc(program, async (_name, command, input) => {
    answers.push(await command(input, { ...invocation, signal }));
  });
  await program.parseAsync(['calc', ...argv], { from: 'user' });
  const [answer] = answers;
  if (answer === undefined) throw new Error('the command did not run');
  return answer;
}

describe('planalign calc', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planalign-calc-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };

  it('W-67 prints the result as JSON', async () => {
    const input = await file('in.json', '{"from": "1990-06-15", "to": "2025-06-15"}');
    const answer = await calc('completed', '--input', input);
    expect(answer).toMatchObject({ document: { years: 35, months: 420 } });
    expect('text' in answer && JSON.parse(answer.text)).toEqual({ years: 35, months: 420 });
    expect(answer).not.toHaveProperty('exitCode');
  });

  it('W-67 prints {error: CODE} with exit code 1 where the rule refuses', async () => {
    const input = await file('refused.json', '{"n": 10, "newHireRate": 1}');
    const answer = await calc('solve', '--input', input);
    expect(answer).toMatchObject({ document: { error: 'NEW_HIRE_RATE_TOO_HIGH' }, exitCode: 1 });
    expect('text' in answer && JSON.parse(answer.text)).toEqual({ error: 'NEW_HIRE_RATE_TOO_HIGH' });
  });

  it('W-67 an unknown field is an error of the input, at its file', async () => {
    const input = await file('unknown.json', '{"x": 1, "y": 1}');
    await expect(calc('ln', '--input', input)).rejects.toMatchObject({
      code: 'CALCULATOR_INPUT',
      place: { file: input },
      detail: expect.stringContaining('"y"') as string,
      items: [],
    });
    const several = await file('several.json', '{"from": "x"}');
    await expect(calc('completed', '--input', several)).rejects.toMatchObject({
      code: 'CALCULATOR_INPUT',
      items: [expect.stringMatching(/^from: /) as string, expect.stringMatching(/^to: /) as string],
    });
  });

  it('what is not JSON is an error of the input', async () => {
    const input = await file('bad.json', '{"x": 1');
    await expect(calc('ln', '--input', input)).rejects.toMatchObject({ code: 'CALCULATOR_INPUT' });
  });

  it('an unknown calculator is told with the nearest name', async () => {
    const input = await file('some.json', '{}');
    await expect(calc('hazard', '--input', input)).rejects.toMatchObject({
      code: 'CALCULATOR_UNKNOWN',
      detail: expect.stringContaining('"hazards"') as string,
    });
    await expect(calc('--schema', 'hazard')).rejects.toMatchObject({ code: 'CALCULATOR_UNKNOWN' });
  });

  it('a missing file is told as such, for one calculation and for a batch', async () => {
    const missing = join(folder, 'missing.json');
    await expect(calc('ln', '--input', missing)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    const batch = await calc('--batch', missing);
    if (!('stream' in batch)) throw new Error('a batch is streamed');
    await expect(batch.stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });

  it('W-67 lists the calculators, one a line with its rule', async () => {
    const answer = await calc('--list');
    if (!('text' in answer)) throw new Error('a list is not streamed');
    const lines = answer.text.split('\n');
    expect(lines).toHaveLength(CALCULATORS.length);
    expect(lines).toContainEqual(expect.stringMatching(/^allocate +W-13 +\S/));
    expect(answer.document).toContainEqual({
      name: 'allocate',
      rule: 'W-13',
      summary: expect.any(String) as string,
    });
  });

  it('W-67 prints the schema of input and output with defaults', async () => {
    expect(await calc('--schema', 'strata')).toMatchObject({
      document: {
        name: 'strata',
        rule: 'W-33',
        input: { properties: { experiencedRate: { default: 0.12 } }, required: ['quota', 'nE', 'nP'] },
        output: { properties: { E: { type: 'integer' } } },
      },
    });
  });

  it('W-67 answers a batch line by line', async () => {
    const batch = await file('batch.jsonl', '{"id": 1, "name": "ln", "input": {"x": 1}}\nnonsense\n');
    const answer = await calc('--batch', batch);
    if (!('stream' in answer)) throw new Error('a batch is streamed');
    let text = '';
    for await (const piece of answer.stream) text += piece;
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toMatchObject([
      { id: 1, result: { value: 0 } },
      { id: null, error: { code: 'CALCULATOR_INPUT' } },
    ]);
  });

  it('an interrupt ends a batch that is being read', async () => {
    const controller = new AbortController();
    const batch = await calcUnder(controller.signal, ['--batch', await file('long.jsonl', '\n'.repeat(1e6))]);
    if (!('stream' in batch)) throw new Error('a batch is streamed');
    controller.abort();
    await expect(batch.stream[Symbol.asyncIterator]().next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    [[]],
    [['completed']],
    [['completed', '--list']],
    [['--list', '--schema', 'ln']],
    [['completed', '--batch', 'file']],
    [['--batch', 'file', '--input', 'file']],
  ])('%j is not understood', async (argv) => {
    await expect(calc(...argv)).rejects.toMatchObject({ code: 'ARGUMENTS_INVALID' });
  });
});
