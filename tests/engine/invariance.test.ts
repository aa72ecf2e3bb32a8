import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CensusColumns, TextColumn } from '../../src-shared/columns.ts';
import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { CensusPerson } from '../reference/census.ts';
import { at } from '../reference/exact.ts';
import { censusOf } from '../reference/census.ts';
import { fingerprint } from './fingerprint.ts';
import { differences, engineOutcome, type Outcome } from './outcome.ts';
import { study, type Study } from './random-studies.ts';

/** What must not change a result (INV-30, W-25), on random studies. */

const RUNS = { numRuns: 40, seed: 20_250_103 };

const withEndYear = (one: Study, endYear: number): Study => ({
  ...one,
  scenario: { ...one.scenario, simulation: { ...one.scenario.simulation, endYear } },
});

/** Every draw an outcome shows, by person, year, event and name of the draw. */
function drawsOf(outcome: Outcome): Map<string, number> {
  const draws = new Map<string, number>();
  for (const { year, events } of outcome.years) {
    for (const event of events) {
      for (const [name, value] of Object.entries(event.payload)) {
        // A reduction draws from its own process, so it is not the draw of an ordinary leaver.
        const process = event.category === 'reduction' ? 'reduction' : '';
        if (/draw$/i.test(name) && typeof value === 'number') {
          draws.set([event.employeeId, year, event.type, process, name].join('|'), value);
        }
      }
    }
  }
  return draws;
}

describe('INV-30 what must not change a result', () => {
  it('INV-30 one census row added leaves all other draws equal', () => {
    let compared = 0;
    fc.assert(
      fc.property(study(), fc.nat(), (one, position) => {
        fc.pre(one.people.length > 1);
        const left = position % one.people.length;
        const fewer = { ...one, people: one.people.filter((_, i) => i !== left) };
        const known = drawsOf(engineOutcome(one));
        for (const [name, draw] of drawsOf(engineOutcome(fewer))) {
          const other = known.get(name);
          if (other === undefined) continue;
          expect(`${name} ${draw}`).toBe(`${name} ${other}`);
          compared += 1;
        }
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it('INV-30 renaming the scenario, its bands and what it says changes nothing', () => {
    const relabel = (bands: Scenario['bands']['age']): Scenario['bands']['age'] =>
      bands.map((band) => ({ ...band, label: `${band.label} (renamed)` }));
    fc.assert(
      fc.property(study(), (one) => {
        const { scenario } = one;
        const renamed: Study = {
          ...one,
          scenario: {
            ...scenario,
            name: 'Another name',
            description: 'Another description',
            bands: { age: relabel(scenario.bands.age), tenure: relabel(scenario.bands.tenure) },
          },
        };
        expect(differences(engineOutcome(one), engineOutcome(renamed))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('INV-30 a horizon of three years is a prefix of five', () => {
    fc.assert(
      fc.property(study(), (one) => {
        const { startYear } = one.scenario.simulation;
        const short = engineOutcome(withEndYear(one, startYear + 2));
        const long = engineOutcome(withEndYear(one, startYear + 4));
        expect(differences(short.years, long.years.slice(0, short.years.length))).toEqual([]);
        if (short.failure !== null) expect(long.failure).toBe(short.failure);
      }),
      RUNS,
    );
  });

  it('W-25 the order of the census rows changes nothing', () => {
    const shuffled = fc
      .tuple(study(), fc.array(fc.nat(), { minLength: 120, maxLength: 120 }))
      .map(([one, keys]) => ({ one, people: reorder(one.people, keys) }));
    fc.assert(
      fc.property(shuffled, ({ one, people }) => {
        expect(differences(engineOutcome(one), engineOutcome({ ...one, people }))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('W-25 facts that only the plan reads, and texts nobody has, change nothing of the workforce', () => {
    fc.assert(
      fc.property(study(), (one) => {
        const census = censusOf(one.people);
        const known = fingerprint({ ...one, census }, 'workforce');
        expect(fingerprint({ ...one, census: embellished(census) }, 'workforce')).toBe(known);
      }),
      RUNS,
    );
  });

  it('W-7 another seed or replicate changes the draws', () => {
    const [one] = fc.sample(
      study().filter((s) => s.people.length > 80),
      { numRuns: 1, seed: 11 },
    );
    const base = at([one], 0);
    if (base === undefined) throw new Error('no study was drawn');
    const census = censusOf(base.people);
    const { scenario } = base;
    const seeded: Scenario = {
      ...scenario,
      simulation: { ...scenario.simulation, randomSeed: scenario.simulation.randomSeed === 1 ? 2 : 1 },
    };
    const prints = [
      fingerprint({ scenario, census, replicate: 0 }),
      fingerprint({ scenario, census, replicate: 1 }),
      fingerprint({ scenario: seeded, census, replicate: 0 }),
    ];
    expect(new Set(prints).size).toBe(3);
  });
});

function reorder(people: readonly CensusPerson[], keys: readonly number[]): CensusPerson[] {
  return people
    .map((person, i) => ({ person, key: keys[i] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ person }) => person);
}

/** The census with plan facts filled in and every text column knowing a value that nobody has. */
function embellished(census: CensusColumns): CensusColumns {
  const count = census.rowCount;
  const wider = ({ values, codes }: TextColumn): TextColumn => ({
    values: ['\u0001 nobody', ...values],
    codes: codes.map((code) => (code < 0 ? code : code + 1)),
  });
  return {
    ...census,
    level: wider(census.level),
    plan: {
      ...census.plan,
      ownershipSharePpm: new Int32Array(count).fill(60_000),
      officer: new Uint8Array(count).fill(1),
      priorYearPayCents: new Float64Array(count).fill(5_000_000),
      deferralRatePpm: new Int32Array(count).fill(75_000),
      balanceDeferralCents: new Float64Array(count).fill(1_000_000),
      birthDerived: new Uint8Array(count).fill(1),
    },
  };
}
