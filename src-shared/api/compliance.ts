import { z } from 'zod';
import { PEOPLE_TESTS, PERSON_SORTS, type PersonOfTest, type PersonSum } from '../compliance-columns.ts';
import type { PlanTestRow } from '../compliance-rows.ts';
import { COVERAGE_PARTS, COVERAGE_STANDINGS, type LimitUsed } from '../compliance.ts';
import type { CallsOf } from './calls.ts';
import { idSchema } from './files.ts';

const LARGEST_PAGE = 1_000;

/**
 * Which people of a test: all of them, those whom a correction takes from or owes something, the highly compensated,
 * the others, or the key employees of the top-heavy test.
 */
export const PEOPLE_CHOICES = ['all', 'corrected', 'hce', 'nhce', 'key'] as const;
export type PeopleChoice = (typeof PEOPLE_CHOICES)[number];

const yearsRequest = z.strictObject({ runId: idSchema });
const yearRequest = z.strictObject({ runId: idSchema, year: z.int() });

const selectionShape = {
  runId: idSchema,
  year: z.int(),
  test: z.enum(PEOPLE_TESTS),
  choice: z.enum(PEOPLE_CHOICES),
  /** Coverage: the part of the plan that a standing is about. */
  part: z.enum(COVERAGE_PARTS),
  /** Coverage: people with this standing in that part only; null for all. */
  standing: z.enum(COVERAGE_STANDINGS).nullable(),
  /** Part of an employee id, without regard to case; empty for all. */
  search: z.string().max(200),
  sort: z.enum(PERSON_SORTS),
  isDescending: z.boolean(),
};
/** People of a test in an order; equal people stand in the order of the run. */
export const testSelectionSchema = z.strictObject(selectionShape);
export type TestSelection = z.output<typeof testSelectionSchema>;

const peopleRequest = z.strictObject({
  ...selectionShape,
  /** Index of the first person, from 0. */
  start: z.int().min(0),
  limit: z.int().min(1).max(LARGEST_PAGE),
});
export type TestPeopleRequest = z.output<typeof peopleRequest>;

/** A test of a year without its working. */
export type TestFigures = Omit<PlanTestRow, 'working'>;

/** The results of a year with a plan. */
export interface TestedYear {
  readonly year: number;
  readonly designId: string;
  readonly tests: readonly TestFigures[];
}

/** An amount over the people of a test: how many have some of it, and how much it is, in cents. */
export interface TakenAmount {
  readonly people: number;
  readonly cents: number;
}

/** What the people of a test add up to, counted over their rows. */
export interface TestSums {
  readonly test: PlanTestRow['test'];
  readonly nhces: number;
  readonly hces: number;
  /** Σ ratios in basis points: the exact averages are these over the people. */
  readonly nhceRatios: number;
  readonly hceRatios: number;
  readonly nhcePayCents: number;
  readonly excess: TakenAmount;
  readonly refund: TakenAmount;
  readonly recharacterised: TakenAmount;
  readonly forfeited: TakenAmount;
  readonly distributed: TakenAmount;
  readonly additional: TakenAmount;
  /** People from whom something is taken, or who are owed something. */
  readonly concerned: number;
  /** Largest amount that is left to one of them: the level to which dollars were levelled down (P-96); null for none. */
  readonly levelCents: number | null;
}

/** The tests of a year with their workings. */
export interface ComplianceOfYear {
  readonly year: number;
  readonly designId: string;
  /** By test, then group, then part; the findings about the design are the last. */
  readonly tests: readonly PlanTestRow[];
  readonly sums: readonly TestSums[];
  /** The limits that the year used, those of the tests first (P-14, P-135). */
  readonly limits: readonly LimitUsed[];
}

/** Some people of a test. */
export interface TestPeoplePage {
  readonly start: number;
  readonly totalRows: number;
  readonly people: readonly PersonOfTest[];
  /** Over all people of the selection, in cents; null where nobody has a value. */
  readonly sums: Readonly<Record<PersonSum, number | null>>;
}

/**
 * The compliance tests of complete runs (P-25: reported, not posted). Throws RUN_UNKNOWN, RUN_IN_PROGRESS; YEAR_NOT_TESTED
 * for a year that a run does not have or that has no plan.
 */
export interface ComplianceService {
  /** The results of every tested year, in order; none for a run without a plan. */
  years(request: z.output<typeof yearsRequest>): Promise<readonly TestedYear[]>;
  year(request: z.output<typeof yearRequest>): Promise<ComplianceOfYear>;
  people(request: TestPeopleRequest): Promise<TestPeoplePage>;
}

export const complianceCalls: CallsOf<ComplianceService> = {
  years: [yearsRequest],
  year: [yearRequest],
  people: [peopleRequest],
};
