import type { PlanTestPeople } from '../../src-shared/compliance-rows.ts';
import type { Relation } from './relations.ts';
import { byte, flag, int, whole } from './stored-column.ts';

type Money = {
  readonly [Name in keyof PlanTestPeople]: PlanTestPeople[Name] extends Float64Array ? Name : never;
}[keyof PlanTestPeople];

/** The columns are as long as there was room for; the rows are the first ones. */
const money = (name: string, column: Money) =>
  whole<PlanTestPeople>(name, (people) => people[column].subarray(0, people.rowCount));

/** The people of the tests of a year: resources/migrations/0003-plan.sql says what each column means. */
export const TEST_PEOPLE_RELATION: Relation<PlanTestPeople> = {
  table: 'plan_test_person',
  columns: [
    byte('test', (e) => e.test.subarray(0, e.rowCount)),
    int('person', (e) => e.person.subarray(0, e.rowCount)),
    flag('is_hce', (e) => e.isHce.subarray(0, e.rowCount)),
    byte('standing', (e) => e.standing.subarray(0, e.rowCount)),
    money('pay_cents', 'payCents'),
    money('amount_cents', 'amountCents'),
    int('basis_points', (e) => e.basisPoints.subarray(0, e.rowCount)),
    money('excess_cents', 'excessCents'),
    money('refund_cents', 'refundCents'),
    money('recharacterised_cents', 'recharacterisedCents'),
    money('forfeited_cents', 'forfeitedCents'),
    money('distributed_cents', 'distributedCents'),
    money('additional_cents', 'additionalCents'),
  ],
};
