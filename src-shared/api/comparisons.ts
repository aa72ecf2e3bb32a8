import { z } from 'zod';
import type { GrowthMetrics } from '../columns.ts';
import type { LimitUsed, TestedGroup } from '../compliance.ts';
import type { PlanYearSummary } from '../plan-columns.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { TERMINATION_CATEGORIES } from '../vocabulary.ts';
import type { CallsOf } from './calls.ts';
import { idSchema, nameSchema } from './files.ts';

/** Most runs that are compared: a base and seven alternatives. */
export const MOST_COMPARED = 8;

const runIds = z.array(idSchema).min(1).max(MOST_COMPARED);
const readRequest = z.strictObject({ runIds });
const pinRequest = z.strictObject({
  name: nameSchema,
  /** The base, then the alternatives. */
  runIds: z.array(idSchema).min(2).max(MOST_COMPARED),
  /** What is chosen on the page, by name. */
  shown: z.record(z.string().max(50), z.string().max(200)),
});
const renameRequest = z.strictObject({ pinId: idSchema, name: nameSchema });
const unpinRequest = z.strictObject({ pinId: idSchema });

/** Why somebody left: the categories of the events (W-60). */
export type LeaverCategory = (typeof TERMINATION_CATEGORIES)[number];

/** How a test of the plan came out for one group (P-92, P-98). Basis points; the limit in parts per million. */
export interface ComparedTest {
  readonly test: 'adp' | 'acp';
  readonly group: TestedGroup;
  readonly result: string;
  readonly nhceBasisPoints: number | null;
  readonly hceBasisPoints: number | null;
  readonly limitPpm: number | null;
}

/** What the plan did in a year. */
export interface ComparedPlan extends PlanYearSummary {
  /** Σ elected rates of the participants on 31 December in parts per million (P-126). */
  readonly participantRatePpm: number;
  readonly tests: readonly ComparedTest[];
  /** Limits of the tests of the year; none where the run was not tested. */
  readonly limits: readonly LimitUsed[];
}

/** The stored figures of a run in one year. Money is cents. */
export interface ComparedYear {
  readonly year: number;
  readonly opening: number;
  readonly hires: number;
  /** Counted in the events; categories without anybody are missing. */
  readonly leavers: Readonly<Partial<Record<LeaverCategory, number>>>;
  readonly closing: number;
  readonly closingPayrollCents: number;
  readonly proratedPayrollCents: number;
  readonly severanceCents: number;
  readonly growth: GrowthMetrics;
  /** Null where no design is in force. */
  readonly plan: ComparedPlan | null;
}

/** A complete run as it is compared. */
export interface ComparedRun {
  readonly runId: string;
  /** Form of the workspace when the run was written. */
  readonly schemaVersion: number;
  /** As it was used, every value resolved (W-28), in the present form of the document. */
  readonly scenario: Scenario;
  readonly years: readonly ComparedYear[];
}

/** Runs beside each other, in the order asked for. */
export interface Comparison {
  readonly runs: readonly ComparedRun[];
  readonly defaults: Scenario;
}

/** A comparison that is kept under a name. */
export interface ComparisonPin {
  readonly pinId: string;
  readonly name: string;
  /** The base, then the alternatives. */
  readonly runs: readonly {
    readonly runId: string;
    /** When it was pinned. */
    readonly name: string;
    /** Whether it is still in the workspace, as a result. */
    readonly isThere: boolean;
  }[];
  readonly shown: Readonly<Record<string, string>>;
  /** ISO text in UTC. */
  readonly pinnedAt: string;
}

/** Comparing runs, and the comparisons that are kept. */
export interface ComparisonService {
  /** Throws RUN_UNKNOWN; RUN_IN_PROGRESS for a run without a result. */
  read(request: z.output<typeof readRequest>): Promise<Comparison>;
  /** Newest first. */
  pins(): Promise<readonly ComparisonPin[]>;
  /** Throws RUN_UNKNOWN for a run that the workspace does not have. */
  pin(request: z.output<typeof pinRequest>): Promise<ComparisonPin>;
  /** Throws PIN_UNKNOWN. */
  rename(request: z.output<typeof renameRequest>): Promise<ComparisonPin>;
  /** Throws PIN_UNKNOWN. */
  unpin(request: z.output<typeof unpinRequest>): Promise<void>;
}

export const comparisonCalls: CallsOf<ComparisonService> = {
  read: [readRequest],
  pins: [],
  pin: [pinRequest],
  rename: [renameRequest],
  unpin: [unpinRequest],
};
