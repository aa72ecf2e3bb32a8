import type { EventEnvelope, PlanCensusColumns, YearBatch } from '../../../src-shared/columns.ts';
import type { ComplianceYear } from '../../../src-shared/compliance.ts';
import { formatIsoDate, toDay } from '../../../src-shared/dates.ts';
import { scenarioSchema, type Scenario } from '../../../src-shared/scenario/schema.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import {
  DEFERRAL_CHANGE_CATEGORIES,
  ELIGIBILITY_CATEGORIES,
  ENROLLMENT_CATEGORIES,
  TERMINATION_REASONS,
} from '../../../src-shared/vocabulary.ts';
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
  readonly level?: string;
  readonly enrollmentSource?: 'auto' | 'voluntary';
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
  'planEnrollmentDay',
  'planOptOutDay',
  'planParticipant',
  'autoEscalationOptOut',
  'vestingYearsHundredths',
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
    ...(person.level === undefined ? {} : { level: person.level }),
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
  /** A second design, as `design`, and the year from which it is in force. */
  readonly next?: { readonly from: number; readonly design: DesignChanges };
  /** Settings of the scenario other than the plan's. */
  readonly settings?: Pick<Partial<Scenario>, 'limits'>;
  /** Promotions of each year, of those who may be. */
  readonly promotionRate?: Readonly<Record<number, number>>;
  /** Whether the years are tested; they are unless said otherwise. */
  readonly tests?: boolean;
}

type Design = Scenario['planDesigns'][number];

/** The design as shipped with nothing left to chance, but for what is changed. */
function designOf(standard: Design, changes: DesignChanges): Record<string, unknown> {
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
  const sections = Object.keys({ ...quiet, ...changes }).map((section) => {
    const shipped: unknown = Reflect.get(standard, section);
    const merged = Object.entries(Object.assign({}, shipped, quiet[section], changes[section]));
    return [section, Object.fromEntries(merged.filter(([, value]) => value !== undefined))] as const;
  });
  return { ...standard, ...Object.fromEntries(sections) };
}

function scenarioOf(study: StudySettings): Scenario {
  const { design = {}, years = 1, growth = [], planFrom = START_YEAR, next, promotionRate = {} } = study;
  const [standard] = defaultScenario.planDesigns;
  if (standard === undefined) throw new Error('no design is shipped');
  const following = next === undefined ? [] : [{ ...designOf(standard, next.design), id: 'next' }];
  const yearly = (of: (at: number) => number): Record<string, number> =>
    Object.fromEntries(Array.from({ length: years }, (_, at) => [START_YEAR + at, of(at)]));
  return scenarioSchema.parse({
    ...defaultScenario,
    simulation: { ...defaultScenario.simulation, startYear: START_YEAR, endYear: START_YEAR + years - 1 },
    workforce: {
      ...defaultScenario.workforce,
      targetGrowthRate: yearly((at) => growth[at] ?? 0),
      experiencedTerminationRate: 0,
      newHireTerminationRate: 0,
      retirement: { ...defaultScenario.workforce.retirement, enabled: false },
      promotionHazard: {
        ...defaultScenario.workforce.promotionHazard,
        annualRate: yearly((at) => promotionRate[START_YEAR + at] ?? 0),
        minMonthsInLevel: 0,
      },
    },
    compensation: {
      ...defaultScenario.compensation,
      cola: { ...defaultScenario.compensation.cola, rate: 0 },
      merit: { ...defaultScenario.compensation.merit, budget: 0 },
    },
    ...study.settings,
    planDesigns: [designOf(standard, design), ...following],
    planTimeline: [
      { fromYear: planFrom, designId: standard.id },
      ...(next === undefined ? [] : [{ fromYear: next.from, designId: 'next' }]),
    ],
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
  const blank = censusOf(people.map(censusPerson), START_YEAR);
  const source = { ...blank.plan.planEnrollmentSource, values: ['auto', 'voluntary'] };
  const census = { ...blank, plan: { ...blank.plan, planEnrollmentSource: source } };
  for (const [row, { plan, union, enrollmentSource }] of people.entries()) {
    if (union === true) census.unionMember[row] = 1;
    if (enrollmentSource !== undefined)
      census.plan.planEnrollmentSource.codes[row] = enrollmentSource === 'auto' ? 0 : 1;
    const facts = { planEntryDay: toDay(2020, 1, 1), ...plan };
    for (const name of FACTS) {
      const value = facts[name];
      if (value !== undefined) census.plan[name][row] = name.endsWith('Cents') ? value * CENTS : value;
    }
  }
  const { tests = true } = settings;
  const run = openSimulation({ scenario: scenarioOf(settings), census, replicate: 0, tests });
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

/** The plan columns of everybody in each year of a study, by name. */
export function snapshotsOf(
  settings: StudySettings,
): readonly Readonly<Record<string, Readonly<Record<string, number>>>>[] {
  const { names, batches } = simulated(settings);
  return batches.map(({ snapshot, plan }) =>
    Object.fromEntries(
      Array.from(snapshot.person, (person, row) => [
        names[person] ?? '',
        Object.fromEntries(
          Object.entries<ArrayLike<number>>({ ...plan.snapshot }).map(([name, column]) => [
            name,
            column[row] ?? NaN,
          ]),
        ),
      ]),
    ),
  );
}

/** What happened to each person of a study in the plan, in words: date, what, and the rate from then on. */
export function storiesOf(settings: StudySettings): Readonly<Record<string, readonly string[]>> {
  const { names, batches } = simulated(settings);
  const told: {
    readonly rank: number;
    readonly year: number;
    readonly name: string;
    readonly said: string;
  }[] = [];
  for (const [year, { plan }] of batches.entries()) {
    const tell = (
      { rowCount, person, rank, effectiveDay, category }: EventEnvelope,
      categories: readonly string[],
      rates: ArrayLike<number> | null,
    ): void => {
      for (let row = 0; row < rowCount; row++) {
        const rate = rates === null ? '' : ` ${(rates[row] ?? NaN) / 10_000} %`;
        const said = `${formatIsoDate((effectiveDay[row] ?? 0) as Day)} ${categories[category[row] ?? 0]}${rate}`;
        told.push({ year, rank: rank[row] ?? 0, name: names[person[row] ?? 0] ?? '', said });
      }
    };
    tell(plan.eligibility, ELIGIBILITY_CATEGORIES, null);
    tell(plan.enrollments, ENROLLMENT_CATEGORIES, plan.enrollments.ratePpm);
    tell(plan.deferralChanges, DEFERRAL_CHANGE_CATEGORIES, plan.deferralChanges.newRatePpm);
  }
  told.sort((a, b) => a.year - b.year || a.rank - b.rank);
  return Object.fromEntries(
    [...new Set(told.map(({ name }) => name))].map((name) => [
      name,
      told.filter((event) => event.name === name).map(({ said }) => said),
    ]),
  );
}
