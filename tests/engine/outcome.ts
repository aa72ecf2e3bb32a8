import type { Scenario } from '../../src-shared/scenario/schema.ts';
import type { YearBatch } from '../../src-shared/columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { censusOf, type CensusPerson } from '../reference/census.ts';
import { ReferenceFailure } from '../reference/exact.ts';
import { reference, type ReferenceRun, type ReferenceYear } from '../reference/reference.ts';
import type { Row } from '../reference/rows.ts';
import { decodeOpening, decodeYear } from './decode.ts';

/** A study simulated to its end or to its failure, by the engine or by the reference, in the same plain form. */
export interface Outcome {
  readonly counts: ReferenceRun['counts'] | null;
  readonly opening: readonly Row[];
  readonly years: readonly ReferenceYear[];
  /** Code of the error that ended the run, or null. */
  readonly failure: string | null;
}

interface Input {
  readonly scenario: Scenario;
  readonly people: readonly CensusPerson[];
  readonly replicate: number;
}

const isNothing = (row: Row, names: readonly string[]): boolean =>
  Object.entries(row).every(([name, value]) => names.includes(name) || value === 0);

/** Groups and departments with nothing in them may be listed or left out. */
const withoutEmptyRows = (year: ReferenceYear): ReferenceYear => ({
  ...year,
  months: year.months.filter((row) => !isNothing(row, ['month', 'department'])),
  groups: year.groups.filter((row) => !isNothing(row, ['kind', 'key'])),
});

/** What a batch says twice must agree, and no check that fails a run may have failed. */
function checkBatch(batch: YearBatch): void {
  const broken = batch.invariants.filter((result) => result.severity === 'FAIL' && result.failed > 0);
  if (broken.length > 0) {
    throw new Error(
      `failed checks: ${broken.map(({ id, offenders }) => `${id} ${offenders.join('; ')}`).join(' | ')}`,
    );
  }
  const counts = {
    HIRE: batch.hires.rowCount,
    TERMINATION: batch.terminations.rowCount,
    PROMOTION: batch.promotions.rowCount,
    RAISE: batch.raises.rowCount,
  };
  for (const [type, count] of Object.entries(counts)) {
    const said = Object.entries(batch.eventCounts).find(([name]) => name === type)?.[1] ?? 0;
    if (said !== count) throw new Error(`${said} ${type} events are counted, ${count} are there`);
  }
}

export function engineOutcome({ scenario, people, replicate }: Input): Outcome {
  const years: ReferenceYear[] = [];
  let counts: Outcome['counts'] = null;
  let opening: Outcome['opening'] = [];
  try {
    const run = openSimulation({
      // The workforce by itself: events of a plan would stand between its own.
      scenario: { ...scenario, planTimeline: [] },
      census: censusOf(people),
      replicate,
    });
    ({ counts } = run.opening);
    opening = decodeOpening(run.opening);
    const persons = [...run.opening.dictionaries.censusPersonIds];
    for (const batch of run.years({ isCancelled: () => false })) {
      checkBatch(batch);
      years.push(withoutEmptyRows(decodeYear(run.opening.dictionaries, persons, batch)));
    }
    return { counts, opening, years, failure: null };
  } catch (error) {
    if (!(error instanceof PlanAlignError)) throw error;
    return { counts, opening, years, failure: error.code };
  }
}

export function referenceOutcome({ scenario, people, replicate }: Input): Outcome {
  const years: ReferenceYear[] = [];
  let counts: Outcome['counts'] = null;
  let opening: Outcome['opening'] = [];
  try {
    const run = reference(scenario, censusOf(people), replicate);
    ({ counts, opening } = run);
    for (const year of run.years) years.push(withoutEmptyRows(year));
    return { counts, opening, years, failure: null };
  } catch (error) {
    if (!(error instanceof ReferenceFailure)) throw error;
    return { counts, opening, years, failure: error.code };
  }
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Where two values differ, as lines `path: left, right`; at most `limit`. */
export function differences(left: unknown, right: unknown, path = '', limit = 12): string[] {
  if (!isBranch(left) || !isBranch(right)) {
    return left === right ? [] : [`${path}: ${JSON.stringify(left)}, ${JSON.stringify(right)}`];
  }
  const a = new Map(Object.entries(left));
  const b = new Map(Object.entries(right));
  const found: string[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    if (found.length >= limit) break;
    found.push(...differences(a.get(key), b.get(key), `${path}/${key}`, limit - found.length));
  }
  return found;
}
