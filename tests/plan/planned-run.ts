import type { EventEnvelope, YearBatch } from '../../src-shared/columns.ts';
import { PlanAlignError } from '../../src-shared/errors.ts';
import { NO_DAY } from '../../src-shared/units.ts';
import { openSimulation } from '../../src-worker/simulation.ts';
import { decodePlanOpening } from '../engine/decode-plan.ts';
import { plainPlanYear, type PlainPlanYear } from './plain-plan.ts';
import type { Study } from '../engine/random-studies.ts';
import { censusOf } from '../reference/census.ts';
import { inForce, type Design } from '../reference/plan/designs.ts';
import type { Row } from '../reference/rows.ts';

/** A run of the engine as plain rows, with what is needed to judge its plan side. */

/** What the workforce side says of one person in a year; days and cents. */
interface PersonFacts {
  readonly hireDay: number;
  readonly birthDay: number;
  /** Null for people employed at the end of the year. */
  readonly leaveDay: number | null;
  readonly grossPay: number;
}

export interface PlannedYear extends PlainPlanYear {
  readonly facts: ReadonlyMap<string, PersonFacts>;
  /** Events of the workforce, without their places in the log. */
  readonly workforce: readonly string[];
  /** Null in a year without a plan. */
  readonly design: Design | null;
}

export interface PlannedRun {
  readonly study: Study;
  readonly opening: readonly Row[];
  readonly years: readonly PlannedYear[];
  /** Code of the error that ended the run, or null. */
  readonly failure: string | null;
}

function factsOf({ snapshot }: YearBatch, names: readonly string[]): Map<string, PersonFacts> {
  const { person, hireDay, birthDay, terminationDay, proratedPayCents } = snapshot;
  return new Map(
    Array.from(person, (index, row): [string, PersonFacts] => {
      const left = terminationDay[row] ?? NO_DAY;
      return [
        names[index] ?? '',
        {
          hireDay: hireDay[row] ?? 0,
          birthDay: birthDay[row] ?? 0,
          leaveDay: left === NO_DAY ? null : left,
          grossPay: proratedPayCents[row] ?? 0,
        },
      ];
    }),
  );
}

/** Every column of a table of events but those that number it together with the events of the plan. */
function contentOf(table: EventEnvelope): string[] {
  const columns = new Map<string, unknown>(Object.entries(table));
  columns.delete('sequence');
  columns.delete('rank');
  const said = (values: unknown, row: number): unknown =>
    ArrayBuffer.isView(values) ? Reflect.get(values, row) : values;
  return Array.from({ length: table.rowCount }, (_, row) =>
    Array.from(columns, ([name, values]) => `${name} ${String(said(values, row))}`).join(', '),
  );
}

/** Simulates the plan of a study, without its tests. */
export function plannedRun(study: Study): PlannedRun {
  const { scenario, people, replicate } = study;
  const years: PlannedYear[] = [];
  let opening: readonly Row[] = [];
  try {
    const run = openSimulation({ scenario, census: censusOf(people), replicate, tests: false });
    opening = decodePlanOpening(run.opening);
    const persons = [...run.opening.dictionaries.censusPersonIds];
    for (const batch of run.years({ isCancelled: () => false })) {
      const year = plainPlanYear(persons, batch);
      years.push({
        ...year,
        facts: factsOf(batch, persons),
        workforce: [batch.hires, batch.terminations, batch.promotions, batch.raises].flatMap(contentOf),
        design: inForce(scenario, batch.year)?.design ?? null,
      });
    }
    return { study, opening, years, failure: null };
  } catch (error) {
    if (!(error instanceof PlanAlignError)) throw error;
    return { study, opening, years, failure: error.code };
  }
}

/** A number of a row. */
export function numberOf(row: Row | undefined, name: string): number {
  const value = row?.[name];
  if (typeof value !== 'number') throw new Error(`${name} is ${String(value)}, not a number`);
  return value;
}

/** A text of a row; null where it is blank. */
export function textOf(row: Row | undefined, name: string): string | null {
  const value = row?.[name];
  if (value !== null && typeof value !== 'string') throw new Error(`${name} is ${String(value)}, not a text`);
  return value;
}
