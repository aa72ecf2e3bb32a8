import {
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  chai,
  setState,
} from '@vitest/expect';

/** The part of Vitest's interface that tests of pure code use, without a process, a name filter or a report. */

/** Tests of what is being loaded, in order: a name and a function that throws if the test fails. */
let collected = [];
const suites = [];

function it(title, run) {
  collected.push([[...suites, title].join(' > '), run]);
}

it.each = (cases) => (title, run) => {
  for (const one of cases) it(title, () => (Array.isArray(one) ? run(...one) : run(one)));
};

/** The tests that a function makes. */
function testsOf(make) {
  const others = collected;
  collected = [];
  try {
    make();
    return collected;
  } finally {
    collected = others;
  }
}

/** A group is made anew for each of its tests, because what it works out for all of them is code under test too. */
function describe(title, body) {
  const isOutermost = suites.length === 0;
  const make = () => {
    suites.push(title);
    try {
      body();
    } finally {
      suites.pop();
    }
  };
  if (!isOutermost) return make();
  for (const [at, [name]] of testsOf(make).entries()) collected.push([name, () => testsOf(make)[at][1]()]);
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

/**
 * Loads a file of tests. Returns each test as its name and a function that throws if it fails. Cases of a table have
 * the same title, which is not filled in here: they are numbered.
 */
export async function collectTests(file, load) {
  collected = [];
  await load();
  const tests = new Map();
  for (const [title, run] of collected) {
    const name = `${file} > ${title}`;
    let unique = name;
    for (let number = 2; tests.has(unique); number++) unique = `${name} (${number})`;
    tests.set(unique, run);
  }
  return tests;
}
