import { expect, it } from 'vitest';
import { dayOf } from '../reference/calendar.ts';
import { censusOf, type CensusPerson } from '../reference/census.ts';
import { defaultScenario } from '../reference/scenarios.ts';
import { fingerprint } from './fingerprint.ts';

const january = dayOf(defaultScenario.simulation.startYear, 1, 1);

const person = (i: number): CensusPerson => ({
  id: `E${String(i).padStart(5, '0')}`,
  birth: january - 9_000 - ((i * 131) % 14_000),
  hire: january - 1 - ((i * i * 7) % 8_500),
  pay: 4_500_000 + ((i * 7_919) % 18_000_000),
  department: ['Sales', 'Finance', 'Operations'][i % 3] ?? 'Sales',
});

const census = censusOf(
  Array.from({ length: 2_000 }, (_, i) => person(i)).filter((one) => one.hire - one.birth > 6_600),
);

it.each(['exact', 'stochastic'] as const)(
  'INV-30 the same %s study twice in a row in one process gives every array to the byte',
  (flowMode) => {
    const scenario = { ...defaultScenario, simulation: { ...defaultScenario.simulation, flowMode } };
    const first = fingerprint({ scenario, census, replicate: 0 });
    // A run of another study in between: nothing of it may be left behind in the process.
    const other = fingerprint({ scenario, census, replicate: 1 });
    expect(fingerprint({ scenario, census, replicate: 0 })).toBe(first);
    expect(other).not.toBe(first);
  },
);
