import type { Scenario } from '../src-shared/scenario/schema.ts';
import { openSimulation } from '../src-worker/simulation.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { company } from '../src-worker/testing/synthetic-census.ts';

/**
 * The engine with every plan rule on, in one thread: automatic enrolment, escalation, a match per pay period with
 * true-up, graded core, vesting; and what the compliance tests of a year add. Prints one JSON line for each size.
 * Usage: plan.bench [people …] (default 10000 100000).
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];

const [standard] = defaultScenario.planDesigns;
if (standard === undefined) throw new Error('the default scenario has no plan design');
const graded: Scenario['planDesigns'][number]['core'] = {
  ...standard.core,
  type: 'gradedByService',
  bands: [
    { min: 0, max: 3, rate: 0.01 },
    { min: 3, max: 6, rate: 0.02 },
    { min: 6, max: null, rate: 0.03 },
  ],
};
const scenario: Scenario = {
  ...defaultScenario,
  planDesigns: [
    {
      ...standard,
      autoEnrollment: { ...standard.autoEnrollment, enabled: true, scope: 'allEligible' },
      autoEscalation: { ...standard.autoEscalation, enabled: true },
      match: { ...standard.match, frequency: 'perPayPeriodWithTrueUp' },
      core: graded,
    },
  ],
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds of one run and its person-years. */
function run(
  people: ReturnType<typeof company>,
  tests: boolean,
): { readonly ms: number; readonly rows: number } {
  let rows = 0;
  const start = performance.now();
  const { years, takeBack } = openSimulation({ scenario, census: people, replicate: 0, tests });
  for (const batch of years({ isCancelled: () => false })) {
    rows += batch.snapshot.rowCount;
    takeBack(batch);
  }
  return { ms: performance.now() - start, rows };
}

for (const people of sizes) {
  const census = company(people);
  const plain: number[] = [];
  const tested: number[] = [];
  let personYears = 0;
  // One pair more than is counted: the first compiles.
  for (let sample = 0; sample <= 5; sample++) {
    const without = run(census, false);
    const withTests = run(census, true);
    personYears = without.rows;
    if (sample === 0) continue;
    plain.push(without.ms);
    tested.push(withTests.ms);
  }
  const ms = median(plain);
  process.stdout.write(
    `${JSON.stringify({
      people,
      years: 5,
      personYears,
      samples: plain.length,
      ms: Math.round(ms),
      nanosecondsPerPersonYear: Math.round((ms * 1e6) / personYears),
      millionPersonYearsPerSecond: Number((personYears / ms / 1e3).toFixed(2)),
      testsOfAYearMs: Math.round((median(tested) - ms) / 5),
    })}\n`,
  );
}
