import { z } from 'zod';
import {
  CHANGE_GROUPINGS,
  type ChangeBin,
  type ChangeCounts,
  type ChangeGroup,
  type ChangeGrouping,
  type ChangeReport,
  type ChangeRequest,
} from '../../../src-shared/api/differences.ts';
import { changeFigures } from '../../../src-worker/plan/comparison/winners-and-losers.ts';
import type { Workspace } from '../../store/workspace.ts';
import { CHANGE_GROUP_SQL, changeSql, isLoser, isWinner, QUARTILES_SQL, scopeOf } from './change-sql.ts';
import { groupName } from './groups.ts';
import { pairSql, type RunPair } from './run-pair.ts';

/** Ends of the bins of changes either way, in cents; those within the tolerance do not count. */
const BIN_ENDS = [
  10_000, 25_000, 50_000, 100_000, 200_000, 300_000, 500_000, 750_000, 1_000_000, 2_000_000, 5_000_000,
];

const tallyRow = z.object({
  /** Position in CHANGE_GROUPINGS; −1 for everybody, −2 for bins. */
  part: z.number(),
  key: z.number(),
  count: z.number(),
  winners: z.number(),
  losers: z.number(),
  total: z.number().nullable(),
  pay: z.number().nullable(),
  median: z.number().nullable(),
});
type TallyRow = z.output<typeof tallyRow>;

const EVERYBODY = -1;
const BINS = -2;

const figuresOf = (row: TallyRow): ChangeCounts =>
  changeFigures({
    count: row.count,
    winners: row.winners,
    losers: row.losers,
    total: row.total ?? 0,
    totalPay: row.pay ?? 0,
    // The median of the database is the mean of the two in the middle: twice that is their sum, exactly.
    middles: (row.median ?? 0) * 2,
  });

const QUARTER_NAMES = ['Lowest quarter', 'Second quarter', 'Third quarter', 'Highest quarter'];

/** Who gains and who loses (P-124), counted by the database in one statement. */
export async function changeReport(
  workspace: Workspace,
  pair: RunPair,
  request: ChangeRequest,
): Promise<Omit<ChangeReport, 'employed' | 'excluded'>> {
  const ends = BIN_ENDS.filter((end) => end > request.tolerance);
  const columns = CHANGE_GROUPINGS.map(
    (grouping) => `${CHANGE_GROUP_SQL[grouping]} AS k${CHANGE_GROUPINGS.indexOf(grouping)}`,
  );
  const keys = CHANGE_GROUPINGS.map((_, index) => `k${index}`);
  const counts = `CAST(count(*) AS INTEGER) AS count,
    CAST(count(*) FILTER (${isWinner(request)}) AS INTEGER) AS winners,
    CAST(count(*) FILTER (${isLoser(request)}) AS INTEGER) AS losers, sum(change) AS total, sum(pay) AS pay`;
  const bin = `CASE WHEN abs(change) <= ${request.tolerance} THEN 0 ELSE sign(change) *
    (CASE ${ends.map((end, index) => `WHEN abs(change) <= ${end} THEN ${index + 1}`).join(' ')} ELSE ${ends.length + 1} END) END`;
  const rows = z.array(tallyRow).parse(
    await workspace.read(
      `WITH ${changeSql(pair, request)}, ${QUARTILES_SQL},
       keyed AS (SELECT change, pay, ${columns.join(', ')} FROM graded)
       SELECT CAST(CASE ${keys.map((key, index) => `WHEN grouping(${key}) = 0 THEN ${index}`).join(' ')} ELSE ${EVERYBODY} END AS INTEGER) AS part,
         CAST(coalesce(${keys.join(', ')}, 0) AS INTEGER) AS key, ${counts}, median(change) AS median
       FROM keyed GROUP BY GROUPING SETS ((), ${keys.map((key) => `(${key})`).join(', ')})
       UNION ALL SELECT ${BINS}, CAST(${bin} AS INTEGER) AS key, ${counts}, NULL FROM change GROUP BY key
       ORDER BY part, key`,
    ),
  );
  const everybody = rows.find(({ part }) => part === EVERYBODY);
  const nobody = { part: EVERYBODY, key: 0, count: 0, winners: 0, losers: 0, total: 0, pay: 0, median: 0 };
  const { last } = scopeOf(pair, request.year);
  const nameOf = (grouping: ChangeGrouping, key: number): string => {
    switch (grouping) {
      case 'ageBand':
        return groupName(pair.base, 'age_band', key);
      case 'tenureBand':
        return groupName(pair.base, 'tenure_band', key);
      case 'level':
        return groupName(pair.base, 'level', key);
      case 'payQuartile':
        return QUARTER_NAMES[key] ?? String(key);
      case 'hce':
        return key === 1 ? 'Highly compensated' : 'Not highly compensated';
    }
  };
  const groupsBy = (grouping: ChangeGrouping): readonly ChangeGroup[] =>
    rows
      .filter(({ part }) => part === CHANGE_GROUPINGS.indexOf(grouping))
      .map((row) => ({ key: row.key, label: nameOf(grouping, row.key), ...figuresOf(row) }));
  const peopleIn = new Map(rows.filter(({ part }) => part === BINS).map(({ key, count }) => [key, count]));
  const edges = [request.tolerance, ...ends];
  const side = (name: 'winner' | 'loser', sign: 1 | -1): ChangeBin[] =>
    edges.map((from, index) => ({
      class: name,
      from,
      to: edges[index + 1] ?? null,
      people: peopleIn.get(sign * (index + 1)) ?? 0,
    }));
  return {
    years: pair.years,
    identity: pair.identity(last),
    everybody: figuresOf(everybody ?? nobody),
    bins: [
      ...side('loser', -1).reverse(),
      { class: 'neutral', from: 0, to: request.tolerance, people: peopleIn.get(0) ?? 0 },
      ...side('winner', 1),
    ],
    groups: {
      ageBand: groupsBy('ageBand'),
      tenureBand: groupsBy('tenureBand'),
      level: groupsBy('level'),
      payQuartile: groupsBy('payQuartile'),
      hce: groupsBy('hce'),
    },
  };
}

const populationRow = z.object({
  base: z.number(),
  other: z.number(),
  baseComparable: z.number(),
  otherComparable: z.number(),
  compared: z.number(),
  leftBase: z.number(),
  leftOther: z.number(),
});

/**
 * Who is employed at the end of a year in the base, in the other run and in either, and who of them is not compared
 * (P-123). A simulated hire of runs that are not alike is a person of that run alone.
 */
export async function population(
  workspace: Workspace,
  pair: RunPair,
  last: number,
): Promise<Pick<ChangeReport, 'employed' | 'excluded'>> {
  const people = pairSql(pair, pair.identity(last));
  const employed = (run: 'base' | 'other', table: string): string =>
    `${table}.run_key = ${pair[run].key} AND ${table}.simulation_year = ${last} AND ${table}.termination_date IS NULL`;
  const count = (run: 'base' | 'other', condition: string): string =>
    `(SELECT CAST(count(*) AS INTEGER) FROM snapshot s WHERE ${employed(run, 's')} AND ${condition})`;
  const left = (run: 'base' | 'other', person: string): string =>
    `${person} IN (SELECT person FROM event_termination WHERE run_key = ${pair[run].key} AND simulation_year <= ${last})`;
  const row = populationRow.parse(
    (
      await workspace.read(
        `WITH ${people.definitions}
         a AS MATERIALIZED (SELECT a.person, ${people.partner} AS partner FROM ${people.base}
           WHERE ${employed('base', 'a')} AND ${people.isComparable('base', 'a')}),
         b AS MATERIALIZED (SELECT b.person FROM snapshot b WHERE ${employed('other', 'b')}
           AND ${people.isComparable('other', 'b')}),
         o AS (SELECT b.person, ${pair.isAligned ? 'b.person' : '(SELECT base_person FROM same WHERE other_person = b.person)'} AS partner FROM b)
         SELECT ${count('base', 'true')} AS base, ${count('other', 'true')} AS other,
           (SELECT CAST(count(*) AS INTEGER) FROM a) AS "baseComparable",
           (SELECT CAST(count(*) AS INTEGER) FROM b) AS "otherComparable",
           (SELECT CAST(count(*) AS INTEGER) FROM a JOIN b ON b.person = a.partner) AS compared,
           (SELECT CAST(count(*) AS INTEGER) FROM o ANTI JOIN a ON a.person = o.partner WHERE ${left('base', 'o.partner')}) AS "leftBase",
           (SELECT CAST(count(*) AS INTEGER) FROM a ANTI JOIN b ON b.person = a.partner WHERE ${left('other', 'a.partner')}) AS "leftOther"`,
      )
    )[0],
  );
  const { base, other, baseComparable, otherComparable, compared, leftBase, leftOther } = row;
  return {
    employed: { base, other, either: base + other - compared },
    excluded: {
      onlyInBase: baseComparable - compared - leftOther,
      onlyInOther: otherComparable - compared - leftBase,
      terminatedInOne: leftBase + leftOther,
      notComparable: base - baseComparable + (other - otherComparable),
    },
  };
}
