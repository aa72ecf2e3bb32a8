import type { PlanTestPeople } from '../../../../src-shared/compliance-rows.ts';
import {
  PLAN_TESTS,
  type AdditionsReport,
  type AmountsTest,
  type ComplianceYear,
  type PlanTest,
  type RatioTest,
} from '../../../../src-shared/compliance.ts';
import { basisPoints } from '../basis-points.ts';
import { KEY_REASON } from '../top-heavy.ts';

/** The rows of plan_test_person of a year: a row per person of a test. */

type Employees = ComplianceYear['employees'];

/** Columns that are filled row by row; there must be room for every row. What a test does not take is NaN. */
class PeopleTable {
  rowCount = 0;
  readonly test: Uint8Array;
  readonly person: Int32Array;
  readonly isHce: Uint8Array;
  readonly standing: Uint8Array;
  readonly payCents: Float64Array;
  readonly amountCents: Float64Array;
  readonly basisPoints: Int32Array;
  readonly excessCents: Float64Array;
  readonly refundCents: Float64Array;
  readonly recharacterisedCents: Float64Array;
  readonly forfeitedCents: Float64Array;
  readonly distributedCents: Float64Array;
  readonly additionalCents: Float64Array;
  readonly #employees: Employees;

  constructor(capacity: number, employees: Employees) {
    this.#employees = employees;
    this.test = new Uint8Array(capacity);
    this.person = new Int32Array(capacity);
    this.isHce = new Uint8Array(capacity);
    this.standing = new Uint8Array(capacity);
    this.payCents = new Float64Array(capacity);
    this.amountCents = new Float64Array(capacity);
    this.basisPoints = new Int32Array(capacity);
    this.excessCents = new Float64Array(capacity).fill(NaN);
    this.refundCents = new Float64Array(capacity).fill(NaN);
    this.recharacterisedCents = new Float64Array(capacity).fill(NaN);
    this.forfeitedCents = new Float64Array(capacity).fill(NaN);
    this.distributedCents = new Float64Array(capacity).fill(NaN);
    this.additionalCents = new Float64Array(capacity).fill(NaN);
  }

  /** Adds the row of an employee, by position, and says which it is. */
  add(test: PlanTest, position: number, amount: number, percentage: number, standing: number): number {
    const { person, isHce, pay } = this.#employees;
    const row = this.rowCount++;
    this.test[row] = PLAN_TESTS.indexOf(test);
    this.person[row] = person[position] ?? 0;
    this.isHce[row] = isHce[position] ?? 0;
    this.standing[row] = standing;
    this.payCents[row] = pay[position] ?? 0;
    this.amountCents[row] = amount;
    this.basisPoints[row] = percentage;
    return row;
  }
}

const shareOfPay = (amount: number, pay: number): number => (pay === 0 ? 0 : basisPoints(amount, pay));

/** The rows of all tests of a year, by test, then person. */
export function peopleRows(compliance: ComplianceYear): PlanTestPeople {
  const { adp, acp, amounts, additions, topHeavy, employees } = compliance;
  const order = positionsByPerson(employees.person);
  const { keyReason } = topHeavy.people;
  const owed = topHeavy.minimum?.additional;
  const nearLimit = order.filter((position) => additions.people.status[position] !== 0);
  const keysAndOwed = order.filter(
    (position) => keyReason[position] !== KEY_REASON.none || (owed?.[position] ?? 0) > 0,
  );
  const ofAmounts = amounts.map(({ people }) => people?.position.length ?? 0);
  const lengths = [adp.people.position.length, acp.people.position.length, ...ofAmounts];
  const capacity =
    lengths.reduce((sum, length) => sum + length, 0) + order.length + nearLimit.length + keysAndOwed.length;
  const table = new PeopleTable(capacity, employees);
  addCoverage(table, compliance, order);
  addRatioTest(table, 'adp', adp, order);
  addRatioTest(table, 'acp', acp, order);
  addAmounts(table, amounts, order);
  addAdditions(table, additions, nearLimit);
  for (const position of keysAndOwed) {
    const pay = topHeavy.people.pay[position] ?? 0;
    const amount = topHeavy.people.amount[position] ?? 0;
    const row = table.add('topHeavy', position, amount, shareOfPay(amount, pay), keyReason[position] ?? 0);
    table.payCents[row] = pay;
    if (owed !== undefined) table.additionalCents[row] = owed[position] ?? 0;
  }
  return table;
}

/** The positions of the employees, who stand in the order of their keys, in the order of their indices in the run. */
function positionsByPerson(person: Int32Array): Uint32Array {
  const most = person.reduce((largest, one) => Math.max(largest, one), -1);
  const positionOf = new Int32Array(most + 1).fill(-1);
  for (let position = 0; position < person.length; position++) positionOf[person[position] ?? 0] = position;
  const order = new Uint32Array(person.length);
  let count = 0;
  for (const position of positionOf) if (position >= 0) order[count++] = position;
  return order;
}

/** Every employee with the standings of the three parts; each is excludable in all groups but at most one. */
function addCoverage(table: PeopleTable, { coverage, employees }: ComplianceYear, order: Uint32Array): void {
  const { benefit, pay } = employees;
  for (const position of order) {
    let standing = 0;
    for (const { parts } of coverage) {
      const [deferrals, match] = [
        parts.deferrals.standing[position] ?? 0,
        parts.match.standing[position] ?? 0,
      ];
      standing += deferrals + 3 * match + 9 * (parts.core.standing[position] ?? 0);
    }
    const amount = benefit[position] ?? 0;
    table.add('coverage', position, amount, shareOfPay(amount, pay[position] ?? 0), standing);
  }
}

/** Places in a list of positions, by position; -1 for those not in it. */
function placesOf(positions: Uint32Array, count: number): Int32Array {
  const places = new Int32Array(count).fill(-1);
  for (let at = 0; at < positions.length; at++) places[positions[at] ?? 0] = at;
  return places;
}

function addRatioTest(
  table: PeopleTable,
  name: 'adp' | 'acp',
  { people, correction }: RatioTest,
  order: Uint32Array,
): void {
  const placeOf = placesOf(people.position, order.length);
  const rowOf = new Int32Array(people.position.length);
  for (const position of order) {
    const at = placeOf[position] ?? -1;
    if (at < 0) continue;
    rowOf[at] = table.add(name, position, people.amount[at] ?? 0, people.ratio[at] ?? 0, 0);
  }
  if (correction === null) return;
  const { hces } = correction;
  for (let at = 0; at < people.hces.length; at++) {
    const row = rowOf[people.hces[at] ?? 0] ?? 0;
    table.excessCents[row] = hces.byRatio[at] ?? 0;
    table.forfeitedCents[row] = hces.forfeited[at] ?? 0;
    if (name === 'acp') table.distributedCents[row] = hces.distributed[at] ?? 0;
    else {
      table.refundCents[row] = hces.refunded[at] ?? 0;
      table.recharacterisedCents[row] = hces.recharacterised[at] ?? 0;
    }
  }
}

/** The people of all groups together; nobody is in two groups. */
function addAmounts(table: PeopleTable, tests: readonly AmountsTest[], order: Uint32Array): void {
  const allocation = new Float64Array(order.length);
  const rate = new Float64Array(order.length).fill(-1);
  for (const { people } of tests) {
    if (people === null) continue;
    for (let at = 0; at < people.position.length; at++) {
      const position = people.position[at] ?? 0;
      allocation[position] = people.allocation[at] ?? 0;
      rate[position] = people.allocationRate[at] ?? 0;
    }
  }
  for (const position of order) {
    const here = rate[position] ?? 0;
    if (here >= 0) table.add('amounts', position, allocation[position] ?? 0, here, 0);
  }
}

function addAdditions(
  table: PeopleTable,
  { people, corrected }: AdditionsReport,
  nearLimit: Uint32Array,
): void {
  const rowOf = new Map<number, number>();
  for (const position of nearLimit) {
    const [before, utilisation] = [people.before[position] ?? 0, people.utilisation[position] ?? 0];
    const row = table.add('additions', position, before, utilisation, people.status[position] ?? 0);
    table.payCents[row] = people.limit[position] ?? 0;
    rowOf.set(position, row);
  }
  for (const steps of corrected) {
    const row = rowOf.get(steps.position);
    if (row === undefined) continue;
    table.excessCents[row] = steps.overCents;
    table.recharacterisedCents[row] = steps.reclassifiedCents;
    table.refundCents[row] =
      steps.afterTaxReturnedCents + steps.unmatchedReturnedCents + steps.matchedReturnedCents;
    table.forfeitedCents[row] =
      steps.matchForfeitedCents +
      steps.coreReducedCents +
      steps.reallocatedReducedCents +
      steps.matchReducedCents;
  }
}
