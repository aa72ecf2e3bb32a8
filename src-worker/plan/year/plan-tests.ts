import type { ComplianceYear } from '../../../src-shared/compliance.ts';
import { NO_DAY, type Day } from '../../../src-shared/units.ts';
import { HCE_CATEGORIES } from '../../../src-shared/vocabulary.ts';
import { yearOfCode } from '../../population/calendar.ts';
import { gatherBytes, gatherInts, gatherNumbers } from '../../population/gather.ts';
import type { Persons } from '../../population/persons.ts';
import type { LimitSettings } from '../limits.ts';
import { EntryDates } from '../participation/entry-dates.ts';
import { isInExcludedClass } from '../participation/excluded-classes.ts';
import { HCE_REASON, topPaidGroupSize } from '../testing/hce.ts';
import { complianceOfYear, priorFactsFrom } from '../testing/year/compliance-of-year.ts';
import { standingOf } from '../testing/year/standing.ts';
import type { Design, PriorFacts, TestedPlanYear } from '../testing/year/tested-plan-year.ts';
import type { CensusTests } from './census-tests.ts';
import { lateEntries } from './event-tables.ts';
import { byPosition, keyOrder } from './key-order.ts';
import type { Employment } from './look-back.ts';
import { failsCoreAnyhow, failsMatchAnyhow } from './money-terms.ts';
import { PersonYear } from './person-year.ts';
import type { PlanPersons } from './plan-persons.ts';
import type { TestedYearInput } from './tested-year-input.ts';

/** HCE_REASON by index of HCE_CATEGORIES. */
const REASON_OF_CATEGORY = HCE_CATEGORIES.map((category) => HCE_REASON[category]);
/** Modelled years, with the one tested, in which the greatest employment is looked for (P-114). */
const EMPLOYMENT_YEARS = 5;

/** Nothing is known of the year before: it had no plan. */
const NOTHING_KNOWN: PriorFacts = {
  isSimulated: false,
  nhceAdp: null,
  nhceAcp: null,
  determination: null,
};

/** The compliance tests of a run (sections 19 to 25), year after year: what one year's tests need of the years before. */
export class PlanTests {
  readonly #persons: Persons;
  readonly #plan: PlanPersons;
  readonly #limits: LimitSettings;
  readonly #fullTimeHours: number;
  readonly #dates = new EntryDates();
  #prior: PriorFacts;
  /** Whether the first year with a plan was the first year of the plan; null before it. */
  #isNew: boolean | null = null;
  /** KEY_REASON of the year before, and 1 for key employees of it or any earlier year of the plan, by person. */
  #keyBefore: Uint8Array;
  #wasKey: Uint8Array;
  /** Employees of the modelled years, as counted by P-88. */
  #counted: readonly number[] = [];

  /** `before` is what the census says of the year before; null where no plan was in force from the start. */
  constructor(
    persons: Persons,
    plan: PlanPersons,
    limits: LimitSettings,
    fullTimeHours: number,
    before: CensusTests | null,
  ) {
    this.#persons = persons;
    this.#plan = plan;
    this.#limits = limits;
    this.#fullTimeHours = fullTimeHours;
    this.#prior = before?.prior ?? NOTHING_KNOWN;
    this.#keyBefore = before?.keyReason ?? new Uint8Array(0);
    this.#wasKey = this.#keyBefore.map((reason) => (reason === 0 ? 0 : 1));
  }

  /** Tests a year; to be called for every year with a plan, in order. */
  run(input: TestedYearInput): ComplianceYear {
    const { people, before, design } = input;
    const order = this.#orderOf(people);
    this.#isNew ??= this.#begin(design);
    this.#counted = [...this.#counted, input.employment.counted].slice(-EMPLOYMENT_YEARS);
    const compliance = complianceOfYear({
      year: input.year.year,
      design,
      limits: this.#limits,
      people: this.#columnsOf(input, order),
      counts: {
        priorYearEmployees: before.employees,
        largestEmployment: Math.max(...this.#counted),
        topPaidGroup: design.testing.topPaidGroup
          ? { counted: before.counted, size: topPaidGroupSize(before.counted) }
          : null,
        lateEntries: lateEntries(input.tables),
        overRothCatchUpWages: this.#countAbove(people, input.money.deferral.rothCatchUpWages),
        overdueForfeitures: input.overdueForfeitures,
      },
      prior: this.#prior,
      corrections: byPosition(input.corrections, order),
      matchLossOf: (position) => input.matchLossOf(order[position] ?? 0),
    });
    this.#prior = priorFactsFrom(compliance);
    this.#keepKeys(compliance);
    return compliance;
  }

  /** To be called for a year without a plan: the next one cannot be compared with it. */
  skip(employment: Employment): void {
    this.#counted = [...this.#counted, employment.counted].slice(-EMPLOYMENT_YEARS);
    this.#forgetYearBefore();
  }

  /**
   * Whether the plan is new in the first year tested. Nobody was a key employee of it in a year before, because former
   * ones are those of earlier years of the plan (IRC 416(g)(4)(B)), and accounts that the census leaves blank were empty.
   */
  #begin({ testing }: Design): boolean {
    if (testing.firstPlanYear) {
      this.#forgetYearBefore();
      this.#wasKey = this.#keyBefore;
    }
    return testing.firstPlanYear;
  }

  #forgetYearBefore(): void {
    this.#prior = NOTHING_KNOWN;
    this.#keyBefore = new Uint8Array(this.#persons.count);
  }

  /** Rows of the year in the order of person keys. */
  #orderOf(people: Int32Array): Int32Array {
    const { keyHigh, keyLow } = this.#persons;
    const count = people.length;
    const high = gatherInts(keyHigh, people, new Int32Array(count));
    const low = gatherInts(keyLow, people, new Int32Array(count));
    return keyOrder(count, high, low);
  }

  #countAbove(people: Int32Array, wages: number): number {
    let count = 0;
    for (const person of people) if ((this.#plan.lookbackWages[person] ?? NaN) > wages) count += 1;
    return count;
  }

  /** Key employees of the year are those of the year before for the next one, and stay former ones ever after. */
  #keepKeys({ topHeavy, employees }: ComplianceYear): void {
    const count = this.#persons.count;
    const keyBefore = new Uint8Array(count);
    const { keyReason } = topHeavy.people;
    for (let position = 0; position < employees.person.length; position++)
      keyBefore[employees.person[position] ?? 0] = keyReason[position] ?? 0;
    const wasKey = new Uint8Array(count);
    wasKey.set(this.#wasKey);
    for (let person = 0; person < count; person++) if (keyBefore[person] !== 0) wasKey[person] = 1;
    this.#wasKey = wasKey;
    this.#keyBefore = keyBefore;
  }

  /** The columns of the tests, by position in the order of keys. */
  #columnsOf(input: TestedYearInput, order: Int32Array): TestedPlanYear {
    const { people, columns, grossPay, terminationReason, matchBand, year } = input;
    const plan = this.#plan;
    const count = people.length;
    // Gathered in loops: `from` of a typed array with a function took a third of the time of the tests.
    const person = gatherInts(people, order, new Int32Array(count));
    const money = (column: Float64Array): Float64Array =>
      gatherNumbers(column, order, new Float64Array(count));
    const bytes = (column: Uint8Array): Uint8Array => gatherBytes(column, order, new Uint8Array(count));
    const ofPerson = (column: Uint8Array): Uint8Array => gatherBytes(column, person, new Uint8Array(count));
    // What takes several columns is worked out in the order of rows, in which memory is read as it lies, and then gathered.
    const standing = new Int32Array(count);
    const statutoryAge = new Uint8Array(count);
    const isEmployedAtYearEnd = new Uint8Array(count);
    const balance = new Float64Array(count);
    const isBalanceKnown = new Uint8Array(count);
    const bands = new Uint8Array(count);
    const keyBefore = new Uint8Array(count);
    const wasKey = new Uint8Array(count);
    const of = new PersonYear(this.#persons, plan, year, this.#fullTimeHours);
    for (let row = 0; row < count; row++) {
      const one = people[row] ?? 0;
      of.take(one, terminationReason[row] ?? 0);
      standing[row] = this.#standingOf(input, of, row);
      statutoryAge[row] = year.year - yearOfCode(this.#persons.birthCode[one] ?? 0);
      isEmployedAtYearEnd[row] = of.activeAtYearEnd ? 1 : 0;
      balance[row] =
        (columns.balanceDeferralCents[row] ?? 0) +
        (columns.balanceMatchCents[row] ?? 0) +
        (columns.balanceCoreCents[row] ?? 0) -
        (plan.rollover[one] ?? 0);
      isBalanceKnown[row] = plan.balancesMissing[one] === 1 && this.#isNew !== true ? 0 : 1;
      bands[row] = Math.max(0, matchBand[row] ?? 0);
      // Shorter than the list of persons by the hires of the year.
      keyBefore[row] = this.#keyBefore[one] ?? 0;
      wasKey[row] = this.#wasKey[one] ?? 0;
    }
    return {
      count,
      person,
      standing: new Uint16Array(gatherInts(standing, order, new Int32Array(count))),
      hceReason: this.#hceReasons(input, person),
      lookBackSource: ofPerson(plan.lookbackSource),
      grossPay: money(grossPay),
      cappedPlanPay: money(columns.cappedPlanPayCents),
      base: money(columns.baseCents),
      catchUp: money(columns.catchUpCents),
      unusedCatchUp: money(columns.unusedCatchUpCents),
      match: money(columns.matchCents),
      trueUp: money(columns.trueUpCents),
      core: money(columns.coreCents),
      coreExcess: money(columns.coreExcessCents),
      reallocated: money(columns.reallocatedCents),
      vestedMatchPpm: gatherInts(columns.vestedMatchPpm, order, new Int32Array(count)),
      matchBand: bytes(bands),
      statutoryAge: bytes(statutoryAge),
      isEmployedAtYearEnd: bytes(isEmployedAtYearEnd),
      terminationReason: bytes(terminationReason),
      isOfficer: ofPerson(plan.officer),
      isFivePercentOwner: ofPerson(plan.owner),
      isOnePercentOwner: ofPerson(plan.onePercentOwner),
      keyBefore: bytes(keyBefore),
      wasKey: bytes(wasKey),
      balance: money(balance),
      isBalanceKnown: bytes(isBalanceKnown),
    };
  }

  /** P-90, P-99, P-112: in which tests a person counts. */
  #standingOf(input: TestedYearInput, of: PersonYear, row: number): number {
    const { participation, money, columns, matchBand, year } = input;
    const persons = this.#persons;
    const plan = this.#plan;
    const dates = this.#dates;
    const { person } = of;
    const hours = persons.hours[person] ?? 0;
    dates.measure(participation.eligibility, {
      birthDay: (persons.birthDay[person] ?? 0) as Day,
      hireDay: (persons.hireDay[person] ?? 0) as Day,
      notBefore: NO_DAY,
      waived: plan.waived[person] === 1,
      serviceFrom: (plan.serviceDay[person] ?? 0) as Day,
      weeklyHours: hours === 0 ? this.#fullTimeHours : hours,
      priorYearHours: plan.priorYearHours[person] ?? -1,
    });
    const settlementDay = of.end as Day;
    const isReached = (day: Day): boolean => day !== NO_DAY && day <= settlementDay;
    const formula = money.match.formulas[Math.max(0, matchBand[row] ?? 0)];
    return standingOf({
      yearEnd: year.lastDay,
      settlementDay,
      entryDay: of.entryDay as Day,
      conditionsDay: dates.entryDay,
      statutoryDay: dates.statutoryDay,
      isLtptOnly: of.entered ? of.ltptOnly : isReached(dates.entryDay) && !isReached(dates.ordinaryEntryDay),
      isInExcludedClass: isInExcludedClass(
        participation.excluded,
        persons,
        person,
        persons.level[person] ?? 0,
      ),
      isUnionMember: persons.unionMember[person] === 1,
      isNonresidentAlien: plan.nonresidentAlien[person] === 1,
      hours: of.hours,
      matchReason: columns.matchReason[row] ?? 0,
      coreReason: columns.coreReason[row] ?? 0,
      hasMatchRate: formula !== undefined && formula.ceiling > 0,
      failsMatchAnyhow: of.hasLeft && failsMatchAnyhow(money, of),
      failsCoreAnyhow: of.hasLeft && failsCoreAnyhow(money, of),
      hasAllocation: input.hadAllocation[row] === 1,
    });
  }

  /** HCE_REASON of the year, by position. */
  #hceReasons({ tables }: TestedYearInput, person: Int32Array): Uint8Array {
    const reasonOf = new Uint8Array(this.#persons.count);
    const { columns, count } = tables.hceStatus;
    for (let event = 0; event < count; event++)
      reasonOf[columns.person[event] ?? 0] = REASON_OF_CATEGORY[columns.category[event] ?? 0] ?? 0;
    return gatherBytes(reasonOf, person, new Uint8Array(person.length));
  }
}
