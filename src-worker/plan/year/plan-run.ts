import type { InvariantResult } from '../../../src-shared/columns.ts';
import type { ComplianceYear } from '../../../src-shared/compliance.ts';
import type {
  PlanBatch,
  PlanOpeningColumns,
  PlanSnapshotColumns,
  PlanYearSummary,
} from '../../../src-shared/plan-columns.ts';
import { toCents, toPpm } from '../../../src-shared/arithmetic.ts';
import type { Cents } from '../../../src-shared/units.ts';
import { LOOKBACK_SOURCES } from '../../../src-shared/vocabulary.ts';
import { inChunks } from '../../cancellation.ts';
import { gatherBytes } from '../../population/gather.ts';
import { reallocate, usePool, type PoolYear } from '../forfeitures.ts';
import { limitSettingsOf, type LimitSettings } from '../limits.ts';
import { complianceInvariants } from '../testing/year/compliance-invariants.ts';
import { censusTests } from './census-tests.ts';
import { PlanEventTables } from './event-tables.ts';
import { keyOrder } from './key-order.ts';
import {
  censusLookBack,
  employmentOf,
  markHces,
  rankTopPaid,
  simulatedLookBack,
  type Employment,
  type LookBackYear,
} from './look-back.ts';
import { Participation } from './participation.ts';
import { carriedColumns, planColumns } from './plan-columns.ts';
import { bandInvariant, limitInvariant, matchInvariant } from './plan-invariants.ts';
import { openPlan, planOpeningColumns, startService } from './plan-opening.ts';
import type { PlanPersons } from './plan-persons.ts';
import { PersonMoney } from './person-money.ts';
import { writeHours } from './person-hours.ts';
import { PersonYear } from './person-year.ts';
import type { PlanSide, PlanSideInput, PlanYearInput } from './plan-side.ts';
import { PlanTests } from './plan-tests.ts';
import { PlanTotals, Settlement, SettlementTrace, type SettlementContext } from './settlement.ts';
import { YearPay } from './year-pay.ts';
import { YearRates } from './year-rates.ts';
import { planYearSummary } from './year-summary.ts';
import { barredShare, yearTerms, type PlanSetting, type YearTerms } from './year-terms.ts';

const SIMULATED = LOOKBACK_SOURCES.indexOf('simulated');

/** The plan side of a year once everybody is settled. */
interface SettledYear {
  readonly summary: PlanYearSummary;
  readonly pool: PoolYear;
  readonly trace: SettlementTrace;
  /** Deferral rates at the start of the year, by row. */
  readonly openingRates: Int32Array;
}

/**
 * The retirement plan of a run (P-23): the state of the plan between two years, and the plan side of a year. It reads
 * the workforce side and changes nothing of it (PINV-24).
 */
export class PlanRun implements PlanSide {
  readonly #input: PlanSideInput;
  readonly #limits: LimitSettings;
  readonly #setting: PlanSetting;
  readonly #tables: PlanEventTables;
  readonly #plan: PlanPersons;
  readonly opening: PlanOpeningColumns;
  /** The employees of the year before. */
  #before: LookBackYear;
  /** Forfeitures not used yet; null before the first year with a plan. */
  #pool: Cents | null = null;
  #bridges: boolean;
  readonly #isPartial: boolean;
  readonly #tests: PlanTests | null;

  /** Throws LIMIT_YEAR for a year without limits (P-15). */
  constructor(input: PlanSideInput) {
    this.#input = input;
    this.#tables = new PlanEventTables(input.memory);
    const { scenario, census, rows, persons, opening, parameters } = input;
    const { startYear, startDay, hiring } = parameters;
    this.#limits = limitSettingsOf(scenario.limits);
    this.#setting = {
      scenario,
      dictionaries: input.dictionaries,
      startYear,
      limits: this.#limits,
      censusBarredShare: barredShare(census.plan.eligibilityOverride),
    };
    const terms = yearTerms(this.#setting, startYear);
    this.#bridges = terms?.participation.bridgesService === true;
    this.#plan = openPlan({
      census,
      rows,
      persons,
      opening,
      startYear,
      startDay,
      fullTimeHours: hiring.fullTimeHours,
      terms:
        terms === null
          ? null
          : { ...terms, missingRate: toPpm(terms.plan.design.deferral.censusMissingRate) },
    });
    this.opening = planOpeningColumns(this.#plan, opening);
    this.#before = censusLookBack(census, rows, opening, startYear, hiring.fullTimeHours, this.#bridges);
    this.#isPartial = opening.some(
      (person) => this.#plan.balancesMissing[person] === 1 && (this.#plan.entryBasis[person] ?? 0) > 0,
    );
    this.#tests = input.tests ? this.#openTests(terms !== null) : null;
  }

  /** The tests; what is known of the year before is read where a plan is in force from the start. */
  #openTests(isPlanned: boolean): PlanTests {
    const { census, rows, persons, opening, parameters } = this.#input;
    const { startYear, hiring } = parameters;
    const { counted } = this.#before.employment;
    const plan = this.#plan;
    const limits = this.#limits;
    const before = isPlanned
      ? censusTests({ census, rows, persons, plan, opening, startYear, counted, limits })
      : null;
    return new PlanTests(persons, plan, limits, hiring.fullTimeHours, before);
  }

  /** The plan side of a year, after its workforce side. */
  simulate(input: PlanYearInput): PlanBatch {
    const { year, people, grossPay } = input;
    const { persons, parameters, memory } = this.#input;
    const plan = this.#plan;
    this.#tables.open(people.length);
    const known = plan.count;
    plan.extend(persons.count - known);
    for (let person = known; person < plan.count; person++) {
      plan.originalHireDay[person] = persons.hireDay[person] ?? 0;
      plan.lookbackSource[person] = LOOKBACK_SOURCES.indexOf('none');
    }
    const terms = yearTerms(this.#setting, year.year);
    const bridges = terms?.participation.bridgesService ?? this.#bridges;
    startService(plan, persons, bridges === this.#bridges ? known : 0, bridges);
    this.#bridges = bridges;
    const columns =
      terms === null ? carriedColumns(memory, plan, people) : planColumns(memory, people.length);
    const { fullTimeHours } = parameters.hiring;
    const employment = employmentOf(people, persons, plan, year.year, fullTimeHours);
    let settled: SettledYear | null = null;
    let compliance: ComplianceYear | null = null;
    let invariants: readonly InvariantResult[] = [];
    if (terms === null) {
      this.#tests?.skip(employment);
      writeHours(persons, year, fullTimeHours, people, columns.hoursHundredths);
    } else {
      settled = this.#runPlan(terms, input, columns);
      compliance = this.#test(terms, input, columns, settled, employment);
      if (!this.#input.summaryOnly)
        invariants = this.#validate(terms, input, columns, settled.trace, compliance);
    }
    for (let row = 0; row < people.length; row++) {
      const person = people[row] ?? 0;
      const pay = grossPay[row] ?? 0;
      plan.lookbackPay[person] = pay;
      plan.lookbackWages[person] = pay;
      plan.lookbackSource[person] = SIMULATED;
    }
    // A copy: the columns of a stored year are written over.
    this.#before = simulatedLookBack(people.slice(), employment);
    return {
      ...this.#tables.finish(),
      snapshot: columns,
      summary: settled?.summary ?? null,
      compliance,
      invariants,
    };
  }

  /** FOUNDATION and EVENT_GENERATION step 7 of W-30 in a year with a plan. */
  #runPlan(terms: YearTerms, input: PlanYearInput, columns: ReturnType<typeof planColumns>): SettledYear {
    const { year, people } = input;
    const { persons, parameters } = this.#input;
    const { testing } = terms.plan.design;
    const isStartYear = year.year === parameters.startYear;

    // Who is highly compensated, by the pay of the year before.
    const threshold = terms.hceThreshold;
    rankTopPaid(this.#before, persons, this.#plan, threshold, testing.topPaidGroup);
    const hceTerms = { threshold, usesTopPaidGroup: testing.topPaidGroup, isStartYear };
    markHces(people, persons, this.#plan, year.lastDay, hceTerms, this.#tables, columns.hce);

    // Who enters, enrols and changes their rate; then what everybody defers and receives.
    const openingRates = this.#participate(terms, input, isStartYear);
    const totals = new PlanTotals();
    const available = this.#pool ?? toCents(terms.plan.design.forfeitures.openingPool);
    const trace = new SettlementTrace(people.length);
    const pool = this.#settle(terms, input, { columns, totals, trace }, openingRates, available);
    this.#pool = (pool.carried + totals.forfeited) as Cents;
    return { summary: planYearSummary(terms, totals, pool, this.#isPartial), pool, trace, openingRates };
  }

  /** Sections 6 to 12 for everybody; the deferral rates with which they started the year. */
  #participate(terms: YearTerms, input: PlanYearInput, isStartYear: boolean): Int32Array {
    const { year, people, openingPay, events, control } = input;
    const { persons, parameters, draws, rows } = this.#input;
    const plan = this.#plan;
    const participation = new Participation({
      terms: terms.participation,
      deferral: terms.money.deferral,
      match: terms.money.match,
      year,
      isStartYear,
      firstSimulated: rows.length,
      fullTimeHours: parameters.hiring.fullTimeHours,
      draws,
      persons,
      plan,
      pay: new YearPay(events),
      tables: this.#tables,
    });
    const openingRates = new Int32Array(people.length);
    inChunks(control, 0, people.length, (from, to) => {
      for (let row = from; row < to; row++) {
        const person = people[row] ?? 0;
        openingRates[row] = plan.ratePpm[person] ?? 0;
        participation.run(person, openingPay[row] ?? NaN);
      }
    });
    return openingRates;
  }

  /** Sections 13 to 18 for everybody, and what the forfeitures were used for. */
  #settle(
    terms: YearTerms,
    input: PlanYearInput,
    { columns, totals, trace }: Pick<SettlementContext, 'columns' | 'totals' | 'trace'>,
    openingRates: Int32Array,
    available: Cents,
  ): PoolYear {
    const { year, people, openingPay, grossPay, terminationReason, events, control } = input;
    const { persons, parameters, summaryOnly } = this.#input;
    const plan = this.#plan;
    const tables = this.#tables;
    const settlement = (): Settlement =>
      new Settlement({
        terms: terms.money,
        year,
        startYear: parameters.startYear,
        fullTimeHours: parameters.hiring.fullTimeHours,
        persons,
        plan,
        pay: new YearPay(events),
        rates: new YearRates(tables.enrollments, tables.deferralChanges),
        tables,
        columns,
        totals,
        trace,
        recordsMoney: !summaryOnly,
      });
    const facts = { openingPay: 0, grossPay: 0, terminationReason: 0, openingRate: 0, reallocated: 0 };
    const read = (row: number): void => {
      facts.openingPay = openingPay[row] ?? NaN;
      facts.grossPay = grossPay[row] ?? 0;
      facts.terminationReason = terminationReason[row] ?? 0;
      facts.openingRate = openingRates[row] ?? 0;
    };
    const { forfeiturePolicy, planExpenses } = terms.money;
    const shares = new Float64Array(forfeiturePolicy === 'reallocate' ? people.length : 0);
    if (forfeiturePolicy === 'reallocate' && available > 0) {
      const first = settlement();
      const bases = Float64Array.from(people, (person, row) => {
        read(row);
        return first.reallocationBase(person, facts);
      });
      this.#reallocate(available, people, bases, shares);
    }
    const second = settlement();
    inChunks(control, 0, people.length, (from, to) => {
      for (let row = from; row < to; row++) {
        read(row);
        facts.reallocated = shares[row] ?? 0;
        second.run(row, people[row] ?? 0, facts);
      }
    });
    if (!summaryOnly) second.writeState(people);
    const use = { offset: totals.employerMoney, expenses: planExpenses, reallocate: totals.reallocated }[
      forfeiturePolicy
    ];
    return usePool(available, use as Cents);
  }

  /** P-84: shares the pool out by pay; ties go by person key (P-2). */
  #reallocate(pool: Cents, people: Int32Array, bases: Float64Array, shares: Float64Array): void {
    const { keyHigh, keyLow } = this.#input.persons;
    const rows = Int32Array.from(people.keys()).filter((row) => (bases[row] ?? 0) > 0);
    const keyOf = (words: Int32Array): Int32Array => rows.map((row) => words[people[row] ?? 0] ?? 0);
    const order = keyOrder(rows.length, keyOf(keyHigh), keyOf(keyLow)).map((at) => rows[at] ?? 0);
    const parts =
      rows.length === 0
        ? []
        : reallocate(
            pool,
            Array.from(order, (row) => (bases[row] ?? 0) as Cents),
          );
    for (const [at, row] of order.entries()) shares[row] = parts[at] ?? 0;
  }

  /** REPORTING of P-23: the tests of the year, which change nothing (P-25); null when they are not asked for. */
  #test(
    terms: YearTerms,
    input: PlanYearInput,
    columns: ReturnType<typeof planColumns>,
    { pool, trace, openingRates }: SettledYear,
    employment: Employment,
  ): ComplianceYear | null {
    if (this.#tests === null) return null;
    const { year, people, grossPay, terminationReason, openingPay, events } = input;
    const { persons, parameters } = this.#input;
    const plan = this.#plan;
    const tables = this.#tables;
    const { money } = terms;
    return this.#tests.run({
      year,
      design: terms.plan.design,
      participation: terms.participation,
      money,
      people,
      grossPay,
      terminationReason,
      columns,
      tables,
      corrections: trace.corrections,
      hadAllocation: trace.hadAllocation,
      matchBand: trace.matchBand,
      matchLossOf: (row) => {
        const of = new PersonYear(persons, plan, year, parameters.hiring.fullTimeHours);
        const pay = new YearPay(events);
        const rates = new YearRates(tables.enrollments, tables.deferralChanges);
        const person = new PersonMoney({ terms: money, year, persons, plan, pay, rates });
        const reason = terminationReason[row] ?? 0;
        of.take(people[row] ?? 0, reason);
        person.compute(
          of,
          {
            openingPay: openingPay[row] ?? NaN,
            grossPay: grossPay[row] ?? 0,
            terminationReason: reason,
            openingRate: openingRates[row] ?? 0,
            reallocated: 0,
          },
          columns.hce[row] === 1,
        );
        return person.matchLoss();
      },
      before: this.#before.employment,
      employment,
      overdueForfeitures: pool.overdue,
    });
  }

  /** VALIDATION of P-23: what only the engine can check (section 30). */
  #validate(
    { plan, money }: YearTerms,
    { year, people }: PlanYearInput,
    columns: PlanSnapshotColumns,
    { matchBand }: SettlementTrace,
    compliance: ComplianceYear | null,
  ): readonly InvariantResult[] {
    const isPartTimer = gatherBytes(this.#plan.wasLongTermPartTime, people, new Uint8Array(people.length));
    return [
      matchInvariant({ terms: money.match, columns, matchBand, isPartTimer }),
      bandInvariant(this.#input.scenario.segments, plan.design),
      limitInvariant(year.year, this.#limits),
      ...(compliance === null ? [] : complianceInvariants(compliance)),
    ];
  }
}
