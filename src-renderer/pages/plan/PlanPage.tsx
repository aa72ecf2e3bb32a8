import { Alert, Button, Stack, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanYearDetail, PlanYears } from '../../../src-shared/api/plan-results.ts';
import type { RunSummary } from '../../../src-shared/api/runs.ts';
import { EmptyNote, FailureNote } from '../../components/notes.tsx';
import { Placeholder } from '../../components/Placeholder.tsx';
import { changeView, goTo } from '../../state/navigation.ts';
import { connectedHost } from '../../state/session.ts';
import { Kept, useLoaded } from '../../state/use-loaded.ts';
import { ResultFrame } from '../results/ResultFrame.tsx';
import { CostPart } from './CostPart.tsx';
import { DeferralPart } from './DeferralPart.tsx';
import { EmployerPart } from './EmployerPart.tsx';
import { LimitPart } from './LimitPart.tsx';
import { ParticipationPart } from './ParticipationPart.tsx';
import { PlanChoices } from './PlanChoices.tsx';
import type { PlanScope } from './plan-drills.ts';
import { PlanTiles } from './PlanTiles.tsx';
import { PLAN_PARTS, usePlanView, type PlanPart, type PlanView } from './plan-view.ts';

const KEPT_YEARS = new Kept<PlanYears>();
const KEPT_DETAILS = new Kept<PlanYearDetail>();

/** How the retirement plan works out: who takes part, with how much, and what it costs. */
export default function PlanPage(): ReactNode {
  return (
    <ResultFrame pageId="plan" title="Plan">
      {(run) => <Plan key={run.runId} run={run} />}
    </ResultFrame>
  );
}

function Plan({ run }: { readonly run: RunSummary }): ReactNode {
  const view = usePlanView();
  const { runId } = run;
  const { cohort } = view;
  const loaded = useLoaded(
    JSON.stringify({ runId, cohort }),
    () => connectedHost().api.planResults.years({ runId, cohort }),
    KEPT_YEARS,
  );
  if (loaded.state === 'failed') return <FailureNote error={loaded.error} />;
  if (loaded.state === 'loading') return <Placeholder height={480} label="Loading the plan" />;
  return <PlanOfYears run={run} view={view} plan={loaded.value} />;
}

function PlanOfYears({
  run,
  view,
  plan,
}: {
  readonly run: RunSummary;
  readonly view: PlanView;
  readonly plan: PlanYears;
}): ReactNode {
  const years = plan.years.map(({ year }) => year);
  const year = years.find((known) => known === view.year) ?? years.at(-1);
  if (year === undefined)
    return (
      <EmptyNote
        title="No plan in this run"
        text={`No plan design is in force in ${run.startYear}–${run.endYear}. Put a design on the plan timeline of the scenario and run it again.`}
        action={
          <Button
            onClick={() => {
              goTo('scenario');
            }}
          >
            Go to the scenario
          </Button>
        }
      />
    );
  const without = plan.designs.filter((design) => design.plan === null).map((design) => design.year);
  return (
    <Stack gap="md">
      <PlanChoices run={run} view={view} years={years} year={year} />
      {without.length > 0 && (
        <Alert color="gray" p="xs">
          No plan design is in force in {without.join(', ')}: those years have no plan figures.
        </Alert>
      )}
      <PlanOfYear run={run} view={view} plan={plan} year={year} />
    </Stack>
  );
}

/** What every part of the page shows something of. */
export interface PlanPartProps {
  readonly scope: PlanScope;
  readonly view: PlanView;
  readonly plan: PlanYears;
  readonly detail: PlanYearDetail;
}

const PARTS: Readonly<
  Record<PlanPart, { readonly title: string; readonly Part: (props: PlanPartProps) => ReactNode }>
> = {
  participation: { title: 'Participation', Part: ParticipationPart },
  deferrals: { title: 'Deferrals', Part: DeferralPart },
  employer: { title: 'Match and core', Part: EmployerPart },
  limits: { title: 'Limits', Part: LimitPart },
  cost: { title: 'Vesting and cost', Part: CostPart },
};

function PlanOfYear({
  run,
  view,
  plan,
  year,
}: {
  readonly run: RunSummary;
  readonly view: PlanView;
  readonly plan: PlanYears;
  readonly year: number;
}): ReactNode {
  const { runId, startYear } = run;
  const { cohort, grouping } = view;
  const scope: PlanScope = { runId, year, startYear, cohort };
  const loaded = useLoaded(
    JSON.stringify({ runId, year, cohort, grouping }),
    () => connectedHost().api.planResults.detail({ runId, year, cohort, grouping }),
    KEPT_DETAILS,
  );
  return (
    <>
      <PlanTiles scope={scope} view={view} plan={plan} />
      <Tabs
        value={view.part}
        keepMounted={false}
        onChange={(part) => {
          changeView({ part });
        }}
      >
        <Tabs.List aria-label="Parts of the plan" mb="md">
          {PLAN_PARTS.map((part) => (
            <Tabs.Tab key={part} value={part}>
              {PARTS[part].title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PLAN_PARTS.map((part) => {
          const { Part } = PARTS[part];
          return (
            <Tabs.Panel key={part} value={part}>
              {loaded.state === 'failed' && <FailureNote error={loaded.error} />}
              {loaded.state === 'loading' && <Placeholder height={320} label="Loading the year" />}
              {loaded.state === 'ready' && (
                <Part scope={scope} view={view} plan={plan} detail={loaded.value} />
              )}
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}
