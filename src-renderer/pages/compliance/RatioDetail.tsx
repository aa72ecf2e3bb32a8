import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComplianceOfYear, TestedYear, TestSums } from '../../../src-shared/api/compliance.ts';
import { workingOf, type TestWorkings } from '../../../src-shared/compliance-rows.ts';
import type { AverageSource, TestedCounts } from '../../../src-shared/compliance.ts';
import { Chart } from '../../charts/Chart.tsx';
import { dayInWords, exactMoney, people, testPercent } from '../../components/format.ts';
import { compliancePlace, testPeoplePlace } from './places.ts';
import { alternativesOf, ratioOption, ratioTable } from './ratio-figures.ts';
import { Working, type WorkingLine } from './Working.tsx';

/** The working of an ADP or ACP test: population, averages, limit, correction (sections 20 and 21). */
export function RatioDetail({
  test,
  year,
}: {
  readonly test: 'adp' | 'acp';
  readonly year: ComplianceOfYear;
}): ReactNode {
  const working = workingOf(year.tests, test);
  const sums = year.sums.find((one) => one.test === test);
  if (working === null || sums === undefined) return null;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Averages test={test} year={year.year} working={working} sums={sums} />
        <Population test={test} counts={working.counts} />
      </SimpleGrid>
      {working.correction !== null && (
        <Correction test={test} working={working} correction={working.correction} sums={sums} />
      )}
    </>
  );
}

/** How averages and limit move over the years of a run. */
export function RatioTrend({
  runId,
  test,
  years,
}: {
  readonly runId: string;
  readonly test: 'adp' | 'acp';
  readonly years: readonly TestedYear[];
}): ReactNode {
  return (
    <Chart
      title={`When does the ${test.toUpperCase()} test fail?`}
      subtitle="Averages of the ratios and the limit of the HCE average, percent of pay"
      height={200}
      option={(colours) => ratioOption(test, years, colours)}
      table={ratioTable(test, years)}
      drill={(row) => {
        const shown = years[row];
        return shown === undefined ? null : compliancePlace(runId, shown.year, test);
      }}
    />
  );
}

const minus = (count: number): string => (count === 0 ? '–' : `− ${people(count)}`);

function Population({
  test,
  counts,
}: {
  readonly test: 'adp' | 'acp';
  readonly counts: TestedCounts;
}): ReactNode {
  const out = [
    ['Not entered the plan', counts.notEntered],
    ['In an excluded class', counts.excludedClass],
    ['Long-term part-time only', counts.ltptOnly],
    ...(test === 'acp' ? [['No match whatever they defer', counts.notMatchable] as const] : []),
    ['Without pay', counts.noPay],
    ['Under age 21 or one year of service, NHCE', counts.otherwiseExcludable],
  ] as const;
  const tested = counts.nhces + counts.hces;
  const left = out.reduce((sum, [, count]) => sum + count, 0);
  return (
    <Working
      title="Who is tested"
      check={{ isRight: counts.employees - left === tested, right: 'Adds up', wrong: 'Does not add up' }}
      lines={[
        { label: 'Employees of the year', value: people(counts.employees) },
        ...out.map(([label, count]): WorkingLine => ({ label, value: minus(count) })),
        { label: 'Tested', value: people(tested), isTotal: true },
        {
          label: 'Highly compensated (HCE)',
          value: people(counts.hces),
          place: testPeoplePlace({ who: 'hce' }),
        },
        {
          label: 'Not highly compensated (NHCE)',
          value: people(counts.nhces),
          place: testPeoplePlace({ who: 'nhce' }),
        },
      ]}
    />
  );
}

const SOURCES: Readonly<Record<AverageSource, (year: number) => string>> = {
  thisYear: (year) => `of ${year}`,
  yearBefore: (year) => `of ${year - 1}, from the people who were NHCE then (P-93)`,
  setting: (year) => `of ${year - 1}, as the scenario says (P-93)`,
  firstPlanYear: () => 'taken as 3% in the first plan year (P-93)',
  census: (year) => `of ${year - 1}, from the contributions of the census (P-93)`,
  notAvailable: (year) => `of ${year - 1} is not known (P-93)`,
};

/** The mean as it is worked out: a sum of ratios over people. */
const meanNote = (ratios: number, count: number): string =>
  count === 0 ? 'Nobody' : `${testPercent(ratios * 100)} in all ÷ ${people(count)} people, zeros included`;

function Averages({
  test,
  year,
  working,
  sums,
}: {
  readonly test: 'adp' | 'acp';
  readonly year: number;
  readonly working: TestWorkings['adp'];
  readonly sums: TestSums;
}): ReactNode {
  const { nhceAverage, hceAverage, limitPpm, averageSource, representativeRatePpm } = working;
  const isOfYear = averageSource === 'thisYear';
  const lines: WorkingLine[] = [
    {
      label: `NHCE average ${SOURCES[averageSource](year)}`,
      value: nhceAverage === null ? 'n/a' : testPercent(nhceAverage * 100),
      ...(isOfYear ? { note: meanNote(sums.nhceRatios, sums.nhces) } : {}),
    },
  ];
  if (nhceAverage !== null && limitPpm !== null) {
    const { times, plus, applies } = alternativesOf(nhceAverage);
    const mark = (which: 'times' | 'plus'): string =>
      applies === which ? 'This one applies: it is the higher' : '';
    lines.push(
      { label: '1.25 × NHCE average', value: testPercent(times), note: mark('times') },
      {
        label: 'The lower of 2 × NHCE average and NHCE average + 2 points',
        value: testPercent(plus),
        note: mark('plus'),
      },
      { label: 'Limit of the HCE average (P-92)', value: testPercent(limitPpm), isTotal: true },
    );
  }
  lines.push({
    label: `HCE average of ${year}`,
    value: hceAverage === null ? 'n/a' : testPercent(hceAverage * 100),
    note: meanNote(sums.hceRatios, sums.hces),
    isTotal: limitPpm !== null,
  });
  if (hceAverage !== null && limitPpm !== null) {
    const over = hceAverage * 100 - limitPpm;
    lines.push({
      label: over > 0 ? 'Above the limit' : 'Room below the limit',
      value: testPercent(Math.abs(over)),
    });
  }
  if (test === 'acp' && representativeRatePpm !== null)
    lines.push({
      label: 'Representative matching rate',
      value: testPercent(representativeRatePpm),
      note: 'A match of an NHCE counts up to twice this rate, or 5% of pay (P-100)',
    });
  return <Working title="Averages and limit" lines={lines} />;
}

type Correcting = NonNullable<TestWorkings['adp']['correction']>;

function Correction({
  test,
  working,
  correction,
  sums,
}: {
  readonly test: 'adp' | 'acp';
  readonly working: TestWorkings['adp'];
  readonly correction: Correcting;
  readonly sums: TestSums;
}): ReactNode {
  const { totalCents, permitted, qnec, deadlines, recharacterisedCents, refundedCents } = correction;
  const { forfeitedCents, distributedCents } = correction;
  const isAdp = test === 'adp';
  const what = isAdp ? 'deferrals' : 'match';
  const taken = isAdp ? recharacterisedCents + refundedCents : forfeitedCents + distributedCents;
  const byPeople = isAdp
    ? sums.recharacterised.cents === recharacterisedCents &&
      sums.refund.cents === refundedCents &&
      sums.forfeited.cents === forfeitedCents
    : sums.distributed.cents === distributedCents && sums.forfeited.cents === forfeitedCents;
  const allowed = (working.limitPpm ?? 0) * working.counts.hces;
  const count = ({ people: some }: { readonly people: number }): string =>
    some === 0 ? 'nobody' : `${people(some)} ${some === 1 ? 'person' : 'people'}`;
  return (
    <Working
      title="Correction, step by step"
      check={{
        isRight: taken === totalCents && byPeople,
        right: 'The people below add up to it',
        wrong: 'The people below do not add up to it',
      }}
      lines={[
        {
          label: 'Step 1: how much is too much (P-95)',
          value: exactMoney(totalCents),
          note: `The highest ratios of HCEs are lowered together${
            permitted === null ? '' : `, to ${testPercent(permitted.numerator / permitted.denominator)}`
          }, until they add up to ${people(working.counts.hces)} × the limit = ${testPercent(allowed)}; ${count(
            sums.excess,
          )} lowered`,
        },
        {
          label: 'Step 2: from whom (P-96)',
          value: `${people(sums.concerned)} people`,
          note: `Taken from those with the most dollars of ${what}${
            sums.levelCents === null ? '' : `, levelled down to ${exactMoney(sums.levelCents)} each`
          }`,
        },
        ...(isAdp
          ? [
              {
                label: 'Step 3a: becomes catch-up (P-97)',
                value: exactMoney(recharacterisedCents),
                note: `As far as they have room for it: ${count(sums.recharacterised)}`,
              },
              {
                label: 'Step 3b: refunded (P-97)',
                value: exactMoney(refundedCents),
                note: `The rest: ${count(sums.refund)}`,
              },
            ]
          : [
              {
                label: 'Step 3a: distributed (P-101)',
                value: exactMoney(distributedCents),
                note: `The vested part: ${count(sums.distributed)}`,
              },
              {
                label: 'Step 3b: forfeited (P-101)',
                value: exactMoney(forfeitedCents),
                note: `The part that is not vested: ${count(sums.forfeited)}`,
              },
            ]),
        { label: 'Taken in all', value: exactMoney(taken), isTotal: true },
        ...(isAdp
          ? [
              {
                label: 'Match on refunded deferrals, forfeited (P-97)',
                value: exactMoney(forfeitedCents),
                note: `In addition: ${count(sums.forfeited)}`,
              },
            ]
          : []),
        ...(qnec === null
          ? []
          : [
              {
                label: 'Instead: a QNEC for all NHCEs of the test (P-98)',
                value: exactMoney(qnec.costCents),
                note: `Raises the NHCE average to ${testPercent(qnec.requiredNhceAverage * 100)}; vested at once`,
              },
            ]),
      ]}
    >
      <Text size="sm" mt="xs">
        Until {dayInWords(deadlines.withoutExciseTax)} without the 10% excise tax, until{' '}
        {dayInWords(deadlines.qualification)} at the latest (P-98). Without earnings, which are not modelled.
      </Text>
    </Working>
  );
}
