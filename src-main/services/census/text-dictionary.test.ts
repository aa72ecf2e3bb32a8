import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_HASH, hashByte, TextDictionary } from './text-dictionary.ts';

function codesOf(texts: readonly string[]): { readonly codes: number[]; readonly distinct: string[] } {
  const dictionary = new TextDictionary();
  const codes = texts.map((text) => {
    const bytes = Buffer.from(`..${text}..`, 'utf8');
    const end = bytes.length - 2;
    let hash = EMPTY_HASH;
    for (let at = 2; at < end; at += 1) hash = hashByte(hash, bytes[at] ?? 0);
    return dictionary.intern(bytes, 2, end, hash);
  });
  return { codes, distinct: dictionary.texts() };
}

describe('TextDictionary', () => {
  it('gives equal texts one code, in order of appearance, and 0 to the empty one', () => {
    expect(codesOf(['b', '', 'a', 'b', 'é', 'é'])).toEqual({
      codes: [1, 0, 2, 1, 3, 3],
      distinct: ['', 'b', 'a', 'é'],
    });
  });

  it('holds as many as there are', () => {
    const texts = Array.from({ length: 50_000 }, (_, index) => `E${index % 30_000}`);
    const { codes, distinct } = codesOf(texts);
    expect(distinct.length).toBe(30_001);
    expect(codes.map((code) => distinct[code])).toEqual(texts);
  });

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const { codes, distinct } = codesOf(texts);
        expect(codes.map((code) => distinct[code])).toEqual(texts);
        expect(new Set(distinct).size).toBe(distinct.length);
      }),
      { seed: 15, numRuns: 100 },
    );
  });
});
