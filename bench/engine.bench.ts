import { openSimulation } from '../src-worker/simulation.ts';
import { defaultScenario } from '../src-worker/testing/scenarios.ts';
import { company } from '../src-worker/testing/synthetic-census.ts';

/**
 * The engine alone, in one thread, workforce rules, five years of the default scenario without a retirement plan. A person-year is a row of a
 * snapshot. Prints one JSON line for each size. Usage: engine.bench [people …] (default 10000 100000 1000000).
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];

const scenario = { ...defaultScenario, planTimeline: [] };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

for (const people of sizes) {
  const census = company(people);
  const samples = people > 200_000 ? 3 : 9;
  const times: number[] = [];
  let personYears = 0;
  // One run more than is counted: the first compiles.
  for (let sample = 0; sample <= samples; sample++) {
    personYears = 0;
    const start = performance.now();
    const { years, takeBack } = openSimulation({ scenario, census, replicate: 0 });
    for (const batch of years({ isCancelled: () => false })) {
      personYears += batch.snapshot.rowCount;
      // As the encoder of the product does when it has written the batch.
      takeBack(batch);
    }
    if (sample > 0) times.push(performance.now() - start);
  }
  const ms = median(times);
  const line = {
    people,
    years: 5,
    samples,
    personYears,
    ms: Math.round(ms),
    nanosecondsPerPersonYear: Math.round((ms * 1e6) / personYears),
    millionPersonYearsPerSecond: Number((personYears / ms / 1e3).toFixed(2)),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
