import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJson } from './json-text.ts';

it('reads every JSON text as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom('', '\uFEFF', ' \r\n'), (text, start) => {
      expect(parseJson(start + text)).toEqual({ value: JSON.parse(text) as unknown });
    }),
  );
});

it('agrees with JSON.parse on which damaged texts are JSON', () => {
  const damaged = fc.tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '}', ']', '"', '\\', '0', '\n', 'e', ':'),
  );
  fc.assert(
    fc.property(damaged, ([text, at, insert]) => {
      const cut = at % (text.length + 1);
      const candidate = text.slice(0, cut) + insert + text.slice(cut + 1);
      const isJson = (): boolean => {
        try {
          JSON.parse(candidate);
          return true;
        } catch {
          return false;
        }
      };
      const result = parseJson(candidate);
      const isRepeatedKey = 'fault' in result && result.fault.message.endsWith('is used twice');
      if (!isRepeatedKey) expect('value' in result).toBe(isJson());
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['', 1, 1, 'a value is expected, but the text ends'],
  ['{', 1, 2, 'a key in double quotes is expected, but the text ends'],
  ['{"a": 1,}', 1, 9, 'a key in double quotes is expected'],
  ["{'a': 1}", 1, 2, 'a key in double quotes is expected'],
  ['{"a" 1}', 1, 6, '":" is expected'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"," or "}" is expected'],
  ['[1, 2', 1, 6, '"," or "]" is expected, but the text ends'],
  ['[1,\r\n 01]', 2, 3, '"," or "]" is expected'],
  ['{"a": NaN}', 1, 7, 'a value is expected'],
  ['"tab\there"', 1, 1, 'a value is expected'],
  ['{} // note', 1, 4, 'the text goes on after its end'],
  ['{"a": 1, "a": 2}', 1, 10, 'the key "a" is used twice'],
  ['['.repeat(200), 1, 102, 'more than 100 levels are nested'],
])('says where %j is not JSON', (text, line, column, message) => {
  expect(parseJson(text)).toEqual({ fault: { line, column, message } });
});

it('a key named __proto__ is an ordinary key', () => {
  const result = parseJson('{"__proto__": {"polluted": true}}');
  expect('value' in result && Object.keys(result.value as object)).toEqual(['__proto__']);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});
