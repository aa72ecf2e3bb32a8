import type { DuckDBConnection } from '@duckdb/node-api';
import type { InvariantResult } from '../../../src-shared/columns.ts';
import type { Severity } from '../../../src-shared/vocabulary.ts';
import { eventFindings, lifecycleFindings } from './event-checks.ts';
import { compareFigures, compareMonthPayroll } from './figure-checks.ts';
import { MAX_OFFENDERS, readFindings, type Outcome, type Outcomes } from './findings.ts';
import { screenYear } from './screen.ts';
import { payFindings, stateFindings } from './state-checks.ts';
import { countsOf, readMonthPayroll, readTallies, type YearCounts } from './tallies.ts';
import { readYearFacts } from './year-facts.ts';

/** Results of all checks of one year. */
export interface CheckedYear {
  readonly year: number;
  readonly results: readonly InvariantResult[];
}

/**
 * Checks the rows of one year in the database, by statements that share nothing with the engine: INV-1, 3 to 12, 19 to
 * 21 and 26 of section 11. The rows may be those of the transaction in progress; the years before are taken as checked.
 * Every check has a result, also when it passed.
 * @throws PlanAlignError RUN_UNKNOWN; the database's error when a statement fails.
 */
export async function checkYear(
  connection: DuckDBConnection,
  runKey: number,
  year: number,
): Promise<InvariantResult[]> {
  const facts = await readYearFacts(connection, runKey, year);
  const tallies = await readTallies(connection, facts);
  const counts = countsOf(tallies);
  const outcomes = [compareFigures(facts, tallies)];
  const screen = await screenYear(connection, facts, counts);
  if (screen.isDoubtful || screen.isSequenceDoubtful)
    outcomes.push(await readFindings(connection, facts, eventFindings(facts)));
  if (screen.isDoubtful) {
    outcomes.push(await readFindings(connection, facts, lifecycleFindings(facts)));
    outcomes.push(await readFindings(connection, facts, stateFindings(facts)));
  }
  if (screen.isPayUnusual) outcomes.push(await readFindings(connection, facts, payFindings(facts)));
  return resultsOf(counts, outcomes);
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
  const facts = await readYearFacts(connection, runKey, year);
  const tallies = await readTallies(connection, facts);
  const monthPayroll = await readMonthPayroll(connection, facts);
  const outcomes = [compareFigures(facts, tallies), compareMonthPayroll(facts, tallies, monthPayroll)];
  for (const relation of [eventFindings, lifecycleFindings, stateFindings, payFindings])
    outcomes.push(await readFindings(connection, facts, relation(facts)));
  return resultsOf(countsOf(tallies), outcomes);
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
  readonly checked: (counts: YearCounts) => number;
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
  { id: 'INV-19', severity: 'FAIL', checked: (counts) => eventsOf(counts) - counts.hires },
  { id: 'INV-20', severity: 'FAIL', checked: ({ promotions, raises }) => promotions + raises },
  { id: 'INV-21', severity: 'FAIL', checked: ({ people }) => people },
  { id: 'INV-26', severity: 'WARN', checked: ({ people }) => people },
];

function eventsOf({ hires, terminations, promotions, raises }: YearCounts): number {
  return hires + terminations + promotions + raises;
}

function resultsOf(counts: YearCounts, outcomes: readonly Outcomes[]): InvariantResult[] {
  return CHECKS.map(({ id, severity, checked }) => {
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
