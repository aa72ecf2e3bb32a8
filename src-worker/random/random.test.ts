import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRAW_RANGE, DrawSource } from './draw-source.ts';
import { categoryThresholds, isYes, normalise, pickCategory, pickOf, yesThreshold } from './draws.ts';
import { lnDet } from './deterministic-ln.ts';
import { NOISE_DRAWS, noisePpm, normalOf } from './noise.ts';
import { comparePersonKeys, personKeyText, writeNumberedKeys, writePersonKey } from './person-key.ts';
import { drawOne, fillDraws, sumUniforms } from './philox.ts';
import { simdGenerator } from './philox-simd.ts';
import { PROCESS } from './processes.ts';

const keysOf = (...ids: string[]) => {
  const keys = { keyLow: new Int32Array(ids.length), keyHigh: new Int32Array(ids.length) };
  for (const [index, id] of ids.entries()) writePersonKey(keys, index, id);
  return keys;
};

const uniform = (seed: number, replicate: number, id: string, year: number, process: number, index: number) =>
  new DrawSource(seed, replicate).draw(keysOf(id), 0, year, process, index) / DRAW_RANGE;

/** Words w0 and w1 of a draw, as far as it keeps them: w0 without its last 5 bits, w1 without its last 6. */
const wordsOf = (k: number) => [Math.floor(k / 2 ** 26), k % 2 ** 26];

const draws = fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }).map(Number);

describe('W-7 generator', () => {
  it('W-7 Philox of the zero counter and key', () => {
    const out = new Float64Array(1);
    const zero = { keyLow: new Int32Array(1), keyHigh: new Int32Array(1) };
    fillDraws(out, new Int32Array(1), 0, 1, zero, 0, 0, 0, 0);
    expect(wordsOf(out[0] ?? -1)).toEqual([0x6627e8d5 >>> 5, 0xe169c58d >>> 6]);
  });

  it('W-7 words and uniform of E0001, 2025, process 1', () => {
    const k = new DrawSource(42, 0).draw(keysOf('E0001'), 0, 2025, 1, 0);
    expect(wordsOf(k)).toEqual([0x350157d9 >>> 5, 0x955dd4c8 >>> 6]);
    expect(k / DRAW_RANGE).toBe(0.20705174344377963);
  });

  it('W-7 year, replicate, seed, process and index select other draws', () => {
    expect(uniform(42, 0, 'E0001', 2026, 1, 0)).toBe(0.4994471098208948);
    expect(uniform(42, 1, 'E0001', 2025, 1, 0)).toBe(0.7718296653447263);
    expect(uniform(43, 0, 'E0001', 2025, 1, 0)).toBe(0.38770159236017443);
    expect(uniform(42, 0, 'NH-2025-000001', 2025, PROCESS.HIRE_DATE, 1)).toBe(0.30177330208590336);
  });

  it('W-7 a seed above 2^32 shares streams with a replicate of its low half', () => {
    expect(uniform(42 + 3 * 2 ** 32, 0, 'E0001', 2025, 1, 0)).toBe(uniform(42, 3, 'E0001', 2025, 1, 0));
  });

  it('W-7 draws of a list do not depend on the list', () => {
    const keys = keysOf('A', 'B', 'C');
    const source = new DrawSource(7, 0);
    const out = new Float64Array(3);
    source.fill(out, Int32Array.of(2, 0, 1), 0, 3, keys, 2030, 10, 4);
    expect([...out]).toEqual([2, 0, 1].map((person) => source.draw(keys, person, 2030, 10, 4)));
  });
});

describe('W-7 vector generator', () => {
  it('W-7 gives the numbers of the scalar generator, for any seed, list and length', () => {
    const simd = simdGenerator();
    if (simd === null) throw new Error('this platform has no WebAssembly vectors');
    const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 2100 }),
        fc.tuple(word, word, word, fc.integer({ min: 0, max: 12 })),
        (words, length, [seedLow, seedHigh, word2, index]) => {
          const keys = {
            keyLow: Int32Array.from(words, ([low]) => low),
            keyHigh: Int32Array.from(words, ([, high]) => high),
          };
          const persons = Int32Array.from({ length }, (_, row) => (row * 7) % words.length);
          const from = length % 5;
          const scalar = new Float64Array(length);
          const vector = new Float64Array(length);
          fillDraws(scalar, persons, from, length, keys, seedLow, seedHigh, word2, index);
          simd.fill(vector, persons, from, length, keys, seedLow, seedHigh, word2, index);
          expect(vector).toEqual(scalar);
          sumUniforms(scalar, persons, from, length, keys, seedLow, seedHigh, word2, index + 1);
          simd.sum(vector, persons, from, length, keys, seedLow, seedHigh, word2, index + 1);
          expect(vector).toEqual(scalar);
          const [low, high] = words[0] ?? [0, 0];
          const drawn = drawOne(low, high, seedLow, seedHigh, word2, index);
          expect(simd.one(low, high, seedLow, seedHigh, word2, index)).toBe(drawn);
          fillDraws(scalar, new Int32Array(length), 0, length, keys, seedLow, seedHigh, word2, index);
          expect(scalar[0] ?? drawn).toBe(drawn);
        },
      ),
    );
  });
});

describe('W-8 person key', () => {
  it('W-8 known answers', () => {
    expect(personKeyText('E0001')).toBe('323c0b1db8289993');
    expect(personKeyText('NH-2025-000001')).toBe('2fcaf05e957a5bcf');
    expect(personKeyText('José')).toBe('31f604e649b299c7');
  });

  it('W-8 the id is trimmed and composed first', () => {
    expect(personKeyText('  E0001\t')).toBe('323c0b1db8289993');
    expect(personKeyText('Jose\u0301')).toBe('31f604e649b299c7');
  });

  it('W-41 keys of numbered ids are those of their text', () => {
    const count = 1_234;
    const numbered = { keyLow: new Int32Array(count + 2), keyHigh: new Int32Array(count + 2) };
    writeNumberedKeys(numbered, 2, 'NH-2025-', count);
    for (let ordinal = 1; ordinal <= count; ordinal++) {
      const text = `NH-2025-${String(ordinal).padStart(6, '0')}`;
      const { keyLow, keyHigh } = keysOf(text);
      expect([numbered.keyLow[ordinal + 1], numbered.keyHigh[ordinal + 1]]).toEqual([keyLow[0], keyHigh[0]]);
    }
  });

  it('W-35 keys compare as unsigned numbers', () => {
    const keys = { keyLow: Int32Array.of(-1, 0, 5), keyHigh: Int32Array.of(0, 0, -1) };
    expect(comparePersonKeys(keys, 0, 1)).toBeGreaterThan(0);
    expect(comparePersonKeys(keys, 2, 0)).toBeGreaterThan(0);
    expect(comparePersonKeys(keys, 1, 1)).toBe(0);
  });

  it('W-8 agrees with 64-bit arithmetic', () => {
    const reference = (id: string): string => {
      let key = 0xcbf29ce484222325n;
      for (const byte of new TextEncoder().encode(id.trim().normalize('NFC')))
        key = BigInt.asUintN(64, (key ^ BigInt(byte)) * 0x100000001b3n);
      return key.toString(16).padStart(16, '0');
    };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (id) => {
        expect(personKeyText(id)).toBe(reference(id));
      }),
    );
  });
});

describe('W-9, W-10 decisions', () => {
  it('W-9 never at 0, always at one million', () => {
    expect([isYes(0, 0), isYes(DRAW_RANGE - 1, 1_000_000)]).toEqual([false, true]);
  });

  it('W-9 is exact, also at the bound', () => {
    const exact = (k: number, ppm: number): boolean => BigInt(k) * 1_000_000n < BigInt(ppm) * 2n ** 53n;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: -3, max: 3 }),
        draws,
        (ppm, near, any) => {
          const bound = Math.min(Math.max(yesThreshold(ppm) + near, 0), DRAW_RANGE - 1);
          for (const k of [bound, any]) {
            expect(isYes(k, ppm)).toBe(exact(k, ppm));
            expect(k < yesThreshold(ppm)).toBe(exact(k, ppm));
          }
        },
      ),
    );
  });

  it('W-9 floor(u × n) is exact', () => {
    fc.assert(
      fc.property(draws, fc.integer({ min: 0, max: 2 ** 26 }), (k, n) => {
        expect(pickOf(k, n)).toBe(Number((BigInt(k) * BigInt(n)) / 2n ** 53n));
      }),
    );
    expect(pickOf(DRAW_RANGE - 1, 366)).toBe(365);
  });

  it('W-10 takes the first category whose cumulative weight is above the draw', () => {
    const thresholds = categoryThresholds([40, 0, 60]);
    const pick = (u: number): number => pickCategory(u * DRAW_RANGE, thresholds);
    expect([pick(0), pick(0.39), pick(0.4), pick(0.999999)]).toEqual([0, 0, 2, 2]);
    expect(pickCategory(DRAW_RANGE - 1, thresholds)).toBe(2);
  });

  it('W-13 raise-month weights', () => {
    expect(normalise([28, 3, 7, 18, 4, 5, 23, 3, 4, 8, 2, 2])).toEqual([
      261682, 28038, 65421, 168224, 37383, 46729, 214953, 28037, 37383, 74766, 18692, 18692,
    ]);
  });
});

describe('W-11 logarithm', () => {
  it('W-11 known answers', () => {
    expect(lnDet(0.5)).toBe(-0.6931471805599453);
    expect(lnDet(0.1)).toBe(-2.3025850929940455);
    expect(lnDet(0.999)).toBe(-0.0010005003335835344);
    expect(lnDet(1)).toBe(0);
  });

  it('W-11 stays within 4e-16 of the logarithm', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true }), (x) => {
        const expected = Math.log(x);
        expect(Math.abs(lnDet(x) - expected)).toBeLessThanOrEqual(6e-16 * Math.abs(expected));
      }),
    );
  });
});

describe('W-12 noise', () => {
  it('W-12 z of NH-2025-000001, and its noise at 5 %', () => {
    let sum = 0;
    for (let index = 0; index < NOISE_DRAWS; index++)
      sum += uniform(42, 0, 'NH-2025-000001', 2025, PROCESS.HIRE_PAY_NOISE, index);
    expect(normalOf(sum)).toBe(-0.05259735983798475);
    expect(noisePpm(50_000, normalOf(sum))).toBe(-2_630);
  });

  it('W-12 is clamped to three standard deviations and rounds halves away from zero', () => {
    expect([normalOf(0), normalOf(12)]).toEqual([-3, 3]);
    expect([noisePpm(1, 0.5), noisePpm(1, -0.5), noisePpm(1, -0.4)]).toEqual([1, -1, 0]);
  });
});
