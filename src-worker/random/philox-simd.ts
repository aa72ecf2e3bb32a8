import { gatherInts } from '../population/gather.ts';
import type { PersonKeys } from './philox.ts';

/**
 * Philox4x32-10 four people at a time, in WebAssembly with 128-bit vectors: the same numbers as philox.ts, bit for bit,
 * four to five times as fast, because vectors multiply 32 × 32 to 64 bits in one instruction. The module is put together
 * here, instruction by instruction, from the text of the algorithm. Where WebAssembly is not available or not allowed
 * (a content security policy may forbid it) there is no generator and philox.ts does the work.
 */

/** People whose keys and draws the module's memory holds at once: all of it stays in the fastest cache. */
const BLOCK = 1024;
/** Byte after the keys of one group of four people. */
const LANES_END = 16;
const HIGH_AT = 4 * BLOCK;
const OUT_AT = 8 * BLOCK;

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

type Code = readonly number[];

/** Instructions of the WebAssembly binary format, as bytes. */
const unsigned = (value: number): Code => {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...unsigned((value - low) / 128)];
};
const withLength = (code: Code): Code => [...unsigned(code.length), ...code];
const littleEndian = (value: number, bytes: number): Code =>
  Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);
const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const memory = (offset: number): Code => [4, ...unsigned(offset)];

const I32 = 0x7f;
const V128 = 0x7b;
const get = (local: number): Code => [0x20, ...unsigned(local)];
const set = (local: number): Code => [0x21, ...unsigned(local)];
const i32Constant = (value: number): Code => {
  // Signed LEB128 of a small non-negative number.
  const bytes = unsigned(value);
  return [
    0x41,
    ...((bytes.at(-1) ?? 0) >= 64 ? [...bytes.slice(0, -1), (bytes.at(-1) ?? 0) + 128, 0] : bytes),
  ];
};
const i32Add: Code = [0x6a];
const i32Shl: Code = [0x74];
const i32LessThan: Code = [0x48];
const branchIf = (label: number): Code => [0x0d, label];
const loop = (body: Code): Code => [0x03, 0x40, ...body, 0x0b];
const load = (offset: number): Code => [...simd(0x00), ...memory(offset)];
const store = (offset: number): Code => [...simd(0x0b), ...memory(offset)];
const splat = simd(0x11);
const xor = simd(0x51);
const shiftRight = simd(0xad);
const addLanes = simd(0xae);
const multiplyLow = simd(0xde);
const multiplyHigh = simd(0xdf);
const toDoubles = simd(0xff);
const addDoubles = simd(0xf0);
const multiplyDoubles = simd(0xf2);
const shuffle = (lanes: Code): Code => [...simd(0x0d), ...lanes];
const constantLanes = (word: number): Code => [
  ...simd(0x0c),
  ...Array.from({ length: 4 }, () => littleEndian(word, 4)).flat(),
];
const constantDoubles = (powerOfTwo: number): Code => {
  // The bits of 2^n: exponent n + 1023 above 52 zero bits.
  const bits = [...littleEndian(0, 6), ...littleEndian((powerOfTwo + 1023) * 16, 2)];
  return [...simd(0x0c), ...bits, ...bits];
};

/** The low and the high word of each of four 64-bit products, two in each operand. */
const lowWords = shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]);
const highWords = shuffle([4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]);
const upperHalf = shuffle([8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);

// Parameters and locals of both functions.
const [END, SEED_LOW, SEED_HIGH, WORD_2, WORD_3] = [0, 1, 2, 3, 4];
const AT = 5;
const INDEX = 6;
const [C0, C1, C2, C3, K0, K1, A_LOW, A_HIGH, B_LOW, B_HIGH, SUM_LOW, SUM_HIGH] = [
  7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
];

const round: Code = [
  ...[...get(C0), ...constantLanes(MULTIPLIER_A), ...multiplyLow, ...set(A_LOW)],
  ...[...get(C0), ...constantLanes(MULTIPLIER_A), ...multiplyHigh, ...set(A_HIGH)],
  ...[...get(C2), ...constantLanes(MULTIPLIER_B), ...multiplyLow, ...set(B_LOW)],
  ...[...get(C2), ...constantLanes(MULTIPLIER_B), ...multiplyHigh, ...set(B_HIGH)],
  ...[...get(B_LOW), ...get(B_HIGH), ...highWords, ...get(C1), ...xor, ...get(K0), ...xor, ...set(C0)],
  ...[...get(A_LOW), ...get(A_HIGH), ...highWords, ...get(C3), ...xor, ...get(K1), ...xor, ...set(C2)],
  ...[...get(B_LOW), ...get(B_HIGH), ...lowWords, ...set(C1)],
  ...[...get(A_LOW), ...get(A_HIGH), ...lowWords, ...set(C3)],
  ...[...get(K0), ...constantLanes(WEYL_0), ...addLanes, ...set(K0)],
  ...[...get(K1), ...constantLanes(WEYL_1), ...addLanes, ...set(K1)],
];

/** The cipher of four counters whose last word is on the stack; leaves its first two words in C0 and C1. */
const cipher = (lastWord: Code): Code => [
  ...[...get(AT), ...load(0), ...set(C0)],
  ...[...get(AT), ...load(HIGH_AT), ...set(C1)],
  ...[...get(WORD_2), ...splat, ...set(C2)],
  ...[...lastWord, ...splat, ...set(C3)],
  ...[...get(SEED_LOW), ...splat, ...set(K0)],
  ...[...get(SEED_HIGH), ...splat, ...set(K1)],
  ...Array.from({ length: ROUNDS }, () => round).flat(),
  ...[...get(C0), ...i32Constant(5), ...shiftRight, ...set(C0)],
  ...[...get(C1), ...i32Constant(6), ...shiftRight, ...set(C1)],
];

/** Two draws k = w0 × 2^26 + w1 as doubles, of the lower or upper two people. */
const draws = (half: Code): Code => [
  ...[...get(C0), ...(half.length > 0 ? [...get(C0), ...half] : []), ...toDoubles],
  ...[...constantDoubles(26), ...multiplyDoubles],
  ...[...get(C1), ...(half.length > 0 ? [...get(C1), ...half] : []), ...toDoubles],
  ...addDoubles,
];

const outAddress: Code = [...get(AT), ...i32Constant(1), ...i32Shl];

/** Repeats the body for every group of four people up to END, the byte after the last key. */
const forEachGroup = (body: Code): Code =>
  loop([
    ...body,
    ...[...get(AT), ...i32Constant(16), ...i32Add, ...set(AT)],
    ...[...get(AT), ...get(END), ...i32LessThan, ...branchIf(0)],
  ]);

/** fill(end, seedLow, seedHigh, word2, word3): one draw each. */
const fillBody = forEachGroup([
  ...cipher(get(WORD_3)),
  ...[...outAddress, ...draws([]), ...store(OUT_AT)],
  ...[...outAddress, ...draws(upperHalf), ...store(OUT_AT + 16)],
]);

const toUniform: Code = [...constantDoubles(-53), ...multiplyDoubles];

/** sum(end, seedLow, seedHigh, word2, count): Σ of the uniforms of the indexes 0 … count − 1, added in this order. */
const sumBody = forEachGroup([
  ...[...constantLanes(0), ...set(SUM_LOW), ...constantLanes(0), ...set(SUM_HIGH)],
  ...[...i32Constant(0), ...set(INDEX)],
  ...loop([
    ...cipher(get(INDEX)),
    ...[...get(SUM_LOW), ...draws([]), ...toUniform, ...addDoubles, ...set(SUM_LOW)],
    ...[...get(SUM_HIGH), ...draws(upperHalf), ...toUniform, ...addDoubles, ...set(SUM_HIGH)],
    ...[...get(INDEX), ...i32Constant(1), ...i32Add, ...set(INDEX)],
    ...[...get(INDEX), ...get(WORD_3), ...i32LessThan, ...branchIf(0)],
  ]),
  ...[...outAddress, ...get(SUM_LOW), ...store(OUT_AT)],
  ...[...outAddress, ...get(SUM_HIGH), ...store(OUT_AT + 16)],
]);

const section = (id: number, content: Code): Code => [id, ...withLength(content)];
const name = (text: string): Code => withLength(Array.from(text, (letter) => letter.charCodeAt(0)));
const functionCode = (body: Code): Code => withLength([2, 2, I32, 12, V128, ...body, 0x0b]);

const module = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
  ...section(3, [2, 0, 0]),
  ...section(5, [1, 0, 1]),
  ...section(7, [3, ...name('memory'), 2, 0, ...name('fill'), 0, 0, ...name('sum'), 0, 1]),
  ...section(10, [2, ...functionCode(fillBody), ...functionCode(sumBody)]),
]);

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly fill: (end: number, seedLow: number, seedHigh: number, word2: number, word3: number) => void;
  readonly sum: (end: number, seedLow: number, seedHigh: number, word2: number, count: number) => void;
}

const isExports = (exports: WebAssembly.Exports): exports is WebAssembly.Exports & Exports =>
  exports['memory'] instanceof WebAssembly.Memory &&
  typeof exports['fill'] === 'function' &&
  typeof exports['sum'] === 'function';

function instantiate(): Exports | null {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
    return isExports(exports) ? exports : null;
  } catch {
    // Not available, without vectors, or forbidden: all the same, philox.ts does it.
    return null;
  }
}

/** Draws for lists of people; each writes to `out` by row and gives the same numbers as philox.ts. */
export interface BlockGenerator {
  /** As fillDraws of philox.ts. */
  readonly fill: (
    out: Float64Array,
    persons: Int32Array,
    from: number,
    to: number,
    keys: PersonKeys,
    seedLow: number,
    seedHigh: number,
    word2: number,
    word3: number,
  ) => void;
  /** As sumUniforms of philox.ts. */
  readonly sum: BlockGenerator['fill'];
  /** The draw of one person: three of the four lanes are idle, and it still takes half the time of philox.ts. */
  readonly one: (
    keyLow: number,
    keyHigh: number,
    seedLow: number,
    seedHigh: number,
    word2: number,
    word3: number,
  ) => number;
}

/** Whether persons follow on each other, as hires of a year do: then their keys can be copied as a block. */
function isRange(persons: Int32Array, start: number, count: number): boolean {
  const first = persons[start] ?? 0;
  if (persons[start + count - 1] !== first + count - 1) return false;
  for (let at = 1; at < count; at++) if (persons[start + at] !== first + at) return false;
  return true;
}

/** The vector generator, or null where it cannot run. */
export function simdGenerator(): BlockGenerator | null {
  const exports = instantiate();
  if (exports === null) return null;
  const { buffer } = exports.memory;
  const low = new Int32Array(buffer, 0, BLOCK);
  const high = new Int32Array(buffer, HIGH_AT, BLOCK);
  const results = new Float64Array(buffer, OUT_AT, BLOCK);
  const inBlocks =
    (run: Exports['fill']): BlockGenerator['fill'] =>
    (out, persons, from, to, keys, seedLow, seedHigh, word2, word3) => {
      const { keyLow, keyHigh } = keys;
      for (let start = from; start < to; start += BLOCK) {
        const count = Math.min(BLOCK, to - start);
        if (isRange(persons, start, count)) {
          const first = persons[start] ?? 0;
          low.set(keyLow.subarray(first, first + count));
          high.set(keyHigh.subarray(first, first + count));
        } else {
          const block = persons.subarray(start, start + count);
          gatherInts(keyLow, block, low);
          gatherInts(keyHigh, block, high);
        }
        run(4 * count, seedLow, seedHigh, word2, word3);
        out.set(count === BLOCK ? results : results.subarray(0, count), start);
      }
    };
  return {
    fill: inBlocks(exports.fill),
    sum: inBlocks(exports.sum),
    one: (keyLow, keyHigh, seedLow, seedHigh, word2, word3) => {
      low[0] = keyLow;
      high[0] = keyHigh;
      exports.fill(LANES_END, seedLow, seedHigh, word2, word3);
      return results[0] ?? 0;
    },
  };
}
