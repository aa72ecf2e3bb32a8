import type { PlanCensusColumns, YearBatch } from '../../../src-shared/columns.ts';
import type { ComplianceYear } from '../../../src-shared/compliance.ts';
import { toDay } from '../../../src-shared/dates.ts';
import { scenarioSchema, type Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY } from '../../../src-shared/units.ts';
import { TERMINATION_REASONS } from '../../../src-shared/vocabulary.ts';
import { openSimulation } from '../../simulation.ts';
import { defaultScenario } from '../../testing/scenarios.ts';
import { censusOf, type CensusPerson } from '../../testing/synthetic-census.ts';

/** Small runs that start in 2026, in which nothing happens but what their census says, with the tests of each year. */

const START_YEAR = 2026;

type NumericFact = Exclude<keyof PlanCensusColumns, 'exclusionClass' | 'planEnrollmentSource'>;

/** A person of a study: born in 1985, hired in 2015, in the plan since 2020, unless said otherwise; money in dollars. */
export interface StudyPerson {
  readonly id: string;
  readonly pay?: number;
  readonly birth?: number;
  readonly hire?: number;
  readonly left?: number;
  readonly reason?: (typeof TERMINATION_REASONS)[number];
  readonly inactive?: boolean;
  readonly union?: boolean;
  readonly weeklyHours?: number;
  readonly department?: string;
  /** Columns of the census that only the plan reads, as they are stored, but money in dollars. */
  readonly plan?: Partial<Record<NumericFact, number>>;
}

/** Somebody whose entry follows from the rules of the plan. */
export const byRules = { planEntryDay: NO_DAY };

/** Somebody who defers at a rate. */
export const defers = (ratePpm: number) => ({ deferralRatePpm: ratePpm });

/** Somebody with known accounts, all of it deferrals. */
export const accounts = (usd: number) => ({
  balanceDeferralCents: usd,
  balanceMatchCents: 0,
  balanceCoreCents: 0,
});

const FACTS: readonly NumericFact[] = [
  'originalHireDay',
  'ownershipSharePpm',
  'priorOwnershipSharePpm',
  'onePercentOwner',
  'officer',
  'nonresidentAlien',
  'priorYearPayCents',
  'priorYearFicaWagesCents',
  'priorYearHoursHundredths',
  'priorYearHce',
  'eligibilityOverride',
  'planEntryDay',
  'planOptOutDay',
  'deferralRatePpm',
  'rothSharePpm',
  'balanceDeferralCents',
  'balanceMatchCents',
  'balanceCoreCents',
  'balanceAfterTaxCents',
  'balanceRolloverCents',
  'preTaxContributionCents',
  'rothContributionCents',
  'matchContributionCents',
];

const CENTS = 100;

function censusPerson(person: StudyPerson): CensusPerson {
  const { id, pay = 60_000, birth = toDay(1985, 5, 5), hire = toDay(2015, 1, 1), left, reason } = person;
  return {
    id,
    payCents: pay * CENTS,
    birthDay: birth,
    hireDay: hire,
    hoursHundredths: (person.weeklyHours ?? 0) * 100,
    department: person.department ?? 'Works',
    inactiveWithoutDate: person.inactive === true,
    ...(left === undefined
      ? {}
      : { terminationDay: left, terminationReason: TERMINATION_REASONS.indexOf(reason ?? 'voluntary') }),
  };
}

/** Settings of sections of the design; undefined takes one away. */
export type DesignChanges = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a study sets; the rest is as shipped, with nothing left to chance. */
export interface StudySettings {
  readonly people: readonly StudyPerson[];
  readonly design?: DesignChanges;
  readonly years?: number;
  /** Leavers are not replaced: growth of each year. */
  readonly growth?: readonly number[];
  /** First year of the plan; the first one unless said otherwise. */
  readonly planFrom?: number;
}

function scenarioOf({ design = {}, years = 1, growth = [], planFrom }: StudySettings): Scenario {
  const [standard] = defaultScenario.planDesigns;
  if (standard === undefined) throw new Error('no design is shipped');
  const off = { enabled: false };
  const quiet: DesignChanges = {
    autoEnrollment: off,
    autoEscalation: off,
    matchResponse: off,
    voluntaryEnrollment: {
      proactive: { ...standard.voluntaryEnrollment.proactive, ...off },
      atEntry: { ...standard.voluntaryEnrollment.atEntry, ...off },
      yearOverYear: { ...standard.voluntaryEnrollment.yearOverYear, ...off },
    },
  };
  const changed = Object.entries({ ...quiet, ...design }).map(([section, changes]) => {
    const shipped: unknown = Reflect.get(standard, section);
    const merged = Object.entries(Object.assign({}, shipped, changes));
    return [section, Object.fromEntries(merged.filter(([, value]) => value !== undefined))] as const;
  });
  return scenarioSchema.parse({
    ...defaultScenario,
    simulation: { ...defaultScenario.simulation, startYear: START_YEAR, endYear: START_YEAR + years - 1 },
    workforce: {
      ...defaultScenario.workforce,
      targetGrowthRate: Object.fromEntries(
        Array.from({ length: years }, (_, at) => [START_YEAR + at, growth[at] ?? 0]),
      ),
      experiencedTerminationRate: 0,
      newHireTerminationRate: 0,
      retirement: { ...defaultScenario.workforce.retirement, enabled: false },
      promotionHazard: { ...defaultScenario.workforce.promotionHazard, annualRate: 0 },
    },
    compensation: {
      ...defaultScenario.compensation,
      cola: { ...defaultScenario.compensation.cola, rate: 0 },
      merit: { ...defaultScenario.compensation.merit, budget: 0 },
    },
    planDesigns: [{ ...standard, ...Object.fromEntries(changed) }],
    planTimeline: [{ fromYear: planFrom ?? START_YEAR, designId: standard.id }],
  });
}

/** The tests of a year, with the name of everybody in the order of their columns. */
export interface StudyYear {
  readonly tests: ComplianceYear;
  readonly ids: readonly string[];
}

/** Runs a study: the years, and the names of the people by index. */
export function simulated(settings: StudySettings): {
  readonly names: readonly string[];
  readonly batches: readonly YearBatch[];
} {
  const people = [...settings.people].sort((a, b) => (a.id < b.id ? -1 : 1));
  const census = censusOf(people.map(censusPerson), START_YEAR);
  for (const [row, { plan, union }] of people.entries()) {
    if (union === true) census.unionMember[row] = 1;
    const facts = { planEntryDay: toDay(2020, 1, 1), ...plan };
    for (const name of FACTS) {
      const value = facts[name];
      if (value !== undefined) census.plan[name][row] = name.endsWith('Cents') ? value * CENTS : value;
    }
  }
  const run = openSimulation({ scenario: scenarioOf(settings), census, replicate: 0, tests: true });
  const batches = [...run.years({ isCancelled: () => false })];
  const hired = batches.flatMap(({ newPersonIds }) => newPersonIds);
  return { names: [...run.opening.dictionaries.censusPersonIds, ...hired], batches };
}

/** The tests of a study; years without a plan are left out. */
export function testedYears(settings: StudySettings): readonly StudyYear[] {
  const { names, batches } = simulated(settings);
  return batches.flatMap(({ plan: { compliance } }) =>
    compliance === null
      ? []
      : { tests: compliance, ids: Array.from(compliance.employees.person, (person) => names[person] ?? '') },
  );
}

/** The first year of a study. */
export function firstYear(settings: StudySettings): StudyYear {
  const [year] = testedYears(settings);
  if (year === undefined) throw new Error('no year was tested');
  return year;
}

/** A column of the tests of a year by the names of its people. */
export const byName = ({ ids }: StudyYear, column: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(ids.map((id, at) => [id, column[at] ?? NaN]));
