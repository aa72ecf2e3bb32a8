import { roundRatio, toPpm } from '../../../src-shared/arithmetic.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import { MILLION, type Ppm } from '../../../src-shared/units.ts';
import { rowLookup } from '../../population/bands.ts';
import type { BehaviourSegments } from './behaviour-segments.ts';

/**
 * The probabilities of enrolment behaviour (P-38 to P-43) in ppm, each the exact product of its factors, rounded once
 * and held within 0 … 1 (P-6). They are multiplied out once per design, so that a decision is a look-up.
 */

type Design = Scenario['planDesigns'][number];

/** Probabilities by age segment, income segment and the row that a level or service falls in. */
interface SteppedTable {
  readonly rowOf: Int8Array;
  readonly rows: number;
  readonly probabilities: Int32Array;
}

/** The probabilities of a design; a behaviour that is not enabled has probability 0. */
export interface BehaviourProbabilities {
  readonly incomes: number;
  readonly optOut: Int32Array;
  readonly proactive: Int32Array;
  readonly atEntry: SteppedTable;
  readonly yearOverYear: SteppedTable;
}

/** P-6: the exact product of factors in ppm, rounded once to ppm, then at most 1. No factor is negative. */
export function probabilityOf(factors: readonly Ppm[]): Ppm {
  const product = factors.reduce((exact, factor) => exact * BigInt(factor), 1n);
  const scale = BigInt(MILLION) ** BigInt(factors.length - 1);
  return Math.min(MILLION, Number(roundRatio(product, scale))) as Ppm;
}

interface SteppedSettings {
  readonly enabled: boolean;
  readonly dial: number;
  readonly ageRates: readonly number[];
  readonly incomeFactors: readonly number[];
}

/** ageRate × incomeFactor × factor of the row × dial; the rows are written as single-entry records, ascending. */
function steppedTable(
  { enabled, dial, ageRates, incomeFactors }: SteppedSettings,
  steps: readonly Readonly<Record<string, number>>[],
): SteppedTable {
  const rows = steps.flatMap((step) => Object.entries(step));
  const probabilities = ageRates.flatMap((ageRate) =>
    incomeFactors.flatMap((incomeFactor) =>
      rows.map(([, factor]) =>
        enabled ? probabilityOf([ageRate, incomeFactor, factor, dial].map(toPpm)) : 0,
      ),
    ),
  );
  return {
    rowOf: rowLookup(rows.map(([from]) => Number(from))),
    rows: rows.length,
    probabilities: Int32Array.from(probabilities),
  };
}

/** Multiplies out the probabilities of a design, whose tables the schema has checked against the segments. */
export function behaviourProbabilities(
  { optOut }: Pick<Design['autoEnrollment'], 'optOut'>,
  { proactive, atEntry, yearOverYear }: Design['voluntaryEnrollment'],
  { incomes }: BehaviourSegments,
): BehaviourProbabilities {
  return {
    incomes,
    optOut: Int32Array.from(
      optOut.ageFactors.flatMap((ageFactor) =>
        optOut.incomeFactors.map((incomeFactor) =>
          probabilityOf([optOut.baseRate, ageFactor, incomeFactor].map(toPpm)),
        ),
      ),
    ),
    proactive: Int32Array.from(proactive.ageRates, (ageRate) =>
      proactive.enabled ? probabilityOf([ageRate, proactive.dial].map(toPpm)) : 0,
    ),
    atEntry: steppedTable(atEntry, atEntry.levelFactors),
    yearOverYear: steppedTable(yearOverYear, yearOverYear.tenureFactors),
  };
}

const lookUp = ({ rowOf, rows, probabilities }: SteppedTable, cell: number, levelOrService: number): Ppm =>
  (probabilities[cell * rows + (rowOf[levelOrService] ?? rows - 1)] ?? 0) as Ppm;

/** P-40: probability of opting out of automatic enrolment (process 105), by segments on the automatic date. */
export function optOutProbability(
  of: BehaviourProbabilities,
  ageSegment: number,
  incomeSegment: number,
): Ppm {
  return (of.optOut[ageSegment * of.incomes + incomeSegment] ?? 0) as Ppm;
}

/** P-41: probability of enrolling before the automatic date (process 101), by segment on the entry date. */
export function proactiveProbability(of: BehaviourProbabilities, ageSegment: number): Ppm {
  return (of.proactive[ageSegment] ?? 0) as Ppm;
}

/** P-42: probability of enrolling at entry (process 103), by segments and job level on the entry date. */
export function atEntryProbability(
  of: BehaviourProbabilities,
  ageSegment: number,
  incomeSegment: number,
  level: number,
): Ppm {
  return lookUp(of.atEntry, ageSegment * of.incomes + incomeSegment, level);
}

/** P-43: probability of enrolling in a later year (process 106), by segments and completed service on the date. */
export function conversionProbability(
  of: BehaviourProbabilities,
  ageSegment: number,
  incomeSegment: number,
  service: number,
): Ppm {
  return lookUp(of.yearOverYear, ageSegment * of.incomes + incomeSegment, service);
}
