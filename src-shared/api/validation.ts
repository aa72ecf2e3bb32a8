import { z } from 'zod';
import type { Severity } from '../vocabulary.ts';
import { listener, type CallsOf, type Listener } from './calls.ts';
import { idSchema } from './files.ts';
import type { RunCheck } from './runs.ts';

const runRequest = z.strictObject({ runId: idSchema });
const verifyRequest = z.strictObject({
  runId: idSchema,
  /** Names this work for `application.cancel`. */
  workId: idSchema,
});

/** What a check proves, in one sentence. */
export interface CheckedRule {
  /** INV-1 …, PINV-1 … */
  readonly id: string;
  readonly statement: string;
  readonly severity: Severity;
  /** Where it is proved: in every year of every run, or by the product's own tests. */
  readonly proved: 'runs' | 'tests';
}

/** A link of the chain of hashes that is the fingerprint: the opening, then the years. */
export interface ChainLink {
  readonly position: number;
  /** Null for the opening. */
  readonly year: number | null;
  /** Rows that the link covers. */
  readonly rows: number;
  readonly previous: string;
  readonly link: string;
}

/** What became of the rows of the census file (W-21 … W-24). */
export interface CensusReconciliation {
  readonly censusId: string | null;
  readonly name: string;
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Rows left out for another reason; null where the census is no longer kept and the run does not say. */
  readonly blank: number | null;
  readonly duplicateDropped: number | null;
  /** Accepted rows by their status when the run began. */
  readonly openingActive: number;
  readonly futureHire: number;
  readonly futureHireBeyondHorizon: number;
  readonly former: number;
  /** Headcount the first year opened with; null before the first year. */
  readonly openingHeadcount: number | null;
  /** Rows by reason; a row may count under several. Empty where the census is no longer kept. */
  readonly reasons: readonly {
    readonly code: string;
    readonly kind: 'quarantine' | 'drop' | 'warn';
    readonly rows: number;
    readonly meaning: string;
    readonly repair: string;
  }[];
}

/** Figures that are kept in more than one place, and must be the same in all of them. */
export const TIE_FIGURES = [
  'hires',
  'terminations',
  'closing',
  'payroll',
  'severance',
  'deferrals',
  'catchUp',
  'match',
  'trueUp',
  'core',
  'coreExcess',
  'reallocated',
  'forfeitures',
] as const;
export type TieFigure = (typeof TIE_FIGURES)[number];

/** One figure of one year, in people or cents, from each place that has it; null where a place does not. */
export interface TieOut {
  readonly year: number;
  readonly figure: TieFigure;
  readonly events: number | null;
  readonly people: number | null;
  readonly months: number | null;
  readonly totals: number | null;
}

/** The evidence for a run. */
export interface ValidationReport {
  readonly rules: readonly CheckedRule[];
  /** By year and id. Failed runs have the checks of the year that failed, though not its rows. */
  readonly checks: readonly RunCheck[];
  readonly chain: readonly ChainLink[];
  readonly census: CensusReconciliation;
  readonly ties: readonly TieOut[];
}

/** How far reading back has come. */
export interface VerificationProgress {
  readonly stage: 'reading' | 'checking';
  /** Null for the opening. */
  readonly year: number | null;
  /** From 0 to 1 over both stages. */
  readonly share: number;
}

/** What reading everything back found. */
export interface VerificationReport {
  readonly fingerprint: string;
  readonly rows: number;
  /** What disagrees with the chain, in words; empty when every row is what was written. */
  readonly problems: readonly string[];
  /** The checks of the store made again, every statement exactly. */
  readonly checks: readonly Omit<RunCheck, 'origin'>[];
}

/** The evidence behind results. */
export interface ValidationService {
  /** @throws PlanAlignError RUN_UNKNOWN; RUN_IN_PROGRESS while the run goes on. */
  report(request: z.output<typeof runRequest>): Promise<ValidationReport>;
  /**
   * Reads every stored row of a run back, recomputes its fingerprint and makes all checks again.
   * @throws PlanAlignError RUN_UNKNOWN; RUN_IN_PROGRESS; CANCELLED.
   */
  verify(
    request: z.output<typeof verifyRequest>,
    onProgress: Listener<VerificationProgress>,
  ): Promise<VerificationReport>;
}

export const validationCalls: CallsOf<ValidationService> = {
  report: [runRequest],
  verify: [verifyRequest, listener()],
};
