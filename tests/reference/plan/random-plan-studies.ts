import fc from 'fast-check';
import { study, type Study } from '../../engine/random-studies.ts';
import { randomFacts, randomHours, randomPlan } from './random-designs.ts';

/** Random studies of the workforce with a random plan and what a census says for it. */

/** People a study may start with and still be quick. */
const MOST_PEOPLE = 40;

/** Most same-year leavers: hires that only replace each other make a study slow. */
const MOST_LEAVERS = 0.5;
const tamed = (rate: number | Readonly<Record<string, number>>) =>
  typeof rate === 'number'
    ? Math.min(rate, MOST_LEAVERS)
    : Object.fromEntries(Object.entries(rate).map(([year, one]) => [year, Math.min(one, MOST_LEAVERS)]));

/** A random study in years for which there are limits. */
export const planStudy = (): fc.Arbitrary<Study> =>
  study()
    .filter(({ scenario }) => scenario.simulation.startYear >= 2021)
    .chain((one) => {
      const people = one.people.slice(0, MOST_PEOPLE);
      const { startYear } = one.scenario.simulation;
      return fc
        .record({
          plan: randomPlan(one.scenario),
          facts: fc.tuple(...people.map((person) => randomFacts(person, startYear))),
          hours: fc.array(randomHours, { minLength: people.length, maxLength: people.length }),
          partTimeHours: fc.constantFrom(12, 20, 37.5),
        })
        .map(({ plan, facts, hours, partTimeHours }) => ({
          ...one,
          scenario: {
            ...one.scenario,
            ...plan,
            hiring: { ...one.scenario.hiring, partTimeHours },
            workforce: {
              ...one.scenario.workforce,
              newHireTerminationRate: tamed(one.scenario.workforce.newHireTerminationRate),
            },
          },
          people: people.map((person, i) => ({
            ...person,
            hours: hours[i] ?? 0,
            ...(facts[i] === undefined ? {} : { plan: facts[i] }),
          })),
        }));
    });
