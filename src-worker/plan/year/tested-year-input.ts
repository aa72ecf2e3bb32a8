import type { Cents } from '../../../src-shared/units.ts';
import type { YearParameters } from '../../workforce/parameters.ts';
import type { Correction } from '../annual-additions.ts';
import type { MatchLoss } from '../match-loss.ts';
import type { Design } from '../testing/year/tested-plan-year.ts';
import type { PlanEventTables } from './event-tables.ts';
import type { Employment } from './look-back.ts';
import type { MoneyTerms } from './money-terms.ts';
import type { ParticipationTerms } from './participation-terms.ts';
import type { planColumns } from './plan-columns.ts';

/** A year whose plan side is complete, before the look-back facts of the next year replace its own. */
export interface TestedYearInput {
  readonly year: YearParameters;
  readonly design: Design;
  readonly participation: ParticipationTerms;
  readonly money: MoneyTerms;
  readonly people: Int32Array;
  readonly grossPay: Float64Array;
  readonly terminationReason: Uint8Array;
  readonly columns: ReturnType<typeof planColumns>;
  readonly tables: PlanEventTables;
  /** What section 16 did, by row; only people above the limit are in it. */
  readonly corrections: ReadonlyMap<number, Correction>;
  /** Core, excess and reallocation before section 16 took part of them, by row: whether there was any. */
  readonly hadAllocation: Uint8Array;
  readonly matchBand: Int8Array;
  readonly matchLossOf: (row: number) => MatchLoss;
  readonly before: Employment;
  readonly employment: Employment;
  readonly overdueForfeitures: Cents;
}
