import type { DuckDBConnection } from '@duckdb/node-api';
import type { InvariantResult } from '../../../src-shared/columns.ts';
import type { Severity } from '../../../src-shared/vocabulary.ts';
import { eventFindings, lifecycleFindings } from './event-checks.ts';
import { compareFigures, compareMonthPayroll } from './figure-checks.ts';
import { MAX_OFFENDERS, readFindings, type Outcome, type Outcomes } from './findings.ts';
import { screenYear } from './screen.ts';
import { payFindings, stateFindings } from './state-checks.ts';
import { countsOf, readMonthPayroll, readTallies, type YearCounts } from './tallies.ts';
import { planFindings } from './plan-checks.ts';
import { planEventsOf, readPlanTallies } from './plan-figures.ts';
import { readRunFacts, yearFactsOf, type RunFacts, type YearFacts } from './year-facts.ts';
import type { YearChecker } from '../run-writer.ts';

/** Results of all checks of one year. */
export interface CheckedYear {
  readonly year: number;
  readonly results: readonly InvariantResult[];
}

/**
 * Checks the rows of one year in the database, by statements that share nothing with the engine: INV-1, 3 to 12, 19 to
 * 21 and 26 of section 11, and the invariants of the plan that rows can prove. The rows may be those of the transaction in progress; the years before are taken as checked.
 * Every check has a result, also when it passed.
 * @throws PlanAlignError RUN_UNKNOWN; the database's error when a statement fails.
 */
export async function checkYear(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
): Promise<InvariantResult[]> {
  return checkFacts(connection, yearFactsOf(await readRunFacts(connection, runKey), year));
}

/** As {@link checkYear}, for the years of one run after the other: what is the same in all of them is read once. */
export function yearChecker(): YearChecker {
  let run: RunFacts | null = null;
  return async (connection, runKey, year) => {
    if (run?.runKey !== runKey) run = await readRunFacts(connection, runKey);
    return checkFacts(connection, yearFactsOf(run, year));
  };
}

async function checkFacts(connection: DuckDBConnection, facts: YearFacts): Promise<InvariantResult[]> {
  const tallies = await readTallies(connection, facts);
  const planTallies = facts.plan === null ? null : await readPlanTallies(connection, facts, facts.plan);
  const planEvents = planTallies === null ? 0 : planEventsOf(planTallies);
  const counts = { ...countsOf(tallies), planEvents };
  const outcomes = [compareFigures(facts, tallies, planTallies)];
  if (facts.plan !== null && planTallies?.isDoubtful === true)
    outcomes.push(await readFindings(connection, facts, planFindings(facts, facts.plan)));
  const found = await screenYear(connection, facts, counts);
  const screen = { ...found, isDoubtful: found.isDoubtful || planTallies?.hasStrangers === true };
  if (screen.isDoubtful || screen.isSequenceDoubtful)
    outcomes.push(await readFindings(connection, facts, eventFindings(facts)));
  if (screen.isDoubtful) {
    outcomes.push(await readFindings(connection, facts, lifecycleFindings(facts)));
    outcomes.push(await readFindings(connection, facts, stateFindings(facts)));
  }
  if (screen.isPayUnusual) outcomes.push(await readFindings(connection, facts, payFindings(facts)));
  return resultsOf(facts, counts, outcomes);
}

/**
 * As {@link checkYear}, but asking every exact statement without a screen before, and checking also the payroll of the
 * months person by person (W-56).
 * @throws PlanAlignError RUN_UNKNOWN; the database's error when a statement fails.
 */
export async function checkYearExactly(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
): Promise<InvariantResult[]> {
  const facts = yearFactsOf(await readRunFacts(connection, runKey), year);
  const tallies = await readTallies(connection, facts);
  const planTallies = facts.plan === null ? null : await readPlanTallies(connection, facts, facts.plan);
  const monthPayroll = await readMonthPayroll(connection, facts);
  const outcomes = [
    compareFigures(facts, tallies, planTallies),
    compareMonthPayroll(facts, tallies, monthPayroll),
  ];
  for (const relation of [eventFindings, lifecycleFindings, stateFindings, payFindings])
    outcomes.push(await readFindings(connection, facts, relation(facts)));
  if (facts.plan !== null)
    outcomes.push(await readFindings(connection, facts, planFindings(facts, facts.plan)));
  const planEvents = planTallies === null ? 0 : planEventsOf(planTallies);
  return resultsOf(facts, { ...countsOf(tallies), planEvents }, outcomes);
}

/**
 * Checks every stored year of a run, exactly.
 * @throws PlanAlignError RUN_UNKNOWN; the database's error when a statement fails.
 */
export async function checkRun(connection: DuckDBConnection, runKey: number): Promise<CheckedYear[]> {
  const reader = await connection.runAndReadAll(
    'SELECT simulation_year FROM run_year WHERE run_key = $1 ORDER BY simulation_year',
    [runKey],
  );
  const years: CheckedYear[] = [];
  for (const year of (reader.getColumns()[0] ?? []).map(Number))
    years.push({ year, results: await checkYearExactly(connection, runKey, year) });
  return years;
}

/** How many things each check looks at in the rows; figures add those that were compared. */
const CHECKS: readonly {
  readonly id: string;
  readonly severity: Severity;
  readonly checked: (counts: CheckedCounts) => number;
}[] = [
  { id: 'INV-1', severity: 'FAIL', checked: () => 0 },
  { id: 'INV-3', severity: 'FAIL', checked: () => 0 },
  { id: 'INV-4', severity: 'FAIL', checked: ({ opening }) => opening },
  { id: 'INV-5', severity: 'FAIL', checked: ({ people }) => people },
  { id: 'INV-6', severity: 'FAIL', checked: eventsOf },
  { id: 'INV-7', severity: 'FAIL', checked: eventsOf },
  { id: 'INV-8', severity: 'FAIL', checked: ({ hires, terminations }) => hires + terminations },
  { id: 'INV-9', severity: 'FAIL', checked: eventsOf },
  { id: 'INV-10', severity: 'FAIL', checked: ({ people }) => people },
  { id: 'INV-11', severity: 'FAIL', checked: ({ people }) => people },
  { id: 'INV-12', severity: 'FAIL', checked: () => 0 },
  {
    id: 'INV-19',
    severity: 'FAIL',
    checked: ({ promotions, raises, terminations }) => promotions + raises + terminations,
  },
  { id: 'INV-20', severity: 'FAIL', checked: ({ promotions, raises }) => promotions + raises },
  { id: 'INV-21', severity: 'FAIL', checked: ({ people }) => people },
  { id: 'INV-26', severity: 'WARN', checked: ({ people }) => people },
];

/** Invariants of the plan that the store proves; PINV-13 and 14 look at figures only. */
const PLAN_CHECKS = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 30].map(
  (number) =>
    ({
      id: `PINV-${number}`,
      severity: 'FAIL',
      checked: ({ people }: CheckedCounts) => (number === 13 || number === 14 ? 0 : people),
    }) as const,
);

/** Rows of the year by relation, those of the plan included. */
type CheckedCounts = YearCounts & { readonly planEvents: number };

function eventsOf({ hires, terminations, promotions, raises, planEvents }: CheckedCounts): number {
  return hires + terminations + promotions + raises + planEvents;
}

function resultsOf(
  facts: YearFacts,
  counts: CheckedCounts,
  outcomes: readonly Outcomes[],
): InvariantResult[] {
  const checks = facts.plan === null ? CHECKS : [...CHECKS, ...PLAN_CHECKS];
  return checks.map(({ id, severity, checked }) => {
    const own = outcomes.flatMap((of): Outcome[] => {
      const outcome = of.get(id);
      return outcome === undefined ? [] : [outcome];
    });
    return {
      id,
      severity,
      checked: own.reduce((sum, outcome) => sum + outcome.checked, checked(counts)),
      failed: own.reduce((sum, outcome) => sum + outcome.failed, 0),
      offenders: own.flatMap(({ offenders }) => offenders).slice(0, MAX_OFFENDERS),
    };
  });
}
