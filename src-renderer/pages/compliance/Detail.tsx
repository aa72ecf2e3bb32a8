import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComplianceOfYear, TestedYear } from '../../../src-shared/api/compliance.ts';
import { PEOPLE_TESTS } from '../../../src-shared/compliance-columns.ts';
import { TEST_NAMES } from '../../../src-shared/compliance-words.ts';
import { workingOf } from '../../../src-shared/compliance-rows.ts';
import { PLAN_TESTS, type PlanTest } from '../../../src-shared/compliance.ts';
import { fragmentOf } from '../../state/navigation.ts';
import classes from './compliance.module.css';
import { Findings } from './Findings.tsx';
import { NotModelledNote } from './NotModelledNote.tsx';
import {
  AdditionsDetail,
  AmountsDetail,
  CoverageDetail,
  HceDetail,
  TopHeavyDetail,
} from './OtherDetails.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { compliancePlace } from './places.ts';
import { RatioDetail, RatioTrend } from './RatioDetail.tsx';
import { Result } from './tone.tsx';
import { verdictsOf } from './verdicts.ts';

interface DetailProps {
  readonly runId: string;
  readonly test: PlanTest;
  readonly year: ComplianceOfYear;
  readonly years: readonly TestedYear[];
}

/** One test of a year: result, working, people. */
export function Detail({ runId, test, year, years }: DetailProps): ReactNode {
  const verdict = verdictsOf(year).find((one) => one.test === test);
  const sums = year.sums.find((one) => one.test === test);
  const peopleTest = PEOPLE_TESTS.find((one) => one === test);
  const hasPeople = test === 'hce' || (sums !== undefined && sums.hces + sums.nhces > 0);
  const hasCorrection = (sums?.concerned ?? 0) > 0;
  // Where somebody is corrected, whom comes before when.
  const trend = (test === 'adp' || test === 'acp') && <RatioTrend runId={runId} test={test} years={years} />;
  return (
    <Stack gap="md">
      <nav aria-label="Tests">
        <ul className={classes['tests'] ?? ''}>
          <li>
            <Anchor size="sm" href={fragmentOf(compliancePlace(runId, year.year))}>
              All tests of {year.year}
            </Anchor>
          </li>
          {PLAN_TESTS.map((other) => (
            <li key={other}>
              {other === test ? (
                <Text size="sm" fw={600} aria-current="page">
                  {TEST_NAMES[other]}
                </Text>
              ) : (
                <Anchor size="sm" href={fragmentOf(compliancePlace(runId, year.year, other))}>
                  {TEST_NAMES[other]}
                </Anchor>
              )}
            </li>
          ))}
        </ul>
      </nav>
      <div>
        <Title order={3} size="h4">
          {TEST_NAMES[test]} {year.year}
        </Title>
        {verdict !== undefined && (
          <>
            <Result tone={verdict.tone}>
              {[verdict.result, verdict.figures].filter((text) => text !== '').join('. ')}
            </Result>
            {verdict.action !== '' && test !== 'design' && (
              <Text size="sm" mt={2}>
                {verdict.action}.
              </Text>
            )}
          </>
        )}
      </div>
      <WorkingOf test={test} year={year} />
      {!hasCorrection && trend}
      {peopleTest !== undefined && hasPeople && (
        <PeopleTable
          key={test}
          runId={runId}
          year={year.year}
          test={peopleTest}
          hasCorrection={hasCorrection}
        />
      )}
      {hasCorrection && trend}
      <NotModelledNote />
    </Stack>
  );
}

function WorkingOf({ test, year }: Pick<DetailProps, 'test' | 'year'>): ReactNode {
  switch (test) {
    case 'hce':
      return <HceDetail year={year} />;
    case 'coverage':
      return <CoverageDetail year={year} />;
    case 'adp':
    case 'acp':
      return <RatioDetail test={test} year={year} />;
    case 'amounts':
      return <AmountsDetail year={year} />;
    case 'additions':
      return <AdditionsDetail year={year} />;
    case 'topHeavy':
      return <TopHeavyDetail year={year} />;
    case 'design':
      return <Findings designId={year.designId} findings={workingOf(year.tests, 'design')?.findings ?? []} />;
  }
}
