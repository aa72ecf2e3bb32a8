import {
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
  setState,
} from '@vitest/expect';

/** The part of Vitest's interface that tests of pure code use, without a process, a name filter or a report. */

/** Tests of the file that is being loaded, by name. */
let collected = new Map();
const suites = [];

function collect(title, run) {
  const name = [...suites, title].join(' > ');
  // Cases of a table may have equal titles: a title is not filled in here.
  let unique = name;
  for (let number = 2; collected.has(unique); number++) unique = `${name} (${number})`;
  collected.set(unique, run);
}

const it = Object.assign(collect, {
  each: (cases) => (title, run) => {
    for (const one of cases) collect(title, () => (Array.isArray(one) ? run(...one) : run(one)));
  },
});

function describe(title, body) {
  suites.push(title);
  body();
  suites.pop();
}

/** Makes `expect` of Vitest work outside of Vitest, and hands all three to the module that stands in for it. */
export function provideVitest() {
  for (const part of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(part);
  const { expect } = chai;
  globalThis[GLOBAL_EXPECT] = expect;
  setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null }, expect);
  globalThis.mutationTests = { describe, expect, it };
}

/** Source of the module that stands in for `vitest`. */
export const vitestModule = 'export const { describe, expect, it } = globalThis.mutationTests;';

/** Loads a file of tests. Returns each test as its name and a function that throws if it fails. */
export async function collectTests(file, load) {
  collected = new Map();
  await load();
  return new Map(Array.from(collected, ([name, run]) => [`${file} > ${name}`, run]));
}
