import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerBatch } from './batch.ts';
import { runCalculator } from './registry.ts';

const encoder = new TextEncoder();

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = encoder.encode(text);
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

async function textOf(batch: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of batch) text += piece;
  return text;
}

async function answersTo(text: string, size = 1 << 16): Promise<readonly unknown[]> {
  const lines = (await textOf(answerBatch(pieces(text, size)))).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line): unknown => JSON.parse(line));
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const completed = { from: '1990-06-15', to: '2025-06-15' };

describe('answerBatch', () => {
  it('W-67 answers each line by its id, in order', async () => {
    const batch = [
      { id: 'a', name: 'completed', input: completed },
      { id: 2, name: 'allocate', input: { total: 10, weights: [1, 1, 1] } },
      { name: 'ln', input: { x: 1 } },
    ];
    expect(await answersTo(batch.map(line).join(''))).toEqual([
      { id: 'a', result: { years: 35, months: 420 } },
      { id: 2, result: { parts: [4, 3, 3], carry: [-666_667, 333_333, 333_333] } },
      { id: null, result: { value: 0 } },
    ]);
  });

  it('W-67 tells failures by code and message and goes on', async () => {
    const batch = [
      { id: 1, name: 'solve', input: { n: 10, newHireRate: 1 } },
      { id: 2, name: 'alocate', input: {} },
      { id: 3, name: 'completed', input: { ...completed, until: 1 } },
      { id: 4, name: 'completed' },
      { id: 5, name: 'parseDate', input: { text: 'soon', format: 'serial', kind: 'termination' } },
    ];
    expect(await answersTo(batch.map(line).join(''))).toEqual([
      { id: 1, error: { code: 'NEW_HIRE_RATE_TOO_HIGH', message: expect.stringContaining('100') as string } },
      {
        id: 2,
        error: { code: 'CALCULATOR_UNKNOWN', message: expect.stringContaining('"allocate"') as string },
      },
      { id: 3, error: { code: 'CALCULATOR_INPUT', message: expect.stringContaining('"until"') as string } },
      { id: 4, error: { code: 'CALCULATOR_INPUT', message: expect.any(String) as string } },
      { id: 5, error: { code: 'TERM_UNPARSEABLE', message: expect.stringContaining('soon') as string } },
    ]);
  });

  it('W-67 answers a bad line with its number and id null, and the lines after it', async () => {
    const good = line({ id: 'good', name: 'ln', input: { x: 1 } });
    const bad = [
      '{"id": 1, "name"\n',
      '[]\n',
      '"text"\n',
      '{"id": {}, "name": "ln", "input": {"x": 1}}\n',
      'null\n',
    ];
    const answers = await answersTo(`${bad.join(good)}${good}`);
    const failure = (number: number) => ({
      id: null,
      error: {
        code: 'CALCULATOR_INPUT',
        message: expect.stringMatching(new RegExp(`^line ${number} `)) as string,
      },
    });
    const fine = { id: 'good', result: { value: 0 } };
    expect(answers).toEqual([1, 3, 5, 7, 9].flatMap((number) => [failure(number), fine]));
  });

  it('W-67 keeps the id of a line whose other fields are wrong', async () => {
    const answers = await answersTo(
      line({ id: 7 }) + line({ id: 'x', name: 'ln', input: { x: 1 }, extra: 1 }),
    );
    expect(answers).toMatchObject([
      { id: 7, error: { code: 'CALCULATOR_INPUT' } },
      { id: 'x', error: { code: 'CALCULATOR_INPUT', message: expect.stringContaining('"extra"') as string } },
    ]);
  });

  it('skips blank lines but counts them, takes CRLF, a byte order mark and a missing last line end', async () => {
    const text = `\uFEFF${JSON.stringify({ id: 1, name: 'ln', input: { x: 1 } })}\r\n\r\n  \nnonsense`;
    expect(await answersTo(text)).toEqual([
      { id: 1, result: { value: 0 } },
      { id: null, error: { code: 'CALCULATOR_INPUT', message: expect.stringMatching(/^line 4 /) as string } },
    ]);
  });

  it('an empty batch has no answer', async () => {
    expect(await textOf(answerBatch(pieces('', 1)))).toBe('');
    expect(await textOf(answerBatch(pieces('\n\n', 1)))).toBe('');
  });

  it('answers do not depend on where the stream is cut, inside characters included', async () => {
    const text = line({ id: 'José 漢字 🙂', name: 'personKey', input: { id: 'José 漢字 🙂' } }).repeat(3);
    const whole = await answersTo(text);
    for (const size of [1, 2, 3, 7, 64]) expect(await answersTo(text, size)).toEqual(whole);
    expect(whole[0]).toMatchObject({ id: 'José 漢字 🙂' });
  });

  it('hands answers on while the input is still open', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 1;
        yield await Promise.resolve(encoder.encode(line({ id: read, name: 'ln', input: { x: 1 } })));
      }
    }
    const batch = answerBatch(endless());
    for (let id = 1; id <= 3; id += 1) {
      expect(await batch.next()).toEqual({ done: false, value: line({ id, result: { value: 0 } }) });
    }
    await batch.return(undefined);
    expect(read).toBe(3);
  });

  it('answers in pieces of bounded size to a reader who is slow', async () => {
    const text = line({ id: 'x'.repeat(1000), name: 'ln', input: { x: 1 } }).repeat(500);
    for await (const piece of answerBatch(pieces(text, text.length))) {
      expect(piece.length).toBeLessThan(70_000);
      expect(piece.endsWith('\n')).toBe(true);
    }
  });

  it('does not keep a line that is too long, and answers the next one', async () => {
    const megabyte = 'x'.repeat(2 ** 20);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 40; index += 1) yield await Promise.resolve(encoder.encode(megabyte));
      yield encoder.encode(`\n${line({ id: 1, name: 'ln', input: { x: 1 } })}`);
    }
    const lines = (await textOf(answerBatch(chunks()))).trimEnd().split('\n');
    expect(lines.map((text): unknown => JSON.parse(text))).toEqual([
      {
        id: null,
        error: { code: 'CALCULATOR_INPUT', message: expect.stringMatching(/^line 1 is longer/) as string },
      },
      { id: 1, result: { value: 0 } },
    ]);
  });

  const request = fc.oneof(
    fc.record({
      name: fc.constant('allocate'),
      input: fc.record({
        total: fc.integer({ min: -1, max: 1000 }),
        weights: fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 }),
      }),
    }),
    fc.record({
      name: fc.constant('solve'),
      input: fc.record({
        n: fc.integer({ min: 0, max: 5000 }),
        growth: fc.double({ min: -1.1, max: 1.1, noNaN: true }),
        newHireRate: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    }),
    fc.record({
      name: fc.constant('draw'),
      input: fc.record({ id: fc.string(), year: fc.integer({ min: 2000, max: 2100 }), process: fc.nat(40) }),
    }),
    fc.record({ name: fc.string(), input: fc.jsonValue() }),
  );

  it('W-67 a batch answers as the calculators do one by one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { maxLength: 30 }),
        fc.integer({ min: 1, max: 200 }),
        async (batch, size) => {
          const text = batch.map((entry, id) => line({ id, ...entry })).join('');
          const expected = batch.map(({ name, input }, id) => {
            const answer = runCalculator(name, JSON.parse(JSON.stringify(input)));
            if ('result' in answer) return { id, result: answer.result };
            return { id, error: { code: answer.error.code, message: answer.error.message } };
          });
          expect(await answersTo(text, size)).toEqual(JSON.parse(JSON.stringify(expected)));
        },
      ),
      { numRuns: 200, seed: 42 },
    );
  });
});
