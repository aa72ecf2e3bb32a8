import type { InvariantResult } from '../../../src-shared/columns.ts';
import type { PlanSnapshotColumns } from '../../../src-shared/plan-columns.ts';
import type { Scenario } from '../../../src-shared/scenario/schema.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { MATCH_REASONS } from '../../../src-shared/vocabulary.ts';
import { limitOf, LIMIT_ITEMS, type LimitSettings } from '../limits.ts';
import { matchOf } from '../match-formula.ts';
import { matchedDeferral, type MatchTerms } from '../match.ts';

/** What only the engine can check of a plan year (section 30); the store proves the others by SQL. Each is a FAIL. */

const CALCULATED = MATCH_REASONS.indexOf('calculated');
const MOST_OFFENDERS = 20;

class Check {
  #checked = 0;
  #failed = 0;
  readonly #offenders: string[] = [];

  pass(): void {
    this.#checked += 1;
  }

  fail(offender: string): void {
    this.#checked += 1;
    this.#failed += 1;
    if (this.#offenders.length < MOST_OFFENDERS) this.#offenders.push(offender);
  }

  expect(holds: boolean, offender: string): void {
    if (holds) this.pass();
    else this.fail(offender);
  }

  result(id: string): InvariantResult {
    return {
      id,
      severity: 'FAIL',
      checked: this.#checked,
      failed: this.#failed,
      offenders: this.#offenders,
    };
  }
}

/** What the check of the match looks at, by row. */
export interface MatchedYear {
  readonly terms: MatchTerms;
  readonly columns: Pick<
    PlanSnapshotColumns,
    | 'matchReason'
    | 'baseCents'
    | 'catchUpCents'
    | 'cappedPlanPayCents'
    | 'matchCents'
    | 'trueUpCents'
    | 'reduced415Cents'
  >;
  /** Band of the match formula; negative without bands. */
  readonly matchBand: Int8Array;
  /** 1 for people who came in as long-term part-timers: part of their year may earn no match (P-30). */
  readonly isPartTimer: Uint8Array;
}

/**
 * PINV-7: an annual match does not exceed the formula on the year's deferral and pay, and one with a true-up does not
 * fall short of it. Amounts that section 16 reduced are left out, and long-term part-timers.
 */
export function matchInvariant({ terms, columns, matchBand, isPartTimer }: MatchedYear): InvariantResult {
  const check = new Check();
  const { matchReason, baseCents, catchUpCents, cappedPlanPayCents } = columns;
  const { matchCents, trueUpCents, reduced415Cents } = columns;
  for (let row = 0; row < matchReason.length; row++) {
    if (matchReason[row] !== CALCULATED || terms.frequency === 'perPayPeriod') continue;
    if ((reduced415Cents[row] ?? 0) > 0 || isPartTimer[row] === 1) continue;
    const formula = terms.formulas[Math.max(0, matchBand[row] ?? 0)];
    if (formula === undefined) continue;
    const matched = matchedDeferral(terms, (baseCents[row] ?? 0) as Cents, (catchUpCents[row] ?? 0) as Cents);
    const pay = (cappedPlanPayCents[row] ?? 0) as Cents;
    const annual = Math.min(matchOf(formula, matched, pay), terms.dollarCap);
    const given = (matchCents[row] ?? 0) + (trueUpCents[row] ?? 0);
    const holds = terms.frequency === 'annual' ? given <= annual : given >= annual;
    // Text only for those who fail: it would be made for everybody.
    if (holds) check.pass();
    else check.fail(`row ${row}: ${given} cents where the formula of the year gives ${annual}`);
  }
  return check.result('PINV-7');
}

/** Half-open bands of a table (P-5). */
interface Band {
  readonly min: number;
  readonly max: number | null;
}

const coversOnce = (bands: readonly Band[]): boolean =>
  bands.every(({ min }, at) => min === (at === 0 ? 0 : bands[at - 1]?.max)) && bands.at(-1)?.max === null;

/** PINV-18: every table of bands in use puts every number of years, points or dollars into exactly one band. */
export function bandInvariant(
  segments: Scenario['segments'],
  { match, core }: Pick<Scenario['planDesigns'][number], 'match' | 'core'>,
): InvariantResult {
  const check = new Check();
  const tables: Readonly<Record<string, readonly Band[]>> = {
    'segments.behaviourAge': segments.behaviourAge,
    'segments.income': segments.income,
    ...('bands' in match ? { 'match.bands': match.bands } : {}),
    ...('bands' in core ? { 'core.bands': core.bands } : {}),
  };
  for (const [name, bands] of Object.entries(tables))
    check.expect(coversOnce(bands), `${name} has a gap or an overlap`);
  return check.result('PINV-18');
}

/** PINV-19: every limit has a provenance, and none that is projected is below that of the year before. */
export function limitInvariant(year: number, settings: LimitSettings): InvariantResult {
  const check = new Check();
  for (const item of LIMIT_ITEMS) {
    const limit = limitOf(item, year, settings);
    if (limit === null) continue;
    const isSourced = limit.provenance === 'override' || limit.source !== '';
    check.expect(isSourced, `${item} of ${year} has no source`);
    if (limit.provenance !== 'projected') continue;
    const before = limitOf(item, year - 1, settings);
    if (before === null || before.provenance === 'override') continue;
    check.expect(limit.cents >= before.cents, `${item} falls from ${before.cents} to ${limit.cents}`);
  }
  return check.result('PINV-19');
}
