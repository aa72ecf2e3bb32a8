import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';

const frameOf = (header: string, segmentBytes = 64): Uint8Array<ArrayBuffer> => {
  const text = new TextEncoder().encode(header);
  const frame = new Uint8Array(((4 + text.length + 7) & ~7) + segmentBytes);
  new DataView(frame.buffer).setUint32(0, text.length, true);
  frame.set(text, 4);
  return frame;
};

describe('codec', () => {
  it('brings back what JSON cannot say', () => {
    const value = {
      nothing: undefined,
      null: null,
      numbers: [NaN, Infinity, -Infinity, -0, 0.1, 2 ** 53],
      big: 12_345_678_901_234_567_890n,
      date: new Date(5),
      noDate: new Date(NaN),
      map: new Map<unknown, unknown>([['key', new Set([1, new Uint16Array([7])])]]),
      tagged: { $: 'bytes', type: 'text', inner: { $: 1 } },
      empty: [[], {}, '', new Float64Array(0)],
    };
    const copy = decode(encode(value));
    expect(copy).toEqual(value);
    expect(Object.keys(copy as object)).toEqual(Object.keys(value));
    expect(Object.is((copy as typeof value).numbers[3], -0)).toBe(true);
  });

  it('brings back typed arrays of every kind, parts of buffers and buffers', () => {
    const whole = new Float64Array([1, 2, 3, 4]);
    const value = [
      new Int8Array([-1]),
      new Uint8Array([1, 2, 3]),
      new Uint8ClampedArray([255]),
      new Int16Array([-5]),
      new Uint16Array([5]),
      new Int32Array([-1, 2]),
      new Uint32Array([7]),
      new Float32Array([2.5]),
      whole.subarray(1, 3),
      new BigInt64Array([-9n]),
      new BigUint64Array([9n]),
      new Uint8Array([9, 8, 7]).buffer,
    ];
    const copy = decode(encode(value));
    expect(copy).toEqual(value);
    const frame = encode(value);
    const shifted = new Uint8Array(frame.length + 3);
    shifted.set(frame, 3);
    expect(decode(shifted.subarray(3))).toEqual(value);
  });

  it('gives the bytes of a Node buffer as plain bytes', () => {
    const copy = decode(encode(Buffer.from('abc')));
    expect(copy).toEqual(new Uint8Array([97, 98, 99]));
    expect(Buffer.isBuffer(copy)).toBe(false);
  });

  it('brings back any plain value', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
        (value) => {
          let frame;
          try {
            frame = encode(value);
          } catch (error) {
            // Only values with a key that is refused, somewhere inside.
            expect(error).toBeInstanceOf(TypeError);
            return;
          }
          expect(decode(frame)).toEqual(value);
        },
      ),
    );
  });

  it.each([
    '{"$":"bytes","type":"Float64Array","length":1000000000}',
    '{"$":"bytes","type":"Float64Array","length":7}',
    '{"$":"bytes","type":"Function","length":8}',
    '{"$":"bytes","type":"constructor","length":8}',
    '{"$":"bytes","type":"Uint8Array","length":-8}',
    '{"$":"bytes","type":"Uint8Array","length":1.5}',
    '{"$":"bytes","type":"Uint8Array","length":"8"}',
    '[{"$":"bytes","type":"Uint8Array","length":64},{"$":"bytes","type":"Uint8Array","length":1}]',
    '{"$":"map","entries":[[1]]}',
    '{"$":"map","entries":7}',
    '{"$":"bigint","text":"x"}',
    '{"$":"object"}',
    '{"$":"other"}',
    '{"__proto__":{"polluted":1}}',
    '{"a":[{"__proto__":{"polluted":1}}]}',
    '{"$":"object","object":{"__proto__":{"polluted":1}}}',
    '{',
    '',
    '['.repeat(500) + ']'.repeat(500),
  ])('refuses the header %s', (header) => {
    expect(() => decode(frameOf(header))).toThrow();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('refuses frames that are too short, and text that is not UTF-8', () => {
    expect(() => decode(new Uint8Array([1]))).toThrow('the frame is too short');
    expect(() => decode(new Uint8Array([255, 255, 255, 255, 1]))).toThrow('longer than the frame');
    expect(() => decode(new Uint8Array([1, 0, 0, 0, 0xff]))).toThrow();
  });

  it('sends neither functions nor symbols, nor what never ends', () => {
    expect(() => encode({ call: () => 1 })).toThrow('a function cannot be sent');
    expect(() => encode([Symbol('s')])).toThrow('a symbol cannot be sent');
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => encode(circle)).toThrow('nested too deeply');
    expect(() => encode(JSON.parse('{"__proto__": 1}'))).toThrow('__proto__');
  });
});
