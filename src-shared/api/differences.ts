import { z } from 'zod';
import type { CallsOf } from './calls.ts';
import { idSchema, saveTargetSchema, type FileReference } from './files.ts';

/** What explains the difference of two runs: bridges from the base to the other one, and who gains or loses. */

/** How people are grouped. */
export const GROUPINGS = ['department', 'location', 'level', 'ageBand', 'tenureBand'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Headcount and payroll at the end of a year; what the plan costs the employer in a year. */
export const BRIDGE_MEASURES = ['headcount', 'payroll', 'planCost'] as const;
export type BridgeMeasure = (typeof BRIDGE_MEASURES)[number];

/** What a headcount can differ by; `moves` only between groups. */
export const HEADCOUNT_DRIVERS = [
  'opening',
  'hires',
  'voluntary',
  'involuntary',
  'retirement',
  'death',
  'disability',
  'reduction',
  'newHireLeavers',
  'moves',
] as const;

/** What a payroll can differ by: heads at the average pay of the base, pay of who comes and goes beyond it, raises. */
export const PAYROLL_DRIVERS = [
  'volume',
  'openingPay',
  'hirePay',
  'leaverPay',
  'movePay',
  'cola',
  'promotion',
  'merit',
  'market',
] as const;

/** What the cost of the plan can differ by, in the order in which the base is turned into the other run. */
export const PLAN_COST_DRIVERS = [
  'onlyInBase',
  'onlyInOther',
  'simulatedHires',
  'moves',
  'eligibility',
  'participation',
  'pay',
  'deferralRate',
  'formula',
  'otherMatch',
  'core',
  'forfeitures',
] as const;
export type PlanCostDriver = (typeof PLAN_COST_DRIVERS)[number];
export type DriverId = (typeof HEADCOUNT_DRIVERS)[number] | (typeof PAYROLL_DRIVERS)[number] | PlanCostDriver;

/** One part of a bridge: people, or cents. */
export interface BridgeDriver {
  readonly id: DriverId;
  /** What each run has of it; null where only the difference means something. */
  readonly base: number | null;
  readonly other: number | null;
  /** What it adds to the base, or takes from it. */
  readonly amount: number;
}

/** base + Σ amounts = other; the amounts are in the order of the drivers of the bridge. */
export interface BridgeRow {
  readonly base: number;
  readonly amounts: readonly number[];
  readonly other: number;
}

/** From a figure of the base to that of the other run. Headcount in people, everything else in cents. */
export interface Bridge extends BridgeRow {
  /** Years that both runs have. */
  readonly years: readonly number[];
  readonly drivers: readonly BridgeDriver[];
  /** What each year adds to the amounts, up to the year asked for. */
  readonly byYear: readonly (Pick<BridgeRow, 'amounts'> & { readonly year: number })[];
  /** The bridge of each group; empty when no grouping was asked for. */
  readonly byGroup: readonly (BridgeRow & { readonly label: string })[];
  /** Whether everything adds up: the drivers, the years, every group, and the groups to the totals of the runs. */
  readonly addsUp: boolean;
  readonly identity: WorkforceIdentity;
}

/**
 * Whether simulated hires of the two runs are the same people (P-123), and if not, what differs first. `workforce`:
 * their events differ although everything drawn from is the same.
 */
export type WorkforceIdentity = 'identical' | 'seed' | 'replicate' | 'start' | 'workforce';

/** What is compared of a person (P-122): money of the employer in the year, or in the common years. */
export const CHANGE_MEASURES = ['total', 'match', 'core', 'vested'] as const;
export type ChangeMeasure = (typeof CHANGE_MEASURES)[number];

export const CHANGE_CLASSES = ['winner', 'neutral', 'loser'] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** By what winners and losers are counted (P-124), as the base has it in the year compared. */
export const CHANGE_GROUPINGS = ['ageBand', 'tenureBand', 'level', 'payQuartile', 'hce'] as const;
export type ChangeGrouping = (typeof CHANGE_GROUPINGS)[number];

/** Number of the widest change that may count as none, in cents (P-122). */
const MOST_TOLERANCE = 100_000;
const yearSchema = z.int().min(1900).max(2200);
const pairShape = { baseId: idSchema, otherId: idSchema };

const bridgeRequest = z.strictObject({
  ...pairShape,
  measure: z.enum(BRIDGE_MEASURES),
  /** Null for all common years, which only the cost of the plan has: it is a sum, not a state. */
  year: yearSchema.nullable(),
  grouping: z.enum(GROUPINGS).nullable(),
});
export type BridgeRequest = z.output<typeof bridgeRequest>;

const pageShape = { start: z.int().min(0), limit: z.int().min(1).max(1_000) };
const costPeopleRequest = z.strictObject({
  ...pairShape,
  year: yearSchema,
  driver: z.enum(PLAN_COST_DRIVERS),
  ...pageShape,
});
export type CostPeopleRequest = z.output<typeof costPeopleRequest>;

const changeShape = {
  ...pairShape,
  measure: z.enum(CHANGE_MEASURES),
  /** Null for all common years together. */
  year: yearSchema.nullable(),
  /** Cents up to which a change counts as none. */
  tolerance: z.int().min(0).max(MOST_TOLERANCE),
};
const changeRequest = z.strictObject(changeShape);
export type ChangeRequest = z.output<typeof changeRequest>;

const listShape = {
  ...changeShape,
  /** Part of an employee id; empty for everybody. */
  search: z.string().max(200),
  class: z.enum(CHANGE_CLASSES).nullable(),
  group: z.strictObject({ grouping: z.enum(CHANGE_GROUPINGS), key: z.int() }).nullable(),
  /** Largest first either way, largest gain first, or largest loss first. */
  sort: z.enum(['size', 'gain', 'loss']),
};
const changeListRequest = z.strictObject({ ...listShape, ...pageShape });
export type ChangeListRequest = z.output<typeof changeListRequest>;
const changeFileRequest = z.strictObject({
  ...listShape,
  /** Names this work for `application.cancel`. */
  workId: idSchema,
  target: saveTargetSchema,
});
export type ChangeFileRequest = z.output<typeof changeFileRequest>;

/** Winners and losers among some people. Money in cents, shares in hundredths of a percent. */
export interface ChangeCounts {
  readonly count: number;
  readonly winners: number;
  readonly losers: number;
  readonly neutral: number;
  /** Sum of the changes. */
  readonly total: number;
  /** Mean and median change, rounded; null for nobody. */
  readonly average: number | null;
  readonly median: number | null;
  /** Total change as a share of the base's pay; null without pay. */
  readonly shareOfPay: number | null;
  /** Winners less losers as a share of the people; null for nobody. */
  readonly netPercent: number | null;
}

export interface ChangeGroup extends ChangeCounts {
  readonly key: number;
  readonly label: string;
}

/** People of a bin of changes: more than `from` up to `to` cents either way; null at an open end. */
export interface ChangeBin {
  readonly class: ChangeClass;
  readonly from: number;
  readonly to: number | null;
  readonly people: number;
}

/** Who gains and who loses from the base to the other run (P-122 to P-124). */
export interface ChangeReport {
  readonly years: readonly number[];
  readonly identity: WorkforceIdentity;
  readonly everybody: ChangeCounts;
  /** People of one of the populations who are not compared, by cause (P-123). */
  readonly excluded: {
    readonly onlyInBase: number;
    readonly onlyInOther: number;
    readonly terminatedInOne: number;
    readonly notComparable: number;
  };
  /** Employed at the end of the year in the base, in the other run, and in either. */
  readonly employed: { readonly base: number; readonly other: number; readonly either: number };
  /** From the largest losses to the largest gains. */
  readonly bins: readonly ChangeBin[];
  readonly groups: Readonly<Record<ChangeGrouping, readonly ChangeGroup[]>>;
}

/** What one person receives in the two runs; cents. */
export interface ChangedPerson {
  readonly employeeId: string;
  readonly base: number;
  readonly other: number;
  readonly change: number;
  /** Pay in the base. */
  readonly pay: number;
  readonly ageBand: string;
  readonly tenureBand: string;
  readonly level: string;
  readonly isHce: boolean;
}

export interface ChangedPeople {
  readonly start: number;
  readonly totalRows: number;
  readonly people: readonly ChangedPerson[];
}

/** What one driver of the cost of the plan makes of one person; cents. */
export interface CostPerson {
  readonly employeeId: string;
  /** Employer contributions in the base and in the other run; null where the run does not have the person. */
  readonly base: number | null;
  readonly other: number | null;
  readonly amount: number;
}

export interface CostPeople {
  readonly start: number;
  readonly totalRows: number;
  /** Sum of the amounts of everybody. */
  readonly total: number;
  readonly people: readonly CostPerson[];
}

/** What explains the difference of two complete runs. Throws RUN_UNKNOWN, RUN_IN_PROGRESS, NO_COMMON_YEAR. */
export interface DifferenceService {
  bridge(request: BridgeRequest): Promise<Bridge>;
  /** The people behind a driver of the cost of the plan, largest amount first. */
  costPeople(request: CostPeopleRequest): Promise<CostPeople>;
  changes(request: ChangeRequest): Promise<ChangeReport>;
  changedPeople(request: ChangeListRequest): Promise<ChangedPeople>;
  /** Everybody of a list as CSV, in its order. Money is in dollars. */
  changeFile(request: ChangeFileRequest): Promise<FileReference>;
}

export const differenceCalls: CallsOf<DifferenceService> = {
  bridge: [bridgeRequest],
  costPeople: [costPeopleRequest],
  changes: [changeRequest],
  changedPeople: [changeListRequest],
  changeFile: [changeFileRequest],
};
