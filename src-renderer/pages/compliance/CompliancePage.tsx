import { Button, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ComplianceOfYear, TestedYear } from '../../../src-shared/api/compliance.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { PLAN_TESTS } from '../../../src-shared/compliance.ts';
import { EmptyNote, FailureNote } from '../../components/notes.tsx';
import { goTo, useView } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { Kept, useLoaded } from '../../state/use-loaded.ts';
import { ResultFrame } from '../results/ResultFrame.tsx';
import { Detail } from './Detail.tsx';
import { Overview } from './Overview.tsx';
import { yearInWords } from './verdicts.ts';
import { YearStrip } from './YearStrip.tsx';

const KEPT_YEARS = new Kept<readonly TestedYear[]>();
const KEPT_YEAR = new Kept<ComplianceOfYear>();

/** Would we pass the tests of the plan, and if not, what must be done to whom? */
export default function CompliancePage(): ReactNode {
  return (
    <ResultFrame pageId="compliance" title="Compliance">
      {(run) => <Compliance key={run.runId} run={run} />}
    </ResultFrame>
  );
}

function Loading(): ReactNode {
  return (
    <Stack role="status" aria-busy="true" aria-label="Loading the tests">
      <Skeleton h={96} />
      <Skeleton h={360} />
    </Stack>
  );
}

function Compliance({ run }: { readonly run: RunSummary }): ReactNode {
  const { runId } = run;
  const loaded = useLoaded(runId, () => connectedHost().api.compliance.years({ runId }), KEPT_YEARS);
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Loading />;
  const years = loaded.value;
  const first = years.find((one) => yearInWords(one).tone === 'fail') ?? years.at(-1);
  if (first === undefined)
    return (
      <EmptyNote
        title="No plan, no tests"
        text="No plan design is in force in the years of this run. Put a design into the plan timeline of the scenario and run it again."
        action={
          <Button
            onClick={() => {
              goTo('scenario', 'timeline');
            }}
          >
            Open the plan timeline
          </Button>
        }
      />
    );
  // The first year that fails is what a planner has to know.
  return <Years runId={runId} years={years} first={first} />;
}

function Years({
  runId,
  years,
  first,
}: {
  readonly runId: string;
  readonly years: readonly TestedYear[];
  readonly first: TestedYear;
}): ReactNode {
  const wanted = Number(useView('year'));
  const named = useView('test');
  const test = PLAN_TESTS.find((one) => one === named) ?? null;
  const { year } = years.find((one) => one.year === wanted) ?? first;
  return (
    <Stack gap="md">
      <YearStrip runId={runId} years={years} shown={year} test={test} />
      <Year key={year} runId={runId} year={year} years={years} test={test} />
    </Stack>
  );
}

function Year({
  runId,
  year,
  years,
  test,
}: {
  readonly runId: string;
  readonly year: number;
  readonly years: readonly TestedYear[];
  readonly test: (typeof PLAN_TESTS)[number] | null;
}): ReactNode {
  const loaded = useLoaded(
    `${runId} ${year}`,
    () => connectedHost().api.compliance.year({ runId, year }),
    KEPT_YEAR,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Loading />;
  if (test === null) return <Overview runId={runId} year={loaded.value} />;
  return <Detail runId={runId} test={test} year={loaded.value} years={years} />;
}
