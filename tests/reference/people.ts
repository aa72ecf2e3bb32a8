import { at, byCodePoint, MILLION, ReferenceFailure, rnd } from './exact.ts';
import type { LevelAssignment } from './levels.ts';
import type { Band, Multipliers, Parameters } from './parameters.ts';
import { draw, type Luck } from './random.ts';

/** Somebody in the run: facts, and the state at close of the last year. */
export interface Person {
  readonly id: string;
  readonly key: bigint;
  readonly birth: number;
  readonly hire: number;
  /** A termination date known from the census, in the horizon or after it. */
  readonly scheduled: { readonly day: number; readonly reason: string } | null;
  readonly department: string;
  readonly location: string | null;
  readonly costCentre: string | null;
  readonly jobTitle: string | null;
  /** In hundredths; 0 for full time. */
  readonly hours: bigint;
  readonly flsa: string;
  readonly union: boolean;
  readonly basis: LevelAssignment['basis'] | null;
  level: number;
  levelSince: number;
  /** Annual rate in cents. */
  pay: bigint;
  /** Number of the last event. */
  sequence: number;
}

export const byId = (a: Person, b: Person): number => byCodePoint(a.id, b.id);

/** A draw of a person (W-7, W-14). */
export const drawOf = (
  luck: Luck,
  person: { readonly key: bigint },
  year: number,
  process: number,
  index = 0,
) => draw(luck, person.key, year, process, index);

/** Position of the one band that holds a number of years (INV-17). */
export function bandOf(bands: readonly Band[], years: number): number {
  const index = bands.findIndex((band) => years >= band.min && (band.max === null || years < band.max));
  if (index < 0) throw new ReferenceFailure('PERSON_MATCHES_NO_CELL');
  return index;
}

const known = (value: bigint | undefined): bigint => {
  if (value === undefined) throw new ReferenceFailure('PERSON_MATCHES_NO_CELL');
  return value;
};

export const ageMultiplier = (p: Parameters, table: Multipliers, age: number): bigint =>
  known(table.age.get(at(p.ageBands, bandOf(p.ageBands, age)).id));

export const levelMultiplier = (table: Multipliers, level: number): bigint => known(table.level.get(level));

/** m = rnd(age × tenure × level multipliers), once (W-34), with the unrounded product's sign. */
export function multiplier(
  p: Parameters,
  table: Multipliers,
  age: number,
  tenure: number,
  level: number,
): { readonly rounded: bigint; readonly positive: boolean } {
  const product =
    ageMultiplier(p, table, age) *
    known(table.tenure.get(at(p.tenureBands, bandOf(p.tenureBands, tenure)).id)) *
    levelMultiplier(table, level);
  return { rounded: rnd(product, MILLION * MILLION), positive: product > 0n };
}
