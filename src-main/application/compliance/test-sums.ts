import { z } from 'zod';
import type { TakenAmount, TestSums } from '../../../src-shared/api/compliance.ts';
import { PLAN_TESTS } from '../../../src-shared/compliance.ts';
import type { Workspace } from '../../store/workspace.ts';

const AMOUNTS = ['excess', 'refund', 'recharacterised', 'forfeited', 'distributed', 'additional'] as const;

const some = (column: string): string => `coalesce(${column}, 0)`;

/** What a correction takes of the amount that is tested: the match on refunds of an ADP test is none of it. */
const TAKEN = `CASE test
  WHEN ${PLAN_TESTS.indexOf('adp')} THEN ${some('refund_cents')} + ${some('recharacterised_cents')}
  WHEN ${PLAN_TESTS.indexOf('acp')} THEN ${some('distributed_cents')} + ${some('forfeited_cents')}
  ELSE 0 END`;

const CONCERNED = AMOUNTS.filter((name) => name !== 'excess')
  .map((name) => some(`${name}_cents`))
  .join(' + ');

const count = (condition: string): string => `CAST(count(*) FILTER (WHERE ${condition}) AS DOUBLE)`;

/** Everyone of a test. */
const PEOPLE_SQL = `
SELECT test, is_hce, CAST(count(*) AS DOUBLE) AS people, CAST(sum(basis_points) AS DOUBLE) AS ratios,
  CAST(sum(pay_cents) AS DOUBLE) AS pay
FROM plan_test_person WHERE run_key = $1 AND simulation_year = $2 GROUP BY test, is_hce`;

/** The few who have a column of a correction. */
const CORRECTED_SQL = `
SELECT test, ${count(`${CONCERNED} > 0`)} AS concerned,
  CAST(max(amount_cents - (${TAKEN})) FILTER (WHERE (${TAKEN}) > 0) AS DOUBLE) AS level,
  ${AMOUNTS.map(
    (name) =>
      `${count(`${name}_cents > 0`)} AS ${name}_people, coalesce(CAST(sum(${name}_cents) AS DOUBLE), 0) AS ${name}_cents`,
  ).join(', ')}
FROM plan_test_person
WHERE run_key = $1 AND simulation_year = $2 AND (excess_cents IS NOT NULL OR additional_cents IS NOT NULL)
GROUP BY test`;

const peopleRow = z.object({
  test: z.number(),
  is_hce: z.boolean(),
  people: z.number(),
  ratios: z.number(),
  pay: z.number(),
});
const correctedRow = z
  .object({ test: z.number(), concerned: z.number(), level: z.number().nullable() })
  .catchall(z.number().nullable());

/** What the people of each test of a year add up to. */
export async function testSums(
  workspace: Workspace,
  key: number,
  year: number,
): Promise<readonly TestSums[]> {
  const [people, corrected] = await Promise.all([
    workspace.read(PEOPLE_SQL, [key, year]).then((rows) => z.array(peopleRow).parse(rows)),
    workspace.read(CORRECTED_SQL, [key, year]).then((rows) => z.array(correctedRow).parse(rows)),
  ]);
  const tested = PLAN_TESTS.filter((_, test) => people.some((row) => row.test === test));
  return tested.map((name): TestSums => {
    const test = PLAN_TESTS.indexOf(name);
    const of = (isHce: boolean) => people.find((row) => row.test === test && row.is_hce === isHce);
    const taken = corrected.find((row) => row.test === test);
    const amount = (column: (typeof AMOUNTS)[number]): TakenAmount => ({
      people: taken?.[`${column}_people`] ?? 0,
      cents: taken?.[`${column}_cents`] ?? 0,
    });
    return {
      test: name,
      nhces: of(false)?.people ?? 0,
      hces: of(true)?.people ?? 0,
      nhceRatios: of(false)?.ratios ?? 0,
      hceRatios: of(true)?.ratios ?? 0,
      nhcePayCents: of(false)?.pay ?? 0,
      concerned: taken?.concerned ?? 0,
      levelCents: taken?.level ?? null,
      excess: amount('excess'),
      refund: amount('refund'),
      recharacterised: amount('recharacterised'),
      forfeited: amount('forfeited'),
      distributed: amount('distributed'),
      additional: amount('additional'),
    };
  });
}
